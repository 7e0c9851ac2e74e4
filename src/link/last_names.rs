//! Last names alone: whose they are in a story.
//!
//! In: for one last name of one story, what its articles tell of its bearers. Out: for each article that has no more than the last
//! name the one person it means. Where one report has "Vladimir Putin" and another on the same matter only "Putin", they are one,
//! unless the story names a second Putin in full, or gender, country or field speak against it.
//!
//! A pure function of the articles of the story, so neither order nor runs matter.

use super::namesakes::{Evidence, evidence_on_all};
use crate::lexicon::persons::title_word;
use crate::lexicon::romanizations::folded_word;
use crate::lexicon::{Gender, given_names, is_family_name_first};
use crate::model::{Analysis, EntityIndex, EntityKind, ToldGender};
use std::collections::{BTreeMap, BTreeSet};

/// The rule of mentions that are linked so, and of what such an article tells of the entity.
pub const RULE: &str = "last_name_in_story";
/// The rule of the mentions that may be.
const PARTIAL: &str = "partial_name";
/// Between a given name and the father's, who has the last word of the name: "Mohammed bin Salman".
const PATRONYMIC: [&str; 3] = ["bin", "ibn", "bint"];

/// What an article tells of a person by the last name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastName {
    /// The person.
    pub entity: EntityIndex,
    /// The last name, folded.
    pub word: String,
    /// Whether the article has the whole name.
    pub is_whole: bool,
    /// What may speak for or against somebody.
    pub evidence: Evidence,
}

/// Returns the last names of an article's persons.
pub fn of_article(analysis: &Analysis) -> Vec<LastName> {
    let mut told = evidence_on_all(analysis);
    let mut found = Vec::new();
    for (entity, person) in analysis.entities.iter().enumerate() {
        if person.kind != EntityKind::Person {
            continue;
        }
        let is_whole = !person.key.contains('@');
        let word = if is_whole {
            last_name(&person.name)
        } else {
            Some(person.name.as_str()).filter(|name| person.rule == PARTIAL && !name.contains(' '))
        };
        let Some(word) = word.map(folded_word).filter(|word| word.chars().count() > 1) else { continue };
        let mut evidence = told.remove(&entity).unwrap_or_default();
        if let Some(gender) = gender_by_name(&person.name).filter(|_| is_whole) {
            evidence.add_gender(gender);
        }
        found.push(LastName { entity, word, is_whole, evidence });
    }
    found
}

/// Returns the family name of a full name; `None` where its last word is the father's name.
fn last_name(name: &str) -> Option<&str> {
    let words: Vec<&str> = name.split(' ').collect();
    let [first, .., before, last] = words.as_slice() else {
        let [first, last] = words.as_slice() else { return None };
        return Some(if is_family_name_first(first) { first } else { last });
    };
    match *last {
        _ if is_family_name_first(first) => Some(first),
        "Jr." | "Jr" | "Sr." | "Sr" | "II" | "III" | "IV" => Some(before.trim_end_matches(',')),
        last => Some(last).filter(|_| !PATRONYMIC.contains(&before.to_lowercase().as_str())),
    }
}

fn gender_by_name(name: &str) -> Option<ToldGender> {
    let (first, rest) = name.split_once(' ')?;
    let given = if is_family_name_first(first) { rest.split(' ').next()? } else { first };
    match given_names::gender(given)? {
        Gender::Masculine => Some(ToldGender::He),
        Gender::Feminine => Some(ToldGender::She),
        Gender::Either => None,
    }
}

/// A bearer of a last name in a story, as one article tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bearer {
    /// The person's key.
    pub key: String,
    /// Whether the article has the whole name.
    pub is_whole: bool,
    /// What may speak for or against somebody.
    pub evidence: Evidence,
}

/// Returns for each bearer of a last name (folded, as is `word`) in a story the key of whom it means: `None` for whole names, and where
/// it is unsure.
pub fn bearers(word: &str, told: &[Bearer]) -> Vec<Option<String>> {
    let keys: BTreeSet<&str> =
        told.iter().filter(|bearer| bearer.is_whole).map(|bearer| bearer.key.as_str()).collect();
    let [one] = keys.into_iter().collect::<Vec<_>>()[..] else { return vec![None; told.len()] };
    let mut all = Evidence::default();
    told.iter().filter(|bearer| bearer.is_whole).for_each(|bearer| all.add(&bearer.evidence));
    // Of "Century Fox" nothing tells that it is somebody, and "the Speaker" is an office.
    if all.is_empty() || title_word(word).is_some() {
        return vec![None; told.len()];
    }
    let needs_proof = is_given_name(word);
    let means = |bearer: &Bearer| {
        let is_proven = !needs_proof || all.affinity(&bearer.evidence) > 0;
        (!bearer.is_whole && is_proven && !all.opposes(&bearer.evidence)).then(|| one.to_string())
    };
    told.iter().map(means).collect()
}

/// "Paul", "Francis", "Warren": tells whether a word alone may be a given name too.
fn is_given_name(word: &str) -> bool {
    let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
    given_names::gender(&(first.to_uppercase() + rest)).is_some()
}

/// Returns an article's analysis where the persons that stand for others by their last names say so.
pub fn told_by_rule(analysis: &Analysis, linked: &BTreeMap<EntityIndex, String>) -> Analysis {
    let mut told = analysis.clone();
    for &entity in linked.keys() {
        told.entities[entity].rule = RULE;
    }
    let partial = told.mentions.iter_mut().filter(|mention| mention.rule == PARTIAL);
    partial.filter(|mention| linked.contains_key(&mention.entity)).for_each(|mention| mention.rule = RULE);
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, told: &[(&str, &str)], expected: &[Option<&str>]) {
        let bearer = |&(key, evidence): &(&str, &str)| Bearer {
            key: key.to_string(),
            is_whole: !key.contains('@'),
            evidence: Evidence::read(evidence),
        };
        let told: Vec<Bearer> = told.iter().map(bearer).collect();
        let found = bearers(word, &told);
        let found: Vec<Option<&str>> = found.iter().map(Option::as_deref).collect();
        assert_eq!(found, expected, "{word}: {told:?}");
    }

    #[test]
    fn a_last_name_is_the_one_persons_of_the_story() {
        let ana = Some("person:ana-silva");
        check("silva", &[("person:ana-silva", "she"), ("person:silva@1", "")], &[None, ana]);
        check("silva", &[("person:silva@1", ""), ("person:ana-silva", "sport")], &[ana, None]);
        check("silva", &[("person:silva@1", ""), ("person:silva@2", "")], &[None, None]);
        check(
            "silva",
            &[("person:ana-silva", "she"), ("person:rui-silva", "he"), ("person:silva@1", "")],
            &[None; 3],
        );
        check("fox", &[("person:century-fox", ""), ("person:fox@1", "")], &[None, None]);
        check("speaker", &[("person:ana-speaker", "she"), ("person:speaker@1", "")], &[None, None]);
    }

    #[test]
    fn what_speaks_against_it_keeps_two_apart() {
        check("silva", &[("person:ana-silva", "she"), ("person:silva@1", "Mr")], &[None, None]);
        let (peru, chile) = ("government:PER", "government:CHL");
        check("silva", &[("person:ana-silva", peru), ("person:silva@1", chile)], &[None, None]);
        check("silva", &[("person:ana-silva", peru), ("person:silva@1", "sport")], &[None, None]);
        let ana = Some("person:ana-silva");
        check("silva", &[("person:ana-silva", peru), ("person:silva@1", peru)], &[None, ana]);
    }

    #[test]
    fn a_given_name_needs_proof() {
        check("paul", &[("person:rita-paul", "she"), ("person:paul@1", "")], &[None, None]);
        let rita = Some("person:rita-paul");
        let peru = "government:PER";
        check("paul", &[("person:rita-paul", peru), ("person:paul@1", peru)], &[None, rita]);
    }

    #[test]
    fn family_names_stand_first_or_last() {
        assert_eq!(last_name("Wang Yi"), Some("Wang"));
        assert_eq!(last_name("Ana Silva"), Some("Silva"));
        assert_eq!(last_name("Rui Manuel Costa"), Some("Costa"));
        assert_eq!(last_name("Otto Weber Jr."), Some("Weber"));
        assert_eq!(last_name("Karim bin Yusuf"), None);
        assert_eq!(last_name("Ana"), None);
    }
}
