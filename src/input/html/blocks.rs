//! The paragraphs, headings and list lines of a stretch of a page.
//!
//! In: an element. Out: its [`Block`]s in order, and joined to a body: `<p>One</p><ul><li>a</li><li>b</li></ul>` is
//! "One\n\na\nb".

use crate::model::SectionKind;
use crate::span::Span;
use dom_query::NodeRef;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Running text.
    Paragraph,
    /// `h1` to `h6`.
    Heading,
    /// A line of a list or table: no blank line stands between two.
    Line,
}

/// A stretch of text between two block-level tags.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// Its words, white space collapsed; `<br>` is a line break.
    pub text: String,
    /// How many of its characters stand in links.
    pub link_chars: usize,
}

/// Collects blocks as tags and texts come by.
#[derive(Debug, Default)]
pub struct Collector {
    blocks: Vec<Block>,
    text: String,
    link_chars: usize,
    kind: Option<Kind>,
}

impl Collector {
    /// Adds words to the current block.
    pub fn text(&mut self, text: &str, in_link: bool) {
        for c in text.chars() {
            if c.is_whitespace() {
                self.space();
            } else {
                self.text.push(c);
                self.link_chars += usize::from(in_link);
            }
        }
    }

    /// Adds a space where there is none yet.
    pub fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
    }

    /// Adds a line break.
    pub fn line_break(&mut self) {
        self.text.truncate(self.text.trim_end_matches(' ').len());
        if self.text.ends_with('\n') {
            self.close();
        } else if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// Ends the current block and begins one of `kind`.
    pub fn open(&mut self, kind: Kind) {
        self.close();
        self.kind = Some(kind);
    }

    /// Ends the current block; what follows is a paragraph unless opened otherwise.
    pub fn close(&mut self) {
        let text = std::mem::take(&mut self.text);
        let link_chars = std::mem::take(&mut self.link_chars);
        let trimmed = text.trim();
        if !trimmed.is_empty() {
            let kind = self.kind.unwrap_or(Kind::Paragraph);
            self.blocks.push(Block { kind, text: trimmed.to_string(), link_chars });
        }
    }

    /// Returns what was collected.
    pub fn finish(mut self) -> Vec<Block> {
        self.close();
        self.blocks
    }
}

/// Returns the blocks under an element; the walk uses no recursion.
pub fn collect(root: &NodeRef) -> Vec<Block> {
    let mut collector = Collector::default();
    let mut links = 0usize;
    // What is still to be done: visit a node, or close the element that was visited.
    let mut open: Vec<(NodeRef, bool)> = vec![(*root, false)];
    let mut kinds: Vec<Kind> = vec![Kind::Paragraph];
    while let Some((node, leaving)) = open.pop() {
        if node.is_text() {
            collector.text(&node.text(), links > 0);
            continue;
        }
        let Some(name) = node.node_name() else { continue };
        if leaving {
            match effect(&name) {
                Effect::Block(_) => {
                    collector.close();
                    kinds.pop();
                    collector.kind = kinds.last().copied();
                }
                Effect::Link => links -= 1,
                _ => {}
            }
            continue;
        }
        match effect(&name) {
            Effect::Skip => continue,
            Effect::Break => {
                collector.line_break();
                continue;
            }
            Effect::Cell => collector.space(),
            Effect::Link => links += 1,
            Effect::Block(kind) => {
                // A paragraph inside a list line or heading stays one.
                let outer = kinds.last().copied().unwrap_or(Kind::Paragraph);
                let kind = if kind == Kind::Paragraph && outer == Kind::Heading { outer } else { kind };
                kinds.push(kind);
                collector.open(kind);
            }
            Effect::None => {}
        }
        open.push((node, true));
        open.extend(node.children_it(true).map(|child| (child, false)));
    }
    collector.finish()
}

/// What an element does to the text around it.
pub(super) enum Effect {
    Skip,
    Break,
    Cell,
    Link,
    Block(Kind),
    None,
}

/// Returns what an element does to the text around it.
pub(super) fn effect(name: &str) -> Effect {
    match name {
        "script" | "style" | "noscript" | "template" | "svg" | "iframe" | "button" | "select"
        | "textarea" | "figcaption" | "head" | "object" | "canvas" | "audio" | "video" | "nav" => {
            Effect::Skip
        }
        "br" => Effect::Break,
        "td" | "th" => Effect::Cell,
        "a" => Effect::Link,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Effect::Block(Kind::Heading),
        "li" | "dt" | "dd" | "tr" | "option" => Effect::Block(Kind::Line),
        "p" | "div" | "section" | "article" | "main" | "header" | "footer" | "aside" | "blockquote"
        | "pre" | "ul" | "ol" | "dl" | "table" | "figure" | "address" | "hr" | "body" | "form"
        | "fieldset" | "details" | "summary" | "center" => Effect::Block(Kind::Paragraph),
        _ => Effect::None,
    }
}

/// Joins blocks to a body and returns it with the places of its headings.
pub fn join(blocks: &[Block]) -> (String, Vec<(SectionKind, Span)>) {
    let mut body = String::new();
    let mut length = 0u32;
    let mut headings = Vec::new();
    for (n, block) in blocks.iter().enumerate() {
        if n > 0 {
            let tight = block.kind == Kind::Line && blocks[n - 1].kind == Kind::Line;
            body.push_str(if tight { "\n" } else { "\n\n" });
            length += if tight { 1 } else { 2 };
        }
        let end = length + block.text.chars().count() as u32;
        if block.kind == Kind::Heading {
            headings.push((SectionKind::Heading, Span::new(length, end)));
        }
        body.push_str(&block.text);
        length = end;
    }
    (body, headings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Text;

    fn check(html: &str, expected: &str, headings: &[&str]) {
        let page = dom_query::Document::from(html);
        let (body, marked) = join(&collect(&page.body().expect("a body")));
        assert_eq!(body, expected, "{html}");
        let text = Text::new(&body);
        let found: Vec<&str> = marked.iter().map(|(_, span)| text.slice(*span)).collect();
        assert_eq!(found, headings, "{html}");
    }

    #[test]
    fn blocks_become_paragraphs_and_lines() {
        check("<p>One <b>bold</b>\n word</p><p>Two</p>", "One bold word\n\nTwo", &[]);
        check("<p>A</p><ul><li>a</li><li><p>b</p></li></ul>tail", "A\n\na\n\nb\n\ntail", &[]);
        check(
            "<h2>Né à Kyïv</h2><p>Text<br>line<br><br>next</p>",
            "Né à Kyïv\n\nText\nline\n\nnext",
            &["Né à Kyïv"],
        );
        check("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc", &[]);
        check("<p>A<script>x()</script>B</p>", "AB", &[]);
    }
}
