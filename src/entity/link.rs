//! Makes entities of pieces: one for all names of one person, body or place in an article.
//!
//! In: pieces in order. Out: entities and mentions. "Wang Yi ... Mr Wang ... Wang" is one person with three mentions;
//! a last name that two persons share links to neither.

use super::own;
use super::pieces::Piece;
use super::{runs, teams};
use crate::canonical;
use crate::lexicon::common_bodies::is_common_body;
use crate::lexicon::institutions::longest_match;
use crate::lexicon::own_names::OwnNames;
use crate::lexicon::persons::head_kind;
use crate::lexicon::romanizations::{folded_person, folded_word};
use crate::lexicon::{Class, Sense, gazetteer};
use crate::model::{Entity, EntityIndex, EntityKind, Mention, MentionKind, OwnName};
use crate::text::{Document, capitalise};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::ops::Range;

/// What a vote for a kind weighs, by its strength: a title outweighs any number of guesses that articles hold.
const WEIGHTS: [u32; 4] = [1, 4, 40, 400];

/// Entities under construction, by key.
#[derive(Debug, Default)]
pub struct Builder {
    /// The entities so far.
    pub entities: Vec<Entity>,
    by_key: BTreeMap<String, EntityIndex>,
}

impl Builder {
    /// Returns the entity with this key, making it where there is none.
    pub fn entity(&mut self, key: String, make: impl FnOnce(String) -> Entity) -> EntityIndex {
        if let Some(&index) = self.by_key.get(&key) {
            return index;
        }
        let index = self.entities.len();
        self.by_key.insert(key.clone(), index);
        self.entities.push(make(key));
        index
    }

    /// Returns the entity that a sense of the gazetteer means.
    pub fn of_sense(&mut self, sense: &Sense) -> EntityIndex {
        let part_of = (sense.class == Class::Demonym).then(|| self.country_of(sense)).flatten();
        self.entity(canonical::entity_key(sense.kind.as_str(), &sense.name), |key| Entity {
            country: (!sense.country.is_empty()).then(|| sense.country.to_string()),
            identifiers: match sense.class {
                Class::Country => vec![("iso3166".to_string(), sense.country.to_string())],
                _ => Vec::new(),
            },
            part_of,
            ..entity(key, sense.kind, sense.name.clone(), "gazetteer")
        })
    }

    /// Returns the entity of the country that a government, city or people belongs to.
    pub fn country_of(&mut self, sense: &Sense) -> Option<EntityIndex> {
        let country = gazetteer().country(sense.country)?;
        let senses = gazetteer().senses(country.name);
        let sense = senses.iter().find(|sense| sense.class == Class::Country)?;
        Some(self.of_sense(sense))
    }
}

/// Returns an entity of which only its name is known.
pub fn entity(key: String, kind: EntityKind, name: String, rule: &'static str) -> Entity {
    Entity { key, kind, name, country: None, part_of: None, identifiers: Vec::new(), gender: None, rule }
}

/// The persons an article names in full, by the words of their names.
#[derive(Debug, Default)]
struct Persons {
    /// Names by their last word.
    by_last: FxHashMap<String, Vec<String>>,
    /// Names by their first word: family names of Chinese and Korean persons, given names of others.
    by_first: FxHashMap<String, Vec<String>>,
    /// The name that stands for all spellings of one person.
    canonical: FxHashMap<String, String>,
}

/// Makes the entities of an article's pieces and their mentions, in order.
pub fn link(document: &Document<'_>, pieces: &[Piece], own: &OwnNames) -> (Builder, Vec<Mention>) {
    let kinds = kinds(document, pieces);
    let persons = persons(document, pieces, &kinds, own);
    let acronyms = acronyms(document, pieces);
    let mut builder = Builder::default();
    let mut mentions = Vec::new();
    for piece in pieces {
        let name = surface(document, piece);
        if let Some(known) = own.of(&name).filter(|_| piece.rule == own::RULE) {
            let span = document.span_of(piece.tokens.clone());
            mentions.push(Mention {
                span,
                entity: builder.own(known),
                kind: MentionKind::Name,
                rule: own::RULE,
            });
            continue;
        }
        let kind = if piece.title.is_some() {
            Some(EntityKind::Person)
        } else if piece.rule == teams::RULE {
            piece.kind
        } else {
            kinds.get(&name).copied().flatten()
        };
        let found = link_one(document, piece, &name, kind, &persons, &acronyms, &mut builder);
        if let Some((entity, rule)) = found {
            let span = document.span_of(piece.tokens.clone());
            mentions.push(Mention { span, entity, kind: MentionKind::Name, rule });
        }
    }
    (builder, mentions)
}

fn link_one(
    document: &Document<'_>,
    piece: &Piece,
    name: &str,
    kind: Option<EntityKind>,
    persons: &Persons,
    acronyms: &FxHashMap<String, String>,
    builder: &mut Builder,
) -> Option<(EntityIndex, &'static str)> {
    let senses = runs::senses(document, piece.tokens.clone());
    if let Some(sense) = senses.first().filter(|_| matches!(piece.rule, "gazetteer" | "headline")) {
        return Some((builder.of_sense(sense), "gazetteer"));
    }
    let single = piece.tokens.len() == 1;
    // "WALLACE:" in a transcript is the Wallace of the text.
    if single
        && piece.rule == "acronym"
        && let Found::One(full) = persons.find(&capitalise(name))
    {
        return Some((builder.person(full), "last_name"));
    }
    let may_be_person = matches!(kind, None | Some(EntityKind::Person)) || piece.strength < 2;
    if single && may_be_person {
        match persons.find(name) {
            Found::One(full) => return Some((builder.person(full), "last_name")),
            Found::Several => return Some((builder.partial(document, name), "partial_name")),
            Found::None => {}
        }
    }
    match kind? {
        EntityKind::Person if single => Some((builder.partial(document, name), "partial_name")),
        EntityKind::Person => {
            let full = persons.canonical.get(name).map_or(name, String::as_str);
            Some((builder.person(full), "full_name"))
        }
        kind => {
            let full = acronyms.get(name).map_or(name, String::as_str);
            let key = match kind {
                EntityKind::Organization | EntityKind::Place if is_common(kind, full) => {
                    canonical::partial_key(kind.as_str(), full, &document.article.content_hash)
                }
                _ => canonical::entity_key(kind.as_str(), full),
            };
            Some((builder.entity(key, |key| entity(key, kind, full.to_string(), piece.rule)), piece.rule))
        }
    }
}

/// "Council", "Rules Committee", "City Hall", "Foreign Ministry", "U.S. Embassy": tells whether many bodies of the world have a name,
/// so that in two articles it is not one; of the embassies of a state there are as many as hosts.
fn is_common(kind: EntityKind, name: &str) -> bool {
    if is_common_body(name) {
        return true;
    }
    if kind == EntityKind::Place {
        return false;
    }
    let words: Vec<&str> = name.split(' ').collect();
    let is_head = words.len() == 1 && head_kind(name) == Some(EntityKind::Organization);
    let is_institution = || {
        let found = longest_match(words.iter().map(|word| word.to_lowercase()));
        found.is_some_and(|found| found.words == words.len())
    };
    let is_embassy = matches!(words.as_slice(), [.., "Embassy" | "Consulate"]) && words.len() <= 3;
    is_head || is_embassy || is_institution()
}

impl Builder {
    fn person(&mut self, name: &str) -> EntityIndex {
        let key = canonical::entity_key("person", &folded_person(name));
        self.entity(key, |key| entity(key, EntityKind::Person, name.to_string(), "full_name"))
    }

    /// Returns the entity that the user told of.
    fn own(&mut self, known: &OwnName) -> EntityIndex {
        let name = known.name.clone();
        let key = match known.kind {
            EntityKind::Person => canonical::entity_key("person", &folded_person(&name)),
            kind => canonical::entity_key(kind.as_str(), &name),
        };
        let index = self.entity(key, |key| entity(key, known.kind, name, own::RULE));
        if self.entities[index].country.is_none() {
            self.entities[index].country.clone_from(&known.country);
        }
        index
    }

    /// Returns the entity of a name that is only part of one, and nobody's beyond the article.
    pub fn partial(&mut self, document: &Document<'_>, name: &str) -> EntityIndex {
        let key = canonical::partial_key("person", name, &document.article.content_hash);
        self.entity(key, |key| entity(key, EntityKind::Person, name.to_string(), "partial_name"))
    }
}

/// Returns the words of a piece, joined by single spaces.
pub fn surface(document: &Document<'_>, piece: &Piece) -> String {
    words(document, piece.tokens.clone())
}

/// Returns the words of a range of tokens, joined by single spaces.
pub fn words(document: &Document<'_>, tokens: Range<usize>) -> String {
    let words = document.slice(document.span_of(tokens));
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lets all places of a name vote on its kind.
fn kinds(document: &Document<'_>, pieces: &[Piece]) -> FxHashMap<String, Option<EntityKind>> {
    let mut votes: FxHashMap<String, BTreeMap<Option<EntityKind>, u32>> = FxHashMap::default();
    for piece in pieces {
        let vote = votes.entry(surface(document, piece)).or_default();
        if piece.kind.is_some() {
            *vote.entry(piece.kind).or_default() += WEIGHTS[piece.strength as usize];
        }
    }
    let best =
        |vote: BTreeMap<Option<EntityKind>, u32>| vote.into_iter().max_by_key(|&(_, weight)| weight)?.0;
    votes.into_iter().map(|(name, vote)| (name, best(vote))).collect()
}

fn persons(
    document: &Document<'_>,
    pieces: &[Piece],
    kinds: &FxHashMap<String, Option<EntityKind>>,
    own: &OwnNames,
) -> Persons {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for piece in pieces {
        let name = surface(document, piece);
        if let Some(known) = own.of(&name).filter(|_| piece.rule == own::RULE) {
            if known.kind == EntityKind::Person && known.name.contains(' ') {
                *counts.entry(known.name.clone()).or_default() += 1;
            }
            continue;
        }
        if piece.tokens.len() < 2 {
            continue;
        }
        if kinds.get(&name) == Some(&Some(EntityKind::Person)) || piece.title.is_some() {
            *counts.entry(name).or_default() += 1;
        }
    }
    // Names that share their first and last word ("Vladimir Vladimirovich Putin") are one person's.
    let mut groups: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for name in counts.keys() {
        groups.entry(ends(name)).or_default().push(name.clone());
    }
    let mut persons = Persons::default();
    for ((first, last), names) in groups {
        let usual =
            names.iter().max_by_key(|name| (counts[*name], name.len())).expect("a group has a name").clone();
        persons.by_last.entry(last).or_default().push(usual.clone());
        persons.by_first.entry(first).or_default().push(usual.clone());
        // "George H.W. Bush" and "George W. Bush" are two, and nobody knows which "George Bush" is.
        let is_one = !names.iter().any(|name| names.iter().any(|other| initials_differ(name, other)));
        if is_one {
            persons.canonical.extend(names.into_iter().map(|name| (name, usual.clone())));
        }
    }
    persons
}

/// Returns the words that all spellings of a name share: the first and the last.
pub fn ends(name: &str) -> (String, String) {
    let mut words = name.split(' ').filter(|word| !word.ends_with('.') || word.len() > 3);
    let first = words.next().unwrap_or(name);
    let last = words.next_back().unwrap_or(first);
    (folded_word(first), folded_word(last))
}

/// Tells whether two names have other initials between the first and the last word.
pub fn initials_differ(one: &str, other: &str) -> bool {
    let (Some(one), Some(other)) = (middle_initials(one), middle_initials(other)) else { return false };
    !one.starts_with(&other) && !other.starts_with(&one)
}

/// Returns the initials between the first and the last word of a name, where nothing else stands there.
fn middle_initials(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let [_, middle @ .., _] = words.as_slice() else { return None };
    let is_initial = |word: &str| word.chars().all(|c| c == '.' || c == '-' || c.is_uppercase());
    let letters: String = middle.concat().chars().filter(|c| c.is_alphabetic()).collect();
    (!letters.is_empty()
        && letters.chars().count() <= INITIALS_MAX
        && middle.iter().all(|word| is_initial(word)))
    .then_some(letters)
}

/// More capitals than these between two words are a name in capitals.
const INITIALS_MAX: usize = 3;

enum Found<'a> {
    None,
    One(&'a str),
    Several,
}

impl Persons {
    fn find(&self, word: &str) -> Found<'_> {
        let word = folded_word(word);
        let names = self.by_last.get(&word).or_else(|| self.by_first.get(&word));
        match names.map(Vec::as_slice) {
            None | Some([]) => Found::None,
            Some([one]) => Found::One(one),
            Some(_) => Found::Several,
        }
    }
}

/// Returns the long form of each acronym that stands in brackets after it: "World Health Organization (WHO)".
fn acronyms(document: &Document<'_>, pieces: &[Piece]) -> FxHashMap<String, String> {
    let mut acronyms = FxHashMap::default();
    for pair in pieces.windows(2) {
        let [long, short] = pair else { continue };
        let bracketed = document.word(long.tokens.end) == "(" && short.tokens.start == long.tokens.end + 1;
        if !bracketed || short.tokens.len() != 1 || long.tokens.len() < 2 {
            continue;
        }
        let name = surface(document, long);
        let initials: String =
            name.split([' ', '-']).filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect();
        let acronym = document.word(short.tokens.start).replace('.', "");
        if initials == acronym {
            acronyms.entry(surface(document, short)).or_insert(name);
        }
    }
    acronyms
}
