//! Names of persons with all their words.
//!
//! In: names as the recognizer found them. Out: the same with particles, numbers and nicknames that belong to them: `Leyen` in
//! "and von der Leyen said", where the article names Ursula von der Leyen, `Richard` and `Colon` in "Richard “Legs” Colon".

use super::link::words;
use super::recognizer::Found;
use crate::lexicon::gender;
use crate::model::EntityKind;
use crate::text::Document;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// "von der" and "de la" are as long as rows of particles get.
const PARTICLES_MAX: usize = 3;
/// A nickname has so many words.
const NICKNAME_TOKENS_MAX: usize = 3;

/// Widens the persons among `found`, which are in order; what a nickname holds is no name of its own.
pub fn persons(document: &Document<'_>, found: Vec<Found>) -> Vec<Found> {
    let full: Vec<String> = found
        .iter()
        .filter(|name| is_person(name) && name.tokens.len() > 1)
        .map(|name| words(document, name.tokens.clone()))
        .collect();
    let ends: FxHashSet<&str> = full.iter().flat_map(|name| ends(name)).collect();
    let mut widened: Vec<Found> = Vec::with_capacity(found.len());
    for mut name in found {
        if is_person(&name) {
            name.tokens = with_number(document, with_particles(document, &ends, name.tokens));
            if let Some(start) = nicknamed(document, &name) {
                name.tokens.start = start;
            }
        }
        while widened.last().is_some_and(|last| last.tokens.start >= name.tokens.start) {
            widened.pop();
        }
        match widened.last_mut().filter(|last| last.tokens.end > name.tokens.start) {
            Some(last) if is_person(last) && is_person(&name) => last.tokens.end = name.tokens.end,
            Some(_) => {}
            None => widened.push(name),
        }
    }
    widened
}

fn is_person(name: &Found) -> bool {
    name.kind == EntityKind::Person
}

/// Returns a name's ends of whole words, without the name itself.
fn ends(name: &str) -> impl Iterator<Item = &str> {
    name.match_indices(' ').map(|(space, _)| &name[space + 1..])
}

/// Adds the particles before a last name that the article writes with them elsewhere.
fn with_particles(document: &Document<'_>, ends: &FxHashSet<&str>, tokens: Range<usize>) -> Range<usize> {
    let first = document.sentence_of(tokens.start).tokens.start;
    let least = tokens.start.saturating_sub(PARTICLES_MAX).max(first);
    let is_known = |&start: &usize| ends.contains(&*words(document, start..tokens.end));
    let is_small = |n: usize| document.word(n).starts_with(char::is_lowercase) || document.word(n) == "St.";
    let start = (least..tokens.start).rev().take_while(|&n| is_small(n)).filter(is_known).last();
    start.unwrap_or(tokens.start)..tokens.end
}

/// Adds the number of a son or grandson.
fn with_number(document: &Document<'_>, tokens: Range<usize>) -> Range<usize> {
    let is_number = tokens.len() > 1 && matches!(document.word(tokens.end), "II" | "III" | "IV");
    tokens.start..tokens.end + usize::from(is_number)
}

/// Returns where a name begins that has a nickname before its last part: "Richard “Crazy Legs” Colon".
fn nicknamed(document: &Document<'_>, name: &Found) -> Option<usize> {
    let close = name.tokens.start.checked_sub(1)?;
    let mark = match document.word(close) {
        "”" => "“",
        "’" => "‘",
        "\"" => "\"",
        _ => return None,
    };
    let first = document.sentence_of(close).tokens.start;
    let least = close.saturating_sub(NICKNAME_TOKENS_MAX + 1).max(first + 1);
    let open = (least..close).rev().find(|&n| document.word(n) == mark).filter(|&open| open + 1 < close)?;
    gender(document.word(open - 1)).map(|_| open - 1)
}
