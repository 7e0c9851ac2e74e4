//! Whose a last name is that several persons of an article bear.
//!
//! In: names in full, and a last name alone. Out: the person, where the article leaves no doubt. "Ana Silva spoke. Silva left. Her brother,
//! Juan Silva, stayed": before the second of a family is named it is the first one's, and where the article goes on to call
//! her by it, so it does after the others are named in full; "Mr. Silva" is the only man of them.

use super::link::Builder;
use crate::lexicon::persons::{TitlePart, title_word};
use crate::lexicon::romanizations::loosely_folded_word as fold;
use crate::lexicon::{Gender, given_names};
use crate::model::{EntityIndex, EntityKind, Mention};
use crate::text::Document;
use std::collections::BTreeMap;

/// So many sentences after another of the family is named in full, the last name alone may be that one's.
const SENTENCES_AFTER: usize = 2;
/// The others are named in full so many times less often than the one whom the last name alone means.
const TIMES_MORE: usize = 2;

/// For each last name that several bear: who of them.
pub struct Bearers(BTreeMap<String, Family>);

#[derive(Default)]
struct Family {
    /// Where each of them is named in full.
    whole: BTreeMap<EntityIndex, Vec<u32>>,
    /// Where the last name stands alone and without a title.
    alone: Vec<u32>,
}

impl Bearers {
    /// Reads the names of an article; `same` has the fuller or more usual name of the same person.
    pub fn read(
        document: &Document<'_>,
        builder: &Builder,
        mentions: &[Mention],
        same: &BTreeMap<EntityIndex, (EntityIndex, &'static str)>,
    ) -> Bearers {
        let mut families: BTreeMap<String, Family> = BTreeMap::new();
        let persons =
            mentions.iter().filter(|mention| builder.entities[mention.entity].kind == EntityKind::Person);
        for mention in persons.clone() {
            let name = &builder.entities[mention.entity].name;
            let Some((_, last)) = name.rsplit_once(' ') else { continue };
            let one = same.get(&mention.entity).map_or(mention.entity, |&(other, _)| other);
            let whole = &mut families.entry(fold(last)).or_default().whole;
            let places = whole.entry(one).or_default();
            // "Silva" that is linked already tells nothing of the whole name.
            if document.slice(mention.span).contains(char::is_whitespace) || places.is_empty() {
                places.push(mention.span.start);
            }
        }
        families.retain(|_, family| family.whole.len() > 1);
        for mention in persons {
            let words = document.slice(mention.span);
            if let Some(family) = families.get_mut(&fold(words))
                && !words.contains(char::is_whitespace)
                && title_before(document, mention).is_none()
            {
                family.alone.push(mention.span.start);
            }
        }
        Bearers(families)
    }

    /// Returns whose a last name alone is; with a title ("President Silva") it may be one whom readers know without.
    pub fn whose(
        &self,
        document: &Document<'_>,
        builder: &Builder,
        mention: &Mention,
        words: &[String],
    ) -> Option<(EntityIndex, &'static str)> {
        let [word] = words else { return None };
        let family = self.0.get(&fold(word))?;
        let found = match title_before(document, mention) {
            Some(title) => family.only_of(builder, title.filter(|gender| *gender != Gender::Either)?),
            None => family.only_before(mention).or_else(|| family.called_so(document, mention)),
        };
        found.map(|person| (person, "last_name"))
    }
}

/// Tells whether a title stands right before a name, and of an honorific the gender.
fn title_before(document: &Document<'_>, mention: &Mention) -> Option<Option<Gender>> {
    let start = document.tokens_in(mention.span).start;
    let title = title_word(document.word(start.checked_sub(1)?))?;
    Some(title.gender.filter(|_| title.part == TitlePart::Honorific))
}

impl Family {
    /// "Mrs. Silva": returns the only one of a gender, where the given names tell it of all.
    fn only_of(&self, builder: &Builder, gender: Gender) -> Option<EntityIndex> {
        let known = |entity: EntityIndex| {
            let given = builder.entities[entity].name.split(' ').next()?;
            given_names::gender(given).filter(|gender| *gender != Gender::Either)
        };
        let mut theirs = self.whole.keys().filter(|&&entity| known(entity) == Some(gender));
        let one = theirs.next()?;
        (theirs.next().is_none() && self.whole.keys().all(|&entity| known(entity).is_some())).then_some(*one)
    }

    /// Returns the only one named before a mention.
    fn only_before(&self, mention: &Mention) -> Option<EntityIndex> {
        let mut named = self.whole.iter().filter(|(_, places)| places[0] < mention.span.start);
        let (one, _) = named.next()?;
        named.next().is_none().then_some(*one)
    }

    /// Returns whom the article has called by the last name alone from the first, where it mostly means that one and names the others
    /// in full, none of them right before.
    fn called_so(&self, document: &Document<'_>, mention: &Mention) -> Option<EntityIndex> {
        let (&one, places) = self.whole.iter().min_by_key(|(_, places)| places[0])?;
        let others = || self.whole.iter().filter(|(other, _)| **other != one).flat_map(|(_, places)| places);
        let second = others().min()?;
        let is_called_so = self.alone.iter().any(|place| (places[0]..*second).contains(place));
        let is_usual = others().count() * TIMES_MORE <= places.len() + self.alone.len();
        let here = mention.span.start;
        let last =
            |places: &mut dyn Iterator<Item = &u32>| places.filter(|place| **place < here).max().copied();
        let other = last(&mut others())?;
        let sentence = |place: u32| document.sentences.partition_point(|sentence| sentence.span.end <= place);
        let is_apart = sentence(here) - sentence(other) > SENTENCES_AFTER
            || last(&mut places.iter()).is_some_and(|place| place > other);
        (is_called_so && is_usual && is_apart).then_some(one)
    }
}
