//! The parser's network in training.
//!
//! In: sentences, and the moves that were right. Out: weights. Words are read by layers (`layer.rs`); a decision adds up what its words
//! and its features say in a hidden vector, from which each move has its score (Kiperwasser, Goldberg 2016).

pub mod layer;
pub mod math;

use crate::exp::exp_of_four_bytes as exp;
use crate::perceptron::Shuffler;
use layer::{Layer, Trace};
use math::{Pace, Rows, Tensor, add, backward, forward, outer, unit};
use nutgraf::text::parser::{
    self, DirectionWeights, HIDDEN, Move, NONE, PLACES, State, TOP, WORD, WORD_FEATURES, Weights,
};
use nutgraf::text::{Form, Tag};

/// A gradient may be so many times as long as they are on average.
const LENGTH_MAX: f32 = 2.5;
/// Layers.
pub const LAYERS: usize = 2;

/// Parts that are left out at random while learning, so that the rest learns to do without them.
#[derive(Debug, Clone, Copy)]
pub struct Dropout {
    /// Features of words.
    pub feature: f32,
    /// Numbers of words in their sentence.
    pub top: f32,
    /// Numbers of decisions.
    pub hidden: f32,
}

/// The network.
#[derive(Debug)]
pub struct Net {
    /// Rows of word features.
    pub words: Rows,
    /// How often each feature stands, by row: a rare word is left out more often.
    word_counts: Vec<u32>,
    /// The layers that read.
    pub layers: Vec<Layer>,
    /// From a word at each of a decision's places to the hidden numbers.
    pub places: [Tensor; PLACES],
    /// In place of a word that is missing.
    pub missing: Tensor,
    /// Rows of a decision's features.
    pub moves: Rows,
    /// Hidden numbers to scores.
    pub out: Tensor,
    /// Added to the scores.
    pub bias: Tensor,
    /// From a word to its label in silver data; only to learn by.
    pub labels: Tensor,
    /// Added to the labels' scores.
    pub label_bias: Tensor,
    /// The running mean of the gradient's length.
    usual_length: f32,
    random: Shuffler,
}

/// A sentence on its way through the network.
#[derive(Debug, Default)]
pub struct Reading {
    features: Vec<[Option<u32>; WORD_FEATURES]>,
    x: Vec<f32>,
    outputs: Vec<Vec<f32>>,
    traces: Vec<[Trace; 2]>,
    mask: Vec<f32>,
    /// A vector per word.
    top: Vec<f32>,
    /// What each word adds to the hidden numbers at each place.
    parts: Vec<f32>,
    dtop: Vec<f32>,
    dparts: Vec<f32>,
}

/// One decision.
#[derive(Debug)]
pub struct Decision {
    places: [usize; PLACES],
    features: Vec<u32>,
    hidden: Vec<f32>,
    mask: Vec<f32>,
    /// The score of each move.
    pub scores: Vec<f32>,
}

impl Net {
    /// Returns a network with random weights: rows for features of words, which come with how often they stand, and of decisions.
    pub fn new(words: Vec<(u32, u32)>, moves: Vec<u32>, labels: usize) -> Self {
        let mut random = Shuffler(7);
        let bound = |count: usize| (3.0 / count as f32).sqrt();
        let rows = Rows::new(words.iter().map(|word| word.0).collect(), WORD, 0.25, &mut random);
        let mut word_counts = vec![0; rows.features.len()];
        for (feature, count) in words {
            word_counts[rows.places[&feature] as usize] = count;
        }
        Self {
            words: rows,
            word_counts,
            layers: (0..LAYERS).map(|n| Layer::new(if n == 0 { WORD } else { TOP }, &mut random)).collect(),
            places: [(); PLACES].map(|()| Tensor::new(TOP * HIDDEN, bound(TOP + HIDDEN), &mut random)),
            missing: Tensor::new(PLACES * HIDDEN, 0.1, &mut random),
            moves: Rows::new(moves, HIDDEN, 0.05, &mut random),
            out: Tensor::new(HIDDEN * Move::COUNT, bound(HIDDEN + Move::COUNT), &mut random),
            bias: Tensor::new(Move::COUNT, 0.0, &mut random),
            labels: Tensor::new(TOP * labels, bound(TOP + labels), &mut random),
            label_bias: Tensor::new(labels, 0.0, &mut random),
            usual_length: 0.0,
            random,
        }
    }

    /// Reads a sentence.
    pub fn read(&mut self, forms: &[Form], tags: &[Tag], dropout: Dropout, reading: &mut Reading) {
        let words = forms.len();
        reading.features.clear();
        reading.x.clear();
        reading.x.resize(words * WORD, 0.0);
        for ((form, &tag), x) in forms.iter().zip(tags).zip(reading.x.chunks_exact_mut(WORD)) {
            let mut rows = parser::word_features(form, tag).map(|feature| self.words.find(feature));
            for (n, row) in rows.iter_mut().enumerate() {
                let Some(place) = *row else { continue };
                let rare = if n == 0 { 0.5 / self.word_counts[place as usize] as f32 } else { 0.0 };
                if unit(&mut self.random) < dropout.feature + rare {
                    *row = None;
                }
            }
            for &row in rows.iter().flatten() {
                add(self.words.row(row), 1.0, x);
            }
            reading.features.push(rows);
        }
        reading.outputs.resize_with(LAYERS, Vec::new);
        reading.traces.resize_with(LAYERS, Default::default);
        for (n, layer) in self.layers.iter().enumerate() {
            let (done, rest) = reading.outputs.split_at_mut(n);
            let x = done.last().unwrap_or(&reading.x);
            layer.read(x, &mut rest[0], &mut reading.traces[n]);
        }
        reading.top.clear();
        reading.top.resize(words * TOP, 0.0);
        for output in &reading.outputs {
            add(output, 1.0, &mut reading.top);
        }
        reading.mask.clear();
        let keep = 1.0 / (1.0 - dropout.top);
        for top in &mut reading.top {
            let kept = if unit(&mut self.random) < dropout.top { 0.0 } else { keep };
            reading.mask.push(kept);
            *top *= kept;
        }
        reading.dtop.clear();
        reading.dtop.resize(words * TOP, 0.0);
    }

    /// Works out what each word adds to decisions.
    pub fn prepare(&self, reading: &mut Reading) {
        let words = reading.features.len();
        reading.parts.clear();
        reading.parts.resize(words * PLACES * HIDDEN, 0.0);
        reading.dparts.clear();
        reading.dparts.resize(words * PLACES * HIDDEN, 0.0);
        for (top, parts) in reading.top.chunks_exact(TOP).zip(reading.parts.chunks_exact_mut(PLACES * HIDDEN))
        {
            for (place, part) in self.places.iter().zip(parts.chunks_exact_mut(HIDDEN)) {
                forward(&place.w, top, part);
            }
        }
    }

    /// Scores the moves of a state.
    pub fn decide(
        &mut self,
        reading: &Reading,
        state: &State,
        forms: &[Form],
        tags: &[Tag],
        dropout: Dropout,
    ) -> Decision {
        let places = parser::places(state);
        let mut hidden = vec![0f32; HIDDEN];
        for (n, &place) in places.iter().enumerate() {
            let part = if place == NONE {
                &self.missing.w[n * HIDDEN..][..HIDDEN]
            } else {
                &reading.parts[(place * PLACES + n) * HIDDEN..][..HIDDEN]
            };
            add(part, 1.0, &mut hidden);
        }
        let found = parser::move_features(state, &places, forms, tags);
        let features: Vec<u32> = found.iter().filter_map(|&feature| self.moves.find(feature)).collect();
        for &feature in &features {
            add(self.moves.row(feature), 1.0, &mut hidden);
        }
        let mut mask = Vec::new();
        let keep = 1.0 / (1.0 - dropout.hidden);
        for value in &mut hidden {
            let is_out = *value <= 0.0 || unit(&mut self.random) < dropout.hidden;
            mask.push(if is_out { 0.0 } else { keep });
            *value *= mask[mask.len() - 1];
        }
        let mut scores = self.bias.w.clone();
        forward(&self.out.w, &hidden, &mut scores);
        Decision { places, features, hidden, mask, scores }
    }

    /// Takes the gradient of the scores back as far as the words.
    pub fn learn_decision(&mut self, reading: &mut Reading, decision: &Decision, dscores: &[f32]) {
        add(dscores, 1.0, &mut self.bias.g);
        outer(&mut self.out.g, &decision.hidden, HIDDEN, dscores, Move::COUNT);
        let mut dhidden = vec![0f32; HIDDEN];
        backward(&self.out.w, dscores, &mut dhidden);
        dhidden.iter_mut().zip(&decision.mask).for_each(|(d, mask)| *d *= mask);
        for &feature in &decision.features {
            self.moves.pull(feature, &dhidden);
        }
        for (n, &place) in decision.places.iter().enumerate() {
            let part = if place == NONE {
                &mut self.missing.g[n * HIDDEN..][..HIDDEN]
            } else {
                &mut reading.dparts[(place * PLACES + n) * HIDDEN..][..HIDDEN]
            };
            add(&dhidden, 1.0, part);
        }
    }

    /// Takes the gradient of the decisions back to the words in their sentence.
    pub fn learn_parts(&mut self, reading: &mut Reading) {
        const ALL: usize = PLACES * HIDDEN;
        let mut picked = Vec::new();
        for (n, place) in self.places.iter_mut().enumerate() {
            picked.clear();
            for (d, dtop) in reading.dparts.chunks_exact(ALL).zip(reading.dtop.chunks_exact_mut(TOP)) {
                let d = &d[n * HIDDEN..][..HIDDEN];
                backward(&place.w, d, dtop);
                picked.extend_from_slice(d);
            }
            outer(&mut place.g, &reading.top, TOP, &picked, HIDDEN);
        }
    }

    /// Takes the gradient of the words in their sentence back to the words.
    pub fn learn_words(&mut self, reading: &mut Reading) {
        let Reading { features, x, outputs, traces, mask, dtop, .. } = reading;
        dtop.iter_mut().zip(mask).for_each(|(d, mask)| *d *= *mask);
        let mut dy = dtop.clone();
        for n in (0..LAYERS).rev() {
            let input = if n == 0 { &*x } else { &outputs[n - 1] };
            let mut dx = if n == 0 { vec![0.0; x.len()] } else { dtop.clone() };
            self.layers[n].learn(input, &dy, &mut dx, &mut traces[n]);
            dy = dx;
        }
        for (rows, d) in features.iter().zip(dy.chunks_exact(WORD)) {
            for &row in rows.iter().flatten() {
                self.words.pull(row, d);
            }
        }
    }

    /// Learns the labels of a sentence; a word without one teaches nothing.
    pub fn learn_labels(&mut self, reading: &mut Reading, labels: &[Option<usize>]) {
        for ((top, dtop), label) in
            reading.top.chunks_exact(TOP).zip(reading.dtop.chunks_exact_mut(TOP)).zip(labels)
        {
            let Some(label) = *label else { continue };
            let mut scores = self.label_bias.w.clone();
            forward(&self.labels.w, top, &mut scores);
            let mut d = chances(&scores, |_| true);
            d[label] -= 1.0;
            add(&d, 1.0, &mut self.label_bias.g);
            outer(&mut self.labels.g, top, TOP, &d, scores.len());
            backward(&self.labels.w, &d, dtop);
        }
    }

    /// Returns the weights that ship.
    pub fn weights(&self) -> Weights {
        let rows = |rows: &Rows| {
            rows.features
                .iter()
                .copied()
                .zip(rows.all.w.chunks_exact(rows.width).map(<[f32]>::to_vec))
                .collect()
        };
        let direction = |direction: &layer::Direction| DirectionWeights {
            input: direction.input.w.clone(),
            recurrent: direction.recurrent.w.clone(),
            bias: direction.bias.w.clone(),
        };
        Weights {
            words: rows(&self.words),
            layers: self.layers.iter().flat_map(|layer| &layer.directions).map(direction).collect(),
            places: self.places.iter().map(|place| place.w.clone()).collect(),
            missing: self.missing.w.clone(),
            moves: rows(&self.moves),
            out: self.out.w.clone(),
            bias: self.bias.w.clone(),
        }
    }

    /// Returns the weights that ship, always in the same order.
    fn all_mut(&mut self) -> Vec<&mut Vec<f32>> {
        let mut all = vec![&mut self.words.all.w, &mut self.moves.all.w];
        for direction in self.layers.iter_mut().flat_map(|layer| &mut layer.directions) {
            all.extend([&mut direction.input.w, &mut direction.recurrent.w, &mut direction.bias.w]);
        }
        all.extend(self.places.iter_mut().map(|place| &mut place.w));
        all.extend([&mut self.missing.w, &mut self.out.w, &mut self.bias.w]);
        all
    }

    /// Moves all weights. A gradient much longer than usual is shortened (Pascanu and others 2013): one odd sentence once undid
    /// four epochs.
    pub fn step(&mut self, rate: f32) {
        let pace = Pace { rate, scale: self.scale() };
        self.words.step(pace);
        self.moves.step(pace);
        self.layers.iter_mut().for_each(|layer| layer.step(pace));
        self.places.iter_mut().for_each(|place| place.step(pace));
        for tensor in
            [&mut self.missing, &mut self.out, &mut self.bias, &mut self.labels, &mut self.label_bias]
        {
            tensor.step(pace);
        }
    }

    /// Returns what the gradient is to be multiplied by.
    fn scale(&mut self) -> f32 {
        let dense = [&self.missing, &self.out, &self.bias, &self.labels, &self.label_bias];
        let squares = self.words.squares()
            + self.moves.squares()
            + self.layers.iter().map(Layer::squares).sum::<f32>()
            + self.places.iter().chain(dense).map(Tensor::squares).sum::<f32>();
        let length = squares.sqrt();
        if !length.is_finite() {
            return 0.0;
        }
        let most = LENGTH_MAX * self.usual_length;
        let scale = if self.usual_length > 0.0 && length > most { most / length } else { 1.0 };
        let kept = length * scale;
        self.usual_length =
            if self.usual_length > 0.0 { 0.99 * self.usual_length + 0.01 * kept } else { kept };
        scale
    }
}

/// The mean of weights at several times.
#[derive(Debug, Default)]
pub struct Average {
    sums: Vec<Vec<f64>>,
    count: usize,
}

impl Average {
    /// Adds the weights of now.
    pub fn add(&mut self, net: &mut Net) {
        self.count += 1;
        let all = net.all_mut();
        self.sums.resize_with(all.len(), Vec::new);
        for (sums, weights) in self.sums.iter_mut().zip(all) {
            sums.resize(weights.len(), 0.0);
            sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += f64::from(*weight));
        }
    }

    /// Puts the mean into the network.
    pub fn put(&self, net: &mut Net) {
        for (sums, weights) in self.sums.iter().zip(net.all_mut()) {
            weights.iter_mut().zip(sums).for_each(|(weight, sum)| *weight = (sum / self.count as f64) as f32);
        }
    }
}

/// Returns the chance of each class that is allowed (softmax).
pub fn chances(scores: &[f32], allowed: impl Fn(usize) -> bool) -> Vec<f32> {
    let most = (0..scores.len()).filter(|&n| allowed(n)).map(|n| scores[n]).fold(f32::MIN, f32::max);
    let mut chances: Vec<f32> =
        (0..scores.len()).map(|n| if allowed(n) { exp(scores[n] - most) } else { 0.0 }).collect();
    let sum: f32 = chances.iter().sum();
    chances.iter_mut().for_each(|chance| *chance /= sum);
    chances
}
