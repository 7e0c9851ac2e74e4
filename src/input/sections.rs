//! Stretches of a body that are not running text: captions, related links, sign-up lines, bylines, credits, headings.
//!
//! In: a body and what its mark-up already told. Out: [`Section`]s in order, not overlapping, none empty.
//! In "Also Read: War threatens food supply\n\nWang said ..." the first line is a link. Nothing is cut; what is in doubt is
//! left unmarked, for facts are never taken from noise.

mod inside;
mod patterns;
mod units;

use crate::model::{Section, SectionKind};
use crate::span::{Span, Text};
use patterns::Place;
use rustc_hash::FxHashSet;
use std::ops::Range;
use units::Unit;

pub(super) use patterns::is_date_line;

/// A paragraph at least this long that comes a second time is a scraping fault, not a refrain.
const REPEATED_CHARS_MIN: usize = 40;

/// A line without a full stop between two paragraphs is a subheading up to this many words; longer ones are headlines of
/// other articles that the scraper kept without their "Read more". (The subheadings of the 22 VOA articles have 1 to 4.)
const SUBHEADING_WORDS_MAX: usize = 7;

/// A headline of another article has at most this many words.
const HEADLINE_WORDS_MAX: usize = 22;

/// After a bare "Related stories" this many lines may be its links.
const LINKS_AFTER_LABEL_MAX: usize = 6;

/// A label of a topic has at most this many words; one that stands there twice ("Ukraine war") is page furniture.
const LABEL_WORDS_MAX: usize = 4;

/// Between the headline and the first sentence stand at most this many lines.
const FRONT_LINES_MAX: usize = 8;

/// Where a body comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A web page whose tags told headings apart.
    Page,
    /// Text that lost its mark-up.
    Text,
}

/// Marks the sections of a body; `given` are those known from its mark-up.
pub fn mark(body: &str, given: &[(SectionKind, Span)], origin: Origin) -> Vec<Section> {
    let text = Text::new(body);
    let units = units::split(body);
    let mut found: Vec<(SectionKind, Range<usize>)> = Vec::new();
    let mut seen = FxHashSet::default();
    let labels = repeated_labels(body, &units);
    let first_prose = units.iter().position(|unit| unit.is_prose(body)).unwrap_or(units.len());
    let mut links_left = 0;
    for (n, unit) in units.iter().enumerate() {
        let line = unit.text(body);
        let place = Place { index: n, count: units.len() };
        let kind = if is_given(&text, unit, given) {
            links_left = 0;
            patterns::noise_kind(line)
        } else if repeats(line, &mut seen) || labels.contains(line) {
            Some(SectionKind::Boilerplate)
        } else if let Some(kind) = patterns::kind(line, place) {
            links_left = if patterns::is_link_label(line) { LINKS_AFTER_LABEL_MAX } else { 0 };
            Some(kind)
        } else if links_left > 0 && !unit.is_prose(body) && line.chars().count() < 140 {
            links_left -= 1;
            Some(SectionKind::Link)
        } else {
            links_left = 0;
            heading_or_headline(body, &units, n, n < first_prose || n == 0, origin)
        };
        match kind {
            Some(kind) => found.push((kind, unit.bytes.clone())),
            None => {
                found.extend(inside::find(line).into_iter().map(|(kind, range)| {
                    (kind, unit.bytes.start + range.start..unit.bytes.start + range.end)
                }))
            }
        }
    }
    let found = found.into_iter().map(|(kind, bytes)| (kind, text.trim(text.span_of(bytes))));
    settle(found.collect(), given)
}

/// Puts found and given sections in order; where two overlap, noise wins over a heading, else the first.
fn settle(found: Vec<(SectionKind, Span)>, given: &[(SectionKind, Span)]) -> Vec<Section> {
    let mut all: Vec<(SectionKind, Span)> = found;
    all.extend(given.iter().copied());
    all.retain(|(_, span)| !span.is_empty());
    all.sort_by_key(|(kind, span)| (span.start, !kind.is_noise(), span.end));
    let mut kept: Vec<Section> = Vec::with_capacity(all.len());
    for (kind, span) in all {
        match kept.last_mut() {
            Some(last) if last.span.overlaps(span) => {
                if kind.is_noise() && !last.kind.is_noise() {
                    *last = Section { kind, span };
                }
            }
            _ => kept.push(Section { kind, span }),
        }
    }
    kept
}

fn is_given(text: &Text, unit: &Unit, given: &[(SectionKind, Span)]) -> bool {
    if given.is_empty() {
        return false;
    }
    let span = text.span_of(unit.bytes.clone());
    let at = given.partition_point(|(_, known)| known.end <= span.start);
    given.get(at).is_some_and(|(_, known)| known.overlaps(span))
}

/// Tells whether a paragraph stood there before.
fn repeats(line: &str, seen: &mut FxHashSet<String>) -> bool {
    if line.chars().count() < REPEATED_CHARS_MIN {
        return false;
    }
    !seen.insert(line.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Returns the short lines that stand there more than once.
fn repeated_labels<'a>(body: &'a str, units: &[Unit]) -> FxHashSet<&'a str> {
    let mut seen = FxHashSet::default();
    let short = units.iter().filter(|unit| !unit.is_prose(body)).map(|unit| unit.text(body));
    short
        .filter(|line| line.split_whitespace().count() <= LABEL_WORDS_MAX && patterns::is_headline_like(line))
        .filter(|line| !seen.insert(*line))
        .collect()
}

/// Tells headings and headlines of other articles by their form and what stands around them.
fn heading_or_headline(
    body: &str,
    units: &[Unit],
    n: usize,
    above_text: bool,
    origin: Origin,
) -> Option<SectionKind> {
    let unit = &units[n];
    let line = unit.text(body);
    let words = line.split_whitespace().count();
    // A headline may ask; it has no other full stop.
    let is_question = n == 0 && line.ends_with('?') && !line.contains(['.', '"', '“']);
    if unit.is_wrapped
        || unit.is_prose(body) && !is_question
        || !patterns::is_headline_like(line)
        || words > HEADLINE_WORDS_MAX
    {
        return None;
    }
    let next = units.get(n + 1)?;
    if above_text {
        // The headline, then perhaps a subtitle; a body that is one list has neither.
        let text_follows = units.iter().skip(n + 1).take(FRONT_LINES_MAX).any(|unit| unit.is_prose(body));
        return text_follows.then_some(SectionKind::Heading);
    }
    if !next.is_prose(body) || next.continues(body) {
        return None;
    }
    if words <= SUBHEADING_WORDS_MAX {
        return Some(SectionKind::Heading);
    }
    let alone = n >= 2 && units[n - 1].is_prose(body) && !patterns::is_sentence_like(line);
    (origin == Origin::Text && alone).then_some(SectionKind::Link)
}
