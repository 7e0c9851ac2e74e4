//! A layer that reads a sentence from both ends.
//!
//! In: a vector per word. Out: a vector per word that knows the words around it. Recurrent gates with one gate for keeping and
//! taking (the coupled LSTM of Greff and others 2017), one direction for each half of the output.

use super::math::{Pace, Tensor, backward, forward, outer};
use crate::perceptron::Shuffler;
use nutgraf::text::parser::{GATES, HALF, squash};

/// One direction.
#[derive(Debug)]
pub struct Direction {
    /// From the input to the gates: keep, candidate, out.
    pub input: Tensor,
    /// From the output of the word before.
    pub recurrent: Tensor,
    /// Added to the gates.
    pub bias: Tensor,
    width_in: usize,
    is_backward: bool,
}

/// What a direction remembers of a sentence until the gradient comes.
#[derive(Debug, Default)]
pub struct Trace {
    gates: Vec<f32>,
    slopes: Vec<f32>,
    cells: Vec<f32>,
    outputs: Vec<f32>,
    pulls: Vec<f32>,
    before: Vec<f32>,
}

impl Direction {
    fn new(width_in: usize, is_backward: bool, random: &mut Shuffler) -> Self {
        let bound = |count: usize| (3.0 / count as f32).sqrt();
        let mut bias = Tensor::new(GATES, 0.0, random);
        bias.w[..HALF].fill(1.0);
        Self {
            input: Tensor::new(width_in * GATES, bound(width_in + HALF), random),
            recurrent: Tensor::new(HALF * GATES, bound(width_in + HALF), random),
            bias,
            width_in,
            is_backward,
        }
    }

    fn place(&self, time: usize, words: usize) -> usize {
        if self.is_backward { words - 1 - time } else { time }
    }

    fn read(&self, x: &[f32], trace: &mut Trace) {
        let (h, words) = (HALF, x.len() / self.width_in);
        let Trace { gates, slopes, cells, outputs, .. } = trace;
        for (all, width) in
            [(&mut *gates, GATES), (&mut *slopes, GATES), (&mut *cells, h), (&mut *outputs, h)]
        {
            all.clear();
            all.resize(words * width, 0.0);
        }
        let (mut cell, mut output) = (vec![0f32; h], vec![0f32; h]);
        for time in 0..words {
            let t = self.place(time, words);
            let gate = &mut gates[t * GATES..][..GATES];
            gate.copy_from_slice(&self.bias.w);
            forward(&self.input.w, &x[t * self.width_in..][..self.width_in], gate);
            forward(&self.recurrent.w, &output, gate);
            let slope = &mut slopes[t * GATES..][..GATES];
            for (k, (gate, slope)) in gate.iter_mut().zip(slope).enumerate() {
                let is_candidate = k >= h && k < 2 * h;
                let (value, steep) = squash_with_slope(if is_candidate { *gate } else { *gate * 0.5 });
                (*gate, *slope) =
                    if is_candidate { (value, steep) } else { (0.5 + 0.5 * value, 0.25 * steep) };
            }
            let (keep, rest) = gate.split_at(h);
            let (candidate, out) = rest.split_at(h);
            for k in 0..h {
                cell[k] = keep[k] * cell[k] + (1.0 - keep[k]) * candidate[k];
                output[k] = out[k] * cell[k];
            }
            cells[t * h..][..h].copy_from_slice(&cell);
            outputs[t * h..][..h].copy_from_slice(&output);
        }
    }

    /// Takes the gradient of the outputs (in `trace.pulls`) back to weights and inputs.
    fn learn(
        &mut self,
        x: &[f32],
        dout: &[f32],
        dout_width: usize,
        dout_at: usize,
        dx: &mut [f32],
        trace: &mut Trace,
    ) {
        let (h, words) = (HALF, x.len() / self.width_in);
        let Trace { gates, slopes, cells, outputs, pulls, before } = trace;
        pulls.clear();
        pulls.resize(words * GATES, 0.0);
        before.clear();
        before.resize(words * h, 0.0);
        let (mut dh, mut dc) = (vec![0f32; h], vec![0f32; h]);
        let none = vec![0f32; h];
        for time in (0..words).rev() {
            let t = self.place(time, words);
            let cell_before =
                if time > 0 { &cells[self.place(time - 1, words) * h..][..h] } else { &none[..] };
            if time > 0 {
                let earlier = self.place(time - 1, words);
                before[t * h..][..h].copy_from_slice(&outputs[earlier * h..][..h]);
            }
            let (gate, slope) = (&gates[t * GATES..][..GATES], &slopes[t * GATES..][..GATES]);
            let pull = &mut pulls[t * GATES..][..GATES];
            for k in 0..h {
                let d = dh[k] + dout[t * dout_width + dout_at + k];
                let (keep, candidate, out) = (gate[k], gate[h + k], gate[2 * h + k]);
                let c = dc[k] + d * out;
                pull[k] = c * (cell_before[k] - candidate) * slope[k];
                pull[h + k] = c * (1.0 - keep) * slope[h + k];
                pull[2 * h + k] = d * cells[t * h + k] * slope[2 * h + k];
                dc[k] = c * keep;
            }
            dh.fill(0.0);
            backward(&self.recurrent.w, pull, &mut dh);
            backward(&self.input.w, pull, &mut dx[t * self.width_in..][..self.width_in]);
        }
        outer(&mut self.input.g, x, self.width_in, pulls, GATES);
        outer(&mut self.recurrent.g, before, h, pulls, GATES);
        for pull in pulls.chunks_exact(GATES) {
            super::math::add(pull, 1.0, &mut self.bias.g);
        }
    }

    fn tensors(&self) -> [&Tensor; 3] {
        [&self.input, &self.recurrent, &self.bias]
    }

    fn step(&mut self, pace: Pace) {
        self.input.step(pace);
        self.recurrent.step(pace);
        self.bias.step(pace);
    }
}

/// Returns the squashed value and how steep the curve is there.
fn squash_with_slope(x: f32) -> (f32, f32) {
    let square = x.clamp(-3.0, 3.0).powi(2);
    let slope = (9.0 - square) * (9.0 - square) / (9.0 * (3.0 + square) * (3.0 + square));
    (squash(x), slope)
}

/// Both directions.
#[derive(Debug)]
pub struct Layer {
    /// From the first word and from the last.
    pub directions: [Direction; 2],
}

impl Layer {
    /// Returns a layer with outputs of `2 * HALF`.
    pub fn new(width_in: usize, random: &mut Shuffler) -> Self {
        Self { directions: [false, true].map(|is_backward| Direction::new(width_in, is_backward, random)) }
    }

    /// Puts a vector for each vector of `x` into `y`.
    pub fn read(&self, x: &[f32], y: &mut Vec<f32>, traces: &mut [Trace; 2]) {
        let (width_in, h) = (self.directions[0].width_in, HALF);
        let words = x.len() / width_in;
        y.clear();
        y.resize(words * 2 * h, 0.0);
        for (side, (direction, trace)) in self.directions.iter().zip(traces).enumerate() {
            direction.read(x, trace);
            for (y, output) in y.chunks_exact_mut(2 * h).zip(trace.outputs.chunks_exact(h)) {
                y[side * h..][..h].copy_from_slice(output);
            }
        }
    }

    /// Takes the gradient of the outputs back to weights and inputs.
    pub fn learn(&mut self, x: &[f32], dy: &[f32], dx: &mut [f32], traces: &mut [Trace; 2]) {
        let h = HALF;
        for (side, (direction, trace)) in self.directions.iter_mut().zip(traces).enumerate() {
            direction.learn(x, dy, 2 * h, side * h, dx, trace);
        }
    }

    /// Returns the sum of squares of the gradient.
    pub fn squares(&self) -> f32 {
        self.directions.iter().flat_map(Direction::tensors).map(Tensor::squares).sum()
    }

    /// Moves the weights.
    pub fn step(&mut self, pace: Pace) {
        self.directions.iter_mut().for_each(|direction| direction.step(pace));
    }
}
