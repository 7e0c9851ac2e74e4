//! Noise inside a paragraph: captions and credits run into it, rests of mark-up glued into a sentence.
//!
//! In: a paragraph. Out: kinds and ranges of bytes. "It ended. (Reporting by Jane Doe)" ends with a credit.

use super::patterns::{is_dated_caption, pattern, regex};
use crate::model::SectionKind::{self, Boilerplate, Caption, Credit};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A longer paragraph is a text without line ends; it is not searched.
const PARAGRAPH_BYTES_MAX: usize = 20_000;

/// Returns noise inside a paragraph: credits in brackets at its end, and rests of mark-up glued into a sentence.
pub fn find(line: &str) -> Vec<(SectionKind, Range<usize>)> {
    if line.len() > PARAGRAPH_BYTES_MAX {
        return Vec::new();
    }
    pattern!(
        BRACKETS,
        r"(?i)[(\[](?:additional )?(?:reporting|writing|editing|compiled|edited|translated)(?: and \w+)? by [^()\[\]]+[)\]]\.?\s*$"
    );
    pattern!(
        CONTRIBUTED,
        r"[.!?][”’\x22]?\s+(\p{Lu}[^.!?”\x22]+ contributed (?:to this (?:report|story|article)|reporting)[^.]*\.?)$"
    );
    pattern!(LEADING_DATE, r"^\W{0,2}(?i:date|published|updated|posted):?\s+\d{4}-\d{2}-\d{2}\b:?");
    let mut found = Vec::new();
    found.extend(LEADING_DATE.find(line).map(|hit| (Boilerplate, hit.range())));
    found.extend(captions_inside(line).into_iter().map(|range| (Caption, range)));
    found.extend(glued(line).into_iter().map(|range| (Boilerplate, range)));
    if let Some(hit) = BRACKETS.find(line) {
        found.push((Credit, hit.range()));
    } else if let Some(hit) = CONTRIBUTED.captures(line).and_then(|parts| parts.get(1)) {
        found.push((Credit, hit.range()));
    }
    found
}

/// Finds captions that the scraper ran into a paragraph: sentences that end with place and date.
fn captions_inside(line: &str) -> Vec<Range<usize>> {
    // Not after "U.S." or "Gen.": at least three small letters, a figure or a mark stand before the full stop.
    pattern!(SENTENCE_END, r"(?:\p{Ll}{3}|\d)[.!?][”’\x22]?\s+|[.!?,][”\x22]\s+");
    pattern!(ENDS_DATED, r", [A-Z][a-z]+\.? \d\d?, \d{4}\.$");
    let ends = SENTENCE_END.find_iter(line).map(|hit| hit.end()).chain([line.len()]);
    let mut start = 0;
    let mut found = Vec::new();
    for end in ends {
        let sentence = line[start..end].trim_end();
        if sentence.len() < line.len() && ENDS_DATED.is_match(sentence) && is_dated_caption(sentence) {
            found.push(start..start + sentence.len());
        }
        start = end;
    }
    found
}

/// Finds "blinkenanthony 11242020gettyAnthony BlinkenHouse is working ... MORE": a picture's file name, its subject and the
/// headlines of a tool-tip, in the middle of a sentence.
fn glued(line: &str) -> Vec<Range<usize>> {
    pattern!(FILE_NAME, r"\p{L}*\p{Ll}{5,}\s\d{6,8}\p{Ll}{2,}(?:\s(?:lead|getty|ap|afp))?");
    // The tool-tip's end: "MORE" within this many bytes.
    const TOOL_TIP_BYTES_MAX: usize = 400;
    let mut found = Vec::new();
    for hit in FILE_NAME.find_iter(line) {
        let start = hit.start() + glued_name(hit.as_str());
        let rest = &line[hit.end()..];
        let more = rest.find(" MORE").filter(|&n| n < TOOL_TIP_BYTES_MAX).map(|n| n + " MORE".len());
        found.push(start..hit.end() + more.unwrap_or_else(|| headline_end(rest)));
    }
    found
}

/// Returns where in "Putinputinvladimir ..." the file name begins: after the name that it repeats.
fn glued_name(hit: &str) -> usize {
    let word = hit.split_whitespace().next().unwrap_or(hit);
    let lower = word.to_lowercase();
    if lower.len() != word.len() {
        return 0;
    }
    let mut cuts = word.char_indices().map(|(n, _)| n).filter(|&n| n >= 3);
    cuts.rfind(|&n| lower[n..].starts_with(&lower[..n])).unwrap_or(0)
}

/// Returns where a headline in title case ends that runs straight into a sentence.
fn headline_end(rest: &str) -> usize {
    const SMALL: &[&str] = &[
        "to", "at", "of", "in", "on", "the", "a", "an", "for", "and", "as", "with", "by", "over", "from",
        "after",
    ];
    let mut end = 0;
    let mut last = 0;
    for word in rest.split_inclusive(' ') {
        let bare = word.trim();
        let title_case = bare
            .chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || c == '\'' || c == '‘');
        if !title_case && !SMALL.contains(&bare) {
            break;
        }
        if title_case {
            last = end;
        }
        end += word.len();
    }
    // The last capital belongs to the sentence that follows, unless the line ends here.
    if end == rest.len() { end } else { last }
}
