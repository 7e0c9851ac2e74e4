//! A layer that reads a sentence from both ends.
//!
//! In: a vector per word. Out: a vector per word that knows the words around it: for "talks" in "he talks" another than in "the talks".
//!
//! Recurrent gates, with one gate for keeping and taking (the coupled LSTM of Greff and others 2017). Products are sums of integers;
//! what stands between them is float arithmetic in a fixed order, so the vectors are the same on every platform.

use super::inputs::squash;
use super::net::{HALF, ONE, Take, UNIT_BITS, WEIGHT_BITS};

/// Gates of a direction: keep, candidate, out.
pub(super) const GATES: usize = 3 * HALF;
/// What a number of the gates' sums is worth.
const SUM_UNIT: f32 = 1.0 / (1i64 << (UNIT_BITS + WEIGHT_BITS)) as f32;

/// One direction, over vectors of `IN` numbers: a word's own and then the output of the word before.
#[derive(Debug)]
pub(super) struct Direction<const IN: usize> {
    bias: Vec<i32>,
    weights: Vec<[i16; IN]>,
}

/// Returns the sum of products; eight at a time on every 64-bit x86 processor.
#[inline]
pub(super) fn dot<const N: usize>(a: &[i16; N], b: &[i16; N]) -> i32 {
    let mut sum = 0;
    for n in 0..N {
        sum += i32::from(a[n]) * i32::from(b[n]);
    }
    sum
}

impl<const IN: usize> Direction<IN> {
    /// Takes a direction from the bytes of a model.
    pub fn take(bytes: &mut Take<'_>) -> Option<Self> {
        let bias = bytes.longs(GATES)?;
        let weights = (0..GATES).map(|_| bytes.row()).collect::<Option<_>>()?;
        Some(Self { bias, weights })
    }

    /// Reads the vectors of `x` and puts the outputs into the half of each vector of `y` that begins at `at`.
    pub fn read<const OWN: usize, const OUT: usize>(
        &self,
        x: &[[i16; OWN]],
        y: &mut [[i16; OUT]],
        at: usize,
        is_backward: bool,
    ) {
        let mut input = [0i16; IN];
        let mut cell = [0f32; HALF];
        let mut gates = [0f32; GATES];
        for time in 0..x.len() {
            let place = if is_backward { x.len() - 1 - time } else { time };
            input[..OWN].copy_from_slice(&x[place]);
            for ((gate, bias), weights) in gates.iter_mut().zip(&self.bias).zip(&self.weights) {
                *gate = (bias + dot(weights, &input)) as f32 * SUM_UNIT;
            }
            let (keep, rest) = gates.split_at(HALF);
            let (candidate, out) = rest.split_at(HALF);
            for n in 0..HALF {
                let keep = 0.5 + 0.5 * squash(0.5 * keep[n]);
                let out = 0.5 + 0.5 * squash(0.5 * out[n]);
                cell[n] = keep * cell[n] + (1.0 - keep) * squash(candidate[n]);
                // Half a unit up, and one whole so that cutting off rounds down.
                let output = (out * cell[n] * ONE + (ONE + 0.5)) as i32 - ONE as i32;
                input[OWN + n] = output as i16;
            }
            y[place][at..at + HALF].copy_from_slice(&input[OWN..]);
        }
    }
}
