//! Runs of capitalised words that may be names.
//!
//! In: a sentence. Out: token ranges. "The Ministry of Trade and Labour met Ursula von der Leyen" has two runs.

use crate::lexicon::institutions::longest_match;
use crate::lexicon::persons::{TitlePart, head_kind, title_word};
use crate::lexicon::{Class, Sense, WordClass, cue, gazetteer};
use crate::model::EntityKind;
use crate::text::{Document, Sentence, capitalise};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Lower-case words inside names of persons and places.
const PARTICLES: [&str; 27] = [
    "al", "bin", "bint", "ben", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du",
    "el", "ibn", "la", "le", "les", "ter", "van", "von", "y", "zu", "af", "av",
];
/// "van der" and "de la" are the longest rows of particles.
const PARTICLES_MAX: usize = 3;
/// Longer runs are lists or headlines, not names.
const RUN_TOKENS_MAX: usize = 14;
/// A line is a headline in capitals or in title case when so many of its long words are capitalised.
const HEADLINE_SHARE: f64 = 0.75;
/// Below this length a word says little about a headline ("of", "and").
const LONG_WORD: usize = 4;

/// Heads of names that go on with their subject: "Commission on Human Rights".
const SUBJECT_HEADS: [&str; 7] =
    ["Commission", "Committee", "Conference", "Convention", "Council", "Panel", "Subcommittee"];

/// How the words of one article are written, which tells names from words that open a sentence.
#[derive(Debug, Default)]
pub struct Spelling<'a> {
    /// Words seen in lower case.
    lower: FxHashSet<&'a str>,
    /// Words seen with a capital inside a sentence of running text.
    capital: FxHashSet<&'a str>,
}

impl<'a> Spelling<'a> {
    /// Reads the words of an article's running text.
    pub fn read(document: &Document<'a>) -> Spelling<'a> {
        let mut spelling = Spelling::default();
        for sentence in document.readable() {
            let headline = is_headline(document, sentence);
            for n in sentence.tokens.clone() {
                let word = document.word(n);
                if word.starts_with(char::is_lowercase) {
                    spelling.lower.insert(word);
                } else if !headline && document.is_capitalised(n) && !opens(document, sentence, n) {
                    spelling.capital.insert(word);
                }
            }
        }
        spelling
    }

    /// Tells whether a capitalised word that opens a sentence is no name, as far as the article and the lists tell.
    pub fn is_common(&self, document: &Document<'a>, index: usize) -> bool {
        let word = document.word(index);
        let lower = document.lower(index);
        if !document.classes(index).is_empty() {
            return true;
        }
        if self.capital.contains(word) || !gazetteer().senses(word).is_empty() {
            return false;
        }
        self.lower.contains(lower) || lower.ends_with("ing") || lower.ends_with("ly") || lower.ends_with("ed")
    }

    /// Tells whether the article writes the word at `index` in lower case elsewhere.
    pub fn is_lower_elsewhere(&self, document: &Document<'a>, index: usize) -> bool {
        self.lower.contains(document.lower(index))
    }
}

/// Tells whether a sentence is written in capitals or in title case, so that capitals say nothing.
pub fn is_headline(document: &Document<'_>, sentence: &Sentence) -> bool {
    let long = |n: &usize| {
        let word = document.word(*n);
        word.len() >= LONG_WORD && word.chars().all(|c| c.is_alphabetic() || c == '-')
    };
    let words: Vec<usize> = sentence.tokens.clone().filter(long).take(40).collect();
    let capitals = words.iter().filter(|&&n| document.is_capitalised(n)).count();
    let shouted = words.iter().all(|&n| !document.word(n).contains(char::is_lowercase));
    let open_end = document.word(sentence.tokens.end - 1) != ".";
    words.len() >= 4 && (shouted || (open_end && capitals as f64 >= HEADLINE_SHARE * words.len() as f64))
}

/// Tells whether the token at `index` stands where any word has a capital.
pub fn opens(document: &Document<'_>, sentence: &Sentence, index: usize) -> bool {
    let first = sentence.tokens.start;
    index == first
        || index == document.after_dateline(sentence).start
        || matches!(
            document.word(index - 1),
            "“" | "\"" | "‘" | "``" | ":" | "•" | "«" | "„" | "(" | "'" | "*" | "["
        )
}

/// Returns the runs of a sentence, in order.
pub fn runs(document: &Document<'_>, sentence: &Sentence, spelling: &Spelling<'_>) -> Vec<Range<usize>> {
    let end = sentence.tokens.end;
    let mut runs = Vec::new();
    let mut n = sentence.tokens.start;
    while n < end {
        if !may_start(document, sentence, spelling, n) {
            n += 1;
            continue;
        }
        let run = n..extend(document, n, end);
        n = run.end;
        runs.push(run);
    }
    runs
}

fn may_start(document: &Document<'_>, sentence: &Sentence, spelling: &Spelling<'_>, n: usize) -> bool {
    if !is_name_word(document, n) {
        return false;
    }
    if !opens(document, sentence, n) {
        // "The" inside a sentence opens a title, not the name of a person or body.
        return document.word(n) != "The";
    }
    // "New York", "South Korea", "Deputy Prime Minister Li": a common word goes in where a longer name starts with it.
    !spelling.is_common(document, n)
        || title_word(document.word(n)).is_some()
        || known_name(document, n, sentence.tokens.end).is_some()
        || (head_kind(document.word(n)).is_some() && document.word(n + 1) == "of")
        || (is_name_word(document, n + 1) && document.is_class(n, WordClass::Adjective))
}

/// Returns the longest name in the gazetteer that starts at a token, as the token after it.
pub fn known_name(document: &Document<'_>, start: usize, end: usize) -> Option<usize> {
    /// "Organisation for the Prohibition of Chemical Weapons" has seven words.
    const KNOWN_TOKENS_MAX: usize = 8;
    (start + 1..end.min(start + KNOWN_TOKENS_MAX) + 1)
        .rev()
        .find(|&after| !senses(document, start..after).is_empty() && !is_institution(document, start..after))
}

/// "Chinese foreign ministry": tells whether a known name is a nation's with common words, which [`super::institutions`] reads.
fn is_institution(document: &Document<'_>, name: Range<usize>) -> bool {
    let is_common = |&n: &usize| document.word(n).starts_with(char::is_lowercase);
    let Some(common) = (name.start + 1..name.end).find(is_common) else { return false };
    let found = longest_match((common..name.end).map(|n| document.lower(n)));
    found.is_some_and(|found| common + found.words == name.end)
}

/// Returns the gazetteer's senses of the words in a range of tokens, also of a name in capitals ("PARIS").
///
/// A sense that needs context is there only where its neighbours give some: "Nice" after "in", "Apple" before "said".
pub fn senses(document: &Document<'_>, range: Range<usize>) -> &'static [Sense] {
    if range.is_empty() || range.end > document.tokens.len() {
        return &[];
    }
    let words = document.slice(document.span_of(range.clone()));
    let shouted = words.len() > LONG_WORD && !words.contains(char::is_lowercase);
    let mut found = gazetteer().senses(words);
    if found.is_empty() && (shouted || words.contains(char::is_whitespace)) {
        let recase = |word: &str| if shouted { capitalise(word) } else { word.to_string() };
        let recased: Vec<String> = words.split_whitespace().map(recase).collect();
        found = gazetteer().senses(&recased.join(" "));
    }
    match found.first() {
        Some(first) if first.needs_context && !has_context(document, range, first) => &[],
        _ => found,
    }
}

/// Tells whether the neighbours of a word speak for a sense that is not its most usual one.
fn has_context(document: &Document<'_>, range: Range<usize>, sense: &Sense) -> bool {
    let before = document.word(range.start.wrapping_sub(1));
    let after = document.word(range.end);
    let acts = cue(after).is_some()
        || matches!(after, "'s" | "’s")
        || document.is_class(range.end, WordClass::Auxiliary);
    match sense.kind {
        EntityKind::Place => matches!(
            before,
            "in" | "near" | "from" | "at" | "to" | "of" | "and" | "across" | "outside" | "(" | ","
        ),
        EntityKind::Group => !after.starts_with(char::is_uppercase),
        _ => (acts || before == "the" || before == "(") && !before.is_empty() && before != ".",
    }
}

fn is_name_word(document: &Document<'_>, n: usize) -> bool {
    let word = document.word(n);
    let prefixed = ["al-", "el-", "ul-", "as-", "ash-", "an-", "at-", "d'", "d’"]
        .iter()
        .any(|prefix| word.strip_prefix(prefix).is_some_and(|rest| rest.starts_with(char::is_uppercase)));
    if prefixed {
        return true;
    }
    let capital = document.is_capitalised(n) && !matches!(word, "I" | "'S" | "’S" | "May");
    // "US$ 3 million" names no country.
    let currency = document.word(n + 1) == "$" && document.touches(n + 1);
    capital && !currency && document.classes(n).first() != Some(&WordClass::Calendar)
}

fn extend(document: &Document<'_>, start: usize, end: usize) -> usize {
    let end = end.min(start + RUN_TOKENS_MAX);
    let mut after = known_name(document, start, end).unwrap_or(start + 1);
    while after < end {
        let step = step(document, start, after);
        if step == 0 || after + step > end || changes_case(document, start, after) {
            break;
        }
        after += step;
    }
    after
}

/// "Jane Brown MELBOURNE", "JANE BROWN Brown said": tells whether a name in capitals ends or starts at `n`.
fn changes_case(document: &Document<'_>, start: usize, n: usize) -> bool {
    let shouted = |n: usize| {
        let word = document.word(n);
        word.len() > LONG_WORD && !word.contains(char::is_lowercase) && word.contains(char::is_uppercase)
    };
    let lower = |n: usize| document.word(n).contains(char::is_lowercase);
    let known = || !gazetteer().senses(&capitalise(document.word(n - 1))).is_empty();
    (shouted(n) && lower(n - 1)) || (lower(n) && shouted(n - 1) && (n - start > 1 || known()))
}

/// Returns by how many tokens a run goes on at `n`; 0 where it ends.
fn step(document: &Document<'_>, start: usize, n: usize) -> usize {
    let word = document.word(n);
    let capital = |n: usize| is_name_word(document, n);
    if capital(n) {
        return 1;
    }
    let head = document.word(n - 1);
    let body_before =
        (start..n).rev().find_map(|m| head_kind(document.word(m))) == Some(EntityKind::Organization);
    match word {
        "of" | "for" | "on" if of_may_follow(document, start, n) => match document.word(n + 1) {
            "the" if capital(n + 2) => 3,
            _ if capital(n + 1) => 2,
            _ => 0,
        },
        "&" if capital(n + 1) => 2,
        "and"
            if body_before
                && of_inside(document, start, n)
                && capital(n + 1)
                && is_plain(document, n + 1) =>
        {
            2
        }
        "," if body_before && of_inside(document, start, n) && lists_on(document, n) => 2,
        "'s" | "’s" if head == "Moody" || head == "McDonald" => 1,
        _ if PARTICLES.contains(&word) => {
            let row = (n..n + PARTICLES_MAX).take_while(|&m| PARTICLES.contains(&document.word(m))).count();
            if capital(n + row) && title_word(head).is_none_or(|title| title.part == TitlePart::Honorific) {
                row + 1
            } else {
                0
            }
        }
        _ => 0,
    }
}

/// Tells whether "of", "for" or "on" after the words so far goes on with the name: after "Ministry", not after "Wang Yi".
fn of_may_follow(document: &Document<'_>, start: usize, n: usize) -> bool {
    let head = document.word(n - 1);
    let kind = head_kind(head);
    match document.word(n) {
        "for" => kind == Some(EntityKind::Organization) && document.word(n + 2) != "said",
        "on" => SUBJECT_HEADS.contains(&head),
        _ => {
            kind.is_some()
                || head == "Secretary"
                || (start..n).any(|m| document.word(m) == "General")
                || head == "Cape"
        }
    }
}

fn of_inside(document: &Document<'_>, start: usize, n: usize) -> bool {
    (start..n).any(|m| matches!(document.word(m), "of" | "for"))
}

/// Tells whether a token is no name of its own: no country, no title, no head. "Industry" is none, "Industry Minister" is.
fn is_plain(document: &Document<'_>, n: usize) -> bool {
    let title = |n: usize| title_word(document.word(n));
    !is_place_or_people(document, n)
        && title(n).is_none_or(|word| word.part == TitlePart::Modifier && title(n + 1).is_none())
        && head_kind(document.word(n)).is_none_or(|_| document.word(n + 1) != "of")
}

fn is_place_or_people(document: &Document<'_>, n: usize) -> bool {
    senses(document, n..n + 1)
        .first()
        .is_some_and(|sense| matches!(sense.class, Class::Country | Class::City | Class::Demonym))
}

/// "Ministry of Culture, Sport and Tourism": tells whether the comma at `n` is inside such a list.
fn lists_on(document: &Document<'_>, n: usize) -> bool {
    let one = is_name_word(document, n + 1) && is_plain(document, n + 1);
    one && (n + 2..n + 5).find(|&m| !is_name_word(document, m)).is_some_and(|m| {
        matches!(document.word(m), "and" | "&") && is_name_word(document, m + 1) && is_plain(document, m + 1)
    })
}

/// Tells whether a range of tokens is a nationality.
pub fn is_demonym(document: &Document<'_>, range: Range<usize>) -> bool {
    senses(document, range).first().is_some_and(|sense| sense.class == Class::Demonym)
}
