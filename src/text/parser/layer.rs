//! A layer that reads a sentence from both ends.
//!
//! In: a vector per word. Out: a vector per word that knows the words around it: for "talks" in "he talks" another than in "the talks".
//!
//! Recurrent gates, with one gate for keeping and taking (the coupled LSTM of Greff and others 2017). Products are sums of integers;
//! what stands between them is float arithmetic in a fixed order, so the vectors are the same on every platform.

use super::matrix::{EIGHT, FOUR, Matrix};
use super::net::{HALF, ONE, TOP, UNIT_BITS, WEIGHT_BITS};
use wide::{f32x4, i16x8, i32x4};

/// Gates of a direction: keep, candidate, out.
pub const GATES: usize = 3 * HALF;
/// What a number of the gates' sums is worth.
const SUM_UNIT: f32 = 1.0 / (1i64 << (UNIT_BITS + WEIGHT_BITS)) as f32;
/// Numbers of a direction, eight and four at a time.
const HALF_EIGHTS: usize = HALF / EIGHT;
const HALF_FOURS: usize = HALF / FOUR;
/// Eights of the widest input: a vector of the first layer and the output of the word before.
const INPUT_EIGHTS: usize = (TOP + HALF) / EIGHT;

/// Reads vectors of `IN` eights one after the other and puts the outputs into the eights of `y` that begin at `at`.
///
/// A row of `gates` has the weights of a word's own numbers, then those of the output before.
pub(super) fn read<const IN: usize, const OUT: usize>(
    gates: &Matrix,
    x: &[[i16x8; IN]],
    y: &mut [[i16x8; OUT]],
    at: usize,
    is_backward: bool,
) {
    let mut input = [i16x8::ZERO; INPUT_EIGHTS];
    let mut cell = [f32x4::ZERO; HALF_FOURS];
    let mut sums = [i32x4::ZERO; GATES / FOUR];
    let mut output = [0i16; HALF];
    for time in 0..x.len() {
        let place = if is_backward { x.len() - 1 - time } else { time };
        input[..IN].copy_from_slice(&x[place]);
        gates.times(&input[..IN + HALF_EIGHTS], &mut sums);
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
        for (input, output) in input[IN..].iter_mut().zip(output.chunks_exact(EIGHT)) {
            *input = i16x8::from_slice_unaligned(output);
        }
        y[place][at..at + HALF_EIGHTS].copy_from_slice(&input[IN..IN + HALF_EIGHTS]);
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
