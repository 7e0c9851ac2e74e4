//! A layer that reads a sentence from both ends.
//!
//! In: a vector per word. Out: a vector per word that knows the words around it: for "talks" in "he talks" another than in "the talks".
//!
//! Recurrent gates, with one gate for keeping and taking (the coupled LSTM of Greff and others 2017). Products are sums of integers;
//! what stands between them is float arithmetic in a fixed order, so the vectors are the same on every platform.

use super::matrix::{EIGHT, FOUR, Matrix};
use super::net::{HALF, ONE, UNIT_BITS, WEIGHT_BITS};
use wide::{f32x4, i16x8, i32x4};

/// Gates of a direction: keep, candidate, out.
pub const GATES: usize = 3 * HALF;
/// What a number of the gates' sums is worth.
const SUM_UNIT: f32 = 1.0 / (1i64 << (UNIT_BITS + WEIGHT_BITS)) as f32;
/// Numbers of a direction, eight and four at a time.
const HALF_EIGHTS: usize = HALF / EIGHT;
const HALF_FOURS: usize = HALF / FOUR;
/// Fours of the gates' sums.
pub(super) const GATE_FOURS: usize = GATES / FOUR;

/// The gates of a direction.
#[derive(Debug)]
pub(super) struct Direction {
    /// What a word's own numbers tell them.
    pub own: Matrix,
    /// What the output of the word before tells them.
    pub before: Matrix,
}

/// Reads vectors one after the other and puts the outputs into the eights of `y` that begin at `at`.
///
/// `sums` is room for what all words' own numbers tell the gates.
pub(super) fn read<const IN: usize, const OUT: usize>(
    gates: &Direction,
    x: &[[i16x8; IN]],
    y: &mut [[i16x8; OUT]],
    at: usize,
    is_backward: bool,
    sums: &mut Vec<i32x4>,
) {
    sums.clear();
    sums.resize(x.len() * GATE_FOURS, i32x4::ZERO);
    gates.own.times_all(x, sums);
    let mut cell = [f32x4::ZERO; HALF_FOURS];
    let mut before = [i16x8::ZERO; HALF_EIGHTS];
    let mut output = [0i16; HALF];
    for time in 0..x.len() {
        let place = if is_backward { x.len() - 1 - time } else { time };
        let sums = &mut sums[place * GATE_FOURS..(place + 1) * GATE_FOURS];
        gates.before.add_times(&before, sums);
        for (n, cell) in cell.iter_mut().enumerate() {
            let gate = |number: usize| sums[number * HALF_FOURS + n].round_float() * f32x4::splat(SUM_UNIT);
            let keep = chance(gate(0));
            *cell = keep * *cell + (f32x4::ONE - keep) * squash_four(gate(1));
            // Half a unit up, and one whole so that cutting off rounds down.
            let numbers = chance(gate(2)) * *cell * f32x4::splat(ONE) + f32x4::splat(ONE + 0.5);
            let numbers = numbers.fast_trunc_int() - i32x4::splat(ONE as i32);
            for (output, number) in output[n * FOUR..].iter_mut().zip(numbers.to_array()) {
                *output = number as i16;
            }
        }
        before = std::array::from_fn(|n| i16x8::from_slice_unaligned(&output[n * EIGHT..(n + 1) * EIGHT]));
        y[place][at..at + HALF_EIGHTS].copy_from_slice(&before);
    }
}

/// Returns numbers between 0 and 1, close to the logistic function.
#[inline]
fn chance(x: f32x4) -> f32x4 {
    let half = f32x4::splat(0.5);
    half + half * squash_four(half * x)
}

/// Returns a number between -1 and 1, close to the hyperbolic tangent, by arithmetic that is the same everywhere.
#[inline]
pub fn squash(x: f32) -> f32 {
    let x = x.clamp(-3.0, 3.0);
    let square = x * x;
    x * (27.0 + square) / (27.0 + 9.0 * square)
}

/// The same for four numbers.
#[inline]
fn squash_four(x: f32x4) -> f32x4 {
    let x = x.fast_max(f32x4::splat(-3.0)).fast_min(f32x4::splat(3.0));
    let square = x * x;
    x * (f32x4::splat(27.0) + square) / (f32x4::splat(27.0) + f32x4::splat(9.0) * square)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_numbers_are_squashed_as_one_is() {
        for n in -400..400 {
            let x = [n as f32 / 100.0, n as f32 / 37.0, n as f32, 0.001 * n as f32];
            assert_eq!(squash_four(f32x4::new(x)).to_array(), x.map(squash));
        }
        assert!((squash(0.5) - 0.5f32.tanh()).abs() < 0.01 && squash(9.0) == 1.0 && squash(-9.0) == -1.0);
    }
}
