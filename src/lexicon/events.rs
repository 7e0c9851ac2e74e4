//! Event frames: words that name something done.
//!
//! In: the tables `seeds/lexicon/events_*.tsv`, one a quad class. Out: the frames a word may begin, in all its forms. "imposed" begins the frame impose +
//! sanctions, which is SANCTION.

use super::verbs::{Inflection, plural, verb_forms};
use super::{table, tsv};
use crate::model::EventType;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

/// How the words of a frame stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A verb, perhaps with a particle.
    Verb,
    /// A noun.
    Noun,
    /// A verb and a noun that it has as its object.
    Phrase,
}

/// A pattern of words that names an act, and what act it is.
#[derive(Debug)]
pub struct Frame {
    /// How its words stand together.
    pub form: Form,
    /// PLOVER type.
    pub kind: EventType,
    /// PLOVER mode.
    pub mode: Option<&'static str>,
    /// CAMEO code.
    pub cameo: Option<&'static str>,
    /// Goldstein score.
    pub score: Option<f64>,
    /// How the recipient is joined: "obj" or prepositions.
    pub to: Vec<&'static str>,
    /// Without a recipient it is no act: "spoke" alone, "insisted that".
    pub needs_recipient: bool,
    /// Two do it to each other, so that of two actors the second is the recipient: "signed a pact".
    pub is_mutual: bool,
    /// A sentence of it.
    pub example: &'static str,
    /// Who acts there; "" where nobody is named.
    pub actor: &'static str,
    /// To whom; "" where nobody is named.
    pub recipient: &'static str,
    /// First words of the nouns a phrase needs, with the words that must follow.
    objects: FxHashMap<String, Vec<Vec<&'static str>>>,
    /// Words that make it something else, see [`Frame::is_blocked_by`].
    blocked: FxHashSet<&'static str>,
}

impl Frame {
    /// Returns how many of `words`, which are lower case, make up a noun the phrase needs; 0 for none.
    pub fn object_len<'w>(&self, mut words: impl Iterator<Item = &'w str> + Clone) -> usize {
        let Some(rests) = words.next().and_then(|word| self.objects.get(word)) else {
            return 0;
        };
        let follows = |rest: &&Vec<&'static str>| {
            let mut words = words.clone();
            rest.iter()
                .all(|&expect| words.next().is_some_and(|word| word == expect || word == plural(expect)))
        };
        rests.iter().find(follows).map_or(0, |rest| 1 + rest.len())
    }

    /// Tells whether words begin with a form of one of the frame's, or for a passive contain one.
    pub fn begins(&'static self, words: &str) -> bool {
        let words: Vec<String> = words.split(' ').map(str::to_lowercase).collect();
        let is_own = |word: &String| frames_of(word).iter().any(|entry| std::ptr::eq(entry.frame, self));
        words.iter().any(is_own)
    }

    /// Tells whether a word makes it something else: one near a verb or noun, the noun that undergoes a verb, or, for a noun that is a
    /// phrase's object, the word before it.
    pub fn is_blocked_by(&self, word: &str) -> bool {
        self.blocked.contains(word)
    }
}

/// The way a word begins a frame.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The frame.
    pub frame: &'static Frame,
    /// Which form of the verb; `None` for a noun.
    pub inflection: Option<Inflection>,
    /// The words that must follow: particles, or the rest of a noun.
    pub rest: &'static [&'static str],
}

/// What a lower-case word may be in frames.
#[derive(Debug, Default)]
pub struct Uses {
    /// The ways it may begin a frame: phrases first, then the longer ones.
    pub entries: Vec<Entry>,
    /// Whether a noun that some phrase needs begins with it.
    pub opens_object: bool,
    /// Whether it makes something else of some frame, see [`Frame::is_blocked_by`].
    pub blocks: bool,
}

#[derive(Debug, Default)]
struct Lexicon {
    frames: Vec<&'static Frame>,
    words: FxHashMap<String, Uses>,
    /// Of words that no frame has.
    unknown: Uses,
}

/// Returns all frames, in the order of the table.
pub fn frames() -> &'static [&'static Frame] {
    &lexicon().frames
}

/// Returns the ways a lower-case word may begin a frame: phrases first, then the longer ones.
pub fn frames_of(word: &str) -> &'static [Entry] {
    &uses_of(word).entries
}

/// Returns what a lower-case word may be in frames.
pub fn uses_of(word: &str) -> &'static Uses {
    let lexicon = lexicon();
    lexicon.words.get(word).unwrap_or(&lexicon.unknown)
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(load)
}

/// The tables of frames, in the order frames are tried where nothing else tells them apart.
const TABLES: [&str; 4] = [
    "lexicon/events_material_conflict.tsv",
    "lexicon/events_material_cooperation.tsv",
    "lexicon/events_verbal_conflict.tsv",
    "lexicon/events_verbal_cooperation.tsv",
];

fn table_rows() -> impl Iterator<Item = [&'static str; 11]> {
    TABLES.iter().flat_map(|name| tsv::rows::<11>(table(name)))
}

/// Loads the tables; what it holds lives as long as the program, so it is leaked once.
fn load() -> Lexicon {
    let mut lexicon = Lexicon::default();
    for row in table_rows() {
        let Some(frame) = frame(row) else { continue };
        let frame: &'static Frame = Box::leak(Box::new(frame));
        lexicon.frames.push(frame);
        for words in tsv::several(row[1]) {
            add_entries(&mut lexicon.words, frame, words);
        }
        for word in frame.objects.keys() {
            lexicon.words.entry(word.clone()).or_default().opens_object = true;
        }
        for word in &frame.blocked {
            lexicon.words.entry(word.to_string()).or_default().blocks = true;
        }
    }
    for Uses { entries, .. } in lexicon.words.values_mut() {
        entries.sort_by_key(|entry| (entry.frame.form != Form::Phrase, std::cmp::Reverse(entry.rest.len())));
    }
    lexicon
}

fn frame(row: [&'static str; 11]) -> Option<Frame> {
    let [form, _, objects, kind, mode, cameo, score, to, example, actor, recipient] = row;
    let form = match form {
        "verb" => Form::Verb,
        "noun" => Form::Noun,
        _ => Form::Phrase,
    };
    let blocked = objects.strip_prefix('!').map(|words| tsv::several(words).collect()).unwrap_or_default();
    let mut nouns: FxHashMap<String, Vec<Vec<&'static str>>> = FxHashMap::default();
    for noun in tsv::several(objects).filter(|_| form == Form::Phrase) {
        let mut words = noun.split(' ');
        let first = words.next().unwrap_or_default();
        let rest: Vec<&'static str> = words.collect();
        if rest.is_empty() {
            nouns.entry(plural(first)).or_default().push(Vec::new());
        }
        nouns.entry(first.to_string()).or_default().push(rest);
    }
    Some(Frame {
        form,
        kind: EventType::from_word(kind)?,
        mode: Some(mode).filter(|mode| !mode.is_empty()),
        cameo: Some(cameo).filter(|cameo| !cameo.is_empty()),
        score: score.parse().ok(),
        to: tsv::several(to.trim_start_matches(['!', '='])).collect(),
        needs_recipient: to.starts_with('!'),
        is_mutual: to.trim_start_matches('!').starts_with('='),
        example,
        actor,
        recipient,
        objects: nouns,
        blocked,
    })
}

/// Returns the British spelling of a form: "cancelled" for "canceled".
fn british_form(base: &str, form: &str) -> Option<String> {
    let ending = form.strip_prefix(base).filter(|ending| matches!(*ending, "ed" | "ing"))?;
    let doubles = base.ends_with("el") || base.ends_with("al") && !base.ends_with("eal");
    (doubles && base.len() > 4 && !base.ends_with("eel")).then(|| format!("{base}l{ending}"))
}

fn add_entries(lexicon: &mut FxHashMap<String, Uses>, frame: &'static Frame, words: &'static str) {
    let mut split = words.split(' ');
    let first = split.next().unwrap_or_default();
    let rest: Vec<&'static str> = split.collect();
    let mut add = |word: String, inflection, rest: Vec<&'static str>| {
        let list = &mut lexicon.entry(word).or_default().entries;
        let rest: &'static [&'static str] = Box::leak(rest.into_boxed_slice());
        let is_new =
            |old: &Entry| !std::ptr::eq(old.frame, frame) || old.rest != rest || old.inflection != inflection;
        if list.iter().all(is_new) {
            list.push(Entry { frame, inflection, rest });
        }
    };
    if frame.form != Form::Noun {
        for (form, inflection) in verb_forms(first) {
            if let Some(british) = british_form(first, &form) {
                add(british, Some(inflection), rest.clone());
            }
            add(form, Some(inflection), rest.clone());
        }
        return;
    }
    match rest.split_last() {
        None => {
            add(first.to_string(), None, Vec::new());
            if !first.ends_with('s') {
                add(plural(first), None, Vec::new());
            }
        }
        Some((last, head)) => {
            let plural: &'static str = Box::leak(plural(last).into_boxed_str());
            add(first.to_string(), None, head.iter().copied().chain([plural]).collect());
            add(first.to_string(), None, rest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_a_frame() {
        assert_eq!(frames().len(), table_rows().count());
        assert!(frames().len() >= 1_200);
        for frame in frames() {
            assert!(frame.score.is_some_and(|score| (-10.0..=10.0).contains(&score)), "{}", frame.example);
            assert!(frame.example.ends_with('.'), "{}", frame.example);
            assert!(!frame.actor.is_empty() || !frame.recipient.is_empty(), "{}", frame.example);
        }
    }

    #[test]
    fn forms_begin_frames() {
        let kinds = |word| frames_of(word).iter().map(|entry| entry.frame.kind).collect::<Vec<_>>();
        assert!(kinds("imposed").contains(&EventType::Sanction));
        assert_eq!(kinds("invasions"), [EventType::Assault]);
        assert_eq!(kinds("table"), []);
        assert_eq!(kinds("cancelled").len(), kinds("canceled").len());
    }
}
