//! Mark-up nested deeper than any real page: found out beforehand, and its tags taken out without building a tree.
//!
//! In: a page. Out: whether it is too deep, and its texts as blocks. `"<b>".repeat(100_000)` is too deep; building its tree
//! takes time with the square of its depth.

use super::blocks::{Block, Collector, Effect, effect};

/// Browsers stop nesting at 512; pages that leave tags open reach some hundreds.
const DEPTH_MAX: usize = 1_000;

/// Elements without an end tag, or whose end tag is often left out.
const OPEN_ENDED: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option", "optgroup", "html",
    "head", "body", "path",
];

/// Tells whether more tags stand open at some place than a tree is built for.
pub fn is_too_deep(page: &str) -> bool {
    let mut depth = 0usize;
    for tag in tags(page) {
        if OPEN_ENDED.contains(&tag.name.as_str()) || tag.self_closing {
            continue;
        }
        if tag.closing {
            depth = depth.saturating_sub(1);
        } else {
            depth += 1;
            if depth > DEPTH_MAX {
                return true;
            }
        }
    }
    false
}

/// Returns the texts between the tags of a page.
pub fn blocks(page: &str) -> Vec<Block> {
    let mut collector = Collector::default();
    let mut from = 0;
    for tag in tags(page) {
        collector.text(&entities(&page[from..tag.start]), false);
        from = tag.end;
        match effect(&tag.name) {
            Effect::Break => collector.line_break(),
            Effect::Cell => collector.space(),
            Effect::Block(kind) if !tag.closing => collector.open(kind),
            Effect::Block(_) => collector.close(),
            _ => {}
        }
    }
    collector.text(&entities(&page[from..]), false);
    collector.finish()
}

struct Tag {
    start: usize,
    end: usize,
    name: String,
    closing: bool,
    self_closing: bool,
}

/// Elements whose content is no mark-up; it is passed over with the tag.
const RAW: &[&str] = &["script", "style", "textarea", "title", "template", "xmp", "noembed", "noframes"];

/// Walks the tags of a page in one pass; a comment or a script with its content counts as one tag.
fn tags(page: &str) -> impl Iterator<Item = Tag> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + page[at..].find('<')?;
            let rest = &page[start + 1..];
            if rest.starts_with("!--") {
                let end = rest.find("-->").map_or(page.len(), |n| start + 1 + n + 3);
                at = end;
                return Some(Tag { start, end, name: "!".into(), closing: false, self_closing: true });
            }
            let closing = rest.starts_with('/');
            let named = rest.trim_start_matches('/');
            // Tag names are short; a longer one is no tag and would be copied for nothing.
            let length = named.bytes().take(30).take_while(|b| b.is_ascii_alphanumeric()).count();
            if length == 0 {
                at = start + 1;
                continue;
            }
            let name = named[..length].to_ascii_lowercase();
            let mut end = rest.find('>').map_or(page.len(), |n| start + 1 + n + 1);
            let mut self_closing = page[start..end].ends_with("/>");
            if !closing && RAW.contains(&name.as_str()) {
                end = end_of_raw(page, end, &name);
                self_closing = true;
            }
            at = end;
            return Some(Tag { start, end, name, closing, self_closing });
        }
    })
}

/// Returns where the end tag of a script or the like ends; the end of the page when it has none.
fn end_of_raw(page: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(n) = page[at..].find("</") {
        at += n + 2;
        if page.as_bytes()[at..]
            .get(..name.len())
            .is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()))
        {
            return page[at..].find('>').map_or(page.len(), |n| at + n + 1);
        }
    }
    page.len()
}

fn entities(text: &str) -> String {
    let named =
        [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    named.iter().fold(text.to_string(), |text, (entity, plain)| text.replace(entity, plain))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::html::blocks::join;

    fn check(page: &str, expected: &str) {
        assert_eq!(join(&blocks(page)).0, expected, "{page}");
    }

    #[test]
    fn tags_are_taken_out() {
        check("<div><p>One &amp; two<p>Three</div>", "One & two\n\nThree");
        check("<script>if (a<b) x()</script>Text <!-- no -->here", "Text here");
        check("a < b and <i>c", "a < b and c");
        check("broken <a href='", "broken");
    }

    #[test]
    fn depth_is_counted_without_a_tree() {
        assert!(is_too_deep(&"<div>".repeat(100_000)));
        assert!(is_too_deep(&"<b>".repeat(100_000)));
        assert!(!is_too_deep(&"<div></div>".repeat(100_000)));
        assert!(!is_too_deep(&"<p>x<li>y<br>".repeat(100_000)));
        assert!(!is_too_deep(&format!("<script>{}</script>", "'<div>'+".repeat(2_000))));
    }
}
