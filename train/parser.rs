//! Trains the parser.
//!
//! In: the lessons of `lessons.rs`. Out: `parser.bin`, and its figures on the evaluation sets under the shipped tagger's tags.
//!
//! Gold trees teach moves: the parser goes on from its own mistakes, and the oracle tells what is best then (Goldberg, Nivre 2013;
//! the loss is that of Kiperwasser and Goldberg 2016, as a likelihood). Between them stand sentences of news whose words' labels are
//! spaCy's: they teach the layers to read, and no tree is taken from them.

use crate::Options;
use crate::lessons::{self, Labelled, Lesson};
use crate::net::{self, Average, Dropout, Net, Reading};
use crate::oracle;
use crate::perceptron::Shuffler;
use crate::scores::Scores;
use nutgraf::text::Tag;
use nutgraf::text::parser::{self, Move, State};
use nutgraf::text::perceptron::Model;
use rustc_hash::FxHashMap;
use std::time::Instant;

/// How often all trees are gone through. LAS on gum_news_eval grew to the last with 6, too.
const EPOCHS: usize = 8;
/// Silver sentences are gone through whole so many times, a third of them from then on: by then 19 of 20 labels are right.
const SILVER_EPOCHS: usize = 2;
/// Sentences between steps.
const BATCH: usize = 4;
/// The length of steps at its most; it grows over the first [`WARM`] sentences and then falls in a line to a fiftieth.
const RATE_MAX: f32 = 0.002;
const RATE_LEAST: f32 = 0.02;
const WARM: f32 = 4000.0;
/// What is left out at random.
const DROPOUT: Dropout = Dropout { feature: 0.05, top: 0.2, hidden: 0.1 };
/// From this part of the training on weights are averaged, every so many sentences (Izmailov and others 2018).
const AVERAGE_FROM: f32 = 0.7;
const AVERAGE_EVERY: usize = 2000;
/// Word features seen less often have no row.
const WORDS_MIN: u32 = 3;
/// Nor have features of decisions; with 20 the model was 2 MB larger.
const MOVES_MIN: u32 = 40;
/// After its first epoch the parser follows its own mistakes but for one in so many.
const MENDED: usize = 10;

/// Trains and writes the parser.
pub fn train(options: &Options) -> Result<(), Box<dyn std::error::Error>> {
    let tagger_bytes = std::fs::read(options.out.join("tagger.bin"))?;
    let tagger = Model::open(&tagger_bytes).ok_or("the tagger does not open")?;
    let (gold, silver) = (lessons::gold(options)?, lessons::silver(options, &tagger)?);
    println!("parser: {} trees, {} sentences with labels", gold.len(), silver.len());
    let bytes = parser::pack(&learn(&gold, &silver).weights());
    std::fs::write(options.out.join("parser.bin"), &bytes)?;
    println!("parser: {} bytes", bytes.len());
    let net = parser::Net::open(&bytes).ok_or("the parser does not open")?;
    for name in ["ewt_dev", "ewt_eval", "gum_news_eval", "pud_eval"] {
        let mut room = parser::Room::default();
        let mut scores = Scores::default();
        for Lesson { sentence, tags } in lessons::evaluation(options, name, &tagger)? {
            parser::parse(&net, &sentence.forms, &tags, &mut room);
            scores.add(&sentence, &room.state.nodes);
        }
        println!("parser: {name}: {scores}");
    }
    Ok(())
}

fn learn(gold: &[Lesson], silver: &[Labelled]) -> Net {
    let mut net = Net::new(word_features(gold, silver), move_features(gold), lessons::label_count());
    let mut random = Shuffler(2);
    let items = gold.len() + silver.len();
    let is_due = |item: usize, epoch: usize| {
        item < gold.len() || epoch < SILVER_EPOCHS || (item + epoch).is_multiple_of(3)
    };
    let total: usize = (0..EPOCHS).map(|epoch| (0..items).filter(|&item| is_due(item, epoch)).count()).sum();
    let mut order: Vec<usize> = (0..items).collect();
    let (mut reading, mut state, mut average) = (Reading::default(), State::default(), Average::default());
    let mut done = 0usize;
    for epoch in 0..EPOCHS {
        let (start, mut wrong) = (Instant::now(), 0);
        random.shuffle(&mut order);
        for &item in order.iter().filter(|&&item| is_due(item, epoch)) {
            done += 1;
            match item.checked_sub(gold.len()) {
                Some(item) => learn_labels(&mut net, &silver[item], &mut reading),
                None => {
                    wrong += learn_tree(&mut net, &gold[item], epoch, &mut random, &mut reading, &mut state)
                }
            }
            if done.is_multiple_of(BATCH) {
                let past = done as f32 / total as f32;
                net.step(RATE_MAX * (1.0 - past).max(RATE_LEAST) * (done as f32 / WARM).min(1.0));
                if past > AVERAGE_FROM && done.is_multiple_of(AVERAGE_EVERY) {
                    average.add(&mut net);
                }
            }
        }
        println!("parser: epoch {epoch}: {wrong} moves wrong, {:.0} s", start.elapsed().as_secs_f32());
    }
    average.put(&mut net);
    net
}

fn learn_labels(net: &mut Net, lesson: &Labelled, reading: &mut Reading) {
    net.read(&lesson.forms, &lesson.tags, DROPOUT, reading);
    net.learn_labels(reading, &lesson.labels);
    net.learn_words(reading);
}

/// Parses a sentence and learns from each decision; returns how many were wrong.
fn learn_tree(
    net: &mut Net,
    Lesson { sentence, tags }: &Lesson,
    epoch: usize,
    random: &mut Shuffler,
    reading: &mut Reading,
    state: &mut State,
) -> usize {
    let mut wrong = 0;
    net.read(&sentence.forms, tags, DROPOUT, reading);
    net.prepare(reading);
    state.start(sentence.len());
    while !state.is_done() {
        let decision = net.decide(reading, state, &sentence.forms, tags, DROPOUT);
        let (allowed, right) = (state.allowed(), oracle::right_moves(state, sentence));
        let is_right = |class: usize| allowed.contains(class) && right.contains(class, sentence, state);
        let mut step = highest(&decision.scores, |class| allowed.contains(class));
        let gradient = gradient(&decision.scores, |class| allowed.contains(class), is_right);
        if !is_right(step) {
            wrong += 1;
            if epoch == 0 || random.below(MENDED) == 0 {
                step = highest(&decision.scores, is_right);
            }
        }
        net.learn_decision(reading, &decision, &gradient);
        state.apply(Move::from_class(step));
    }
    net.learn_parts(reading);
    net.learn_words(reading);
    wrong
}

/// Returns the gradient of the loss, minus the logarithm of the chance that all right moves have together.
fn gradient(
    scores: &[f32],
    is_allowed: impl Fn(usize) -> bool,
    is_right: impl Fn(usize) -> bool,
) -> Vec<f32> {
    let mut chances = net::chances(scores, is_allowed);
    let right: Vec<usize> = (0..chances.len()).filter(|&class| is_right(class)).collect();
    let sum: f32 = right.iter().map(|&class| chances[class]).sum::<f32>().max(1e-9);
    right.iter().for_each(|&class| chances[class] -= chances[class] / sum);
    chances
}

/// Returns the features of words that get a row, with how often they stand.
fn word_features(gold: &[Lesson], silver: &[Labelled]) -> Vec<(u32, u32)> {
    let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
    let gold = gold.iter().map(|lesson| (&lesson.sentence.forms, &lesson.tags));
    for (forms, tags) in gold.chain(silver.iter().map(|lesson| (&lesson.forms, &lesson.tags))) {
        let features = forms.iter().zip(tags).flat_map(|(form, &tag)| parser::word_features(form, tag));
        features.for_each(|feature| *counts.entry(feature).or_default() += 1);
    }
    counts.into_iter().filter(|&(_, count)| count >= WORDS_MIN).collect()
}

/// Returns the features of decisions that get a row, as they stand on the way to the gold trees.
fn move_features(gold: &[Lesson]) -> Vec<u32> {
    let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
    let mut state = State::default();
    for Lesson { sentence, tags } in gold {
        let count = |state: &State, tags: &[Tag]| {
            let features = parser::move_features(state, &parser::places(state), &sentence.forms, tags);
            features.iter().for_each(|&feature| *counts.entry(feature).or_default() += 1);
        };
        walk(sentence, tags, &mut state, count);
    }
    counts.into_iter().filter(|&(_, count)| count >= MOVES_MIN).map(|(feature, _)| feature).collect()
}

/// Makes the moves that lead to a tree, those that reduce before the one that shifts.
fn walk(
    sentence: &crate::conllu::Sentence,
    tags: &[Tag],
    state: &mut State,
    mut at_each: impl FnMut(&State, &[Tag]),
) {
    state.start(sentence.len());
    while !state.is_done() {
        at_each(state, tags);
        let (allowed, right) = (state.allowed(), oracle::right_moves(state, sentence));
        let is_right = |&class: &usize| allowed.contains(class) && right.contains(class, sentence, state);
        let class = (0..Move::COUNT).rev().find(is_right).expect("some move is right");
        state.apply(Move::from_class(class));
    }
}

/// Returns the class of the highest score among those allowed, the first of equals.
fn highest(scores: &[f32], is_allowed: impl Fn(usize) -> bool) -> usize {
    let mut best = (0, f32::MIN);
    for (class, &score) in scores.iter().enumerate() {
        if score > best.1 && is_allowed(class) {
            best = (class, score);
        }
    }
    best.0
}
