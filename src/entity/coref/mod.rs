//! Descriptions and pronouns: whom they refer to.
//!
//! In: a [`Document`] and its linked names. Out: [`Reference`]s. In "Wang Yi left Jakarta. The minister said he was pleased" both
//! `The minister` and `he` are Wang Yi, if the text called him a minister.
//!
//! A sieve in the manner of Raghunathan et al. (2010), the precise steps first, and for pronouns a salience of candidates as
//! in Lappin and Leass (1994). Somebody without a name is kept as a candidate: where "a woman" is the likelier one, "she" is
//! nobody we can name, and such words make no reference.

mod descriptions;
mod first_person;
mod phrases;
mod pronouns;
mod quotations;
mod salience;
mod same;

pub use first_person::first_person;

use crate::entity::institutions;
use crate::lexicon::Gender;
use crate::model::{Entity, EntityIndex, EntityKind, Mention, MentionKind};
use crate::text::Document;
use descriptions::Description;
use phrases::{Form, Phrase};
use quotations::Quotations;
use std::ops::Range;

/// What a pronoun of the article's own words tells of somebody's gender ...
const VOTE_TOLD: u32 = 2;
/// ... and one in quotation marks, where "he" is less often the one last named.
const VOTE_QUOTED: u32 = 1;
/// A gender has at least so many votes; one pronoun may be a slip.
const VOTES_MIN: u32 = 3;
/// ... where they are so many times as many as those that tell the other one.
const VOTES_TIMES: u32 = 3;

/// A description or pronoun that refers to an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Its words.
    pub tokens: Range<usize>,
    /// The word that stands for it: `minister` in "China's foreign minister".
    pub head: usize,
    /// Whom it refers to.
    pub entity: EntityIndex,
    /// A description or a pronoun.
    pub kind: MentionKind,
    /// What linked it.
    pub rule: &'static str,
}

impl Reference {
    fn of_institution(place: &institutions::Place) -> Reference {
        Reference {
            tokens: place.tokens.clone(),
            head: place.head,
            entity: place.entity,
            kind: MentionKind::Nominal,
            rule: institutions::RULE,
        }
    }
}

/// Returns the descriptions and pronouns of an article that refer to its entities, in order of their head.
///
/// `genders` are those of the entities, as far as titles and given names tell.
pub fn resolve(
    document: &Document<'_>,
    entities: &[Entity],
    mentions: &[Mention],
    institutions: &[institutions::Place],
    genders: &[Option<Gender>],
) -> Vec<Reference> {
    if mentions.is_empty() {
        return Vec::new();
    }
    let quotations = Quotations::read(document);
    let phrases = phrases::find(document, entities, mentions, institutions, &quotations);
    let speakers = speakers(document, &phrases, &quotations);
    let order = reading_order(&phrases, &quotations);
    let read = |genders: &[Option<Gender>]| {
        let chains =
            entities.iter().zip(genders).map(|(entity, gender)| Chain::of(entity, *gender)).collect();
        let mut resolver = Resolver::new(document, entities, &phrases, &quotations, &speakers, chains);
        let found = order.iter().map(|&place| resolver.read_and_join(place)).collect::<Vec<_>>();
        (found, resolver.voted)
    };
    let (mut found, votes) = read(genders);
    // What most pronouns of the first reading tell of somebody's gender, the second knows from the start.
    let voted: Vec<Option<Gender>> =
        genders.iter().zip(&votes).map(|(gender, votes)| gender.or_else(|| votes.gender())).collect();
    if voted != genders {
        (found, _) = read(&voted);
    }
    let mut references = Vec::new();
    for (&place, (chain, rule)) in order.iter().zip(found) {
        let phrase = &phrases[place];
        let kind = match phrase.form {
            Form::Name(_) => continue,
            Form::Nominal(_) => MentionKind::Nominal,
            Form::Pronoun(_) => MentionKind::Pronoun,
        };
        if let Some(entity) = chain.filter(|&chain| chain < entities.len()) {
            let (tokens, head) = (phrase.tokens.clone(), phrase.head);
            references.push(Reference { tokens, head, entity, kind, rule });
        }
    }
    references.sort_by_key(|reference| reference.head);
    // "a Chinese foreign ministry statement": words inside a compound are no phrase of their own.
    let is_new = |place: &&institutions::Place| {
        references.binary_search_by_key(&place.head, |reference| reference.head).is_err()
    };
    let inside: Vec<Reference> = institutions.iter().filter(is_new).map(Reference::of_institution).collect();
    references.extend(inside);
    references.sort_by_key(|reference| reference.head);
    references
}

/// The words of a quotation are read after the sentences around it: "“He is wrong,” she said" tells who "he" is not only when "she"
/// is somebody.
fn reading_order(phrases: &[Phrase], quotations: &Quotations) -> Vec<usize> {
    let sentences = quotations.sentences();
    let turn = |&n: &usize| {
        let Phrase { sentence, quotation, .. } = phrases[n];
        let around = (quotation as usize).checked_sub(1).map(|quotation| *sentences[quotation].end());
        (around.unwrap_or(sentence), around.is_some(), n)
    };
    let mut order: Vec<usize> = (0..phrases.len()).collect();
    order.sort_by_key(turn);
    order
}

/// Finds for each quotation who speaks it: the subject of a verb of saying beside it, in its own sentences, else the last
/// speaker before it.
fn speakers(document: &Document<'_>, phrases: &[Phrase], quotations: &Quotations) -> Vec<Option<usize>> {
    let speaking: Vec<usize> =
        (0..phrases.len()).filter(|&n| phrases[n].quotation == 0 && phrases[n].speaks(document)).collect();
    let of = |sentences: &std::ops::RangeInclusive<usize>| {
        let end = speaking.partition_point(|&n| phrases[n].sentence <= *sentences.end());
        let last = speaking[..end].last().copied()?;
        (sentences.start() - phrases[last].sentence.min(*sentences.start()) <= 1).then_some(last)
    };
    quotations.sentences().iter().map(of).collect()
}

/// All that refers to one and the same; the first ones are the entities, in their order.
#[derive(Debug)]
struct Chain {
    kind: EntityKind,
    gender: Option<Gender>,
    is_plural: bool,
    /// Places of its phrases so far, in order.
    phrases: Vec<usize>,
}

impl Chain {
    fn of(entity: &Entity, gender: Option<Gender>) -> Chain {
        Chain { kind: entity.kind, gender, is_plural: entity.kind == EntityKind::Group, phrases: Vec::new() }
    }
}

/// Reads phrases in order and says whom each refers to.
struct Resolver<'a> {
    document: &'a Document<'a>,
    entities: &'a [Entity],
    phrases: &'a [Phrase],
    quotations: &'a Quotations,
    /// For each quotation the place of the phrase that speaks it.
    speakers: &'a [Option<usize>],
    chains: Vec<Chain>,
    /// Places of the descriptions that stand beside a name, in order.
    told: Vec<usize>,
    /// The chain of each phrase read so far, and of all names.
    chain_of: Vec<Option<usize>>,
    /// For each entity the pronouns that were taken for it.
    voted: Vec<Votes>,
}

/// How often somebody was called he and she.
#[derive(Debug, Default, Clone, Copy)]
struct Votes {
    he: u32,
    she: u32,
}

impl Votes {
    fn add(&mut self, gender: Gender, weight: u32) {
        match gender {
            Gender::Masculine => self.he += weight,
            Gender::Feminine => self.she += weight,
            Gender::Either => {}
        }
    }

    /// Returns the gender that nearly all pronouns tell.
    fn gender(self) -> Option<Gender> {
        let (most, least, gender) = if self.he > self.she {
            (self.he, self.she, Gender::Masculine)
        } else {
            (self.she, self.he, Gender::Feminine)
        };
        (most >= VOTES_MIN && most >= least * VOTES_TIMES).then_some(gender)
    }
}

impl<'a> Resolver<'a> {
    fn new(
        document: &'a Document<'a>,
        entities: &'a [Entity],
        phrases: &'a [Phrase],
        quotations: &'a Quotations,
        speakers: &'a [Option<usize>],
        chains: Vec<Chain>,
    ) -> Resolver<'a> {
        let named = |phrase: &Phrase| match phrase.form {
            Form::Name(entity) => Some(entity),
            _ => None,
        };
        let chain_of = phrases.iter().map(named).collect();
        let is_told = |n: &usize| matches!(&phrases[*n].form, Form::Nominal(known) if known.of.is_some());
        let told = (0..phrases.len()).filter(is_told).collect();
        let voted = vec![Votes::default(); entities.len()];
        Resolver { document, entities, phrases, quotations, speakers, chains, told, chain_of, voted }
    }

    /// Returns the chain of a phrase and the rule that tells; a description nobody knows opens a chain.
    fn read(&mut self, place: usize) -> (Option<usize>, &'static str) {
        match &self.phrases[place].form {
            Form::Name(entity) => (Some(*entity), "name"),
            Form::Nominal(description) => match (description.of, self.described(place, description)) {
                (Some((entity, rule)), _) => (Some(entity), rule),
                (None, Some(chain)) => (Some(chain), "description"),
                (None, None) => match self.told_later(place, description) {
                    Some(chain) => (Some(chain), "told_later"),
                    None => (Some(self.open(description)), "new"),
                },
            },
            Form::Pronoun(pronoun) => match self.pronoun(place, *pronoun) {
                Some((chain, rule)) => (Some(chain), rule),
                None => (None, "unsure"),
            },
        }
    }

    fn read_and_join(&mut self, place: usize) -> (Option<usize>, &'static str) {
        let (chain, rule) = self.read(place);
        self.join(place, chain, rule);
        if let (Some(entity), Form::Pronoun(phrases::Pronoun::Person(gender))) =
            (chain.filter(|&chain| chain < self.entities.len()), &self.phrases[place].form)
        {
            let is_told = self.phrases[place].quotation == 0;
            self.voted[entity].add(*gender, if is_told { VOTE_TOLD } else { VOTE_QUOTED });
        }
        (chain, rule)
    }

    fn open(&mut self, description: &Description) -> usize {
        self.chains.push(Chain {
            kind: description.kind,
            gender: description.gender,
            is_plural: description.is_plural,
            phrases: Vec::new(),
        });
        self.chains.len() - 1
    }

    /// Adds a phrase to its chain, which learns what the phrase tells; a guess teaches nothing.
    fn join(&mut self, place: usize, chain: Option<usize>, rule: &'static str) {
        self.chain_of[place] = chain;
        let Some(chain) = chain else { return };
        let chain = &mut self.chains[chain];
        let after = chain.phrases.partition_point(|&phrase| phrase < place);
        chain.phrases.insert(after, place);
        let gender = match &self.phrases[place].form {
            Form::Nominal(description) => description.gender,
            Form::Pronoun(phrases::Pronoun::Person(gender)) if rule != "salience" => Some(*gender),
            _ => None,
        };
        chain.gender = chain.gender.filter(|gender| *gender != Gender::Either).or(gender);
    }
}
