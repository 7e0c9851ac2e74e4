//! Names by a trained model, on top of the names by rules.
//!
//! In: a document and what the rules found in it. Out: names of persons, organizations and places. The rules read "Brigham
//! Young won at Oregon" as two persons; the model knows that a team wins.
//!
//! An averaged perceptron over rows of labels (Collins 2002): the rules and the linking of their names are the first pass, and
//! say how the article as a whole uses a name; the model is the second. `train/` makes `models/names.bin` with this code.

mod decode;
mod features;
mod view;

pub use decode::{Decoder, LABELS, label, names};
pub use features::Sentence;
pub use view::{Hint, Word, words};

use super::runs::is_headline;
use crate::model::EntityKind;
use crate::text::Document;
use crate::text::perceptron::{Model, Scorer, feature};
use std::ops::Range;
use std::sync::OnceLock;

/// The kinds the model knows, in the order of its labels.
pub const KINDS: [EntityKind; 3] = [EntityKind::Person, EntityKind::Organization, EntityKind::Place];

/// The template of what a label says for the next one.
const STEP_TEMPLATE: u64 = 120;

/// A name with its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: EntityKind,
}

/// The trained model, as it lies in the binary.
pub const MODEL_BYTES: &[u8] = include_bytes!("../../../models/names.bin");

/// Returns the trained model.
pub fn model() -> Model<'static> {
    static MODEL: OnceLock<Model<'static>> = OnceLock::new();
    *MODEL.get_or_init(|| Model::open(MODEL_BYTES).expect("train/ wrote the model, and a test opens it"))
}

/// Words after which any word has a capital.
fn opening_marks() -> &'static [u64] {
    static MARKS: OnceLock<Vec<u64>> = OnceLock::new();
    MARKS.get_or_init(|| {
        let marks = ["\"", "'", "‘", ":", "•", "(", "*", "["];
        marks.iter().map(|mark| crate::text::Form::of(mark).word).collect()
    })
}

/// Returns the features that say, for each label, what it means for the next.
pub fn step_features() -> [u32; LABELS] {
    std::array::from_fn(|label| feature(STEP_TEMPLATE, &[label as u64]))
}

/// Tells for each sentence whether it is a headline.
pub fn headlines(document: &Document<'_>) -> Vec<bool> {
    document.sentences.iter().map(|sentence| is_headline(document, sentence)).collect()
}

/// Finds the names of a document with a model; in order, not overlapping.
pub fn find(document: &Document<'_>, hints: &[Hint], model: &impl Scorer) -> Vec<Found> {
    let headlines = headlines(document);
    let words = words(document, hints, &headlines);
    let mut decoder = Decoder::default();
    for (step, feature) in decoder.steps.iter_mut().zip(step_features()) {
        model.add(&[feature], step);
    }
    let mut room = Vec::new();
    let mut found = Vec::new();
    for (sentence, &headline) in document.sentences.iter().zip(&headlines) {
        let view = Sentence { words: &words, tokens: sentence.tokens.clone(), headline };
        decoder.scores.clear();
        for n in sentence.tokens.clone() {
            decoder.scores.push((!view.is_quiet(n)).then(|| {
                let mut scores = [0; LABELS];
                view.features(n, &mut room);
                model.add(&room, &mut scores);
                scores
            }));
        }
        decoder.run();
        let first = sentence.tokens.start;
        found.extend(names(&decoder.labels).into_iter().map(|(range, kind)| Found {
            tokens: first + range.start..first + range.end,
            kind: KINDS[kind],
        }));
    }
    found
}

#[cfg(test)]
mod tests;
