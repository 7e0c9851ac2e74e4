//! Verbs that give somebody words or a claim.
//!
//! In: `seeds/lexicon/cues.tsv`. Out: the cue a word form belongs to. "told" is the past of "tell", which takes direct
//! speech, a clause and somebody who is told.

use super::tsv;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

/// What may stand as the content of a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Frame {
    /// Direct speech.
    pub direct: bool,
    /// A clause, with or without "that".
    pub clause: bool,
    /// A clause opened by "that".
    pub that_clause: bool,
    /// A noun phrase: "denied the claim".
    pub noun_phrase: bool,
    /// A noun phrase that holds a quoted stretch: "called it “a mess”".
    pub quoted_phrase: bool,
    /// An infinitive: "vowed to go".
    pub infinitive: bool,
    /// Somebody who is told stands before the clause: "told reporters that".
    pub addressee: bool,
}

/// What form of its verb a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerbForm {
    /// say
    Base,
    /// says
    Present,
    /// said
    Past,
    /// written, where it differs from the past
    Participle,
    /// saying
    Ing,
}

/// A word form that may be a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cue {
    /// The verb: "tell", "point out".
    pub lemma: &'static str,
    /// The words after the verb itself: "out"; "" for none.
    pub particle: &'static str,
    /// Which form.
    pub form: VerbForm,
    /// What it takes.
    pub frame: Frame,
}

/// Returns the cue that a word form alone may be, without its particle; the plain verb before one with a particle.
pub fn cue(word: &str) -> Option<&'static Cue> {
    cues(word).iter().find(|cue| cue.particle.is_empty())
}

/// Returns every cue whose verb has this form, those with a particle first.
pub fn cues(word: &str) -> &'static [Cue] {
    let table = table();
    match table.get(word) {
        Some(cues) => cues,
        None if word.starts_with(char::is_uppercase) => {
            table.get(word.to_lowercase().as_str()).map_or(&[], Vec::as_slice)
        }
        None => &[],
    }
}

/// Returns each lemma with its example.
pub fn examples() -> impl Iterator<Item = (&'static str, &'static str)> {
    tsv::rows(super::table("lexicon/cues.tsv")).map(|[lemma, _frames, _forms, example]| (lemma, example))
}

/// Tells whether a noun in lower case, singular or plural, stands for what somebody says: "claim", "warnings".
pub fn is_cue_noun(lower: &str) -> bool {
    static NOUNS: OnceLock<FxHashSet<&'static str>> = OnceLock::new();
    let nouns = NOUNS.get_or_init(|| noun_examples().map(|(noun, _)| noun).collect());
    nouns.contains(lower) || lower.strip_suffix('s').is_some_and(|singular| nouns.contains(singular))
}

/// Returns each noun with its example.
pub fn noun_examples() -> impl Iterator<Item = (&'static str, &'static str)> {
    tsv::rows(super::table("lexicon/cue_nouns.tsv")).map(|[noun, example]| (noun, example))
}

fn table() -> &'static FxHashMap<String, Vec<Cue>> {
    static TABLE: OnceLock<FxHashMap<String, Vec<Cue>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: FxHashMap<String, Vec<Cue>> = FxHashMap::default();
        for [lemma, frames, forms, _example] in tsv::rows(super::table("lexicon/cues.tsv")) {
            let (verb, particle) = lemma.split_once(' ').unwrap_or((lemma, ""));
            for (word, form) in inflect(verb, tsv::several(forms).collect()) {
                let cues = table.entry(word).or_default();
                if !cues.iter().any(|cue| cue.lemma == lemma) {
                    cues.push(Cue { lemma, particle, form, frame: frame(frames) });
                }
            }
        }
        // Those with a particle are the closer match, so they are tried first.
        table.values_mut().for_each(|cues| cues.sort_by_key(|cue| cue.particle.is_empty()));
        table
    })
}

fn frame(letters: &str) -> Frame {
    Frame {
        direct: letters.contains('d'),
        clause: letters.contains('t'),
        that_clause: letters.contains(['t', 'T']),
        noun_phrase: letters.contains('n'),
        quoted_phrase: letters.contains(['n', 'q']),
        infinitive: letters.contains('i'),
        addressee: letters.contains('o'),
    }
}

/// Returns the forms of a verb; `irregular` holds its past, participle and ing-form as far as they are.
///
/// The past comes first: "read" and "put" are pasts more often than base forms in reports.
fn inflect(verb: &str, irregular: Vec<&str>) -> Vec<(String, VerbForm)> {
    let stem = verb.strip_suffix('e').unwrap_or(verb);
    let after_consonant_y = verb.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    let past = match (irregular.first(), after_consonant_y) {
        (Some(past), _) => past.to_string(),
        (None, Some(stem)) => format!("{stem}ied"),
        (None, None) => format!("{stem}ed"),
    };
    // "quipped" tells that "quipping" doubles as well.
    let doubled =
        past.strip_suffix("ed").filter(|stem| *stem == format!("{verb}{}", &verb[verb.len() - 1..]));
    let ing = match (irregular.get(2), doubled) {
        (Some(ing), _) => ing.to_string(),
        (None, Some(stem)) => format!("{stem}ing"),
        (None, None) if verb.ends_with("ee") => format!("{verb}ing"),
        (None, None) => format!("{stem}ing"),
    };
    let present = match after_consonant_y {
        Some(stem) => format!("{stem}ies"),
        None if verb.ends_with(['s', 'x', 'z', 'o']) || verb.ends_with("sh") || verb.ends_with("ch") => {
            format!("{verb}es")
        }
        None => format!("{verb}s"),
    };
    let participle = irregular.get(1).map_or(past.clone(), |participle| participle.to_string());
    vec![
        (past, VerbForm::Past),
        (participle, VerbForm::Participle),
        (verb.to_string(), VerbForm::Base),
        (present, VerbForm::Present),
        (ing, VerbForm::Ing),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, lemma: &str, form: VerbForm) {
        let found = cue(word).unwrap_or_else(|| panic!("{word} is a cue"));
        assert_eq!((found.lemma, found.form), (lemma, form));
    }

    #[test]
    fn forms_lead_to_their_verb() {
        check("said", "say", VerbForm::Past);
        check("Says", "say", VerbForm::Present);
        check("telling", "tell", VerbForm::Ing);
        check("written", "write", VerbForm::Participle);
        check("quipping", "quip", VerbForm::Ing);
        check("denied", "deny", VerbForm::Past);
        check("agreeing", "agree", VerbForm::Ing);
        check("admitted", "admit", VerbForm::Past);
        assert_eq!(cues("pointed")[0].particle, "out");
        assert!(cue("peace").is_none());
    }

    #[test]
    fn there_are_enough_of_them() {
        assert!(examples().count() >= 250);
        assert!(examples().all(|(lemma, example)| !lemma.is_empty() && !example.is_empty()));
    }
}
