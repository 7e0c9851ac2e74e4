//! Where the content of a cue starts and ends, in the items of its segment.
//!
//! In: a segment and its cues. Out: item ranges. "said on Monday in a statement that talks would resume, adding ..." has its
//! content from `talks` to `resume`.

use super::cue::{CueHit, Shape};
use super::segments::Segment;
use super::source;
use crate::lexicon::{WordClass, cue};
use std::ops::Range;

/// "in a brief but sharply worded written statement" has its occasion within so many items.
const OCCASION_REACH: usize = 7;
/// "that" after "said on Monday during a visit to the capital of Japan" opens the content within so many items.
const THAT_REACH: usize = 14;

/// The content of a cue ends, if another takes over, at one of the next few; a run of cues without end is no sentence.
const CUES_AHEAD_MAX: usize = 12;

/// Returns the first item after adverbials of time and place that start at `n`.
pub fn skip_adverbials(segment: &Segment<'_, '_>, n: usize) -> usize {
    let mut n = n;
    loop {
        let next = skip_one(segment, n);
        if next == n {
            return n;
        }
        n = next;
    }
}

fn skip_one(segment: &Segment<'_, '_>, n: usize) -> usize {
    let word = segment.word(n);
    let lower = word.to_lowercase();
    if matches!(
        lower.as_str(),
        "yesterday"
            | "today"
            | "later"
            | "earlier"
            | "recently"
            | "afterwards"
            | "also"
            | "again"
            | "simply"
            | "here"
            | "separately"
            | "bluntly"
            | "flatly"
            | "repeatedly"
    ) {
        return n + 1;
    }
    if is_day(&lower) {
        return n
            + 1
            + usize::from(matches!(segment.word(n + 1), "morning" | "night" | "evening" | "afternoon"));
    }
    if matches!(lower.as_str(), "last" | "this" | "next" | "late" | "early" | "earlier")
        && segment.is(n + 1, WordClass::Calendar)
    {
        return n + 2;
    }
    if !matches!(
        lower.as_str(),
        "on" | "in" | "at" | "during" | "via" | "through" | "to" | "after" | "of" | "before" | "by"
    ) {
        return n;
    }
    if matches!(
        segment.word(n + 1),
        "reporters" | "journalists" | "Reuters" | "CNN" | "AFP" | "lawmakers" | "supporters"
    ) {
        return n + 2;
    }
    if segment.is(n + 1, WordClass::Calendar)
        || matches!(
            segment.word(n + 1),
            "Twitter" | "Facebook" | "Telegram" | "X" | "Instagram" | "response" | "reply" | "court" | "part"
        )
    {
        let mut end = n + 2;
        while segment.word(end).starts_with(|c: char| c.is_ascii_digit()) {
            end += 1;
        }
        return end;
    }
    if lower == "to" {
        return n;
    }
    let window = n + 1..(n + 1 + OCCASION_REACH).min(segment.len());
    let mut reach = window.clone().take_while(|&m| {
        segment.quote(m).is_none()
            && !segment.is_mark(m)
            && !matches!(segment.word(m), "that" | "he" | "she" | "they" | "it")
    });
    if let Some(occasion) = reach.find(|&m| segment.is(m, WordClass::Occasion)) {
        return after_occasion(segment, occasion + 1);
    }
    // "said after the convention he would": a phrase right before a subject pronoun leads in.
    let stop = window.into_iter().find(|&m| {
        segment.is_mark(m) || is_verb(segment, m) || matches!(segment.word(m), "he" | "she" | "they")
    });
    stop.filter(|&m| m > n + 1 && matches!(segment.word(m), "he" | "she" | "they")).unwrap_or(n)
}

fn is_day(lower: &str) -> bool {
    lower.ends_with("day")
        && lower.len() <= 9
        && lower.len() >= 6
        && lower != "holiday"
        && lower != "birthday"
}

/// Takes in "with CNN", "to reporters", "in Beijing" after an occasion.
fn after_occasion(segment: &Segment<'_, '_>, n: usize) -> usize {
    let attached = matches!(segment.word(n), "with" | "to" | "in" | "on" | "from")
        && (segment.is_capitalised(n + 1) && !segment.is(n + 1, WordClass::Calendar)
            || matches!(
                segment.word(n + 1),
                "the" | "reporters" | "journalists" | "supporters" | "lawmakers"
            ));
    if !attached {
        return n;
    }
    let mut end = n + 2;
    while segment.is_capitalised(end) || matches!(segment.word(end), "'s" | "’s") {
        end += 1;
    }
    end
}

/// Returns the items of somebody who is told, which start at `n`: "told reporters", "told Russian President Putin".
pub fn addressee(segment: &Segment<'_, '_>, n: usize) -> Option<Range<usize>> {
    if matches!(
        segment.word(n),
        "me" | "us" | "him" | "her" | "them" | "you" | "himself" | "herself" | "everyone" | "anyone"
    ) {
        return Some(n..n + 1);
    }
    audience(segment, n).or_else(|| {
        let phrase = source::after(segment, n)?;
        (!source::is_subject_pronoun(segment, n)).then_some(phrase)
    })
}

/// Returns the items of an occasion that stands for those who hear: "told a packed news conference in Moscow".
fn audience(segment: &Segment<'_, '_>, n: usize) -> Option<Range<usize>> {
    if !segment.is(n, WordClass::Determiner) {
        return None;
    }
    let window = n + 1..(n + 1 + OCCASION_REACH).min(segment.len());
    let mut reach = window.take_while(|&m| !segment.is_mark(m) && !segment.is(m, WordClass::Preposition));
    let occasion = reach.find(|&m| segment.is(m, WordClass::Occasion))?;
    Some(n..after_occasion(segment, occasion + 1))
}

/// Returns where a clause opened by "that" starts, if one does soon after `n`: right behind the word.
pub fn after_that(segment: &Segment<'_, '_>, n: usize) -> Option<usize> {
    let end = segment.len().min(n + THAT_REACH);
    let that = (n..end).take_while(|&m| segment.quote(m).is_none()).find(|&m| segment.word(m) == "that")?;
    let between = n..that;
    let adverbial = between.is_empty()
        || segment.is(n, WordClass::Preposition)
        || segment.word(n) == ","
        || segment.is(n, WordClass::Adverb);
    let plain = between
        .clone()
        .all(|m| !segment.is(m, WordClass::Auxiliary) && !source::is_subject_pronoun(segment, m));
    (adverbial && plain && that + 1 < segment.len()).then_some(that + 1)
}

/// Tells whether a word opens a question that is told of: "asked whether".
pub fn opens_question(word: &str) -> bool {
    matches!(word, "whether" | "if" | "how" | "why" | "what" | "when" | "where" | "who" | "which")
}

/// Tells whether a finite clause starts at `n`: a verb stands in it, as far as its words tell.
pub fn is_clause(segment: &Segment<'_, '_>, n: usize, end: usize) -> bool {
    let opens = !segment.is(n, WordClass::Preposition)
        && !segment.is(n, WordClass::Conjunction)
        && !matches!(
            segment.word(n),
            "," | "and" | "about" | "to" | "who" | "which" | "." | ";" | ")" | "-" | "—" | "–"
        );
    let main = |m: &usize| {
        !segment.is(*m, WordClass::Subordinator) && !matches!(segment.word(*m), "who" | "which" | "," | ";")
    };
    opens
        && (n..end).skip(1).take_while(main).any(|m| {
            is_verb(segment, m)
                || matches!(segment.word(m), "'s" | "’s") && source::is_subject_pronoun(segment, m - 1)
        })
}

/// Tells whether a word is a finite verb, as far as its form tells.
pub fn is_verb(segment: &Segment<'_, '_>, n: usize) -> bool {
    let word = segment.word(n);
    let auxiliary =
        segment.is(n, WordClass::Auxiliary) && !matches!(word, "been" | "being" | "'s" | "’s" | "May");
    let lower = word.starts_with(char::is_lowercase);
    let past = word.len() > 4 && word.ends_with("ed");
    auxiliary || (lower && (past || segment.is(n, WordClass::Verb) || cue(word).is_some()))
}

/// "he told the court in his filing": tells whether only a phrase without a verb stands from `n` to the next point or comma.
pub fn is_trailing_phrase(segment: &Segment<'_, '_>, n: usize) -> bool {
    let end = (n..segment.len()).find(|&m| matches!(segment.word(m), "." | "," | ";" | "!" | "?"));
    segment.is(n, WordClass::Preposition)
        && (n..end.unwrap_or(segment.len())).all(|m| segment.quote(m).is_none() && !is_verb(segment, m))
}

/// Returns where the content that starts at `start` ends: at the end of the segment, or where another cue of the same speaker
/// or a new main clause with its own cue takes over.
pub fn end(segment: &Segment<'_, '_>, hits: &[CueHit], start: usize) -> usize {
    let mut end = segment.len();
    for hit in hits.iter().filter(|hit| hit.items.start > start).take(CUES_AHEAD_MAX) {
        if let Some(stop) = takes_over(segment, hit, start) {
            end = end.min(stop);
            break;
        }
    }
    while end > start
        && segment.quote(end - 1).is_none()
        && matches!(
            segment.word(end - 1),
            "." | "," | ";" | "!" | "?" | "…" | "..." | ":" | "-" | "—" | "–" | "and" | "but"
        )
    {
        end -= 1;
    }
    end
}

fn takes_over(segment: &Segment<'_, '_>, hit: &CueHit, start: usize) -> Option<usize> {
    let first = hit.items.start;
    let before = first - 1;
    match hit.shape {
        Shape::AccordingTo => Some(first),
        Shape::Participle => (segment.word(before) == ","
            || (matches!(segment.word(before), "and" | "while") && before > start))
            .then_some(before),
        Shape::Passive => None,
        Shape::Finite | Shape::Quoted | Shape::Carried => {
            // ", and added": the same speaker goes on.
            if matches!(segment.word(before), "and" | "but") && !segment.is_mark(first) {
                return Some(before);
            }
            let subject = source::before(segment, start, first)?;
            let conjunction = subject.start.checked_sub(1).filter(|&n| n > start)?;
            // ", Beijing said." at the end takes the clause before it.
            let last = hit.items.end >= segment.len() || segment.is_mark(hit.items.end);
            if segment.word(conjunction) == "," && last {
                return Some(conjunction);
            }
            let joined =
                matches!(segment.word(conjunction), "and" | "but" | "while" | "though" | "although" | ";");
            let comma = conjunction.checked_sub(1).filter(|&n| segment.word(n) == ",");
            (joined && (comma.is_some() || segment.word(conjunction) == ";"))
                .then_some(comma.unwrap_or(conjunction))
        }
    }
}

/// Returns where the clause that ends before `end` starts: after the last semicolon, dash or colon, without a leading "But".
pub fn start(segment: &Segment<'_, '_>, floor: usize, end: usize) -> usize {
    let hard = (floor..end).rev().find(|&n| matches!(segment.word(n), ";" | "•"));
    let start = hard.map_or(floor, |n| n + 1);
    start + usize::from(matches!(segment.word(start), "But" | "And" | "Yet" | "So") && start + 1 < end)
}
