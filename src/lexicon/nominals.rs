//! Common nouns that refer to somebody or something named before.
//!
//! In: `seeds/lexicon/nominals.tsv` and the offices of titles. Out: what a noun may stand for. "the diplomat" is a person, whom
//! the text may have called minister or ambassador.

use super::given_names::Gender;
use super::persons::{TitlePart, title_word};
use super::{table, tsv};
use crate::model::EntityKind;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// What a common noun may refer to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nominal {
    /// What it refers to; a group is people in the plural.
    pub kind: EntityKind,
    /// The gender the noun tells.
    pub gender: Option<Gender>,
    /// Words of titles or names that it can stand for, beside itself.
    pub covers: Vec<&'static str>,
}

/// Returns what a noun in lower case may refer to; a plural is given by its singular.
pub fn nominal(noun: &str) -> Option<Nominal> {
    if let Some(nominal) = nominals().get(noun) {
        return Some(nominal.clone());
    }
    let title = title_word(noun).filter(|title| title.part == TitlePart::Office)?;
    Some(Nominal { kind: EntityKind::Person, gender: title.gender, covers: Vec::new() })
}

/// Returns the kind of what a noun in lower case may refer to, as [`nominal`] does.
pub fn nominal_kind(noun: &str) -> Option<EntityKind> {
    let office = || title_word(noun).is_some_and(|title| title.part == TitlePart::Office);
    nominals().get(noun).map(|nominal| nominal.kind).or_else(|| office().then_some(EntityKind::Person))
}

fn nominals() -> &'static FxHashMap<&'static str, Nominal> {
    static NOMINALS: OnceLock<FxHashMap<&'static str, Nominal>> = OnceLock::new();
    let load = || {
        let rows = tsv::rows(table("lexicon/nominals.tsv"));
        rows.filter_map(|[word, kind, gender, covers]| {
            let nominal = Nominal {
                kind: EntityKind::from_word(kind)?,
                gender: Gender::from_word(gender),
                covers: tsv::several(covers).collect(),
            };
            Some((word, nominal))
        })
        .collect()
    };
    NOMINALS.get_or_init(load)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_tell_what_they_refer_to() {
        let check = |noun: &str, kind: EntityKind, gender: Option<Gender>| {
            let found = nominal(noun).expect(noun);
            assert_eq!((found.kind, found.gender), (kind, gender), "{noun}");
        };
        check("woman", EntityKind::Person, Some(Gender::Feminine));
        check("minister", EntityKind::Person, None);
        check("ministry", EntityKind::Organization, None);
        check("city", EntityKind::Place, None);
        assert_eq!(nominal("banana"), None);
        assert!(nominal("diplomat").expect("a person").covers.contains(&"ambassador"));
    }

    #[test]
    fn rows_are_well_formed() {
        let mut before = "";
        for [word, kind, gender, covers] in tsv::rows(table("lexicon/nominals.tsv")) {
            assert!(before < word, "{word} is out of order");
            before = word;
            assert!(EntityKind::from_word(kind).is_some(), "{word}: {kind}");
            assert!(gender.is_empty() || Gender::from_word(gender).is_some(), "{word}: {gender}");
            assert!(tsv::several(covers).all(|cover| cover != word), "{word} covers itself anyway");
        }
    }
}
