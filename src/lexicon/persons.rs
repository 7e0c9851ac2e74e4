//! Words beside names: the parts of titles, and the head words of organizations and places.
//!
//! In: `gazetteer/titles.tsv`, `lexicon/title_words.tsv`, `lexicon/heads.tsv`. Out: what a word is. "Foreign Minister Wang" is
//! a modifier, an office and a name; "University" makes an organization.

use super::given_names::Gender;
use super::titles::{TitleClass, titles};
use super::{table, tsv};
use crate::model::EntityKind;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// What part of a title a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TitlePart {
    /// Mr, Sir, Dr, Gen
    Honorific,
    /// minister, spokesman
    Office,
    /// foreign, deputy
    Modifier,
}

/// A word of a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TitleWord {
    /// What part it is.
    pub part: TitlePart,
    /// The gender of its holder, where the word tells it.
    pub gender: Option<Gender>,
}

/// Returns what part of a title a word is, whatever its case and with or without a point.
pub fn title_word(word: &str) -> Option<TitleWord> {
    static WORDS: OnceLock<FxHashMap<String, TitleWord>> = OnceLock::new();
    let key = word.trim_end_matches('.').to_lowercase();
    WORDS.get_or_init(load).get(key.as_str()).copied()
}

fn load() -> FxHashMap<String, TitleWord> {
    let mut words: FxHashMap<String, TitleWord> = FxHashMap::default();
    let own = tsv::rows(table("lexicon/title_words.tsv")).map(|[word, part, gender]| {
        let part = match part {
            "honorific" => TitlePart::Honorific,
            "office" => TitlePart::Office,
            _ => TitlePart::Modifier,
        };
        (word.to_string(), TitleWord { part, gender: Gender::from_word(gender) })
    });
    // "foreign minister", "secretary of state": the office proper is the last word, or the one before "of".
    let listed = titles().iter().filter_map(|(text, title)| {
        let head = text.split(" of ").next()?.split(' ').next_back()?;
        let one_word = head == text;
        let part = match title.class {
            TitleClass::Honorific if one_word => TitlePart::Honorific,
            _ => TitlePart::Office,
        };
        Some((head.to_string(), TitleWord { part, gender: title.gender.filter(|_| one_word) }))
    });
    for (word, title) in own.chain(listed) {
        // The table is walked in no order: the smaller part and the known gender win.
        let known = words.entry(word).or_insert(title);
        known.part = known.part.min(title.part);
        known.gender = known.gender.or(title.gender);
    }
    words
}

/// Returns what a name with this head word names, whatever its case.
pub fn head_kind(word: &str) -> Option<EntityKind> {
    static HEADS: OnceLock<FxHashMap<&'static str, EntityKind>> = OnceLock::new();
    let heads = HEADS.get_or_init(|| {
        tsv::rows(table("lexicon/heads.tsv"))
            .map(|[word, kind]| (word, EntityKind::from_word(kind).unwrap_or(EntityKind::Other)))
            .collect()
    });
    heads.get(word.to_lowercase().as_str()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_heads_are_known_in_any_case() {
        assert_eq!(title_word("Minister").map(|t| t.part), Some(TitlePart::Office));
        assert_eq!(title_word("Mrs.").and_then(|t| t.gender), Some(Gender::Feminine));
        assert_eq!(title_word("spokeswoman").and_then(|t| t.gender), Some(Gender::Feminine));
        assert_eq!(title_word("banana"), None);
        assert_eq!(head_kind("University"), Some(EntityKind::Organization));
        assert_eq!(head_kind("River"), Some(EntityKind::Place));
    }
}
