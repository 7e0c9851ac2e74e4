//! What the words beside a time and the tree above it say.
//!
//! In: tokens of a [`Document`]. Out: what a preposition makes of a time ("since Monday"), what opens a clause ("while"), which verbs and
//! nouns lie between an act and its time.

use crate::lexicon::events::frames_of;
use crate::lexicon::grammar::{WordClass, word_classes};
use crate::lexicon::times::{Class, time_word};
use crate::text::{Document, Relation, Upos, Xpos};
use std::ops::Range;

/// How many steps are walked up a tree.
pub const STEPS_MAX: usize = 12;

/// How many words to either side of a word are looked at for its children.
const CHILDREN_REACH: usize = 8;

/// What a preposition makes of a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// "on Monday"
    At,
    /// "since Monday"
    Since,
    /// "from Monday", "between 3 and 5 May": with an end to come.
    From,
    /// "until Monday", "after Monday": not when it was.
    Not,
}

/// Returns the token that the others of a range hang on.
pub fn top(document: &Document<'_>, tokens: Range<usize>) -> Option<usize> {
    tokens.clone().find(|&token| document.head(token).is_none_or(|head| !tokens.contains(&head)))
}

/// Returns the tokens from `from` up to `to`, without `to`; `None` where `to` is not above `from`.
pub fn path(document: &Document<'_>, from: usize, to: usize) -> Option<Vec<usize>> {
    let mut passed = vec![from];
    for _ in 0..STEPS_MAX {
        let head = document.head(*passed.last()?)?;
        if head == to {
            return Some(passed);
        }
        passed.push(head);
    }
    None
}

/// Returns the tokens near a token that hang on it.
pub fn near_children<'a>(document: &'a Document<'_>, token: usize) -> impl Iterator<Item = usize> + 'a {
    let sentence = &document.sentence_of(token).tokens;
    let from = token.saturating_sub(CHILDREN_REACH).max(sentence.start);
    (from..(token + CHILDREN_REACH).min(sentence.end))
        .filter(move |&child| document.head(child) == Some(token))
}

pub fn is_predicate(document: &Document<'_>, token: usize) -> bool {
    matches!(document.upos(token), Upos::Verb | Upos::Aux)
        || near_children(document, token).any(|child| document.relation(child) == Relation::Cop)
}

/// Tells whether a noun names an act of some type: "invasion", "bombing".
pub fn is_event_noun(document: &Document<'_>, token: usize) -> bool {
    document.upos(token) == Upos::Noun && !frames_of(document.lower(token)).is_empty()
}

/// Tells whether a verb is one of saying: "said".
pub fn says(document: &Document<'_>, verb: usize) -> bool {
    word_classes(document.lower(verb)).is(WordClass::Say)
}

/// Tells whether a verb's time is that of what it tells happened: "held", "began", "killed".
pub fn occurs(document: &Document<'_>, verb: usize) -> bool {
    time_word(&document.lemma(verb)).is_some_and(|word| word.is(Class::Occurs))
}

/// Tells whether a clause happens along with its head's: "killing nine", "speaking on Monday", "while they met".
pub fn goes_along(document: &Document<'_>, verb: usize) -> bool {
    match opener(document, verb) {
        Some(word) => matches!(word, Opener::Along),
        None => document.xpos(verb) == Xpos::Vbg,
    }
}

/// What opens a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opener {
    /// "while", "when", "as"
    Along,
    /// "after", "before", "since"
    Apart,
    /// "if", "because"
    Other,
}

pub fn is_before_or_after(opener: Opener) -> bool {
    opener == Opener::Apart
}

pub fn opener(document: &Document<'_>, verb: usize) -> Option<Opener> {
    let mark = near_children(document, verb).find(|&child| {
        child < verb
            && (document.relation(child) == Relation::Mark
                || document.relation(child) == Relation::Advmod && document.xpos(child) == Xpos::Wrb)
    })?;
    Some(match document.lower(mark) {
        "while" | "when" | "as" => Opener::Along,
        "after" | "before" | "since" | "until" | "till" | "following" => Opener::Apart,
        _ => Opener::Other,
    })
}

/// Reads the words before a time that begins at `first`.
pub fn role(document: &Document<'_>, first: usize) -> Role {
    let sentence =
        document.tokens.get(first).map_or(0, |token| document.sentences[token.sentence].tokens.start);
    let passed = |at: usize| {
        matches!(
            document.lower(at),
            "the" | "early" | "late" | "about" | "around" | "just" | "shortly" | "as"
        )
    };
    let Some(at) = (sentence..first).rev().take(3).find(|&at| !passed(at)) else { return Role::At };
    let before = || at.checked_sub(1).map(|at| document.lower(at));
    match document.lower(at) {
        "since" => Role::Since,
        "from" | "between" => Role::From,
        "until" | "till" | "by" | "before" | "after" | "to" | "through" | "than" | "following" => Role::Not,
        "of" if before().is_some_and(|word| word == "ahead") => Role::Not,
        _ => Role::At,
    }
}
