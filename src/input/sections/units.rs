//! The lines or paragraphs a body is judged by.
//!
//! In: a body. Out: its [`Unit`]s: lines where a line is a paragraph, and stretches between blank lines where lines are
//! hard-wrapped. "One two\nthree four.\n\nFive." is two units.

use std::ops::Range;

/// When this share of line ends has a small letter after it, lines are hard-wrapped.
const WRAPPED_SHARE_MIN: f64 = 0.2;

/// Fewer line ends than this tell nothing.
const WRAPPED_PAIRS_MIN: usize = 3;

/// A line or paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Where it stands, without the white space around it.
    pub bytes: Range<usize>,
    /// True when it was put together from hard-wrapped lines.
    pub is_wrapped: bool,
}

impl Unit {
    /// Returns its words.
    pub fn text<'a>(&self, body: &'a str) -> &'a str {
        &body[self.bytes.clone()]
    }

    /// Tells whether it ends like a sentence.
    pub fn is_prose(&self, body: &str) -> bool {
        let line = self.text(body).trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '*', ' ']);
        line.ends_with(['.', '!', '?', '…', ':', ';', '。', '！', '？', '।'])
    }

    /// Tells whether it goes on with the sentence before: scrapers break lines around links.
    pub fn continues(&self, body: &str) -> bool {
        self.text(body)
            .chars()
            .next()
            .is_some_and(|c| c.is_lowercase() || matches!(c, ',' | '.' | ')' | ';' | '’' | '\''))
    }
}

/// Splits a body into units.
pub fn split(body: &str) -> Vec<Unit> {
    let lines = lines(body);
    let full: Vec<&Range<usize>> = lines.iter().filter(|line| !line.is_empty()).collect();
    if !is_wrapped(body, &lines) {
        return full.into_iter().map(|bytes| Unit { bytes: bytes.clone(), is_wrapped: false }).collect();
    }
    let mut units: Vec<Unit> = Vec::new();
    for group in lines.split(|line| line.is_empty()).filter(|group| !group.is_empty()) {
        let bytes = group[0].start..group[group.len() - 1].end;
        units.push(Unit { bytes, is_wrapped: group.len() > 1 });
    }
    units
}

/// Returns the lines of a body without the white space at their ends; a blank line is empty.
fn lines(body: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut lines = Vec::new();
    for line in body.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        let end = at + line.trim_end().len();
        lines.push(start.min(end.max(at))..end.max(at));
        at += line.len();
    }
    lines
}

fn is_wrapped(body: &str, lines: &[Range<usize>]) -> bool {
    let pairs = lines.windows(2).filter(|pair| !pair[0].is_empty() && !pair[1].is_empty());
    let (mut all, mut broken) = (0, 0);
    for pair in pairs {
        all += 1;
        let ends = body[pair[0].clone()]
            .chars()
            .next_back()
            .is_some_and(|c| c.is_alphanumeric() || c == ',' || c == '-');
        let goes_on = body[pair[1].clone()].chars().next().is_some_and(char::is_lowercase);
        broken += usize::from(ends && goes_on);
    }
    all >= WRAPPED_PAIRS_MIN && broken as f64 >= WRAPPED_SHARE_MIN * all as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expected: &[&str]) {
        let found: Vec<String> = split(body).iter().map(|unit| unit.text(body).to_string()).collect();
        assert_eq!(found, expected, "{body:?}");
    }

    #[test]
    fn lines_are_units_unless_they_are_wrapped() {
        check("One.\nTwo.\n\n  Three. \n", &["One.", "Two.", "Three."]);
        let wrapped = "The talks in the capital\nwent on for hours and\nwere then put off until\nMonday.\n\nNobody spoke\nto the press.";
        check(wrapped, &[&wrapped[..78], &wrapped[80..]]);
        check("", &[]);
        check(" \n\t\n\u{a0}", &[]);
    }
}
