//! Words whose use is known: closed classes, openers of sentences, abbreviations.
//!
//! In: `seeds/lexicon/words.tsv` and `abbreviations.tsv`. Out: their classes. "The" is a determiner; after "Mr." a name goes on.

use super::{table, tsv};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// How a word is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordClass {
    /// the, his, every
    Determiner,
    /// he, they, somebody
    Pronoun,
    /// of, in, according to
    Preposition,
    /// and, but
    Conjunction,
    /// that, because, while
    Subordinator,
    /// is, has, will, 's
    Auxiliary,
    /// not, never
    Negation,
    /// also, later, however
    Adverb,
    /// new, former, chief
    Adjective,
    /// A verb or noun that often opens a sentence: people, asked
    Opener,
    /// Monday, March, week
    Calendar,
    /// Abbreviations that name a thing, not a body: GDP, TV, USD
    Term,
    /// Where and how something is said: statement, interview
    Occasion,
    /// What is written and given out: statement, readout
    Document,
    /// Forms of common verbs that their ending does not tell: went, knows
    Verb,
}

impl WordClass {
    fn from_word(word: &str) -> WordClass {
        match word {
            "determiner" => WordClass::Determiner,
            "pronoun" => WordClass::Pronoun,
            "preposition" => WordClass::Preposition,
            "conjunction" => WordClass::Conjunction,
            "subordinator" => WordClass::Subordinator,
            "auxiliary" => WordClass::Auxiliary,
            "negation" => WordClass::Negation,
            "adverb" => WordClass::Adverb,
            "adjective" => WordClass::Adjective,
            "calendar" => WordClass::Calendar,
            "term" => WordClass::Term,
            "occasion" => WordClass::Occasion,
            "document" => WordClass::Document,
            "verb" => WordClass::Verb,
            _ => WordClass::Opener,
        }
    }
}

/// What follows a word that is written with a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Abbreviation {
    /// A name: "Mr."
    Title,
    /// A figure: "Jan.", "No."
    Number,
    /// Anything; it may end a sentence: "Inc.", "U.S."
    End,
}

/// Returns the classes of a word in lower case, the most usual first; the shape of the apostrophe does not count.
pub fn word_classes(lower: &str) -> &'static [WordClass] {
    static WORDS: OnceLock<FxHashMap<&'static str, Vec<WordClass>>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        tsv::rows(table("lexicon/words.tsv"))
            .map(|[word, classes]| (word, tsv::several(classes).map(WordClass::from_word).collect()))
            .collect()
    });
    let found =
        if lower.contains('’') { words.get(lower.replace('’', "'").as_str()) } else { words.get(lower) };
    found.map_or(&[], Vec::as_slice)
}

/// Returns what follows `word` where it is written with a point; `None` for no abbreviation. Case counts.
pub fn abbreviation(word: &str) -> Option<Abbreviation> {
    static ABBREVIATIONS: OnceLock<FxHashMap<&'static str, Abbreviation>> = OnceLock::new();
    let abbreviations = ABBREVIATIONS.get_or_init(|| {
        let class = |word| match word {
            "title" => Abbreviation::Title,
            "end" => Abbreviation::End,
            _ => Abbreviation::Number,
        };
        tsv::rows(table("lexicon/abbreviations.tsv"))
            .map(|[word, kind, _example]| (word, class(kind)))
            .collect()
    });
    abbreviations.get(word).copied()
}

/// Returns the examples of the abbreviations, each of which is one sentence.
pub fn abbreviation_examples() -> impl Iterator<Item = &'static str> {
    tsv::rows(table("lexicon/abbreviations.tsv")).map(|[_word, _kind, example]| example)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_classes_and_abbreviations_a_sequel() {
        assert_eq!(word_classes("the"), [WordClass::Determiner]);
        assert!(word_classes("that").contains(&WordClass::Subordinator));
        assert!(word_classes("ukraine").is_empty());
        assert_eq!(abbreviation("Mr"), Some(Abbreviation::Title));
        assert_eq!(abbreviation("Inc"), Some(Abbreviation::End));
        assert_eq!(abbreviation("peace"), None);
    }
}
