//! Nouns as cues: "his claim that the boat had sunk".
//!
//! In: a segment and a noun in it. Out: a [`Draft`]. In "critics of Wang's claim that talks had failed", `Wang's` is the source,
//! `claim` the cue and `talks had failed` the content.

// A quote in one piece is a list of one range; nobody means the numbers in it.
#![allow(clippy::single_range_in_vec_init)]

use super::clause;
use super::cue::{CueHit, Mood};
use super::draft::Draft;
use super::segments::Segment;
use super::tree::Trees;
use crate::lexicon::WordClass;
use crate::lexicon::cues::is_cue_noun;
use crate::model::Confidence;
use std::ops::Range;

/// "Wang's rather vague public claim" has three words between the possessor and the noun.
const BETWEEN_ITEMS_MAX: usize = 3;
/// "the newly elected Prime Minister of the islands' claim" is a long possessor; a longer one was misread.
const POSSESSOR_ITEMS_MAX: usize = 8;

/// Reads the noun at an item; `None` where it is no cue, nobody's, or has no clause.
pub fn read(
    segment: &Segment<'_, '_>,
    hits: &[CueHit],
    trees: &mut Trees<'_, '_>,
    n: usize,
) -> Option<Draft> {
    if segment.word(n + 1) != "that" || !is_cue_noun(&segment.word(n).to_lowercase()) {
        return None;
    }
    let source = possessor(segment, n)?;
    // "Wang repeated his claim that": the pronoun only goes back to the subject.
    let named = Some(&source).filter(|source| is_possessive_pronoun(segment.word(source.start)));
    let source = named.and_then(|_| trees.subject_of_object(segment, n)).unwrap_or(source);
    let start = n + 2;
    let end = clause::end(segment, hits, start);
    let end = (start..end).find(|&n| matches!(segment.word(n), ";" | "—" | "–" | "--")).unwrap_or(end);
    // What goes on with the main clause behind the content only the tree can tell: "his claim that it sank drew laughter".
    let end = trees.clause_end(segment, n, start).map_or(end, |by_tree| by_tree.min(end));
    (start < end && clause::is_clause(segment, start, end)).then(|| Draft {
        cue: n..n + 1,
        source: Some(source),
        content: vec![start..end],
        addressee: None,
        carrier: None,
        rule: "noun_cue",
        confidence: Confidence::Low,
        mood: Mood::Plain,
    })
}

/// Returns the items of a possessor before a noun: "his", "Wang's", "the foreign minister's".
fn possessor(segment: &Segment<'_, '_>, n: usize) -> Option<Range<usize>> {
    let floor = n.saturating_sub(BETWEEN_ITEMS_MAX + 1);
    let mark = (floor..n).rev().find(|&m| {
        matches!(segment.word(m), "'s" | "’s" | "'" | "’")
            || is_possessive_pronoun(segment.word(m))
            || segment.is(m, WordClass::Determiner)
            || segment.is_mark(m)
    })?;
    if is_possessive_pronoun(segment.word(mark)) {
        return Some(mark..mark + 1);
    }
    if !matches!(segment.word(mark), "'s" | "’s" | "'" | "’") {
        return None;
    }
    let lowest = mark.saturating_sub(POSSESSOR_ITEMS_MAX);
    let name = |m: &usize| segment.is_capitalised(*m) && !segment.is(*m, WordClass::Preposition);
    if mark > 0 && name(&(mark - 1)) {
        let start = (lowest..mark).rev().take_while(name).last()?;
        return Some(start..mark);
    }
    let start = (lowest..mark).rev().find(|&m| segment.is(m, WordClass::Determiner))?;
    (start + 1..mark).all(|m| !segment.is_mark(m) && !clause::is_verb(segment, m)).then_some(start..mark)
}

fn is_possessive_pronoun(word: &str) -> bool {
    matches!(word, "his" | "her" | "their" | "its" | "His" | "Her" | "Their" | "Its")
}
