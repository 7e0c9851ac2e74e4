//! Learns the weights of the recognizer of names: a conditional random field of the first order.
//!
//! In: sentences as rows of features with their right labels. Out: the bytes of a packed model. The gradient of the
//! log-likelihood comes from the forward-backward sums (Lafferty, McCallum, Pereira 2001; sums scaled as by Rabiner 1989), steps
//! are AdaGrad's (Duchi, Hazan, Singer 2011), and features are dropped at random, so that no weight leans on another
//! ("dropout", Srivastava and others 2014).
//!
//! Sums, roots and `exp` are IEEE arithmetic in a fixed order: the same data give the same bytes.

use crate::exp::exp;
use crate::perceptron::{Shuffler, bytes_of};
use nutgraf::entity::recognizer::{LABELS, follows, is_open, step_features};
use nutgraf::text::perceptron::{Row, pack};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A sentence to learn from.
#[derive(Debug)]
pub struct Exercise {
    /// Features of each token; `None` where only "no name" may stand.
    pub features: Vec<Option<Vec<u32>>>,
    /// The right labels.
    pub labels: Vec<u8>,
}

const EPOCHS: usize = 8;
/// The weights are the mean of those after each of the last epochs (Polyak, Juditsky 1992).
const EPOCHS_AVERAGED: usize = 4;
/// Rarer features get no weight.
const COUNT_MIN: u32 = 2;
/// Part of the features that a step does not see.
const DROPOUT: f64 = 0.6;
/// AdaGrad's step.
const RATE: f32 = 0.1;
/// What AdaGrad's sums of squares start from.
const SQUARES_START: f32 = 1e-3;
/// Smaller gradients are not worth a step.
const GRADIENT_MIN: f32 = 1e-3;
/// The weight that is 1 in the packed model.
const UNIT: f64 = 0.05;

type Scores = [f64; LABELS];

/// A weight for each label with its sum of squared gradients.
#[derive(Debug, Clone)]
struct Weights {
    values: [f32; LABELS],
    squares: [f32; LABELS],
}

impl Weights {
    const START: Weights = Weights { values: [0.0; LABELS], squares: [SQUARES_START; LABELS] };

    fn step(&mut self, gradient: &[f32; LABELS]) {
        if gradient.iter().all(|slope| slope.abs() < GRADIENT_MIN) {
            return;
        }
        for ((value, square), &slope) in self.values.iter_mut().zip(&mut self.squares).zip(gradient) {
            *square += slope * slope;
            *value += RATE * slope / square.sqrt();
        }
    }
}

/// Returns a packed model learnt from `exercises`: the mean of one training for each of `seeds`, which order them.
pub fn learn(mut exercises: Vec<Exercise>, seeds: Range<u64>) -> Vec<u8> {
    let features = number_features(&mut exercises);
    let mut totals = vec![[0f32; LABELS]; features.len() + LABELS];
    let parts = (seeds.end - seeds.start) as f64 * EPOCHS_AVERAGED as f64;
    for seed in seeds {
        add_training(&exercises, features.len(), seed, &mut totals);
    }
    let features = features.into_iter().chain(step_features());
    let row = |(feature, total)| Row { feature, cells: cells(total, parts) };
    pack(LABELS, features.zip(&totals).map(row).collect())
}

/// Adds the weights after each of the last epochs of a training to `totals`.
fn add_training(exercises: &[Exercise], features: usize, seed: u64, totals: &mut [[f32; LABELS]]) {
    let mut field = Field {
        rows: vec![Weights::START; features],
        steps: vec![Weights::START; LABELS],
        chance: Shuffler(seed),
    };
    let mut order: Vec<usize> = (0..exercises.len()).collect();
    for epoch in 0..EPOCHS {
        field.chance.shuffle(&mut order);
        order.iter().for_each(|&number| field.learn(&exercises[number]));
        if epoch + EPOCHS_AVERAGED >= EPOCHS {
            for (total, weights) in totals.iter_mut().zip(field.rows.iter().chain(&field.steps)) {
                total.iter_mut().zip(&weights.values).for_each(|(total, value)| *total += value);
            }
        }
    }
}

/// Puts the number of each feature in its place, leaves the rare ones out, and returns the features by number.
fn number_features(exercises: &mut [Exercise]) -> Vec<u32> {
    let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
    for feature in exercises.iter().flat_map(|exercise| exercise.features.iter().flatten().flatten()) {
        *counts.entry(*feature).or_default() += 1;
    }
    let often = counts.into_iter().filter(|&(_, count)| count >= COUNT_MIN);
    let mut features: Vec<u32> = often.map(|(feature, _)| feature).collect();
    features.sort_unstable();
    let numbers: FxHashMap<u32, u32> = features.iter().copied().zip(0..).collect();
    for row in exercises.iter_mut().flat_map(|exercise| exercise.features.iter_mut().flatten()) {
        *row = row.iter().filter_map(|feature| numbers.get(feature).copied()).collect();
    }
    features
}

/// Returns what a model keeps of weights that are the sum of `parts`.
fn cells(total: &[f32; LABELS], parts: f64) -> Vec<(u8, i8)> {
    let packed = |(label, total): (usize, &f32)| {
        let weight = (f64::from(*total) / parts / UNIT).round() as i32;
        bytes_of(weight).map(move |part| (label as u8, part))
    };
    total.iter().enumerate().flat_map(packed).collect()
}

/// The weights in training.
struct Field {
    /// By number of the feature.
    rows: Vec<Weights>,
    /// By label: what it says for the next.
    steps: Vec<Weights>,
    chance: Shuffler,
}

impl Field {
    /// Takes one step towards the right labels of a sentence.
    fn learn(&mut self, exercise: &Exercise) {
        let seen = self.dropped(exercise);
        let tokens: Vec<Scores> = seen.iter().map(|row| self.potentials(row.as_deref())).collect();
        let steps = self.step_potentials();
        let Some(sums) = Sums::new(&tokens, &steps) else { return };
        let mut before = 0;
        for (place, row) in seen.iter().enumerate() {
            let truth = usize::from(exercise.labels[place]);
            let mut slopes = sums.steps(place, &tokens[place], &steps);
            slopes[before][truth] += 1.0;
            before = truth;
            self.steps.iter_mut().zip(&slopes).for_each(|(weights, slopes)| weights.step(slopes));
            let mut slopes = sums.labels(place).map(|chance| -chance as f32 / (1.0 - DROPOUT) as f32);
            slopes[truth] += 1.0 / (1.0 - DROPOUT) as f32;
            row.iter().flatten().for_each(|&number| self.rows[number as usize].step(&slopes));
        }
    }

    /// Returns the features that this step sees.
    fn dropped(&mut self, exercise: &Exercise) -> Vec<Option<Vec<u32>>> {
        let limit = (DROPOUT * 65536.0) as usize;
        let mut kept = |row: &Vec<u32>| {
            row.iter().copied().filter(|_| self.chance.below(65536) >= limit).collect::<Vec<u32>>()
        };
        exercise.features.iter().map(|row| row.as_ref().map(&mut kept)).collect()
    }

    /// Returns how much a token's features speak for each label; the highest is 1.
    fn potentials(&self, row: Option<&[u32]>) -> Scores {
        let Some(row) = row else { return std::array::from_fn(|label| f64::from(u8::from(label == 0))) };
        let mut scores = [0f32; LABELS];
        for &number in row {
            scores
                .iter_mut()
                .zip(&self.rows[number as usize].values)
                .for_each(|(score, value)| *score += value);
        }
        let highest = scores.iter().copied().fold(f32::MIN, f32::max);
        scores.map(|score| exp(f64::from(score - highest) / (1.0 - DROPOUT)))
    }

    /// Returns how much each label speaks for each next one; 0 where it may not follow.
    fn step_potentials(&self) -> [Scores; LABELS] {
        std::array::from_fn(|before| {
            let potential = |label| exp(f64::from(self.steps[before].values[label]));
            std::array::from_fn(|label| if follows(before, label) { potential(label) } else { 0.0 })
        })
    }
}

/// Sums over all rows of labels up to a token and from it on; each token's forward sums add up to 1.
struct Sums {
    forward: Vec<Scores>,
    backward: Vec<Scores>,
    scales: Vec<f64>,
}

impl Sums {
    /// Returns `None` where no row of labels has a chance that a number can hold.
    fn new(tokens: &[Scores], steps: &[Scores; LABELS]) -> Option<Sums> {
        let mut forward: Vec<Scores> = Vec::with_capacity(tokens.len());
        let mut scales = Vec::with_capacity(tokens.len());
        let mut last: Scores = std::array::from_fn(|label| f64::from(u8::from(label == 0)));
        for token in tokens {
            let reach =
                |label: usize| (0..LABELS).map(|before| last[before] * steps[before][label]).sum::<f64>();
            let sums: Scores = std::array::from_fn(|label| token[label] * reach(label));
            let scale: f64 = sums.iter().sum();
            last = sums.map(|sum| sum / scale);
            forward.push(last);
            scales.push(scale);
        }
        let mut next: Scores = std::array::from_fn(|label| f64::from(u8::from(!is_open(label))));
        let mut backward = vec![next; tokens.len()];
        for place in (1..tokens.len()).rev() {
            let onward = |before: usize| {
                (0..LABELS)
                    .map(|label| steps[before][label] * tokens[place][label] * next[label])
                    .sum::<f64>()
            };
            next = std::array::from_fn(|before| onward(before) / scales[place]);
            backward[place - 1] = next;
        }
        let sums = Sums { forward, backward, scales };
        (!tokens.is_empty() && sums.whole().is_normal()).then_some(sums)
    }

    /// Returns the sum over all rows of labels, scaled.
    fn whole(&self) -> f64 {
        self.forward[0].iter().zip(&self.backward[0]).map(|(forward, backward)| forward * backward).sum()
    }

    /// Returns the chance of each label at a place.
    fn labels(&self, place: usize) -> Scores {
        let whole = self.whole();
        std::array::from_fn(|label| self.forward[place][label] * self.backward[place][label] / whole)
    }

    /// Returns the chance of each step to a place, below zero.
    fn steps(&self, place: usize, token: &Scores, steps: &[Scores; LABELS]) -> [[f32; LABELS]; LABELS] {
        let whole = self.whole() * self.scales[place];
        std::array::from_fn(|before| {
            let so_far = match place {
                0 => f64::from(u8::from(before == 0)),
                _ => self.forward[place - 1][before],
            };
            let onward = |label: usize| token[label] * self.backward[place][label];
            std::array::from_fn(|label| -(so_far * steps[before][label] * onward(label) / whole) as f32)
        })
    }
}
