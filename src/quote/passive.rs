//! Cues in the passive: who spoke stands behind "by" or nowhere, and the subject may be who was told.
//!
//! In: a segment and a passive cue. Out: a [`Draft`]. "Asked by reporters whether talks would resume, Wang said no" has a question of
//! `reporters`; "it was announced that talks would resume" a claim of nobody who is named.

// A quote in one piece is a list of one range; nobody means the numbers in it.
#![allow(clippy::single_range_in_vec_init)]

use super::clause;
use super::cue::{CueHit, Shape};
use super::draft::{Draft, last_word};
use super::segments::Segment;
use super::source;
use crate::model::Confidence;
use std::ops::Range;

/// Lays out "AFP quoted Wang as saying that ...": the source stands inside the cue, the subject is the carrier.
pub fn carried(segment: &Segment<'_, '_>, hits: &[CueHit], hit: &CueHit) -> Option<Draft> {
    let verb = hit.items.clone().find(|&n| crate::lexicon::cue(segment.word(n)).is_some())?;
    let source = source::after(segment, verb + 1).filter(|source| source.end + 2 <= hit.items.end)?;
    let start = hit.items.end + usize::from(matches!(segment.word(hit.items.end), "that" | "," | ":"));
    let end = clause::end(segment, hits, start);
    (start < end).then(|| Draft {
        cue: hit.items.end - 1..hit.items.end,
        source: Some(source),
        content: vec![start..end],
        addressee: None,
        carrier: source::before(segment, 0, hit.items.start),
        rule: "carried",
        // The markers take the outlet for the source.
        confidence: Confidence::Low,
        mood: hit.mood,
    })
}

/// Returns who carried what somebody "was quoted by AFP as saying".
pub fn carrier(segment: &Segment<'_, '_>, hit: &CueHit) -> Option<Range<usize>> {
    let by = hit.items.clone().find(|&n| segment.word(n) == "by")?;
    source::after(segment, by + 1).filter(|phrase| phrase.end <= hit.items.end)
}

/// Lays out a passive cue; `None` where no clause follows it.
pub fn lay_out(segment: &Segment<'_, '_>, hits: &[CueHit], hit: &CueHit) -> Option<Draft> {
    let subject = source::before(segment, 0, hit.items.start);
    let expletive = subject.as_ref().is_some_and(|subject| {
        subject.len() == 1 && matches!(segment.word(subject.start), "it" | "It" | "what" | "What")
    });
    if subject.is_some() && !expletive && !hit.frame.addressee {
        return None;
    }
    let at = clause::skip_adverbials(segment, hit.items.end);
    let agent = if segment.word(at) == "by" { source::after(segment, at + 1) } else { None };
    let at = clause::skip_adverbials(segment, agent.as_ref().map_or(at, |agent| agent.end));
    let start = content_start(segment, hit, at)?;
    let end = end(segment, hits, hit, start);
    (start < end).then(|| Draft {
        cue: hit.items.clone(),
        source: agent,
        content: vec![start..end],
        addressee: subject.filter(|_| hit.frame.addressee && !expletive),
        carrier: None,
        rule: "passive",
        confidence: Confidence::Medium,
        mood: hit.mood,
    })
}

fn content_start(segment: &Segment<'_, '_>, hit: &CueHit, at: usize) -> Option<usize> {
    if hit.frame.that_clause && segment.word(at) == "that" {
        return Some(at + 1);
    }
    let question = clause::opens_question(segment.word(at));
    let topic = hit.lemma == "ask" && matches!(segment.word(at), "about" | "to" | "for");
    (hit.lemma == "ask" && question || topic).then_some(at)
}

/// "Asked whether he would go, Wang said": the content of a leading question ends before the main clause.
fn end(segment: &Segment<'_, '_>, hits: &[CueHit], hit: &CueHit, start: usize) -> usize {
    let end = clause::end(segment, hits, start);
    let colon = (start..end).find(|&n| segment.word(n) == ":");
    let end = colon.unwrap_or(end);
    if !leads(segment, hit) {
        return end;
    }
    let bound = |n: usize| {
        segment.word(n) == "," || segment.quote(n).is_some_and(|quote| last_word(segment, quote) == ",")
    };
    // Either another cue has its subject right behind a comma, or a clause with any verb starts there.
    let mut cues = hits.iter().filter(|other| other.items.start > start && other.shape == Shape::Finite);
    let subject = cues.find_map(|other| source::before(segment, start, other.items.start));
    let by_cue = subject.and_then(|subject| subject.start.checked_sub(1)).filter(|&n| n >= start && bound(n));
    let by_verb =
        || (start..end).find(|&n| bound(n) && source::leading(segment, n + 1, segment.len()).is_some());
    let comma = by_cue.or_else(by_verb);
    comma.map_or(end, |n| n + usize::from(segment.quote(n).is_some()))
}

/// Tells whether a cue stands alone or after "when" before the main clause.
fn leads(segment: &Segment<'_, '_>, hit: &CueHit) -> bool {
    let n = hit.items.start;
    n == 0 || matches!(segment.word(n - 1), "When" | "when" | "If" | "Once" | ",")
}
