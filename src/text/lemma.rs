//! The base form of a word, by its letters and its tag.
//!
//! In: a word in lower case and its tag. Out: its lemma. "cities" `NNS` is `city`, "stopped" `VBD` is `stop`, "saw" `NN` stays.
//!
//! Irregular forms are data (`seeds/lexicon/irregular_*.tsv`); which ending a regular form loses ("making" against "marking"), a
//! small model tells from its letters.

use super::labels::{Tag, Xpos};
use super::perceptron::{Scorer, bytes_hash, feature, mix};
use crate::lexicon::verbs::irregular_base;
use std::borrow::Cow;

/// What regular forms lose at their end, in bytes, and get instead: classes of the model.
pub const ENDINGS: [(usize, &str); 13] = [
    (0, ""),
    (1, ""),
    (2, ""),
    (3, ""),
    (4, ""),
    (3, "y"),
    (4, "y"),
    (3, "e"),
    (3, "f"),
    (3, "fe"),
    (2, "an"),
    (2, "is"),
    (4, "ie"),
];

/// Letters of the end of a word that the model looks at.
const SUFFIX_MAX: usize = 7;

/// Returns the base form of a word in lower case.
pub fn of<'a>(word: Cow<'a, str>, tag: Tag, model: &impl Scorer) -> Cow<'a, str> {
    let xpos = tag.xpos();
    let plain = if word.contains('’') { word.replace('’', "'").into() } else { word };
    if let Some(base) = irregular_base(&plain, xpos.name()) {
        return Cow::Borrowed(base);
    }
    // Verbs have no other base than themselves, and neither has most of what is tagged otherwise.
    if !is_inflected(xpos) || !plain.is_ascii() {
        return plain;
    }
    let mut features = Vec::with_capacity(2 * SUFFIX_MAX);
    self::features(&plain, xpos, &mut features);
    let mut scores = [0; ENDINGS.len()];
    let class = model.best(&features, &mut scores, |class| is_possible(&plain, class));
    match ENDINGS[class] {
        (0, _) => plain,
        (cut, added) => Cow::Owned(format!("{}{added}", &plain[..plain.len() - cut])),
    }
}

/// Tells whether words of a tag have an ending to lose.
pub fn is_inflected(xpos: Xpos) -> bool {
    use Xpos::*;
    matches!(xpos, Nns | Nnps | Vbd | Vbn | Vbg | Vbz | Jjr | Jjs | Rbr | Rbs)
}

/// Tells whether a word is long enough for an ending.
fn is_possible(word: &str, class: usize) -> bool {
    word.len() > ENDINGS[class].0
}

/// Returns the class that leads from a form to its base, if there is one.
pub fn class_of(word: &str, base: &str) -> Option<usize> {
    let leads = |class: &usize| {
        let (cut, added) = ENDINGS[*class];
        word.len() > cut && word.is_ascii() && base == format!("{}{added}", &word[..word.len() - cut])
    };
    (0..ENDINGS.len()).find(leads)
}

/// Puts the features of an ASCII word in lower case into `found`.
pub fn features(word: &str, xpos: Xpos, found: &mut Vec<u32>) {
    // VBD and VBN end alike.
    let tag = if xpos == Xpos::Vbn { Xpos::Vbd } else { xpos } as u64;
    let bytes = word.as_bytes();
    found.clear();
    found.push(feature(1, &[tag]));
    found.push(feature(2, &[tag, bytes_hash(bytes)]));
    let mut pattern = 0;
    for length in 1..=SUFFIX_MAX.min(bytes.len()) {
        let letter = bytes[bytes.len() - length];
        found.push(feature(3, &[tag, bytes_hash(&bytes[bytes.len() - length..])]));
        let is_vowel = b"aeiouy".contains(&letter);
        let doubled = length > 1 && bytes[bytes.len() - length + 1] == letter;
        pattern = mix(pattern, 1 + u64::from(is_vowel) + 2 * u64::from(doubled));
        if length > 2 {
            found.push(feature(4, &[tag, pattern, u64::from(bytes.len() == length)]));
            found.push(feature(5, &[tag, pattern, u64::from(letter)]));
        }
    }
}
