//! Institutions of a state that common words name: "China's foreign ministry", "the Israeli military".
//!
//! In: linked names. Out: the places of such words, each with the entity of the institution. "Peru's foreign ministry", "the Peruvian
//! foreign ministry" and "Peru's Ministry of Foreign Affairs" are one; without a country nearby, a ministry is nobody's and stays
//! for [`super::coref`].

use super::link::{self, Builder};
use super::metonyms::speaks;
use super::{name_ending_at, name_starting_at};
use crate::canonical;
use crate::lexicon::gazetteer::Country;
use crate::lexicon::institutions::{Institution, Match, longest_match};
use crate::lexicon::{Class, Sense, gazetteer};
use crate::model::{Entity, EntityIndex, EntityKind, Mention};
use crate::text::{Document, Sentence};
use std::ops::Range;

/// The rule of what is found here.
pub const RULE: &str = "institution";

/// Words that name an institution, in lower case at least in part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its words with those that tell whose it is.
    pub tokens: Range<usize>,
    /// The noun: `ministry`.
    pub head: usize,
    /// The institution.
    pub entity: EntityIndex,
}

/// Finds institutions, in order; one that was taken for a name by itself ("Peru's Ministry of Trade") is linked anew.
pub fn find(document: &Document<'_>, builder: &mut Builder, mentions: &mut [Mention]) -> Vec<Place> {
    let (mut places, mut known) = (Vec::new(), Vec::new());
    for sentence in document.readable() {
        let mut n = sentence.tokens.start;
        while n < sentence.tokens.end {
            let words = (n..sentence.tokens.end).map(|n| document.lower(n));
            let Some(Match { words, institution, needs_context }) = longest_match(words) else {
                n += 1;
                continue;
            };
            let words = n..n + words;
            n = words.end;
            // "the Chinese side said", but not "the Chinese side of the border".
            if needs_context && !speaks(document, document.span_of(words.clone())) {
                continue;
            }
            let found = place(document, builder, mentions, sentence, words, institution);
            known.extend(found.as_ref().map(|(entity, _)| (institution.name, *entity)));
            places.extend(found.and_then(|(_, place)| place));
        }
    }
    link_bare(document, builder, mentions, &known);
    places
}

/// "the Foreign Ministry" is the only one of the article.
fn link_bare(
    document: &Document<'_>,
    builder: &Builder,
    mentions: &mut [Mention],
    known: &[(&str, EntityIndex)],
) {
    for mention in mentions.iter_mut().filter(|mention| mention.rule != super::own::RULE) {
        let entity = &builder.entities[mention.entity];
        if entity.kind != EntityKind::Organization || entity.country.is_some() {
            continue;
        }
        let tokens = document.tokens_in(mention.span);
        let words = tokens.clone().map(|n| document.lower(n));
        let Some(Match { words: count, institution, .. }) = longest_match(words) else { continue };
        let mut same = known.iter().filter(|(name, _)| *name == institution.name).map(|&(_, entity)| entity);
        let Some(one) = same.next().filter(|_| count == tokens.len() && !institution.name.is_empty()) else {
            continue;
        };
        if same.all(|other| other == one) {
            (mention.entity, mention.rule) = (one, "short_form");
        }
    }
}

/// Reads the words of an institution: who it is, and its place where it is no name that is linked already.
fn place(
    document: &Document<'_>,
    builder: &mut Builder,
    mentions: &mut [Mention],
    sentence: &Sentence,
    words: Range<usize>,
    institution: &Institution,
) -> Option<(EntityIndex, Option<Place>)> {
    let (owner, tokens) = owner(document, mentions, sentence, &words)?;
    let span = document.span_of(words.clone());
    let named = mentions.partition_point(|mention| mention.span.end <= span.start);
    let named = Some(named).filter(|&named| mentions.get(named).is_some_and(|name| name.span.overlaps(span)));
    if named.is_some_and(|named| mentions[named].span != span || mentions[named].rule == super::own::RULE) {
        return None;
    }
    let entity = match known_as(document, &owner, &words) {
        Some(sense) => builder.of_sense(sense),
        None if is_state(document, builder, &owner, words.start) => {
            let country = gazetteer().country(builder.entities[owner.entity].country.as_deref()?)?;
            builder.institution(institution, country)
        }
        None => return None,
    };
    if let Some(named) = named {
        (mentions[named].entity, mentions[named].rule) = (entity, RULE);
        return Some((entity, None));
    }
    let of = words.clone().find(|&n| document.word(n) == "of");
    Some((entity, Some(Place { tokens, head: of.unwrap_or(words.end) - 1, entity })))
}

/// A name that tells whose an institution is.
struct Owner {
    tokens: Range<usize>,
    entity: EntityIndex,
    /// "Moscow's"
    is_possessive: bool,
}

/// Returns whose words are, and the words with it: "China's ...", "Chinese ...", "... of China".
fn owner(
    document: &Document<'_>,
    mentions: &[Mention],
    sentence: &Sentence,
    words: &Range<usize>,
) -> Option<(Owner, Range<usize>)> {
    let with_article = |start: usize| {
        let before = start.checked_sub(1).filter(|&n| n >= sentence.tokens.start);
        before.filter(|&n| matches!(document.lower(n), "the" | "a" | "an")).unwrap_or(start)
    };
    let mark = words.start.checked_sub(1).filter(|&n| matches!(document.word(n), "'s" | "’s" | "'" | "’"));
    let before = name_ending_at(document, mentions, mark.unwrap_or(words.start));
    if let Some((tokens, entity)) = before.filter(|(name, _)| name.start >= sentence.tokens.start) {
        let all = with_article(tokens.start)..words.end;
        return Some((Owner { tokens, entity, is_possessive: mark.is_some() }, all));
    }
    if document.word(words.end) != "of" {
        return None;
    }
    let start = words.end + 1 + usize::from(document.lower(words.end + 1) == "the");
    let behind = name_starting_at(document, mentions, start);
    let (tokens, entity) = behind.filter(|(name, _)| name.end <= sentence.tokens.end)?;
    let is_whole = !matches!(document.word(tokens.end), "'s" | "’s");
    let all = with_article(words.start)..tokens.end;
    is_whole.then_some((Owner { tokens, entity, is_possessive: false }, all))
}

/// Tells whether an owner is a state, or the capital of one before a possessive: "Moscow's".
fn is_state(document: &Document<'_>, builder: &Builder, owner: &Owner, words: usize) -> bool {
    let entity = &builder.entities[owner.entity];
    let is_nation =
        || entity.kind == EntityKind::Group && entity.part_of.is_some() && owner.tokens.end <= words;
    let is_seat = || {
        let senses = super::runs::senses(document, owner.tokens.clone());
        owner.is_possessive && senses.iter().any(|sense| sense.class == Class::Government)
    };
    is_country(builder, owner.entity) || is_nation() || is_seat()
}

/// "Gaza's health ministry": returns what the gazetteer knows an owner with its institution as.
fn known_as(document: &Document<'_>, owner: &Owner, words: &Range<usize>) -> Option<&'static Sense> {
    if owner.tokens.end > words.start {
        return None;
    }
    let senses = super::runs::senses(document, owner.tokens.start..words.end);
    senses.iter().find(|sense| sense.class == Class::Body)
}

fn is_country(builder: &Builder, entity: EntityIndex) -> bool {
    builder.entities[entity].identifiers.iter().any(|(scheme, _)| scheme == "iso3166")
}

impl Builder {
    /// Returns the entity of a country's institution, by the name the gazetteer has for it or by its nationality.
    fn institution(&mut self, institution: &Institution, country: Country) -> EntityIndex {
        let whole = gazetteer().senses(country.name).iter().find(|sense| sense.class == Class::Country);
        let part_of = whole.map(|sense| self.of_sense(sense));
        let found = match institution.known(country) {
            Some(sense) => self.of_sense(sense),
            None => {
                let name = format!("{} {}", country.adjective, institution.name);
                let key = canonical::entity_key(EntityKind::Organization.as_str(), &name);
                let code = Some(country.alpha3.to_string());
                self.entity(key, |key| Entity {
                    country: code,
                    ..link::entity(key, EntityKind::Organization, name, RULE)
                })
            }
        };
        self.entities[found].part_of = self.entities[found].part_of.or(part_of);
        found
    }
}
