//! Says which quotes carry one statement.
//!
//! In: quotes of one speaker. Out: how like two are, 0 where they are two statements. "We will never accept an ultimatum", another
//! outlet's "Ukraine would not agree to ultimatums", and the shortened "never accept an ultimatum" are one.
//!
//! Method: weighted overlap of words, as for stories, where words of like meaning are one (`seeds/lexicon/synonyms.tsv`). A short version
//! is held by the long one, so what is shared is asked of the shorter and, less, of both. Numbers, weekdays, countries and names that
//! differ, a denied word that the other affirms, and opposites keep two apart whatever they share.

use super::groups::{self, Bin, Candidate};
use super::terms::{normal, words};
use crate::lexicon::gazetteer::gazetteer;
use crate::lexicon::grammar::{AUXILIARIES, WordClass, word_classes};
use crate::lexicon::synonyms::meaning;
use crate::lexicon::times::time_word;
use crate::lexicon::verbs::irregular_base;
use crate::lexicon::weights::weight;
use std::collections::{BTreeMap, BTreeSet};

/// Words whose weight is less carry no content, and neither do closed ones ("the", "will", "must").
const WEIGHT_MIN: u32 = 30;
/// A quote with fewer words of content ("We agree") is said again and again: it stays a statement of its own ...
const TERMS_MIN: usize = 3;
/// ... unless another has all its words in the same order, and there are this many.
const WORDS_MIN: usize = 7;
/// What all words together weigh then.
const WHOLE_WEIGHT: u32 = 100;
/// Percent of the shorter quote's weight that two share ...
const OF_SHORTER_MIN: u32 = 55;
/// ... and of the weight of both taken together. Both fitted on the pairs of the test.
const OF_BOTH_MIN: u32 = 28;
/// Days between two reports of one statement.
const DAYS_MAX: i32 = 3;
/// Words by which others are looked for, the heaviest.
const KEYS_MAX: usize = 3;
/// Days of a bin.
const BIN_DAYS: i32 = 8;
/// Words after "not" that it denies.
const DENIED_WORDS: usize = 4;
/// Shared letters at the beginning that make two names spellings of one.
const NAME_LETTERS: usize = 5;
/// Percent of the shorter quote's weight in words that are no countries: "Ukraine asks China" says little.
const OF_PLAIN_MIN: u32 = 40;
/// Percent of the shared weight that one denies and the other affirms ...
const CONTRARY_MAX: u32 = 20;
/// ... where both deny as often: "not by a missile but by a drone".
const CONTRARY_MAX_EVEN: u32 = 80;
/// A word that opens a quote and weighs more may be a name.
const NAME_WEIGHT_MIN: u32 = 90;

/// Closed words that carry no content, beside auxiliaries.
const SILENT: &[WordClass] = &[
    WordClass::Determiner,
    WordClass::Preposition,
    WordClass::Place,
    WordClass::Conjunction,
    WordClass::Subordinator,
    WordClass::Relative,
    WordClass::Pronoun,
    WordClass::Adverb,
];
/// Those that deny what follows.
const DENYING: &[WordClass] = &[WordClass::Negative, WordClass::No];
/// Those that end what is denied.
const TURNING: &[WordClass] = &[WordClass::Conjunction, WordClass::Subordinator, WordClass::Condition];

/// What a quote says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Content {
    /// Words of content: weight, and whether they are denied.
    terms: BTreeMap<String, (u32, bool)>,
    /// What its words are the opposite of.
    opposites: BTreeSet<&'static str>,
    numbers: BTreeSet<String>,
    calendar: BTreeSet<String>,
    /// Countries, by their codes, through names, capitals and peoples.
    countries: BTreeSet<&'static str>,
    /// Other names, in lower case.
    names: BTreeSet<String>,
    /// Words that open a sentence, and so may be names.
    openings: BTreeSet<String>,
    /// Whether it denies an odd number of times.
    is_odd: bool,
}

/// A quote whose speaker is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    /// Decides who comes first.
    pub rank: i64,
    /// A number for the speaker's key ([`groups::key_number`]): row ids change when an entity goes and comes back.
    pub speaker: i64,
    /// The day it was said, counted from any one.
    pub day: Option<i32>,
    /// What it says.
    pub content: Content,
}

impl Content {
    /// Reads a quote's text; `None` where it says too little to be known again.
    pub fn of(text: &str) -> Option<Content> {
        let mut content = Content::default();
        for sentence in text.split(['.', '!', '?', ';', ':', '…']) {
            let mut denied = 0;
            for clause in sentence.split([',', '—', '–']) {
                denied = denied.min(1);
                content.read(clause, &mut denied);
            }
        }
        if content.terms.len() < TERMS_MIN {
            let all: Vec<String> = words(text).map(|word| word.to_lowercase().replace('’', "'")).collect();
            if all.len() < WORDS_MIN {
                return None;
            }
            // Too few words of content to be known by them; the same words in the same order are one statement still.
            content.terms = BTreeMap::from([(format!("={}", all.join(" ")), (WHOLE_WEIGHT, false))]);
        }
        Some(content)
    }

    fn read(&mut self, clause: &str, denied: &mut usize) {
        let written: Vec<String> = words(clause).collect();
        let lower: Vec<String> = written.iter().map(|word| word.to_lowercase().replace('’', "'")).collect();
        for (n, word) in lower.iter().enumerate() {
            let classes = word_classes(word);
            let before_to = lower.get(n + 1).is_some_and(|next| next == "to");
            let refuses = before_to && classes.is(WordClass::Refuse);
            if refuses || classes.is_any(DENYING) || word.ends_with("n't") {
                *denied = DENIED_WORDS;
                self.is_odd = !self.is_odd;
                continue;
            }
            // "not yet" goes on denying.
            if classes.is_any(TURNING) && *denied < DENIED_WORDS {
                *denied = 0;
            }
            if self.add(&written[n], word, n > 0, *denied > 0) {
                *denied = denied.saturating_sub(1);
            }
        }
    }

    /// Adds a word; tells whether it carries content.
    fn add(&mut self, written: &str, lower: &str, is_inside: bool, is_denied: bool) -> bool {
        let has_capital = written.starts_with(char::is_uppercase);
        let time = time_word(lower).unwrap_or_default();
        // "one" is most often no number.
        if let Some(number) = time.number.filter(|number| *number > 1) {
            self.numbers.insert(number.to_string());
            return true;
        }
        if lower.starts_with(|c: char| c.is_ascii_digit()) {
            self.numbers.insert(lower.trim_end_matches("th").to_string());
            return true;
        }
        if time.weekday.is_some() || (time.month.is_some() && has_capital) {
            self.calendar.insert(lower.to_string());
            return true;
        }
        let classes = word_classes(lower);
        if classes.is_any(&AUXILIARIES) || classes.is_any(SILENT) || lower.chars().nth(1).is_none() {
            return false;
        }
        let name = written.strip_suffix("'s").or(written.strip_suffix("’s")).unwrap_or(written);
        let senses = if has_capital { gazetteer().senses(name) } else { &[] };
        let country = senses.iter().map(|sense| sense.country).find(|code| !code.is_empty());
        let plain = weight(&normal(lower));
        let (term, opposite, weight) = match country {
            Some(country) => (country.to_string(), "", plain),
            None => term(lower),
        };
        if weight < WEIGHT_MIN {
            return false;
        }
        match country {
            Some(country) => drop(self.countries.insert(country)),
            None if has_capital && is_inside => drop(self.names.insert(term.clone())),
            None if has_capital && weight >= NAME_WEIGHT_MIN => drop(self.openings.insert(term.clone())),
            None => {}
        }
        if !opposite.is_empty() {
            self.opposites.insert(opposite);
        }
        let known = self.terms.entry(term).or_insert((weight, is_denied));
        known.1 &= is_denied;
        true
    }

    /// Returns the hashes of its heaviest words.
    fn keys(&self) -> Vec<u32> {
        let mut terms: Vec<(&String, u32)> =
            self.terms.iter().map(|(term, &(weight, _))| (term, weight)).collect();
        terms.sort_by_key(|&(term, weight)| (std::cmp::Reverse(weight), term));
        terms.into_iter().take(KEYS_MAX).map(|(term, _)| groups::word_hash(term)).collect()
    }

    fn total(&self) -> u32 {
        self.terms.values().map(|(weight, _)| weight).sum()
    }

    fn plain_total(&self) -> u32 {
        self.terms.iter().filter(|(term, _)| !is_country(term)).map(|(_, (weight, _))| weight).sum()
    }

    /// Returns what two share, in percent of both; 0 where they are not one statement.
    fn likeness(&self, other: &Content) -> u32 {
        let (mut shared, mut plain, mut contrary) = (0, 0, 0);
        for (term, &(weight, is_denied)) in &self.terms {
            if let Some(&(theirs, theirs_denied)) = other.terms.get(term) {
                shared += weight.min(theirs);
                plain += if is_country(term) { 0 } else { weight.min(theirs) };
                contrary += if is_denied == theirs_denied { 0 } else { weight.min(theirs) };
            }
        }
        let (ours, theirs) = (self.total(), other.total());
        let both = shared * 100 / (ours + theirs - shared).max(1);
        let plain_min = self.plain_total().min(other.plain_total()) * OF_PLAIN_MIN;
        let is_like = shared * 100 >= ours.min(theirs) * OF_SHORTER_MIN && both >= OF_BOTH_MIN;
        let is_like = is_like && plain * 100 >= plain_min.max(1);
        let contrary_max = if self.is_odd == other.is_odd { CONTRARY_MAX_EVEN } else { CONTRARY_MAX };
        if !is_like || contrary * 100 > shared * contrary_max || self.contradicts(other) {
            return 0;
        }
        both.max(1)
    }

    fn contradicts(&self, other: &Content) -> bool {
        let leaves = |ours: &BTreeSet<String>, theirs: &BTreeSet<String>| ours.difference(theirs).count() > 0;
        let numbers = leaves(&self.numbers, &other.numbers) && leaves(&other.numbers, &self.numbers);
        let calendar = leaves(&self.calendar, &other.calendar) && leaves(&other.calendar, &self.calendar);
        let countries = self.countries.difference(&other.countries).count() > 0
            && other.countries.difference(&self.countries).count() > 0;
        let said = |content: &Content, word: &str| content.terms.contains_key(word);
        let contrary = |ours: &Content, theirs: &Content| {
            ours.opposites.iter().any(|word| said(theirs, word) && !said(ours, word))
        };
        let opposites = contrary(self, other) || contrary(other, self);
        numbers || calendar || countries || opposites || self.has_other_names(other)
    }

    /// Tells whether both name somebody whom the other does not.
    fn has_other_names(&self, other: &Content) -> bool {
        let is_in = |name: &String, content: &Content| {
            let beginning = |word: &str| word.chars().take(NAME_LETTERS).collect::<String>();
            let long = name.chars().count() >= NAME_LETTERS;
            content.terms.keys().any(|term| term == name || (long && beginning(term) == beginning(name)))
        };
        let strange =
            |names: &BTreeSet<String>, content: &Content| names.iter().any(|name| !is_in(name, content));
        (strange(&self.names, other) && strange(&other.names, self))
            || (strange(&self.openings, other) && strange(&other.openings, self))
    }
}

/// Countries stand among the terms by their codes, in capitals.
fn is_country(term: &str) -> bool {
    term.starts_with(|c: char| c.is_ascii_uppercase())
}

/// Returns the term a lower-case word is, the opposite of what it means, and how much it tells.
fn term(lower: &str) -> (String, &'static str, u32) {
    let plain = normal(lower);
    let base = ["VBD", "VBN", "VBG", "NNS"].iter().find_map(|tag| irregular_base(lower, tag));
    if let Some(meaning) = meaning(lower).or_else(|| meaning(&plain)).or_else(|| meaning(base?)) {
        return (meaning.word.to_string(), meaning.opposite, weight(&plain).max(weight(meaning.word)));
    }
    (stem(base.unwrap_or(&plain)), "", weight(&plain))
}

/// Cuts endings off a word, so that "closing", "closed" and "closure" are one.
fn stem(word: &str) -> String {
    const ENDINGS: &[&str] = &[
        "ations", "ation", "ments", "ment", "ness", "ions", "ion", "ings", "ing", "ity", "ies", "ied", "ed",
        "ly", "al", "ure", "es", "e", "y", "s",
    ];
    let cut =
        ENDINGS.iter().find_map(|ending| word.strip_suffix(ending).filter(|stem| stem.chars().count() >= 4));
    cut.unwrap_or(word).to_string()
}

impl Saying {
    /// Returns a saying in its place: dated ones first, then the longer ones.
    pub fn new(speaker: i64, day: Option<i32>, content: Content, key: &str) -> Saying {
        let words_missing = 7 - (content.terms.len() / 4).min(7) as u32;
        let unknown = words_missing + if day.is_some() { 0 } else { 8 };
        Saying { rank: groups::rank(unknown, key), speaker, day, content }
    }

    fn bin(&self, key: u32, time: i64) -> i64 {
        groups::bin(self.speaker, &[i64::from(key), time, STATEMENTS])
    }
}

/// Tell bins of quotes from those of events, and times from no time.
const STATEMENTS: i64 = 1;
const UNDATED: i64 = i64::MIN;
const ANY_TIME: i64 = i64::MAX;

impl Candidate for Saying {
    fn rank(&self) -> i64 {
        self.rank
    }

    fn bins(&self) -> Vec<Bin> {
        let keys = self.content.keys();
        let mut bins = Vec::new();
        for &key in &keys {
            let undated = self.bin(key, UNDATED);
            bins.push(match self.day {
                Some(_) => Bin { own: self.own_bin(key), seen_by: self.bins_around(key).collect() },
                None => Bin { own: undated, seen_by: vec![undated] },
            });
        }
        // Undated quotes rank after all dated ones, so these need not look for them; they find these by the heaviest word alone.
        if let (Some(&key), Some(_)) = (keys.first(), self.day) {
            bins.push(Bin { own: self.bin(key, ANY_TIME), seen_by: vec![self.bin(key, UNDATED)] });
        }
        bins
    }

    fn sees(&self) -> Vec<i64> {
        let keys = self.content.keys();
        let around = |key| match self.day {
            Some(_) => self.bins_around(key).collect(),
            None => vec![self.bin(key, UNDATED), self.bin(key, ANY_TIME)],
        };
        keys.into_iter().flat_map(around).collect()
    }

    fn likeness(&self, other: &Saying) -> u32 {
        let apart = self.day.zip(other.day).map_or(0, |(ours, theirs)| (ours - theirs).abs());
        if self.speaker != other.speaker || apart > DAYS_MAX {
            return 0;
        }
        self.content.likeness(&other.content)
    }
}

impl Saying {
    fn own_bin(&self, key: u32) -> i64 {
        self.bin(key, i64::from(self.day.unwrap_or_default().div_euclid(BIN_DAYS)))
    }

    fn bins_around(&self, key: u32) -> impl Iterator<Item = i64> + '_ {
        let day = self.day.unwrap_or_default();
        let (from, to) = ((day - DAYS_MAX).div_euclid(BIN_DAYS), (day + DAYS_MAX).div_euclid(BIN_DAYS));
        (from..=to).map(move |n| self.bin(key, i64::from(n)))
    }
}

#[cfg(test)]
mod tests;
