//! Words beside names: titles and offices of persons, head words of organizations and places.
//!
//! In: `seeds/lexicon/titles.tsv`, `heads.tsv`. Out: their class. "Foreign Minister Wang" is a modifier, an office and a name;
//! "University" makes an organization.

use super::tsv;
use crate::model::EntityKind;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// What part of a title a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TitleClass {
    /// Mr, Sir, Dr
    Honorific,
    /// minister, spokesman
    Office,
    /// foreign, deputy
    Modifier,
}

/// Whether somebody is a man or a woman, as far as words tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// he
    Male,
    /// she
    Female,
}

/// A word of a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TitleWord {
    /// What part it is.
    pub class: TitleClass,
    /// The gender of its holder, where the word tells it.
    pub gender: Option<Gender>,
}

/// Returns what part of a title a word is, whatever its case.
pub fn title_word(word: &str) -> Option<TitleWord> {
    static TITLES: OnceLock<FxHashMap<&'static str, TitleWord>> = OnceLock::new();
    let titles = TITLES.get_or_init(|| {
        let read = |class, gender| TitleWord {
            class: match class {
                "honorific" => TitleClass::Honorific,
                "office" => TitleClass::Office,
                _ => TitleClass::Modifier,
            },
            gender: gender_of(gender),
        };
        tsv::rows(super::table("lexicon/titles.tsv"))
            .map(|[word, class, gender]| (word, read(class, gender)))
            .collect()
    });
    titles.get(word.to_lowercase().as_str()).copied()
}

/// Returns what a name with this head word names, whatever its case.
pub fn head_kind(word: &str) -> Option<EntityKind> {
    static HEADS: OnceLock<FxHashMap<&'static str, EntityKind>> = OnceLock::new();
    let heads = HEADS.get_or_init(|| {
        tsv::rows(super::table("lexicon/heads.tsv"))
            .map(|[word, kind]| (word, EntityKind::from_word(kind).unwrap_or(EntityKind::Other)))
            .collect()
    });
    heads.get(word.to_lowercase().as_str()).copied()
}

fn gender_of(word: &str) -> Option<Gender> {
    match word {
        "male" => Some(Gender::Male),
        "female" => Some(Gender::Female),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_heads_are_known_in_any_case() {
        assert_eq!(title_word("Minister").map(|t| t.class), Some(TitleClass::Office));
        assert_eq!(title_word("Mrs.").and_then(|t| t.gender), Some(Gender::Female));
        assert_eq!(title_word("spokeswoman").and_then(|t| t.gender), Some(Gender::Female));
        assert_eq!(title_word("banana"), None);
        assert_eq!(head_kind("University"), Some(EntityKind::Organization));
        assert_eq!(head_kind("River"), Some(EntityKind::Place));
    }
}
