//! Institutions that a state has one of, as texts name them in lower case.
//!
//! In: `seeds/lexicon/institutions.tsv`. Out: what a row of words stands for. "foreign ministry" and "ministry of foreign affairs"
//! are one "Foreign Ministry", "government" is the government.

use super::gazetteer::{Class, Country, Sense, gazetteer};
use super::{table, tsv};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

/// What a state has one of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Institution {
    /// What stands behind the nationality in its name: "Foreign Ministry"; "" for the government itself.
    pub name: &'static str,
    /// All ways its words are written.
    words: Vec<&'static str>,
}

impl Institution {
    /// Returns how the gazetteer knows this institution of a country, by any of its names.
    pub fn known(&self, country: Country) -> Option<&'static Sense> {
        if self.name.is_empty() {
            return gazetteer().government(country.alpha3);
        }
        let (nation, land) = (country.adjective, country.name);
        let names = self.words.iter().copied().chain([self.name]);
        let spelled = names.flat_map(|name| {
            [
                format!("{nation} {name}"),
                format!("{land}'s {name}"),
                format!("{name} of {land}"),
                format!("{land} {name}"),
            ]
        });
        spelled.into_iter().find_map(|name| {
            let mut senses = gazetteer().senses(&name).iter();
            senses.find(|sense| sense.class == Class::Body && sense.country == country.alpha3)
        })
    }
}

/// Words that name an institution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// How many words.
    pub words: usize,
    /// Which institution.
    pub institution: &'static Institution,
    /// The words are mostly something else: "side".
    pub needs_context: bool,
}

/// Returns the institution that the front of `words`, in lower case, names.
///
/// "side" needs context: it stands for a government only where it speaks.
pub fn longest_match(words: impl Iterator<Item = impl AsRef<str>>) -> Option<Match> {
    let known = institutions();
    let (mut name, mut longest) = (String::new(), None);
    for (count, word) in words.take(known.words_max).enumerate() {
        if count > 0 {
            name.push(' ');
        }
        name += word.as_ref();
        let found = known.by_words.get(name.as_str()).map(|&(row, needs_context)| Match {
            words: count + 1,
            institution: &known.rows[row],
            needs_context,
        });
        longest = found.or(longest);
        if count == 0 && !known.first.contains(word.as_ref()) {
            return None;
        }
    }
    longest
}

struct Institutions {
    rows: Vec<Institution>,
    /// The row of each wording, and whether it needs context.
    by_words: FxHashMap<&'static str, (usize, bool)>,
    /// The words that rows begin with.
    first: FxHashSet<&'static str>,
    words_max: usize,
}

fn institutions() -> &'static Institutions {
    static INSTITUTIONS: OnceLock<Institutions> = OnceLock::new();
    INSTITUTIONS.get_or_init(|| {
        let rows = || tsv::rows(table("lexicon/institutions.tsv"));
        let written = || {
            rows().enumerate().flat_map(|(row, [_, words])| {
                tsv::several(words).map(tsv::marked).map(move |(words, mark)| (words, (row, mark)))
            })
        };
        let row = |[name, words]: [&'static str; 2]| {
            let words = tsv::several(words).map(|words| tsv::marked(words).0).collect();
            Institution { name, words }
        };
        Institutions {
            by_words: written().collect(),
            first: written().filter_map(|(words, _)| words.split(' ').next()).collect(),
            words_max: written().map(|(words, _)| words.split(' ').count()).max().unwrap_or(0),
            rows: rows().map(row).collect(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_institutions() {
        let check = |words: &str, expected: Option<(usize, &str)>| {
            let found = longest_match(words.split(' ')).map(|found| (found.words, found.institution.name));
            assert_eq!(found, expected, "{words}");
        };
        check("foreign ministry said", Some((2, "Foreign Ministry")));
        check("ministry of foreign affairs", Some((4, "Foreign Ministry")));
        check("government of", Some((1, "")));
        check("ministry said", None);
        check("foreign company", None);
    }

    #[test]
    fn the_gazetteer_s_name_is_preferred() {
        let known = |code: &str, words: &str| {
            let found = longest_match(words.split(' ')).expect(words);
            found.institution.known(gazetteer().country(code).expect(code)).map(|sense| sense.name.as_str())
        };
        assert_eq!(known("CHN", "foreign ministry"), Some("Chinese Foreign Ministry"));
        assert_eq!(known("CHN", "government"), Some("Government of China"));
        assert_eq!(known("UKR", "parliament"), Some("Verkhovna Rada"));
        assert_eq!(known("PER", "health ministry"), None);
    }

    #[test]
    fn rows_are_in_order_and_no_words_stand_twice() {
        let mut seen = std::collections::BTreeSet::new();
        let mut before = "";
        for [name, words] in tsv::rows(table("lexicon/institutions.tsv")) {
            assert!(before < name || before.is_empty(), "{name} is out of order");
            before = name;
            for words in tsv::several(words).map(|words| tsv::marked(words).0) {
                assert!(seen.insert(words), "{words} stands twice");
                let found = longest_match(words.split(' ')).expect(words);
                assert_eq!(found.words, words.split(' ').count(), "{words}");
            }
        }
    }
}
