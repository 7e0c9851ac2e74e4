//! Headline, bylines and dates that a page shows rather than declares.
//!
//! In: a page. Out: texts worth reading as a name or date, best first:
//! `<p class="byline">By Jane Doe</p>` gives "By Jane Doe".

use dom_query::{Document, NodeId, NodeRef, Selection};
use regex::Regex;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// A byline or date line is short; longer elements of such a class wrap other things.
const LINE_CHARS_MAX: usize = 140;

/// Dates are looked for in this many short lines around the headline.
const LINES_MAX: usize = 400;

/// Returns the headline as shown: the only `h1`, or the one inside the article.
pub fn heading(page: &Document) -> Option<String> {
    let texts = |selector: &str| -> Vec<String> {
        page.select(selector).nodes().iter().map(words).filter(|text| text.chars().count() >= 3).collect()
    };
    let marked = texts(
        "h1[itemprop*='headline'], h1[class*='headline'], h1.entry-title, h1[class*='article-title'], h1.post-title",
    );
    if let [only] = &marked[..] {
        return Some(only.clone());
    }
    let all = texts("h1");
    if let [only] = &all[..] {
        return Some(only.clone());
    }
    texts("article h1, main h1").into_iter().next()
}

/// Returns the texts of elements that name the author.
pub fn bylines(page: &Document) -> Vec<String> {
    const SELECTORS: &[&str] = &[
        "[itemprop='author'] [itemprop='name'], [itemprop~='author']",
        "a[rel~='author']",
        "[class*='byline'], [class*='Byline'], [class*='by-line'], [id*='byline'], [data-testid*='byline']",
        "[class*='author-name'], [class*='authorname'], [class*='author__name'], [class*='authorName'], [class*='author_name']",
        "a[href*='/author/'], a[href*='/authors/']",
        "[class~='author'], [class*='-author'], [class*='author-'], [class*='writtenby'], address",
    ];
    let around = around_heading(page);
    let of = |selector: &&str| -> Vec<String> {
        let found: Vec<NodeRef> =
            page.select(selector).nodes().iter().filter(|n| !in_side_matter(n, &around)).copied().collect();
        let Some(group) = first_group(&found) else { return Vec::new() };
        let links =
            |n: &NodeRef| Selection::from(*n).select("a").nodes().iter().map(words).collect::<Vec<_>>();
        let linked: Vec<String> = group.iter().flat_map(links).collect();
        let whole: Vec<String> = group.iter().map(words).collect();
        vec![linked.join("; "), whole.join("; ")]
    };
    SELECTORS.iter().flat_map(of).collect()
}

/// Returns the elements that stand beside the first one: several authors of one article, not those of the comments below.
fn first_group<'a>(found: &[NodeRef<'a>]) -> Option<Vec<NodeRef<'a>>> {
    let fitting = |n: &&NodeRef| (2..LINE_CHARS_MAX).contains(&words(n).len());
    let home = found.iter().find(fitting)?.parent()?.id;
    Some(found.iter().filter(fitting).filter(|n| n.parent().is_some_and(|p| p.id == home)).copied().collect())
}

/// Returns the dates of elements that say they hold the publication date.
pub fn marked_dates(page: &Document) -> Vec<String> {
    const SELECTORS: &[&str] = &[
        "[itemprop~='datePublished'], [property~='datePublished']",
        "time[pubdate], abbr.published, time.published, time.entry-date, time[class*='publish']",
        "[itemprop~='dateCreated']",
        "article time[datetime], main time[datetime]",
        "time[datetime]",
    ];
    let around = around_heading(page);
    let mut dates = Vec::new();
    for node in SELECTORS.iter().flat_map(|selector| page.select(selector).nodes().to_vec()) {
        if in_side_matter(&node, &around) {
            continue;
        }
        let value =
            ["datetime", "content", "title"].iter().find_map(|name| node.attr(name)).map(|v| v.to_string());
        dates.extend(
            value
                .into_iter()
                .chain([words(&node)])
                .filter(|text| !text.trim().is_empty() && text.len() < LINE_CHARS_MAX),
        );
    }
    dates
}

/// Returns short texts that may show a date: elements of a telling class first, then the short lines from the headline on.
pub fn shown_dates(page: &Document) -> Vec<String> {
    const SELECTORS: &[&str] = &[
        "[class*='publish'], [class*='Publish'], [id*='publish'], [class*='posted'], [class*='pubdate'], [class*='entry-date']",
        "[class*='date'], [class*='Date'], [id*='date'], [class*='timestamp'], [class*='time-stamp'], [class*='dateline'], time",
        "[class*='meta'], [class*='byline'], [class*='info'], [class*='details']",
    ];
    let around = around_heading(page);
    let mut texts = Vec::new();
    for node in SELECTORS.iter().flat_map(|selector| page.select(selector).nodes().to_vec()) {
        let text = words(&node);
        if text.len() < LINE_CHARS_MAX
            && text.chars().any(|c| c.is_ascii_digit())
            && !in_side_matter(&node, &around)
            && !is_other_date(&text)
        {
            texts.push(text);
        }
    }
    texts.extend(lines_near_heading(page, &around));
    texts
}

fn lines_near_heading(page: &Document, around: &FxHashSet<NodeId>) -> Vec<String> {
    let Some(body) = page.body() else { return Vec::new() };
    let mut lines = Vec::new();
    let mut after_heading = false;
    for node in body.descendants_it() {
        if node.has_name("h1") {
            after_heading = true;
        }
        let Some(parent) = node.parent().filter(|_| node.is_text()) else { continue };
        if parent.node_name().is_some_and(|name| matches!(&*name, "script" | "style" | "noscript" | "option"))
        {
            continue;
        }
        let text = words(&node);
        if text.len() < 8 || text.len() > LINE_CHARS_MAX || !text.bytes().any(|b| b.is_ascii_digit()) {
            continue;
        }
        if is_other_date(&text) || in_side_matter(&node, around) {
            continue;
        }
        lines.push((!after_heading, text));
        if lines.len() > LINES_MAX {
            break;
        }
    }
    // Those after the headline first; the sort is stable.
    lines.sort_by_key(|(before, _)| *before);
    lines.into_iter().map(|(_, text)| text).collect()
}

/// Tells whether a line's date is that of a copyright, of an update, or of something to come.
fn is_other_date(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["©", "copyright", "(c)", "all rights", "updated", "modified", "accessed", "retrieved"]
        .iter()
        .any(|mark| lower.contains(mark))
}

/// Tells whether an element belongs to lists of other articles, comments, footers; what also holds the headline does not.
fn in_side_matter(node: &NodeRef, around_heading: &FxHashSet<NodeId>) -> bool {
    static MARK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)(?:^|[\s_-])(?:related|comments?|commentlist|sidebar|footer|recommend\w*|trending|popular|recent|latest|calendar|archives?|ticker|teasers?|more-?(?:news|stories))(?:$|[\s_-])",
        )
        .expect("valid")
    });
    // More steps up only cost time: page furniture names itself close to its contents.
    const STEPS_MAX: usize = 8;
    std::iter::once(*node).chain(node.ancestors_it(Some(STEPS_MAX))).any(|up| {
        let Some(name) = up.node_name() else { return false };
        if around_heading.contains(&up.id) {
            return false;
        }
        matches!(&*name, "aside" | "footer" | "nav")
            || MARK.is_match(&up.attr_or("class", ""))
            || MARK.is_match(&up.attr_or("id", ""))
    })
}

/// Returns the elements that hold a headline.
fn around_heading(page: &Document) -> FxHashSet<NodeId> {
    page.select("h1")
        .nodes()
        .iter()
        .flat_map(|h1| h1.ancestors_it(None).map(|up| up.id).collect::<Vec<_>>())
        .collect()
}

/// Returns the text of an element, white space collapsed.
pub fn words(node: &NodeRef) -> String {
    node.text().split_whitespace().collect::<Vec<_>>().join(" ")
}
