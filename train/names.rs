//! Trains the recognizer of names.
//!
//! In: `names/*.jsonl`. Out: `names.bin`.
//!
//! A first model learns from the files marked by hand alone. A silver sentence is learnt from where each name that spaCy or
//! that model sees has two votes of three, the third being the rules'; its names are those with two votes.

use crate::Options;
use crate::names_corpus::{self, Labels, Record};
use crate::names_crf::{Exercise, learn};
use crate::names_scores;
use nutgraf::entity::recognizer::{self, Hint, KINDS, Layout, label, names};
use nutgraf::text::perceptron::Model;
use nutgraf::{Article, entity, text};
use std::collections::BTreeMap;
use std::ops::Range;

/// Files marked by hand, and those marked by spaCy.
const GOLD: [&str; 3] = ["wikigold", "gum_open", "uner_ewt"];
const SILVER: [&str; 2] = ["ewt_silver", "voa_silver"];
/// The helper's training, and those whose weights the model is the mean of: it depends less on chance.
const SEED: Range<u64> = 1..2;
const SEEDS: Range<u64> = 1..4;
/// Longer "sentences" are tables.
const SENTENCE_TOKENS: Range<usize> = 2..200;
/// Of sentences without any name or capital only every so-manieth is learnt from.
const PLAIN_EVERY: usize = 3;

/// An article to learn from.
struct Lesson {
    layout: Layout,
    labels: Vec<u8>,
    /// By sentence.
    used: Vec<bool>,
}

impl Lesson {
    /// Reads a record; with a helper, keeps what two of three agree on.
    fn read(record: &Record, splits: bool, helper: Option<&Model<'_>>) -> Lesson {
        let article = Article::new(record.text.clone());
        let document = text::read(&article);
        let hints = entity::hints_by_rules(&document);
        let mut marked = names_corpus::labels(record, &document, splits);
        let layout = Layout::new(&document, &hints);
        let clear = |tokens: &Range<usize>| !marked.unclear[tokens.clone()].contains(&true);
        let mut used: Vec<bool> = layout.sentences.iter().map(|(tokens, _)| clear(tokens)).collect();
        if let Some(helper) = helper {
            let agreed = agreed(&document, &hints, &marked.labels, helper);
            for (used, (tokens, _)) in used.iter_mut().zip(&layout.sentences) {
                *used &= !agreed.unclear[tokens.clone()].contains(&true);
            }
            marked.labels = agreed.labels;
        }
        let mut lesson = Lesson { layout, labels: marked.labels, used };
        lesson.leave_out();
        lesson
    }

    /// Leaves out tables, and most sentences without names.
    fn leave_out(&mut self) {
        for (number, (tokens, _)) in self.layout.sentences.iter().enumerate() {
            let mut inner = tokens.clone().skip(1);
            let plain = self.labels[tokens.clone()].iter().all(|&label| label == 0)
                && !inner.any(|n| self.layout.words[n].capital);
            self.used[number] &=
                SENTENCE_TOKENS.contains(&tokens.len()) && !(plain && number % PLAIN_EVERY != 0);
        }
    }
}

/// Returns the names with two votes of spaCy's (`labels`), the helper's and the rules'; what spaCy or the helper alone sees
/// makes its tokens unclear.
fn agreed(document: &text::Document<'_>, hints: &[Hint], labels: &[u8], helper: &Model<'_>) -> Labels {
    let number = |kind| KINDS.iter().position(|known| *known == kind);
    let mut votes: BTreeMap<(usize, usize, usize), (u8, bool)> = BTreeMap::new();
    let mut vote = |tokens: Range<usize>, kind, may_be_alone| {
        let entry = votes.entry((tokens.start, tokens.end, kind)).or_default();
        entry.0 += 1;
        entry.1 |= may_be_alone;
    };
    names(labels).into_iter().for_each(|(tokens, kind)| vote(tokens, kind, false));
    for found in recognizer::find(document, hints, helper) {
        number(found.kind).into_iter().for_each(|kind| vote(found.tokens.clone(), kind, false));
    }
    for hint in hints {
        number(hint.kind).into_iter().for_each(|kind| vote(hint.tokens.clone(), kind, true));
    }
    let mut agreed = Labels { labels: vec![0; labels.len()], unclear: vec![false; labels.len()] };
    for ((start, end, kind), (count, may_be_alone)) in votes {
        match count {
            2.. => (start..end).for_each(|n| agreed.labels[n] = label(kind, n - start, end - start)),
            _ if may_be_alone => {}
            _ => agreed.unclear[start..end].fill(true),
        }
    }
    agreed
}

/// Trains and writes the recognizer.
pub fn train(options: &Options) -> Result<(), Box<dyn std::error::Error>> {
    let mut lessons = read(options, &GOLD, None)?;
    let bytes = learn(exercises(&lessons), SEED);
    let helper = Model::open(&bytes).ok_or("the helper does not open")?;
    lessons.extend(read(options, &SILVER, Some(&helper))?);
    let exercises = exercises(&lessons);
    let sentences = exercises.len();
    let bytes = learn(exercises, SEEDS);
    std::fs::write(options.out.join("names.bin"), &bytes)?;
    println!("names: {} bytes, from {sentences} sentences", bytes.len());
    names_scores::report(options, &Model::open(&bytes).ok_or("the model does not open")?)
}

fn read(options: &Options, files: &[&str], helper: Option<&Model<'_>>) -> Result<Vec<Lesson>, String> {
    let mut lessons = Vec::new();
    for name in files {
        let records = names_corpus::read(&options.data.join(format!("names/{name}.jsonl")))?;
        lessons.extend(records.iter().map(|record| Lesson::read(record, *name == "gum_open", helper)));
    }
    Ok(lessons)
}

/// Returns the sentences to learn from, with the features of each token that is not quiet.
fn exercises(lessons: &[Lesson]) -> Vec<Exercise> {
    let mut exercises = Vec::new();
    for lesson in lessons {
        for number in (0..lesson.used.len()).filter(|&number| lesson.used[number]) {
            let sentence = lesson.layout.sentence(number);
            let features = |n| {
                let mut found = Vec::new();
                (!sentence.is_quiet(n)).then(|| {
                    sentence.features(n, &mut found);
                    found
                })
            };
            let tokens = sentence.tokens.clone();
            let labels = lesson.labels[tokens.clone()].to_vec();
            let features: Vec<_> = tokens.map(features).collect();
            // A name in small letters is beyond the model's reach.
            if features.iter().zip(&labels).all(|(features, &label)| features.is_some() || label == 0) {
                exercises.push(Exercise { features, labels });
            }
        }
    }
    exercises
}
