//! Names by a trained model, on top of the names by rules.
//!
//! In: a document and what the rules found in it. Out: names of persons, organizations and places. The rules read "Brigham
//! Young won at Oregon" as two persons; the model knows that a team wins.
//!
//! A conditional random field over rows of labels (Lafferty, McCallum, Pereira 2001): the rules and the linking of their names
//! are the first pass, and say how the article as a whole uses a name; the model is the second. `train/` makes
//! `models/names.bin` with this code.

mod decode;
mod features;
mod view;

pub use decode::{Decoder, LABELS, follows, is_open, label, names};
pub use features::Sentence;
pub use view::{Hint, Word};

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
fn headlines(document: &Document<'_>) -> Vec<bool> {
    document.sentences.iter().map(|sentence| is_headline(document, sentence)).collect()
}

/// A document laid out for the recognizer.
#[derive(Debug)]
pub struct Layout {
    /// All words of the document.
    pub words: Vec<Word>,
    /// Tokens of each sentence, and whether it is a headline.
    pub sentences: Vec<(Range<usize>, bool)>,
}

impl Layout {
    /// Lays out a document with the names that the rules found.
    pub fn new(document: &Document<'_>, hints: &[Hint]) -> Layout {
        let headlines = headlines(document);
        let words = view::words(document, hints, &headlines);
        let tokens = document.sentences.iter().map(|sentence| sentence.tokens.clone());
        Layout { words, sentences: tokens.zip(headlines).collect() }
    }

    /// Returns a sentence by its number.
    pub fn sentence(&self, number: usize) -> Sentence<'_> {
        let (tokens, headline) = self.sentences[number].clone();
        Sentence { words: &self.words, tokens, headline }
    }

    /// Returns the best label of each token.
    pub fn labels(&self, model: &impl Scorer) -> Vec<u8> {
        let mut decoder = Decoder::default();
        for (step, feature) in decoder.steps.iter_mut().zip(step_features()) {
            model.add(&[feature], step);
        }
        let mut room = Vec::new();
        let mut labels = Vec::with_capacity(self.words.len());
        for number in 0..self.sentences.len() {
            let sentence = self.sentence(number);
            decoder.scores.clear();
            for n in sentence.tokens.clone() {
                decoder.scores.push((!sentence.is_quiet(n)).then(|| {
                    let mut scores = [0; LABELS];
                    sentence.features(n, &mut room);
                    model.add(&room, &mut scores);
                    scores
                }));
            }
            decoder.run();
            labels.extend_from_slice(&decoder.labels);
        }
        labels
    }
}

/// Finds the names of a document with a model; in order, not overlapping.
pub fn find(document: &Document<'_>, hints: &[Hint], model: &impl Scorer) -> Vec<Found> {
    let labels = Layout::new(document, hints).labels(model);
    let name = |(tokens, kind): (Range<usize>, usize)| Found { tokens, kind: KINDS[kind] };
    names(&labels).into_iter().map(name).collect()
}

#[cfg(test)]
mod tests;
