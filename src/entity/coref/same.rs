//! Which of those named before a description means.
//!
//! In: a description. Out: the one chain it fits. After "Foreign Minister Wang Yi", "the minister" and "China's foreign
//! minister" are Wang; after two ministers "the minister" is nobody.

use super::descriptions::Description;
use super::phrases::Form;
use super::{Chain, Resolver};
use crate::lexicon::persons::title_word;
use crate::lexicon::{Class, Gender, gazetteer};
use crate::model::EntityKind;

/// Where several fit, the one spoken of in this or the last sentence is meant if the others were not in so many.
const QUIET_SENTENCES: usize = 3;

impl Resolver<'_> {
    /// Returns the chain that a definite description means.
    pub(super) fn described(&self, place: usize, description: &Description) -> Option<usize> {
        if !description.is_definite || description.is_plural || description.has_other_owner {
            return None;
        }
        let fits: Vec<usize> =
            (0..self.chains.len()).filter(|&chain| self.fits(place, chain, description)).collect();
        match fits.as_slice() {
            [] => None,
            // A minister stays the minister; companies and cities come and go.
            [one] if description.kind == EntityKind::Person => Some(*one),
            [one] => Some(*one).filter(|&chain| self.sentences_since(place, chain) < QUIET_SENTENCES),
            several => self.most_recent(place, several),
        }
    }

    /// "The Chinese minister flew to Kyiv ... Foreign Minister Qin Gang said": returns the one whom the text calls so only later, where
    /// whose office it is leaves no doubt.
    pub(super) fn told_later(&self, place: usize, description: &Description) -> Option<usize> {
        let is_office = description.kind == EntityKind::Person && description.owner.is_some();
        if !is_office || !description.is_definite || description.is_plural {
            return None;
        }
        let later = self.told.partition_point(|&told| told <= place);
        let mut found = self.told[later..].iter().filter_map(|&told| {
            let Form::Nominal(known) = &self.phrases[told].form else { return None };
            let (entity, _) = known.of?;
            let is_same = agrees(known, description)
                && self.is_owned_as_told(std::iter::once(&**known), description)
                && !differ(self.chains[entity].gender, description.gender);
            is_same.then_some(entity)
        });
        let one = found.next()?;
        let is_free = !(0..self.chains.len()).any(|chain| self.fits(place, chain, description));
        (found.all(|other| other == one) && is_free).then_some(one)
    }

    fn most_recent(&self, place: usize, chains: &[usize]) -> Option<usize> {
        let one = chains.iter().copied().max_by_key(|&chain| self.last_phrase(place, chain))?;
        let is_near = self.sentences_since(place, one) <= 1;
        let are_quiet =
            |&chain: &usize| chain == one || self.sentences_since(place, chain) >= QUIET_SENTENCES;
        (is_near && chains.iter().all(are_quiet)).then_some(one)
    }

    /// Returns how many sentences ago a chain was last spoken of.
    fn sentences_since(&self, place: usize, chain: usize) -> usize {
        let last = self.last_phrase(place, chain).map_or(0, |phrase| self.phrases[phrase].sentence);
        self.phrases[place].sentence - last
    }

    /// Returns the last phrase of a chain before a place.
    fn last_phrase(&self, place: usize, chain: usize) -> Option<usize> {
        let phrases = &self.chains[chain].phrases;
        let before = phrases.partition_point(|&phrase| phrase < place);
        before.checked_sub(1).map(|last| phrases[last])
    }

    fn fits(&self, place: usize, chain: usize, description: &Description) -> bool {
        let Chain { kind, gender, phrases, is_plural } = &self.chains[chain];
        if *kind != description.kind
            || self.last_phrase(place, chain).is_none()
            || *is_plural
            || differ(*gender, description.gender)
        {
            return false;
        }
        let by_name = || {
            self.entities.get(chain).is_some_and(|entity| {
                is_named(&entity.name, entity.kind, description)
                    && self.is_owned_alike(entity.country.as_deref(), description)
            })
        };
        let told = || {
            phrases.iter().filter(|&&phrase| phrase < place).filter_map(|&phrase| {
                match &self.phrases[phrase].form {
                    Form::Nominal(known) => Some(&**known),
                    _ => None,
                }
            })
        };
        self.is_owned_as_told(told(), description) && told().any(|known| agrees(known, description))
            || by_name()
    }

    /// Tells whether what was told before leaves it open that a description is of the same one: "the Chinese leader" after "China's
    /// foreign minister, President Li", but not after "the Russian president".
    fn is_owned_as_told<'d>(
        &self,
        told: impl Iterator<Item = &'d Description>,
        description: &Description,
    ) -> bool {
        let owner =
            |description: &Description| description.owner.map(|owner| self.country(owner).to_string());
        let Some(new) = owner(description) else { return !description.has_other_owner };
        let known: Vec<String> = told.filter_map(owner).collect();
        !known.is_empty() && known.iter().all(|known| *known == new)
    }

    fn is_owned_alike(&self, country: Option<&str>, description: &Description) -> bool {
        description.owner.is_none_or(|owner| country.is_some_and(|country| self.country(owner) == country))
    }

    /// Returns what stands for an owner: the country of a place, nationality or body, else its key.
    fn country(&self, owner: usize) -> &str {
        let entity = &self.entities[owner];
        entity.country.as_deref().unwrap_or(&entity.key)
    }
}

/// Tells whether two descriptions may be of one, whosever they are: "the minister" after "China's foreign minister".
fn agrees(known: &Description, description: &Description) -> bool {
    if known.noun != description.noun && !description.covers.contains(&known.noun.as_str()) {
        return false;
    }
    let is_office = |word: &str| title_word(word).is_some();
    let told = |word: &String| {
        let weighs = is_office(word) || !is_office(&description.noun);
        !weighs || is_filler(word) || known.modifiers.contains(word)
    };
    let was = |word: &String| is_lesser(word) && !description.modifiers.contains(word);
    // After "former president Ion Rusu" the president is another.
    description.modifiers.iter().all(told) && !known.modifiers.iter().any(was)
}

fn differ(one: Option<Gender>, other: Option<Gender>) -> bool {
    use Gender::{Feminine, Masculine};
    matches!((one, other), (Some(Masculine), Some(Feminine)) | (Some(Feminine), Some(Masculine)))
}

/// Modifiers that tell nothing about whose or which office it is.
fn is_filler(word: &str) -> bool {
    matches!(word, "top" | "senior" | "veteran" | "current" | "incumbent") || word.ends_with("-old")
}

/// Modifiers of those who do not hold an office, not yet, or only stand in for its holder.
fn is_lesser(word: &str) -> bool {
    matches!(
        word,
        "former"
            | "then"
            | "ex"
            | "late"
            | "incoming"
            | "future"
            | "would-be"
            | "deputy"
            | "vice"
            | "assistant"
    )
}

/// "the newspaper", "the news agency", "the wire service": tells whether a description is of a news outlet.
fn is_outlet(description: &Description) -> bool {
    description.covers.contains(&"media")
        || description.modifiers.iter().any(|word| matches!(word.as_str(), "news" | "wire"))
}

fn is_of_news(word: &str) -> bool {
    matches!(word, "news" | "wire" | "state" | "state-run" | "television" | "tv")
}

/// Tells whether a name is one of such a thing: "the ministry" for "Ministry of Trade", "the city" for Paris.
fn is_named(name: &str, kind: EntityKind, description: &Description) -> bool {
    let class = || gazetteer().senses(name).iter().map(|sense| sense.class).next();
    let is_outlet = is_outlet(description) && class() == Some(Class::Media);
    if description.modifiers.iter().any(|word| !is_filler(word)) {
        let lower = name.to_lowercase();
        let told = |word: &String| lower.split([' ', '-']).any(|part| part == word);
        let fits = |word: &String| is_filler(word) || is_outlet && is_of_news(word) || told(word);
        if !description.modifiers.iter().all(fits) {
            return false;
        }
    }
    let says = |word: &str| name.split([' ', '-']).any(|part| part.eq_ignore_ascii_case(word));
    match kind {
        EntityKind::Organization => {
            is_outlet || says(&description.noun) || description.covers.iter().any(|word| says(word))
        }
        EntityKind::Place => match description.noun.as_str() {
            "country" | "nation" => class() == Some(Class::Country),
            "city" => class() == Some(Class::City),
            noun => says(noun),
        },
        _ => false,
    }
}
