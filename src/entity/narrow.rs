//! Names of persons without words that only stand before them.
//!
//! In: names as the recognizer found them. Out: the same without what opens a sentence, a headline or a shout: `Using Ted Marsh` is
//! Ted Marsh where the article names him so elsewhere, `Team Marsh` is Marsh. Where an office is held at a country, as in
//! "Ambassador to China Nick Stone", country and person are two names.

use super::link::words;
use super::recognizer::Found;
use super::runs::senses;
use crate::lexicon::persons::{TitlePart, head_kind, title_word};
use crate::lexicon::{Class, gender};
use crate::model::EntityKind;
use crate::text::{Document, Upos};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// So many words may stand before a name that are none of it.
const FRONT_MAX: usize = 2;
/// Countries have names of so many words.
const COUNTRY_TOKENS_MAX: usize = 4;

/// Narrows the persons among `found`, which are in order.
pub fn persons(document: &Document<'_>, found: Vec<Found>) -> Vec<Found> {
    let whole: FxHashSet<String> = found
        .iter()
        .filter(|name| is_person(name) && name.tokens.len() > 1)
        .filter(|name| gender(document.word(name.tokens.start)).is_some())
        .map(|name| words(document, name.tokens.clone()))
        .collect();
    let last: FxHashSet<&str> = whole.iter().filter_map(|name| name.split(' ').next_back()).collect();
    let ends = whole.iter().flat_map(|name| ends(&name.to_lowercase())).collect();
    let narrower = Narrower { document, whole: &whole, last, ends, lower: lower_words(document) };
    let mut narrowed = Vec::with_capacity(found.len());
    for mut name in found {
        if let Some(person) = posted(document, &name.tokens) {
            narrowed.push(Found { tokens: name.tokens.start..person, kind: EntityKind::Place });
            name = Found { tokens: person..name.tokens.end, kind: EntityKind::Person };
        }
        if is_person(&name) {
            name.tokens.start = narrower.start(&name.tokens);
        }
        narrowed.push(name);
    }
    narrowed
}

/// Returns what is left of a name without its first words: of "ana de silva" "de silva" and "silva".
fn ends(name: &str) -> Vec<String> {
    name.match_indices(' ').map(|(space, _)| name[space + 1..].to_string()).collect()
}

fn is_person(name: &Found) -> bool {
    name.kind == EntityKind::Person
}

/// Returns the words that the article also writes without a capital.
fn lower_words<'a>(document: &Document<'a>) -> FxHashSet<&'a str> {
    let all = document.readable().flat_map(|sentence| sentence.tokens.clone());
    all.map(|n| document.word(n)).filter(|word| word.starts_with(char::is_lowercase)).collect()
}

/// "Ambassador to China Nick Stone", "envoy to the United States Ana Silva": returns where the person's name starts.
fn posted(document: &Document<'_>, tokens: &Range<usize>) -> Option<usize> {
    let before = |n: usize| tokens.start.checked_sub(n).map(|n| document.lower(n)).unwrap_or_default();
    let to = if before(1) == "the" { 2 } else { 1 };
    let is_office = |word: &str| title_word(word).is_some_and(|title| title.part == TitlePart::Office);
    let is_known = !senses(document, tokens.clone()).is_empty();
    if before(to) != "to" || !is_office(before(to + 1)) || is_known {
        return None;
    }
    let longest = tokens.len().checked_sub(1)?.min(COUNTRY_TOKENS_MAX);
    let is_country = |end: &usize| {
        let senses = senses(document, tokens.start..*end);
        senses.first().is_some_and(|sense| sense.class == Class::Country)
    };
    let end = (tokens.start + 1..=tokens.start + longest).rev().find(is_country)?;
    (end..tokens.end).all(|n| document.is_capitalised(n)).then_some(end)
}

struct Narrower<'a> {
    document: &'a Document<'a>,
    /// Names that open with a given name.
    whole: &'a FxHashSet<String>,
    /// Their last words.
    last: FxHashSet<&'a str>,
    /// What they end in, in lower case.
    ends: FxHashSet<String>,
    /// Words the article also writes without a capital.
    lower: FxHashSet<&'a str>,
}

impl Narrower<'_> {
    /// Returns where a person's name really starts.
    fn start(&self, tokens: &Range<usize>) -> usize {
        let longest = tokens.len().saturating_sub(1).min(FRONT_MAX);
        let is_name = |start: &usize| {
            let rest = words(self.document, *start..tokens.end);
            match tokens.end - start {
                1 => self.last.contains(&*rest),
                _ => self.whole.contains(&rest),
            }
        };
        let cut = (tokens.start + 1..=tokens.start + longest).find(is_name);
        let is_cut = |start: &usize| (tokens.start..*start).all(|n| self.is_plain(n)) && !self.is_end(tokens);
        cut.filter(is_cut).unwrap_or(tokens.start)
    }

    /// "De Marsh": tells whether words end a whole name, but for capitals.
    fn is_end(&self, tokens: &Range<usize>) -> bool {
        self.ends.contains(&words(self.document, tokens.clone()).to_lowercase())
    }

    /// Tells whether a word is none of a name: a title's, a people's, or a common one.
    fn is_plain(&self, n: usize) -> bool {
        let word = self.document.word(n);
        if gender(word).is_some() || word.chars().count() < 2 || word.ends_with('.') {
            return false;
        }
        let lower = self.document.lower(n);
        title_word(word).is_some()
            || head_kind(word).is_some()
            || !self.document.classes(n).is_empty()
            || senses(self.document, n..n + 1).first().is_some_and(|sense| sense.kind == EntityKind::Group)
            || self.lower.contains(lower)
            || matches!(self.document.upos(n), Upos::Verb | Upos::Aux | Upos::Adp | Upos::Adv)
    }
}

#[cfg(test)]
mod tests {
    use crate::entity::find;
    use crate::model::{Article, EntityKind};
    use crate::text;

    #[track_caller]
    fn check(body: &str, expected: &[&str]) {
        let article = Article::new(body);
        let document = text::read(&article);
        let names = find(&document);
        let persons = |index: usize| names.entities[index].kind == EntityKind::Person;
        let found: Vec<&str> = names
            .mentions
            .iter()
            .filter(|mention| persons(mention.entity))
            .map(|mention| document.slice(mention.span))
            .collect();
        assert_eq!(found, expected, "{body}");
    }

    #[test]
    fn what_stands_before_a_name_is_none_of_it() {
        check(
            "Robert Marsh won the vote. Team Marsh was pleased, and the team sang all night.",
            &["Robert Marsh", "Marsh"],
        );
        check(
            "Using Robert Marsh as a model, the town built a school. Robert Marsh was moved.",
            &["Robert Marsh", "Robert Marsh"],
        );
        check("Robert Marsh came with his wife, Grace Marsh.", &["Robert Marsh", "Grace Marsh"]);
        check(
            "Mayor Robert de Marsh spoke. De Marsh left the city of Lima.",
            &["Robert de Marsh", "De Marsh"],
        );
    }

    #[test]
    fn the_country_of_a_post_is_no_part_of_a_name() {
        check("U.S. Ambassador to China Nick Stone left Beijing on Monday.", &["Nick Stone"]);
        check("The Peruvian ambassador to the United States Ana Silva was called home.", &["Ana Silva"]);
        check("The envoy to Jordan flew home. Jordan Stone stayed.", &["Jordan Stone"]);
    }
}
