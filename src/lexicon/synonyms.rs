//! Words that two translations or retellings of one utterance use for one another.
//!
//! In: a word in any form. Out: the word that stands for it and for its like. "talks" and "negotiations" are one here.

use super::table;
use super::tsv::{rows, several};
use super::verbs::{plural, verb_forms};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// What a word and its like mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meaning {
    /// Stands for all of them.
    pub word: &'static str,
    /// The word that stands for the contrary; "" for none.
    pub opposite: &'static str,
}

/// Returns what a lower-case word means; `None` for one without like.
pub fn meaning(word: &str) -> Option<Meaning> {
    static MEANINGS: OnceLock<FxHashMap<String, Meaning>> = OnceLock::new();
    let meanings = MEANINGS.get_or_init(|| {
        let mut meanings = FxHashMap::default();
        for [word, words, opposite] in rows::<3>(table("lexicon/synonyms.tsv")) {
            for base in several(words) {
                let forms = verb_forms(base).into_iter().map(|(form, _)| form);
                for form in forms.chain([plural(base)]) {
                    meanings.entry(form).or_insert(Meaning { word, opposite });
                }
            }
        }
        meanings
    });
    meanings.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_word_stands_in_one_row_and_opposites_have_one() {
        let (mut seen, mut heads) = (BTreeSet::new(), BTreeSet::new());
        for [head, words, _] in rows::<3>(table("lexicon/synonyms.tsv")) {
            assert!(several(words).is_sorted(), "{words}");
            several(words).for_each(|word| assert!(seen.insert(word), "{word} stands twice"));
            assert!(heads.insert(head), "{head}");
        }
        for [head, _, opposite] in rows::<3>(table("lexicon/synonyms.tsv")) {
            assert!(opposite.is_empty() || heads.contains(opposite) && head != opposite, "{head}");
        }
    }

    #[test]
    fn forms_lead_to_their_meaning() {
        let word = |form| meaning(form).map(|meaning| meaning.word);
        assert_eq!(word("negotiations"), word("talking"));
        assert!(word("negotiations").is_some());
        assert_eq!(word("rose"), word("increased"));
        assert_eq!(meaning("rose").unwrap().opposite, word("fell").unwrap());
        assert_eq!(word("kelp"), None);
    }
}
