//! Names, and who inside one article is one and the same.
//!
//! In: a [`Document`]. Out: entities, mentions and roles. "Wang Yi ... Mr Wang" is one entity with two mentions.

mod appointments;
mod bearers;
mod coref;
mod headlines;
mod institutions;
mod link;
mod metonyms;
mod narrow;
mod no_names;
mod own;
mod pieces;
mod recognized;
pub mod recognizer;
mod roles;
mod rows;
mod runs;
mod teams;
mod told_gender;
mod told_kinds;
mod variants;
mod widen;

pub use coref::Reference;

use crate::lexicon::own_names::OwnNames;
use crate::lexicon::{Gender, given_names, is_family_name_first};
use crate::model::{Entity, EntityIndex, EntityKind, Mention, Quote, Role, SectionKind, Span};
use crate::text::perceptron::Scorer;
use crate::text::{Document, Sentence};
use std::ops::Range;

/// Who and what an article names.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Names {
    /// The entities; mentions and roles refer to them by index.
    pub entities: Vec<Entity>,
    /// Names in order of their place, not overlapping.
    pub mentions: Vec<Mention>,
    /// Descriptions and pronouns, in order of their head; a description may hold a name ("China's foreign minister").
    pub references: Vec<Reference>,
    /// Offices somebody is said to hold.
    pub roles: Vec<Role>,
    /// He or she, by entity, as far as titles tell.
    pub genders: Vec<Option<Gender>>,
}

impl Names {
    /// Returns the mentions that lie wholly inside `span`.
    pub fn mentions_in(&self, span: Span) -> &[Mention] {
        let start = self.mentions.partition_point(|mention| mention.span.start < span.start);
        let end = self.mentions.partition_point(|mention| mention.span.end <= span.end);
        &self.mentions[start..end.max(start)]
    }

    /// Returns the description or pronoun whose head is the token at `head`, if it refers to somebody.
    pub fn referent(&self, head: usize) -> Option<&Reference> {
        let place = self.references.binary_search_by_key(&head, |reference| reference.head).ok()?;
        Some(&self.references[place])
    }

    /// Returns all words that refer to an entity, in order of their place.
    pub fn all_mentions(&self, document: &Document<'_>) -> Vec<Mention> {
        let mut mentions = self.mentions.clone();
        mentions.extend(self.references.iter().map(|reference| Mention {
            span: document.span_of(reference.tokens.clone()),
            entity: reference.entity,
            kind: reference.kind,
            rule: reference.rule,
        }));
        mentions.sort_by_key(|mention| (mention.span.start, mention.span.end));
        mentions
    }

    /// Adds what "I" and "we" refer to, which only the quotes tell.
    pub fn read_first_person(&mut self, document: &Document<'_>, quotes: &[Quote]) {
        let found = coref::first_person(document, self, quotes);
        self.references.extend(found);
        self.references.sort_by_key(|reference| reference.head);
    }

    /// Drops the entities that nothing refers to any more, as a short form that went with the fuller name.
    fn drop_unnamed(&mut self) {
        let mut stays = vec![false; self.entities.len()];
        let mentioned = self.mentions.iter().map(|mention| mention.entity);
        let referred = self.references.iter().map(|reference| reference.entity);
        let offices = self.roles.iter().flat_map(|role| [Some(role.entity), role.of_entity]).flatten();
        mentioned.chain(referred).chain(offices).for_each(|entity| stays[entity] = true);
        // What an entity is part of stays with it; that is a country, and part of nothing.
        for entity in 0..self.entities.len() {
            if let Some(whole) = self.entities[entity].part_of.filter(|_| stays[entity]) {
                stays[whole] = true;
            }
        }
        let mut place = vec![0; stays.len()];
        for n in 1..stays.len() {
            place[n] = place[n - 1] + usize::from(stays[n - 1]);
        }
        let mut kept = stays.iter().copied();
        self.entities.retain(|_| kept.next().unwrap_or(true));
        let mut kept = stays.iter().copied();
        self.genders.retain(|_| kept.next().unwrap_or(true));
        self.mentions.iter_mut().for_each(|mention| mention.entity = place[mention.entity]);
        self.references.iter_mut().for_each(|reference| reference.entity = place[reference.entity]);
        for role in &mut self.roles {
            (role.entity, role.of_entity) = (place[role.entity], role.of_entity.map(|of| place[of]));
        }
        for entity in &mut self.entities {
            entity.part_of = entity.part_of.map(|whole| place[whole]);
        }
    }

    /// Returns the entity at `index`.
    pub fn entity(&self, index: EntityIndex) -> &Entity {
        &self.entities[index]
    }

    /// Returns the gender of the entity at `index`, where a title told it.
    pub fn gender(&self, index: EntityIndex) -> Option<Gender> {
        self.genders.get(index).copied().flatten()
    }
}

/// Returns whom the name among `mentions` that a token stands in names.
fn name_at(document: &Document<'_>, mentions: &[Mention], token: usize) -> Option<EntityIndex> {
    let span = document.tokens.get(token)?.span;
    let place = mentions.partition_point(|mention| mention.span.end <= span.start);
    mentions.get(place).filter(|mention| mention.span.contains(span)).map(|mention| mention.entity)
}

/// Returns the name among `mentions` that ends right before a token, with its words.
pub fn name_ending_at(
    document: &Document<'_>,
    mentions: &[Mention],
    token: usize,
) -> Option<(Range<usize>, EntityIndex)> {
    let last = document.tokens.get(token.checked_sub(1)?)?.span;
    let place = mentions.partition_point(|mention| mention.span.end < last.end);
    let mention = mentions.get(place).filter(|mention| mention.span.end == last.end)?;
    Some((document.tokens_in(mention.span), mention.entity))
}

/// Returns the name among `mentions` that starts at a token, with its words.
pub fn name_starting_at(
    document: &Document<'_>,
    mentions: &[Mention],
    token: usize,
) -> Option<(Range<usize>, EntityIndex)> {
    let first = document.tokens.get(token)?.span;
    let place = mentions.partition_point(|mention| mention.span.start < first.start);
    let mention = mentions.get(place).filter(|mention| mention.span.start == first.start)?;
    Some((document.tokens_in(mention.span), mention.entity))
}

/// Finds the names of an article and links those of one entity.
pub fn find(document: &Document<'_>) -> Names {
    find_with(document, &OwnNames::default())
}

/// Does so with names the user told of beforehand, which outweigh all other evidence.
pub fn find_with(document: &Document<'_>, own: &OwnNames) -> Names {
    find_by(document, own, &recognizer::model())
}

/// Does so with another model of names; `train/` scores with this what it has just learnt.
pub fn find_by(document: &Document<'_>, own: &OwnNames, model: &impl Scorer) -> Names {
    let pieces = pieces_by_rules(document);
    let hints = hints(document, &pieces);
    let found = recognizer::find(document, &hints, model);
    let found = widen::persons(document, narrow::persons(document, found));
    let pieces = recognized::merge(document, pieces, &hints, found);
    let pieces = no_names::drop(document, told_kinds::apply(document, pieces));
    let pieces = teams::place(document, pieces);
    let pieces = own::place(document, pieces, own);
    let (mut builder, mut mentions) = link::link(document, &pieces, own);
    variants::unite(document, &mut builder, &mut mentions);
    metonyms::apply(document, &mut builder, &mut mentions);
    let institutions = institutions::find(document, &mut builder, &mut mentions);
    let genders = genders(document, &builder.entities, &mentions, &pieces);
    let mut roles = roles::find(document, &builder, &mentions, &pieces);
    roles.extend(appointments::find(document, &builder, &mentions));
    let references = coref::resolve(document, &builder.entities, &mentions, &institutions, &genders);
    roles::add_described(document, &builder, &mentions, &references, &mut roles);
    told_gender::apply(document, &mut builder.entities, &mentions, &pieces, &references);
    let mut names = Names { entities: builder.entities, mentions, references, roles, genders };
    names.drop_unnamed();
    names
}

/// Returns the names the rules alone find, from which the recognizer starts; `train/` calls this.
pub fn hints_by_rules(document: &Document<'_>) -> Vec<recognizer::Hint> {
    hints(document, &pieces_by_rules(document))
}

/// Links the rules' pieces, so that all places of a name have a say in its kind.
fn hints(document: &Document<'_>, pieces: &[pieces::Piece]) -> Vec<recognizer::Hint> {
    let (builder, mentions) = link::link(document, pieces, &OwnNames::default());
    let hint = |mention: Mention| recognizer::Hint {
        tokens: document.tokens_in(mention.span),
        kind: builder.entities[mention.entity].kind,
        rule: mention.rule,
    };
    mentions.into_iter().map(hint).collect()
}

fn pieces_by_rules(document: &Document<'_>) -> Vec<pieces::Piece> {
    let spelling = runs::Spelling::read(document);
    let sentences: Vec<&Sentence> =
        document.sentences.iter().filter(|sentence| names_stand_in(sentence)).collect();
    let mut pieces = Vec::new();
    for sentence in sentences.iter().filter(|sentence| !runs::is_headline(document, sentence)) {
        for run in runs::runs(document, sentence, &spelling) {
            pieces.extend(pieces::cut(document, sentence, run, &spelling));
        }
    }
    let headlines = sentences.iter().filter(|sentence| runs::is_headline(document, sentence));
    pieces.extend(headlines::pieces(document, headlines.copied(), &pieces));
    pieces.sort_by_key(|piece| piece.tokens.start);
    pieces
}

/// Bylines and credits name who made the article, not whom it is about; noise gives no facts at all.
fn names_stand_in(sentence: &Sentence) -> bool {
    !sentence.section.is_some_and(|section| {
        section.is_noise() || matches!(section, SectionKind::Byline | SectionKind::Credit)
    })
}

fn genders(
    document: &Document<'_>,
    entities: &[Entity],
    mentions: &[Mention],
    pieces: &[pieces::Piece],
) -> Vec<Option<Gender>> {
    let mut genders = vec![None; entities.len()];
    for piece in pieces.iter().filter(|piece| piece.gender.is_some()) {
        let start = document.tokens[piece.tokens.start].span.start;
        if let Ok(place) = mentions.binary_search_by_key(&start, |mention| mention.span.start) {
            genders[mentions[place].entity] = piece.gender;
        }
    }
    for (gender, entity) in genders.iter_mut().zip(entities) {
        if gender.is_none() && entity.kind == EntityKind::Person {
            *gender = gender_by_name(&entity.name);
        }
    }
    genders
}

/// Returns the gender of a given name: the first word, or the second where the family name comes first.
fn gender_by_name(name: &str) -> Option<Gender> {
    let mut words = name.split(' ');
    let first = words.next()?;
    // "Clinton" alone is a family name, whatever else it may be.
    let second = words.next()?;
    let given = if is_family_name_first(first) { second } else { first };
    given_names::gender(given).filter(|gender| *gender != Gender::Either)
}

#[cfg(test)]
mod tests;
