//! Matrices and the numbers that learn.
//!
//! In: weights and gradients as plain floats. Out: products, and weights that moved (Adam: Kingma, Ba 2015). Every sum has a fixed
//! order, so the same data give the same bytes with and without vector instructions.

use crate::perceptron::Shuffler;
use rustc_hash::FxHashMap;

/// Adds `x` times the matrix `w` (a row per element of `x`) to `y`.
pub fn forward(w: &[f32], x: &[f32], y: &mut [f32]) {
    let width = y.len();
    let (fours, rest) = (x.len() / 4, x.len() % 4);
    for four in 0..fours {
        let at = four * 4;
        let (x0, x1, x2, x3) = (x[at], x[at + 1], x[at + 2], x[at + 3]);
        let rows = &w[at * width..(at + 4) * width];
        let (r0, rows) = rows.split_at(width);
        let (r1, rows) = rows.split_at(width);
        let (r2, r3) = rows.split_at(width);
        for ((((y, r0), r1), r2), r3) in y.iter_mut().zip(r0).zip(r1).zip(r2).zip(r3) {
            *y += (x0 * r0 + x1 * r1) + (x2 * r2 + x3 * r3);
        }
    }
    for k in x.len() - rest..x.len() {
        add(&w[k * width..(k + 1) * width], x[k], y);
    }
}

/// Adds the product of the matrix `w` and `dy` to `dx`.
pub fn backward(w: &[f32], dy: &[f32], dx: &mut [f32]) {
    for (dx, row) in dx.iter_mut().zip(w.chunks_exact(dy.len())) {
        *dx += dot(row, dy);
    }
}

/// Adds the outer products of the rows of `x` and the rows of `dy` to `g`.
pub fn outer(g: &mut [f32], x: &[f32], x_width: usize, dy: &[f32], y_width: usize) {
    for (k, g) in g.chunks_exact_mut(y_width).enumerate() {
        for (x, dy) in x.chunks_exact(x_width).zip(dy.chunks_exact(y_width)) {
            if x[k] != 0.0 {
                add(dy, x[k], g);
            }
        }
    }
}

/// Adds `x` times `row` to `y`.
pub fn add(row: &[f32], x: f32, y: &mut [f32]) {
    for (y, w) in y.iter_mut().zip(row) {
        *y += x * w;
    }
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    const LANES: usize = 16;
    let mut sums = [0f32; LANES];
    let (a, b) = (a.chunks_exact(LANES), b.chunks_exact(LANES));
    let rest: f32 = a.remainder().iter().zip(b.remainder()).map(|(a, b)| a * b).sum();
    for (a, b) in a.zip(b) {
        for lane in 0..LANES {
            sums[lane] += a[lane] * b[lane];
        }
    }
    sums.iter().sum::<f32>() + rest
}

/// Returns a number from 0 up to 1.
pub fn unit(random: &mut Shuffler) -> f32 {
    random.below(1 << 24) as f32 / (1 << 24) as f32
}

/// How far weights move.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// The length of a step.
    pub rate: f32,
    /// What gradients are multiplied by; 0 where they are not numbers any more.
    pub scale: f32,
}

/// Weights with their gradient and its moments.
#[derive(Debug, Clone)]
pub struct Tensor {
    /// The weights.
    pub w: Vec<f32>,
    /// Their gradient since the last step.
    pub g: Vec<f32>,
    mean: Vec<f32>,
    square: Vec<f32>,
}

const MEAN_DECAY: f32 = 0.9;
const SQUARE_DECAY: f32 = 0.98;

impl Tensor {
    /// Returns weights evenly spread between `-bound` and `bound`.
    pub fn new(len: usize, bound: f32, random: &mut Shuffler) -> Self {
        let w = (0..len).map(|_| (unit(random) * 2.0 - 1.0) * bound).collect();
        Self { w, g: vec![0.0; len], mean: vec![0.0; len], square: vec![0.0; len] }
    }

    /// Moves the weights against their gradient, and forgets it.
    pub fn step(&mut self, pace: Pace) {
        self.step_part(0, self.w.len(), pace);
    }

    /// Returns the sum of squares of the gradient.
    pub fn squares(&self) -> f32 {
        dot(&self.g, &self.g)
    }

    fn step_part(&mut self, start: usize, end: usize, Pace { rate, scale }: Pace) {
        let (w, g) = (&mut self.w[start..end], &mut self.g[start..end]);
        let (mean, square) = (&mut self.mean[start..end], &mut self.square[start..end]);
        for (((w, g), mean), square) in w.iter_mut().zip(g).zip(mean).zip(square) {
            // Zero times what is not a number would not be zero.
            let pull = if scale > 0.0 { *g * scale } else { 0.0 };
            *mean = MEAN_DECAY * *mean + (1.0 - MEAN_DECAY) * pull;
            *square = SQUARE_DECAY * *square + (1.0 - SQUARE_DECAY) * pull * pull;
            *w -= rate * *mean / (square.sqrt() + 1e-6);
            *g = 0.0;
        }
    }
}

/// Rows of weights by feature; only those touched since the last step move.
#[derive(Debug)]
pub struct Rows {
    /// The place of each feature's row.
    pub places: FxHashMap<u32, u32>,
    /// The features in the order of their rows.
    pub features: Vec<u32>,
    /// Weights per row.
    pub width: usize,
    /// The rows, one after the other.
    pub all: Tensor,
    touched: Vec<u32>,
    is_touched: Vec<bool>,
}

impl Rows {
    /// Returns rows for `features`.
    pub fn new(mut features: Vec<u32>, width: usize, bound: f32, random: &mut Shuffler) -> Self {
        features.sort_unstable();
        features.dedup();
        let count = features.len();
        Self {
            places: features.iter().zip(0..).map(|(&feature, place)| (feature, place)).collect(),
            features,
            width,
            all: Tensor::new(count * width, bound, random),
            touched: Vec::new(),
            is_touched: vec![false; count],
        }
    }

    /// Returns the place of a feature's row.
    pub fn find(&self, feature: u32) -> Option<u32> {
        self.places.get(&feature).copied()
    }

    /// Returns a row.
    pub fn row(&self, place: u32) -> &[f32] {
        &self.all.w[place as usize * self.width..][..self.width]
    }

    /// Adds to the gradient of a row.
    pub fn pull(&mut self, place: u32, gradient: &[f32]) {
        if !std::mem::replace(&mut self.is_touched[place as usize], true) {
            self.touched.push(place);
        }
        add(gradient, 1.0, &mut self.all.g[place as usize * self.width..][..self.width]);
    }

    /// Returns the sum of squares of the gradient.
    pub fn squares(&self) -> f32 {
        let row = |&place: &u32| &self.all.g[place as usize * self.width..][..self.width];
        self.touched.iter().map(row).map(|row| dot(row, row)).sum()
    }

    /// Moves the rows touched.
    pub fn step(&mut self, pace: Pace) {
        for place in self.touched.drain(..) {
            let start = place as usize * self.width;
            self.all.step_part(start, start + self.width, pace);
            self.is_touched[place as usize] = false;
        }
    }
}
