//! Words that reports of one event use for one another.
//!
//! In: a word, and the one after it. Out: what they name. "captured" and "arrested" are one act, "gunned down" and "shot" another.

use super::table;
use super::tsv::{rows, several};
use super::verbs::{plural, verb_forms};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// Returns the act that a lower-case word names, with the next one or alone; `None` for a word that has no other.
pub fn act(word: &str, next: Option<&str>) -> Option<&'static str> {
    let ways = acts().get(word)?;
    let fitting = |rest: &str| ways.iter().find(|(other, _)| *other == rest).map(|(_, act)| *act);
    next.filter(|next| !next.is_empty()).and_then(fitting).or_else(|| fitting(""))
}

/// By the first word: the word that must follow, "" for none, and the act.
type Acts = FxHashMap<String, Vec<(&'static str, &'static str)>>;

fn acts() -> &'static Acts {
    static ACTS: OnceLock<Acts> = OnceLock::new();
    ACTS.get_or_init(|| {
        let mut acts = Acts::default();
        for [act, words, _] in rows::<3>(table("lexicon/acts.tsv")) {
            for words in several(words) {
                let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
                let forms = verb_forms(first).into_iter().map(|(form, _)| form);
                for form in forms.chain([plural(first)]) {
                    let ways = acts.entry(form).or_default();
                    if ways.iter().all(|(other, _)| *other != rest) {
                        ways.push((rest, act));
                    }
                }
            }
        }
        acts
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_example_has_a_word_of_its_row() {
        for [name, _, example] in rows::<3>(table("lexicon/acts.tsv")) {
            let lower = example.to_lowercase();
            let words: Vec<&str> = lower.trim_end_matches('.').split(' ').collect();
            let found = (0..words.len()).filter_map(|at| act(words[at], words.get(at + 1).copied()));
            assert!(found.into_iter().any(|act| act == name), "{name}: {example}");
        }
    }

    #[test]
    fn a_word_stands_in_one_row() {
        let mut seen = BTreeSet::new();
        for [_, words, _] in rows::<3>(table("lexicon/acts.tsv")) {
            assert!(several(words).is_sorted(), "{words}");
            several(words).for_each(|word| assert!(seen.insert(word), "{word} stands twice"));
        }
        assert!(seen.len() > 200);
    }

    #[test]
    fn two_words_go_before_one() {
        assert_eq!(act("gunned", Some("down")), Some("shoot"));
        assert_eq!(act("fired", Some("at")), Some("shoot"));
        assert_eq!(act("fired", Some("its")), Some("fire"));
        assert_eq!(act("gunned", None), None);
        assert_eq!(act("sang", None), None);
    }
}
