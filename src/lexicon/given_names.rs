//! Given names with the gender they usually go with, and family names that come first.
//!
//! In: `given_names.tsv`, `surnames_first.tsv`. Out: "Olena" is feminine; "Wang" in "Wang Yi" is the family name.

use super::{table, tsv};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// Returns the gender a given name usually goes with; `None` for an unknown name. Case counts.
pub fn gender(name: &str) -> Option<Gender> {
    static GENDERS: OnceLock<FxHashMap<&'static str, Gender>> = OnceLock::new();
    let load = || {
        let rows = tsv::rows(table("gazetteer/given_names.tsv"));
        rows.filter_map(|[name, word]| Some((name, Gender::from_word(word)?))).collect()
    };
    GENDERS.get_or_init(load).get(name).copied()
}

/// The gender a name or title goes with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gender {
    /// he
    Masculine,
    /// she
    Feminine,
    /// A known name that goes with either.
    Either,
}

impl Gender {
    /// Returns the gender a letter of the tables stands for: m, f or u.
    pub fn from_word(word: &str) -> Option<Gender> {
        match word {
            "m" => Some(Gender::Masculine),
            "f" => Some(Gender::Feminine),
            "u" => Some(Gender::Either),
            _ => None,
        }
    }
}

/// Tells whether a word is a family name that usually stands before the given name ("Wang" in "Wang Yi").
pub fn is_family_name_first(word: &str) -> bool {
    family_names_first().contains_key(word)
}

/// Tells whether such a family name is an English or European word or name too ("Park", "Long", "Le"), so that it
/// takes more evidence than standing first.
pub fn family_name_needs_context(word: &str) -> bool {
    family_names_first().get(word).copied().unwrap_or(false)
}

fn family_names_first() -> &'static FxHashMap<&'static str, bool> {
    static NAMES: OnceLock<FxHashMap<&'static str, bool>> = OnceLock::new();
    let load =
        || tsv::rows(table("gazetteer/surnames_first.tsv")).map(|[entry]| tsv::marked(entry)).collect();
    NAMES.get_or_init(load)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_a_gender() {
        assert_eq!(gender("Olena"), Some(Gender::Feminine));
        assert_eq!(gender("Sergei"), Some(Gender::Masculine));
        assert_eq!(gender("Robin"), Some(Gender::Either));
        assert_eq!(gender("Kremlin"), None);
        for [name, word] in tsv::rows(table("gazetteer/given_names.tsv")) {
            assert!(Gender::from_word(word).is_some(), "{name}: {word}");
        }
    }

    #[test]
    fn no_given_name_stands_twice() {
        let mut seen = rustc_hash::FxHashSet::default();
        for [name] in tsv::rows(table("gazetteer/given_names.tsv")) {
            assert!(seen.insert(name), "{name} stands twice");
        }
    }

    #[test]
    fn family_names_come_first_in_east_asia() {
        assert!(
            is_family_name_first("Wang") && is_family_name_first("Nguyen") && is_family_name_first("Kim")
        );
        assert!(!is_family_name_first("Lavrov"));
        assert!(family_name_needs_context("Park") && !family_name_needs_context("Zhang"));
    }
}
