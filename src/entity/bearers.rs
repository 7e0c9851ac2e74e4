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

/// What an article tells of those who bear a last name.
#[derive(Default)]
struct Told {
    /// Where each of them is named in full, in order.
    whole: BTreeMap<EntityIndex, Vec<u32>>,
    /// Where the last name stands alone and without a title.
    alone: Vec<u32>,
}

/// Several who bear a last name.
struct Family {
    /// Who is named in full first, and where.
    first: (EntityIndex, u32),
    /// Where the next one is named in full for the first time.
    second: u32,
    /// The only man and the only woman, where the given names tell it of all.
    man: Option<EntityIndex>,
    woman: Option<EntityIndex>,
    /// Where the others than the first are named in full, in order; none unless the article calls the first by the last name alone.
    others: Option<Vec<u32>>,
    /// Where the first is.
    places: Vec<u32>,
}

impl Bearers {
    /// Reads the names of an article; `same` has the fuller or more usual name of the same person.
    pub fn read(
        document: &Document<'_>,
        builder: &Builder,
        mentions: &[Mention],
        same: &BTreeMap<EntityIndex, (EntityIndex, &'static str)>,
    ) -> Bearers {
        let mut families: BTreeMap<String, Told> = BTreeMap::new();
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
        let given_name = |entity: EntityIndex| builder.entities[entity].name.split(' ').next();
        let gender = |entity| given_name(entity).and_then(given_names::gender);
        let families =
            families.into_iter().filter_map(|(last, told)| Some((last, Family::new(told, gender)?)));
        Bearers(families.collect())
    }

    /// Returns whose a last name alone is; with a title ("President Silva") it may be one whom readers know without.
    pub fn whose(
        &self,
        document: &Document<'_>,
        mention: &Mention,
        words: &[String],
    ) -> Option<(EntityIndex, &'static str)> {
        let [word] = words else { return None };
        let family = self.0.get(&fold(word))?;
        let found = match title_before(document, mention) {
            Some(Some(Gender::Masculine)) => family.man,
            Some(Some(Gender::Feminine)) => family.woman,
            Some(_) => None,
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
    /// Reads what is told once, for all mentions.
    fn new(told: Told, gender: impl Fn(EntityIndex) -> Option<Gender>) -> Option<Family> {
        let (&one, places) = told.whole.iter().min_by_key(|(_, places)| places[0])?;
        let others = told.whole.iter().filter(|(other, _)| **other != one).flat_map(|(_, places)| places);
        let mut others: Vec<u32> = others.copied().collect();
        others.sort_unstable();
        let second = *others.first()?;
        let is_called_so = told.alone.iter().any(|place| (places[0]..second).contains(place));
        let is_usual = others.len() * TIMES_MORE <= places.len() + told.alone.len();
        let genders: Vec<_> = told.whole.keys().map(|&entity| (entity, gender(entity))).collect();
        let all_told =
            genders.iter().all(|(_, gender)| matches!(gender, Some(Gender::Masculine | Gender::Feminine)));
        let only = |wanted: Gender| {
            let mut theirs = genders.iter().filter(|(_, gender)| *gender == Some(wanted));
            let one = theirs.next()?.0;
            (all_told && theirs.next().is_none()).then_some(one)
        };
        Some(Family {
            first: (one, places[0]),
            second,
            man: only(Gender::Masculine),
            woman: only(Gender::Feminine),
            others: (is_called_so && is_usual).then_some(others),
            places: places.clone(),
        })
    }

    /// Returns the only one named before a mention.
    fn only_before(&self, mention: &Mention) -> Option<EntityIndex> {
        let (one, start) = self.first;
        (start < mention.span.start && mention.span.start <= self.second).then_some(one)
    }

    /// Returns whom the article has called by the last name alone from the first, where it mostly means that one and names the others
    /// in full, none of them right before.
    fn called_so(&self, document: &Document<'_>, mention: &Mention) -> Option<EntityIndex> {
        let here = mention.span.start;
        let last =
            |places: &[u32]| places.partition_point(|place| *place < here).checked_sub(1).map(|n| places[n]);
        let other = last(self.others.as_ref()?)?;
        let sentence = |place: u32| document.sentences.partition_point(|sentence| sentence.span.end <= place);
        let is_apart = sentence(here) - sentence(other) > SENTENCES_AFTER
            || last(&self.places).is_some_and(|place| place > other);
        is_apart.then_some(self.first.0)
    }
}
