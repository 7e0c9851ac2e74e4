//! What the recognizer sees of each token: its letters, what the lists and the rules say, and how the article uses its word.
//!
//! In: a document and the names the rules found. Out: a [`Word`] per token. In "Mr Wang", `Wang` has the hint of a person, the
//! gazetteer's family names on its side, and an honorific before it.

use crate::lexicon::nominals::nominal_kind;
use crate::lexicon::persons::{TitlePart, head_kind, title_word};
use crate::lexicon::{cue, gazetteer, gender, is_family_name_first};
use crate::model::EntityKind;
use crate::text::perceptron::{bytes_hash, mix};
use crate::text::{Document, Form};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A name the rules found: the recognizer's first pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its kind after the names of the article were compared.
    pub kind: EntityKind,
    /// What that rests on.
    pub rule: &'static str,
}

/// A token as the recognizer sees it; each number is a hash or a small code.
#[derive(Debug, Clone, Copy, Default)]
pub struct Word {
    /// Its letters.
    pub form: Form,
    /// Bits: given name, family name that comes first, part of a title, head noun, cue.
    pub lists: u64,
    /// How the word is mostly used ("the" is a determiner); 0 for an open class.
    pub class: u64,
    /// The sort of the gazetteer's longest name here; 0 for none.
    pub known: u64,
    /// The same with its place in that name.
    pub known_at: u64,
    /// Kind and place in the name that the rules found; 0 for none.
    pub hint: u64,
    /// What that kind rests on.
    pub rule: u64,
    /// How the article uses the word anywhere: the bits below.
    pub uses: u64,
    /// Its Penn tag, counted from one.
    pub tag: u64,
    /// First and last token of the run of capitals around it, both included.
    pub run: (u32, u32),
    /// It starts with a capital.
    pub capital: bool,
    /// It holds a capital.
    pub any_capital: bool,
    /// It is one of the words that stand inside names ("of", "van").
    pub joins: bool,
    /// A mark, not a word.
    pub mark: bool,
}

/// Bits of [`Word::lists`].
const GIVEN: u64 = 1;
const GIVEN_IN_CAPITALS: u64 = 2;
const FAMILY_FIRST: u64 = 4;
const HONORIFIC: u64 = 8;
const OFFICE: u64 = 16;
const MODIFIER: u64 = 32;
const CUE: u64 = 64;
const HEAD_SHIFT: u32 = 7;
const HEAD_ORGANIZATION: u64 = 2 << HEAD_SHIFT;
/// What a noun in small letters refers to: "the firm".
const NOUN_SHIFT: u32 = HEAD_SHIFT + 3;

/// Uses that stand for themselves; the two after them tell how the word is written elsewhere.
pub const USES: u64 = 18;
const LOWER_ELSEWHERE: u64 = 1 << USES;
const CAPITAL_INSIDE: u64 = 1 << (USES + 1);

/// Names in the gazetteer are looked for in so many tokens.
const KNOWN_TOKENS_MAX: usize = 8;

fn code(kind: EntityKind) -> u64 {
    match kind {
        EntityKind::Person => 1,
        EntityKind::Organization => 2,
        EntityKind::Place => 3,
        EntityKind::Group => 4,
        EntityKind::Other => 5,
    }
}

/// Returns the words of a document; `is_headline` tells by sentence whether capitals say nothing.
pub fn words(document: &Document<'_>, hints: &[Hint], is_headline: &[bool]) -> Vec<Word> {
    let mut interned: FxHashMap<&str, Word> = FxHashMap::default();
    let mut words: Vec<Word> = (0..document.tokens.len())
        .map(|n| *interned.entry(document.word(n)).or_insert_with(|| alone(document, n)))
        .collect();
    for sentence in &document.sentences {
        mark_known(document, sentence.tokens.clone(), &mut words);
    }
    for hint in hints {
        let rule = bytes_hash(hint.rule.as_bytes());
        for n in hint.tokens.clone() {
            words[n].hint = code(hint.kind) << 3 | place(n, &hint.tokens);
            words[n].rule = rule;
        }
    }
    mark_uses(document, is_headline, &mut words);
    for sentence in &document.sentences {
        mark_runs(sentence.tokens.clone(), &mut words);
    }
    for (n, word) in words.iter_mut().enumerate() {
        word.tag = document.xpos(n) as u64 + 1;
    }
    words
}

/// Returns where in a name a token stands: alone, first, last or inside.
fn place(n: usize, tokens: &Range<usize>) -> u64 {
    match (n == tokens.start, n + 1 == tokens.end) {
        (true, true) => 1,
        (true, false) => 2,
        (false, true) => 3,
        (false, false) => 4,
    }
}

/// Returns what is known of a word without its neighbours.
fn alone(document: &Document<'_>, n: usize) -> Word {
    let text = document.word(n);
    let capital = text.starts_with(char::is_uppercase);
    let mut lists = 0;
    if gender(text).is_some() {
        lists |= GIVEN;
    } else if capital && text.len() > 1 && gender(&recase(text)).is_some() {
        lists |= GIVEN_IN_CAPITALS;
    }
    if is_family_name_first(text) {
        lists |= FAMILY_FIRST;
    }
    lists |= title_word(text).map_or(0, |title| match title.part {
        TitlePart::Honorific => HONORIFIC,
        TitlePart::Office => OFFICE,
        TitlePart::Modifier => MODIFIER,
    });
    lists |= head_kind(text).map_or(0, |kind| code(kind) << HEAD_SHIFT);
    if cue(text).is_some() {
        lists |= CUE;
    }
    if !capital {
        lists |= noun_kind(text).map_or(0, |kind| code(kind) << NOUN_SHIFT);
    }
    let class = document.classes(n).first().map_or(0, |class| *class as u64 + 1);
    Word {
        form: Form::of(text),
        lists,
        class,
        capital,
        any_capital: text.contains(char::is_uppercase),
        joins: matches!(
            text,
            "of" | "for" | "&" | "and" | "de" | "la" | "al" | "bin" | "van" | "von" | "the" | "der"
        ),
        mark: !text.contains(char::is_alphanumeric),
        ..Word::default()
    }
}

/// Returns what a common noun refers to: "retailer" or "carmaker" an organization.
fn noun_kind(word: &str) -> Option<EntityKind> {
    nominal_kind(word).or_else(|| word.ends_with("maker").then_some(EntityKind::Organization))
}

fn recase(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| first.to_string() + &chars.as_str().to_lowercase())
}

fn mark_known(document: &Document<'_>, tokens: Range<usize>, words: &mut [Word]) {
    let mut n = tokens.start;
    while n < tokens.end {
        let after = tokens.end.min(n + KNOWN_TOKENS_MAX);
        let mut room = [""; KNOWN_TOKENS_MAX];
        for (place, m) in (n..after).enumerate() {
            room[place] = document.word(m);
        }
        let Some((count, senses)) = gazetteer().longest_match(&room[..after - n]) else {
            n += 1;
            continue;
        };
        let first = &senses[0];
        let several = senses.iter().any(|sense| sense.kind != first.kind);
        let known = [first.class as u64 + 1, code(first.kind), first.needs_context.into(), several.into()]
            .into_iter()
            .fold(0, mix);
        for (at, word) in words[n..n + count].iter_mut().enumerate() {
            word.known = known;
            word.known_at = mix(known, place(at, &(0..count)));
        }
        n += count;
    }
}

/// Collects how the article uses each word: "Wang" after "Mr", in small letters, before "said".
fn mark_uses(document: &Document<'_>, is_headline: &[bool], words: &mut [Word]) {
    let mut uses: FxHashMap<u64, u64> = FxHashMap::default();
    for (sentence, &headline) in document.sentences.iter().zip(is_headline) {
        for n in sentence.tokens.clone() {
            let found = match words[n].capital {
                true if headline => 0,
                true => uses_at(document, sentence.tokens.clone(), words, n),
                false => LOWER_ELSEWHERE,
            };
            *uses.entry(words[n].form.word).or_default() |= found;
        }
    }
    for word in words.iter_mut().filter(|word| word.capital) {
        word.uses = uses[&word.form.word];
    }
}

fn uses_at(document: &Document<'_>, sentence: Range<usize>, words: &[Word], n: usize) -> u64 {
    let mut uses = 0;
    let mut set = |bit: u32, holds: bool| uses |= u64::from(holds) << bit;
    if n > sentence.start {
        let (before, text) = (&words[n - 1], document.word(n - 1));
        set(USES as u32 + 1, !before.mark);
        set(0, before.lists & HONORIFIC != 0);
        set(1, before.lists & OFFICE != 0);
        set(2, before.capital && before.lists & GIVEN != 0);
        set(3, matches!(text, "in" | "In" | "near" | "at" | "from" | "across"));
        set(4, matches!(text, "the" | "The"));
        set(5, text == "(");
        let noun = noun_of(before);
        set(12, noun == code(EntityKind::Organization));
        set(13, noun == code(EntityKind::Person));
        set(14, noun == code(EntityKind::Place));
    }
    if n + 1 < sentence.end {
        let (after, text) = (&words[n + 1], document.word(n + 1));
        set(6, after.lists & CUE != 0 && !after.capital);
        set(7, after.capital && after.lists & (7 << HEAD_SHIFT) == HEAD_ORGANIZATION);
        set(8, matches!(text, "'s" | "’s"));
        let second = if n + 2 < sentence.end { document.word(n + 2) } else { "" };
        let age = second.len() == 2 && second.bytes().all(|byte| byte.is_ascii_digit());
        set(9, text == "who" || (text == "," && (second == "who" || age)));
        set(10, after.capital);
        let noun = noun_of(after);
        set(15, noun == code(EntityKind::Person) || after.lists & OFFICE != 0);
        set(16, noun == code(EntityKind::Place));
        set(17, text == "," && second == "which");
    }
    set(11, words[n].hint >> 3 == code(EntityKind::Person) && words[n].hint & 7 != 1);
    uses
}

/// Returns the code of what a noun in small letters refers to; 0 for another word.
fn noun_of(word: &Word) -> u64 {
    word.lists >> NOUN_SHIFT & 7
}

/// Notes the runs of capitals of a sentence: they go on over words such as "of" where the rules see a name.
fn mark_runs(tokens: Range<usize>, words: &mut [Word]) {
    let mut start = tokens.start;
    while start < tokens.end {
        let goes_on = |&m: &usize| {
            let inner = m > tokens.start && m + 1 < tokens.end;
            words[m].capital || (inner && words[m].joins && words[m].hint != 0)
        };
        let after = (start..tokens.end).find(|m| !goes_on(m)).unwrap_or(tokens.end);
        for word in &mut words[start..after] {
            word.run = (start as u32, after as u32 - 1);
        }
        start = after + 1;
    }
}

/// Returns what the article does with a word, a bit each.
pub fn uses(word: &Word) -> u64 {
    word.uses & ((1 << USES) - 1)
}

/// Returns how a word is written in the article: in small letters anywhere, with a capital inside a sentence.
pub fn writing(word: &Word) -> u64 {
    (word.uses & (LOWER_ELSEWHERE | CAPITAL_INSIDE)) >> USES
}
