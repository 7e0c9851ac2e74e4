//! A trained network, and what it says.
//!
//! In: the bytes of `parser.bin`. Out: a score per move. Weights are integers of one or two bytes; see `pack` for their units.
//!
//! Each word has a vector from rows of its features, two layers read the sentence from both ends, and a decision adds up what the
//! vectors of its words and the rows of its own features say in a hidden vector, from which moves have their scores: Kiperwasser and
//! Goldberg (2016), with the hidden sums worked out once for each word and place as in Chen and Manning (2014).

use super::inputs::{self, MOVE_FEATURES, PLACES, WORD_FEATURES};
use super::layer::{Direction, dot};
use super::state::{Move, NONE, State};
use super::table::Table;
use crate::text::forms::Form;
use crate::text::labels::Tag;

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

/// A network used from its bytes; the smaller part is copied when it is opened.
#[derive(Debug)]
pub struct Net<'a> {
    words: Table<'a>,
    first: [Direction<{ WORD + HALF }>; 2],
    second: [Direction<{ TOP + HALF }>; 2],
    /// For each place, for each hidden number, its weights.
    places: Vec<[i16; TOP]>,
    missing: Vec<[i16; HIDDEN]>,
    moves: Table<'a>,
    out: Vec<[i16; HIDDEN]>,
    bias: Vec<i32>,
}

/// Room for a sentence, used again for the next.
#[derive(Debug, Default)]
pub struct Reading {
    words: Vec<[i16; WORD]>,
    outputs: [Vec<[i16; TOP]>; 2],
    /// For each word, for each place, what it adds to the hidden numbers there.
    parts: Vec<[[i16; HIDDEN]; PLACES]>,
    /// A score per move.
    pub scores: Vec<i32>,
}

impl<'a> Net<'a> {
    /// Opens a model; `None` when the bytes are not one.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        let (words, rest) = Table::open(bytes.strip_prefix(MAGIC)?, WORD)?;
        let (moves, rest) = Table::open(rest, HIDDEN)?;
        let mut rest = Take(rest);
        let net = Self {
            words,
            first: [Direction::take(&mut rest)?, Direction::take(&mut rest)?],
            second: [Direction::take(&mut rest)?, Direction::take(&mut rest)?],
            places: (0..PLACES * HIDDEN).map(|_| rest.row()).collect::<Option<_>>()?,
            missing: (0..PLACES).map(|_| rest.row()).collect::<Option<_>>()?,
            moves,
            out: (0..Move::COUNT).map(|_| rest.row()).collect::<Option<_>>()?,
            bias: rest.longs(Move::COUNT)?,
        };
        rest.0.is_empty().then_some(net)
    }

    /// Reads a sentence.
    pub fn read(&self, forms: &[Form], tags: &[Tag], reading: &mut Reading) {
        let Reading { words, outputs: [first, second], parts, .. } = reading;
        words.clear();
        for (form, &tag) in forms.iter().zip(tags) {
            let mut sums = [0i16; WORD];
            let features: [u32; WORD_FEATURES] = inputs::word_features(form, tag);
            features.iter().for_each(|&feature| self.words.add(feature, &mut sums));
            words.push(sums.map(|sum| sum << (UNIT_BITS - ROW_BITS)));
        }
        first.clear();
        first.resize(words.len(), [0; TOP]);
        second.clear();
        second.resize(words.len(), [0; TOP]);
        for (side, (one, two)) in [(0, false), (1, true)].into_iter().enumerate() {
            self.first[side].read(words, first, one * HALF, two);
        }
        for (side, (one, two)) in [(0, false), (1, true)].into_iter().enumerate() {
            self.second[side].read(first, second, one * HALF, two);
        }
        parts.clear();
        for (first, second) in first.iter().zip(second) {
            let mut top = *first;
            top.iter_mut().zip(second).for_each(|(top, second)| *top += *second);
            let mut part = [[0i16; HIDDEN]; PLACES];
            for (part, weights) in part.iter_mut().zip(self.places.chunks_exact(HIDDEN)) {
                for (part, weights) in part.iter_mut().zip(weights) {
                    *part = (dot(weights, &top) >> (UNIT_BITS + WEIGHT_BITS - HIDDEN_BITS)) as i16;
                }
            }
            parts.push(part);
        }
    }

    /// Returns the best move of a state among those allowed; `reading.scores` holds the scores afterwards.
    pub fn best(&self, state: &State, forms: &[Form], tags: &[Tag], reading: &mut Reading) -> Move {
        let mut rows = [0i16; HIDDEN];
        let features: [u32; MOVE_FEATURES] = inputs::move_features(state, forms, tags);
        features.iter().for_each(|&feature| self.moves.add(feature, &mut rows));
        let mut hidden = rows.map(|sum| sum << (HIDDEN_BITS - ROW_BITS));
        for (place, (&word, missing)) in inputs::places(state).iter().zip(&self.missing).enumerate() {
            let part = if word == NONE { missing } else { &reading.parts[word][place] };
            hidden.iter_mut().zip(part).for_each(|(sum, &part)| *sum = sum.saturating_add(part));
        }
        let hidden = hidden.map(|sum| sum.max(0));
        let allowed = state.allowed();
        let mut best = (0, i32::MIN);
        reading.scores.clear();
        for (class, (weights, bias)) in self.out.iter().zip(&self.bias).enumerate() {
            let score = bias + dot(weights, &hidden);
            reading.scores.push(score);
            if score > best.1 && allowed.contains(class) {
                best = (class, score);
            }
        }
        Move::from_class(best.0)
    }
}

/// The bytes of a model that are still to be taken.
pub(super) struct Take<'a>(&'a [u8]);

impl Take<'_> {
    /// Takes numbers of two bytes.
    pub fn row<const N: usize>(&mut self) -> Option<[i16; N]> {
        let (row, rest) = self.0.split_at_checked(2 * N)?;
        self.0 = rest;
        Some(std::array::from_fn(|n| i16::from_le_bytes([row[2 * n], row[2 * n + 1]])))
    }

    /// Takes numbers of four bytes.
    pub fn longs(&mut self, count: usize) -> Option<Vec<i32>> {
        let (row, rest) = self.0.split_at_checked(4 * count)?;
        self.0 = rest;
        row.chunks_exact(4).map(|bytes| Some(i32::from_le_bytes(bytes.try_into().ok()?))).collect()
    }
}
