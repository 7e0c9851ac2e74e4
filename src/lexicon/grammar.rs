//! Closed words of the language, and common nouns for those who act.
//!
//! In: `seeds/lexicon/grammar.tsv`, `actors.tsv`. Out: the classes of a word. "might" is `Possible`; "troops" is an actor of the
//! military.

use super::{table, tsv};
use crate::model::Sector;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $word:literal),+ $(,)?) => {
        /// A class of closed words.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum WordClass { $($(#[$doc])* $name),+ }
        fn class(word: &str) -> Option<WordClass> {
            match word { $($word => Some(WordClass::$name),)+ _ => None }
        }
    };
}

classes! {
    /// Forms of "be".
    Be = "be",
    /// Forms of "have".
    Have = "have",
    /// Forms of "do".
    Do = "do",
    /// "will"
    Future = "future",
    /// "might"
    Possible = "possible",
    /// "must"
    Obligated = "obligated",
    /// "not"
    Negative = "negative",
    /// "no", "without"
    No = "no",
    /// "the"
    Determiner = "determiner",
    /// "of"
    Preposition = "preposition",
    /// "in": a preposition that tells where.
    Place = "place",
    /// "and"
    Conjunction = "conjunction",
    /// "because"
    Subordinator = "subordinator",
    /// "who"
    Relative = "relative",
    /// "if"
    Condition = "condition",
    /// "since": what follows is history.
    Background = "background",
    /// "he"
    Pronoun = "pronoun",
    /// "said"
    Say = "say",
    /// "wants": governs what is wished for.
    Desire = "desire",
    /// "plans": governs what is to come.
    Intend = "intend",
    /// "has (to)": governs what must be.
    Oblige = "oblige",
    /// "refused": governs what is not done.
    Refuse = "refuse",
    /// "urged": whose object does what follows.
    ObjectControl = "object_control",
    /// "accused": whose object does what follows "of".
    ObjectControlOf = "object_control_of",
    /// "potential": makes an act a possible one.
    PossibleModifier = "possible_modifier",
    /// "planned": makes an act a coming one.
    FutureModifier = "future_modifier",
    /// "also"
    Adverb = "adverb",
    /// "denied": what it reports is said not to be so.
    Deny = "deny",
    /// "averted": what its object names does not happen.
    Unmake = "unmake",
    /// "ordered": whose subject does what its object names.
    Enact = "enact",
    /// "offers": as often a noun as a verb.
    NounToo = "noun_too",
    /// "effort": what stands before it is the act ("a mediation effort").
    LightNoun = "light_noun",
    /// "semi-final": what is told near it is play.
    Sport = "sport",
    /// "storm": what kills without anybody's doing.
    Nature = "nature",
    /// "happened": what its subject names is done.
    Occur = "occur",
    /// "faces": whose subject undergoes what its object names.
    Undergo = "undergo",
    /// "the murder of": names what befalls whoever stands behind "of".
    Befall = "befall",
    /// "left": what an army does to a town, but a visitor too.
    Depart = "depart",
    /// "forced": whose object did what follows.
    Cause = "cause",
    /// "seeks": whose object is wished for.
    Wish = "wish",
    /// "dozens": whose "of" joins what is meant.
    Quantity = "quantity",
}

/// Words that tell an act as to come, possible or due: "will", "might", "must".
pub const MODALS: [WordClass; 3] = [WordClass::Future, WordClass::Possible, WordClass::Obligated];

/// Words that stand before a verb and are no act of their own: "has", "did", "will".
pub const AUXILIARIES: [WordClass; 6] = [
    WordClass::Be,
    WordClass::Have,
    WordClass::Do,
    WordClass::Future,
    WordClass::Possible,
    WordClass::Obligated,
];

/// The classes of a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WordClasses(u64);

impl WordClasses {
    /// Tells whether the word belongs to a class.
    pub fn is(self, class: WordClass) -> bool {
        self.0 & (1_u64 << class as u32) != 0
    }

    /// Tells whether the word belongs to one of several classes.
    pub fn is_any(self, classes: &[WordClass]) -> bool {
        classes.iter().any(|&class| self.is(class))
    }

    /// Tells whether the word is a closed one at all.
    pub fn is_closed(self) -> bool {
        self.0 != 0
    }
}

/// What a common noun tells about who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActorWord {
    /// Somebody who acts: "troops".
    Head(Sector),
    /// A word that may stand between a nationality and such a noun: "foreign".
    Modifier,
}

/// Returns the classes of a lower-case word.
pub fn word_classes(word: &str) -> WordClasses {
    static TABLE: OnceLock<FxHashMap<&'static str, WordClasses>> = OnceLock::new();
    let classes = TABLE.get_or_init(|| {
        let mut classes: FxHashMap<&'static str, WordClasses> = FxHashMap::default();
        for [word, kind] in tsv::rows(table("lexicon/grammar.tsv")) {
            if let Some(class) = class(kind) {
                classes.entry(word).or_default().0 |= 1_u64 << class as u32;
            }
        }
        classes
    });
    classes.get(word).copied().unwrap_or_default()
}

/// Returns what a lower-case common noun tells about who acts.
pub fn actor_word(word: &str) -> Option<ActorWord> {
    static TABLE: OnceLock<FxHashMap<&'static str, ActorWord>> = OnceLock::new();
    let words = TABLE.get_or_init(|| {
        let mut words = FxHashMap::default();
        for [word, sector] in tsv::rows(table("lexicon/actors.tsv")) {
            let meaning = Sector::from_word(sector).map_or(ActorWord::Modifier, ActorWord::Head);
            words.entry(word).or_insert(meaning);
        }
        words
    });
    words.get(word.strip_prefix("ex-").unwrap_or(word)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_and_sector_is_known() {
        for [word, kind] in tsv::rows(table("lexicon/grammar.tsv")) {
            assert!(class(kind).is_some(), "{word}: no class {kind}");
        }
        for [word, sector] in tsv::rows(table("lexicon/actors.tsv")) {
            assert!(
                sector == "modifier" || Sector::from_word(sector).is_some(),
                "{word}: no sector {sector}"
            );
        }
    }
}
