//! Learning: an averaged perceptron over hashed features.
//!
//! In: features, the right class and the guessed one, decision by decision. Out: the bytes of a packed model. When "talks"
//! was guessed `VBZ` and is `NNS`, each of its features moves one step towards `NNS` and one away from `VBZ`.
//!
//! Nothing here depends on time, threads or addresses: the same calls give the same bytes.

use nutgraf::text::perceptron::{Row, Scorer, pack};
use rustc_hash::FxHashMap;

/// How often each feature was seen: a first walk over the data, so that rare features never get a weight.
#[derive(Debug, Default)]
pub struct Counts {
    seen: FxHashMap<u32, u32>,
}

impl Counts {
    /// Counts the features of one decision.
    pub fn add(&mut self, features: &[u32]) {
        for &feature in features {
            *self.seen.entry(feature).or_default() += 1;
        }
    }
}

/// A weight in training: its present value, and the sum over all past steps that averaging needs.
#[derive(Debug, Clone, Copy)]
struct Cell {
    class: u8,
    value: i32,
    total: i64,
    changed_at: u32,
}

/// A model in training.
#[derive(Debug)]
pub struct Trainer {
    classes: usize,
    places: FxHashMap<u32, u32>,
    rows: Vec<(u32, Vec<Cell>)>,
    step: u32,
}

impl Trainer {
    /// Returns a model without weights that will know the features seen `count_min` times or more.
    pub fn new(classes: usize, counts: &Counts, count_min: u32) -> Self {
        assert!(classes <= 255, "a class is one byte");
        let mut features: Vec<u32> = counts
            .seen
            .iter()
            .filter(|&(_, &count)| count >= count_min)
            .map(|(&feature, _)| feature)
            .collect();
        features.sort_unstable();
        let places = features.iter().zip(0..).map(|(&feature, place)| (feature, place)).collect();
        let rows = features.into_iter().map(|feature| (feature, Vec::new())).collect();
        Self { classes, places, rows, step: 0 }
    }

    /// Counts a decision; call once for each, right or wrong.
    pub fn tick(&mut self) {
        self.step += 1;
    }

    /// Moves the weights of `features` for `class` by `amount`.
    pub fn shift(&mut self, features: &[u32], class: usize, amount: i32) {
        for feature in features {
            let Some(&place) = self.places.get(feature) else { continue };
            let row = &mut self.rows[place as usize].1;
            let at = row.iter().position(|cell| usize::from(cell.class) == class).unwrap_or_else(|| {
                row.push(Cell { class: class as u8, value: 0, total: 0, changed_at: 0 });
                row.len() - 1
            });
            let cell = &mut row[at];
            cell.total += i64::from(cell.value) * i64::from(self.step - cell.changed_at);
            cell.changed_at = self.step;
            cell.value += amount;
        }
    }

    /// Moves `features` one step towards `truth` and one away from `guess`.
    pub fn update(&mut self, features: &[u32], truth: usize, guess: usize) {
        if truth != guess {
            self.shift(features, truth, 1);
            self.shift(features, guess, -1);
        }
    }

    /// Returns the averaged weights as a packed model: `unit` of weight is 1 in the model, and what rounds to less than
    /// `weight_min` is left out. `rows` are those of other features.
    pub fn finish(&self, unit: f64, weight_min: i32, mut rows: Vec<Row>) -> Vec<u8> {
        let steps = f64::from(self.step.max(1));
        for (feature, cells) in &self.rows {
            let mut kept: Vec<(u8, i8)> = Vec::new();
            for cell in cells {
                let total = cell.total + i64::from(cell.value) * i64::from(self.step - cell.changed_at);
                let weight = (total as f64 / steps / unit).round() as i32;
                if weight.abs() >= weight_min {
                    kept.extend(bytes_of(weight).map(|part| (cell.class, part)));
                }
            }
            kept.sort_unstable();
            rows.push(Row { feature: *feature, cells: kept });
        }
        pack(self.classes, rows)
    }
}

/// Returns a weight as parts of one byte each that add up to it: the few large ones cannot be spared.
pub fn bytes_of(weight: i32) -> impl Iterator<Item = i8> {
    let limit = i32::from(i8::MAX);
    let mut rest = weight;
    std::iter::from_fn(move || {
        let part = rest.clamp(-limit, limit);
        rest -= part;
        (part != 0).then_some(part as i8)
    })
}

impl Scorer for Trainer {
    fn classes(&self) -> usize {
        self.classes
    }

    fn add(&self, features: &[u32], scores: &mut [i32]) {
        for feature in features {
            let Some(&place) = self.places.get(feature) else { continue };
            for cell in &self.rows[place as usize].1 {
                scores[usize::from(cell.class)] += cell.value;
            }
        }
    }
}

/// A small random number generator (splitmix64), seeded by number, for orders that are the same each time.
#[derive(Debug)]
pub struct Shuffler(pub u64);

impl Shuffler {
    /// Returns a number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((u128::from(z ^ (z >> 31)) * bound as u128) >> 64) as usize
    }

    /// Puts `items` into a random order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}
