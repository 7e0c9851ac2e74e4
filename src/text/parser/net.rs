//! A trained network, and what it says.
//!
//! In: the bytes of `parser.bin`. Out: a score per move. Weights are integers of one or two bytes; see `pack` for their units.
//!
//! Each word has a vector from rows of its features, two layers read the sentence from both ends, and a decision adds up what the
//! vectors of its words and the rows of its own features say in a hidden vector, from which moves have their scores: Kiperwasser and
//! Goldberg (2016), with the hidden sums worked out once for each word and place as in Chen and Manning (2014).

use super::inputs::{self, PLACES};
use super::layer::{self, Direction, GATES};
use super::matrix::{BLOCK, EIGHT, FOUR, Matrix};
use super::state::{Move, NONE, State};
use super::table::Table;
use crate::text::forms::Form;
use crate::text::labels::Tag;
use wide::{i16x8, i32x4, i32x8};

/// Numbers of a word before it is read in its sentence.
pub const WORD: usize = 64;
/// Numbers of a direction of a layer.
pub const HALF: usize = 48;
/// Numbers of a word in its sentence.
pub const TOP: usize = 2 * HALF;
/// Numbers of a decision.
pub const HIDDEN: usize = 96;

/// What a model opens with; the digit is the version of the layout.
pub(super) const MAGIC: &[u8; 4] = b"NGN1";
/// Vectors of words are in units of 1 by 2 to the power of this.
pub(super) const UNIT_BITS: u32 = 10;
/// One in these units.
pub(super) const ONE: f32 = (1 << UNIT_BITS) as f32;
/// Weights of two bytes are in such units.
pub(super) const WEIGHT_BITS: u32 = 11;
/// Rows of features are in such units.
pub(super) const ROW_BITS: u32 = 6;
/// Hidden numbers are in such units.
pub(super) const HIDDEN_BITS: u32 = 9;

const WORD_EIGHTS: usize = WORD / EIGHT;
const WORD_SIXTEENS: usize = WORD / 16;
const HALF_EIGHTS: usize = HALF / EIGHT;
const TOP_EIGHTS: usize = TOP / EIGHT;
const HIDDEN_EIGHTS: usize = HIDDEN / EIGHT;
const HIDDEN_SIXTEENS: usize = HIDDEN / 16;
const PART_FOURS: usize = PLACES * HIDDEN / FOUR;
const CLASS_FOURS: usize = Move::COUNT.div_ceil(BLOCK) * BLOCK / FOUR;

/// Hidden numbers, or parts of their sums.
type Hidden = [i16x8; HIDDEN_EIGHTS];

/// A network used from its bytes; the smaller part is copied when it is opened.
#[derive(Debug)]
pub struct Net<'a> {
    words: Table<'a, WORD_SIXTEENS>,
    /// The gates of both directions.
    first: [Direction; 2],
    second: [Direction; 2],
    /// For each place, for each hidden number, its weights.
    places: Matrix,
    missing: [Hidden; PLACES],
    moves: Table<'a, HIDDEN_SIXTEENS>,
    out: Matrix,
}

/// Room for a sentence, used again for the next.
#[derive(Debug, Default)]
pub struct Reading {
    words: Vec<[i16x8; WORD_EIGHTS]>,
    outputs: [Vec<[i16x8; TOP_EIGHTS]>; 2],
    /// Sums of products of all words.
    sums: Vec<i32x4>,
    /// For each word, for each place, what it adds to the hidden numbers there.
    parts: Vec<[Hidden; PLACES]>,
}

impl<'a> Net<'a> {
    /// Opens a model; `None` when the bytes are not one.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        let (words, rest) = Table::open(bytes.strip_prefix(MAGIC)?)?;
        let (moves, rest) = Table::open(rest)?;
        let mut rest = Take(rest);
        let mut gates = |eights: usize| {
            let bias = rest.longs(GATES)?;
            // A row has the weights of a word's own numbers, then those of the output before.
            let rows = rest.rows(GATES, eights * EIGHT + HALF)?;
            let part = |of: fn(&[i16], usize) -> &[i16]| -> Vec<Vec<i16>> {
                rows.iter().map(|row| of(row, eights * EIGHT).to_vec()).collect()
            };
            let own = Matrix::new(eights, &part(|row, width| &row[..width]), &bias);
            let before = Matrix::new(HALF_EIGHTS, &part(|row, width| &row[width..]), &[]);
            Some(Direction { own, before })
        };
        let first = [gates(WORD_EIGHTS)?, gates(WORD_EIGHTS)?];
        let second = [gates(TOP_EIGHTS)?, gates(TOP_EIGHTS)?];
        let places = Matrix::new(TOP_EIGHTS, &rest.rows(PLACES * HIDDEN, TOP)?, &[]);
        let missing = rest.rows(PLACES, HIDDEN)?;
        let out = rest.rows(Move::COUNT, HIDDEN)?;
        let out = Matrix::new(HIDDEN_EIGHTS, &out, &rest.longs(Move::COUNT)?);
        let missing = std::array::from_fn(|place| eights(&missing[place]));
        rest.0.is_empty().then_some(Self { words, first, second, places, missing, moves, out })
    }

    /// Returns how many features it knows.
    pub fn feature_count(&self) -> usize {
        self.words.row_count() + self.moves.row_count()
    }

    /// Reads a sentence.
    pub fn read(&self, forms: &[Form], tags: &[Tag], reading: &mut Reading) {
        let Reading { words, outputs: [first, second], sums, parts } = reading;
        words.clear();
        for (form, &tag) in forms.iter().zip(tags) {
            let sums = self.words.sum(&inputs::word_features(form, tag));
            words.push(shifted(sums.as_flattened(), UNIT_BITS - ROW_BITS));
        }
        first.clear();
        first.resize(words.len(), [i16x8::ZERO; TOP_EIGHTS]);
        second.clear();
        second.resize(words.len(), [i16x8::ZERO; TOP_EIGHTS]);
        for side in 0..2 {
            layer::read(&self.first[side], words, first, side * HALF_EIGHTS, side == 1, sums);
        }
        for side in 0..2 {
            layer::read(&self.second[side], first, second, side * HALF_EIGHTS, side == 1, sums);
        }
        for (first, second) in first.iter_mut().zip(second) {
            first.iter_mut().zip(second).for_each(|(first, second)| *first += *second);
        }
        sums.clear();
        sums.resize(first.len() * PART_FOURS, i32x4::ZERO);
        self.places.times_all(first, sums);
        parts.clear();
        for sums in sums.chunks_exact(PART_FOURS) {
            let mut part = [[i16x8::ZERO; HIDDEN_EIGHTS]; PLACES];
            for (part, sums) in part.as_flattened_mut().iter_mut().zip(sums.as_chunks().0) {
                *part = hidden(sums);
            }
            parts.push(part);
        }
    }

    /// Returns the best move of a state among those allowed, the first of equals.
    pub fn best(&self, state: &State, forms: &[Form], tags: &[Tag], reading: &Reading) -> Move {
        let scores = self.scores(state, forms, tags, reading);
        let allowed = state.allowed();
        let mut best = (0, i32::MIN);
        for (four, scores) in scores.iter().enumerate() {
            for (n, score) in scores.to_array().into_iter().enumerate() {
                let class = four * FOUR + n;
                if score > best.1 && class < Move::COUNT && allowed.contains(class) {
                    best = (class, score);
                }
            }
        }
        Move::from_class(best.0)
    }

    /// Returns the score of each move, by its class.
    #[inline]
    pub(super) fn scores(
        &self,
        state: &State,
        forms: &[Form],
        tags: &[Tag],
        reading: &Reading,
    ) -> [i32x4; CLASS_FOURS] {
        let places = inputs::places(state);
        let sums = self.moves.sum(&inputs::move_features(state, &places, forms, tags));
        let mut hidden: Hidden = shifted(sums.as_flattened(), HIDDEN_BITS - ROW_BITS);
        for (place, (&word, missing)) in places.iter().zip(&self.missing).enumerate() {
            let part = if word == NONE { missing } else { &reading.parts[word][place] };
            hidden.iter_mut().zip(part).for_each(|(sum, part)| *sum = sum.saturating_add(*part));
        }
        hidden.iter_mut().for_each(|sum| *sum = sum.max(i16x8::ZERO));
        let mut scores = [i32x4::ZERO; CLASS_FOURS];
        self.out.times(&hidden, &mut scores);
        scores
    }
}

/// From sums of products of words' numbers to hidden numbers.
const PART_SHIFT: i32 = (UNIT_BITS + WEIGHT_BITS - HIDDEN_BITS) as i32;

/// Returns numbers in smaller units.
#[inline]
fn shifted<const N: usize>(numbers: &[i16x8], bits: u32) -> [i16x8; N] {
    let mut shifted = [i16x8::ZERO; N];
    shifted.iter_mut().zip(numbers).for_each(|(shifted, &number)| *shifted = number << bits);
    shifted
}

/// Returns sums of products as parts of hidden numbers.
#[inline]
fn hidden(sums: &[i32x4; 2]) -> i16x8 {
    let [low, high] = [(sums[0] >> PART_SHIFT).to_array(), (sums[1] >> PART_SHIFT).to_array()];
    let both = [low[0], low[1], low[2], low[3], high[0], high[1], high[2], high[3]];
    i16x8::from_i32x8_saturate(i32x8::new(both))
}

fn eights<const N: usize>(numbers: &[i16]) -> [i16x8; N] {
    std::array::from_fn(|n| i16x8::from_slice_unaligned(&numbers[n * EIGHT..(n + 1) * EIGHT]))
}

/// The bytes of a model that are still to be taken.
struct Take<'a>(&'a [u8]);

impl Take<'_> {
    /// Takes rows of numbers of two bytes.
    fn rows(&mut self, count: usize, width: usize) -> Option<Vec<Vec<i16>>> {
        let (rows, rest) = self.0.split_at_checked(2 * width * count)?;
        self.0 = rest;
        let number = |bytes: &[u8]| i16::from_le_bytes([bytes[0], bytes[1]]);
        Some(rows.chunks_exact(2 * width).map(|row| row.chunks_exact(2).map(number).collect()).collect())
    }

    /// Takes numbers of four bytes.
    fn longs(&mut self, count: usize) -> Option<Vec<i32>> {
        let (row, rest) = self.0.split_at_checked(4 * count)?;
        self.0 = rest;
        row.chunks_exact(4).map(|bytes| Some(i32::from_le_bytes(bytes.try_into().ok()?))).collect()
    }
}
