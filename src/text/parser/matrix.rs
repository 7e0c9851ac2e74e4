//! Products of weights and vectors, in whole numbers.
//!
//! In: a vector of two-byte numbers. Out: for each row of a matrix the sum of products. The weights (2, 3) make 23 of (4, 5).
//!
//! Sums of integers are the same in any order and on any processor. The products of sixteen rows are made side by side, so that no
//! sum has to be gathered at the end: in two steps where the processor has AVX2, which is asked for when the program runs, and
//! otherwise in four, with what every 64-bit processor has.

#[cfg(target_arch = "x86_64")]
mod avx2;

use pulp::bytemuck;
use wide::{i16x8, i16x16, i32x4, i32x8};

/// Numbers in what vectors are made of.
pub(super) const EIGHT: usize = 8;
/// Sums in what results are made of.
pub(super) const FOUR: usize = 4;
/// Rows that are worked on together.
pub(super) const BLOCK: usize = 16;
/// The same in fours.
const BLOCK_FOURS: usize = BLOCK / FOUR;
/// Vectors that are worked on together: weights come from further away than vectors, and so only a quarter as often.
const TOGETHER: usize = 4;

/// Two numbers of each of sixteen rows, those of a row beside each other: a cache line.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
struct Cell([i16x16; 2]);

/// A matrix with a number added to each row's sum.
#[derive(Debug)]
pub(super) struct Matrix {
    /// Pairs of numbers in a row.
    pairs: usize,
    /// Sixteen rows together, pair by pair.
    cells: Vec<Cell>,
    bias: Vec<i32x4>,
}

impl Matrix {
    /// Returns a matrix of rows of `8 * eights` numbers; rows are filled up to a multiple of sixteen with zeros.
    pub fn new(eights: usize, rows: &[Vec<i16>], bias: &[i32]) -> Self {
        let blocks = rows.len().div_ceil(BLOCK);
        let pairs = eights * EIGHT / 2;
        let number = |row: usize, at: usize| rows.get(row).map_or(0, |row| row[at]);
        let cells = (0..blocks * pairs).map(|cell| {
            let (block, pair) = (cell / pairs, cell % pairs);
            let of = |half: usize| {
                let first = block * BLOCK + half * EIGHT;
                i16x16::new(std::array::from_fn(|n| number(first + n / 2, 2 * pair + n % 2)))
            };
            Cell(std::array::from_fn(of))
        });
        let bias = (0..blocks * BLOCK_FOURS).map(|four| {
            i32x4::new(std::array::from_fn(|row| bias.get(four * FOUR + row).copied().unwrap_or(0)))
        });
        Self { pairs, cells: cells.collect(), bias: bias.collect() }
    }

    /// Returns how many fours of sums a vector has.
    pub fn fours(&self) -> usize {
        self.bias.len()
    }

    /// Puts the sums of four rows each into `sums`.
    #[inline]
    pub fn times(&self, x: &[i16x8], sums: &mut [i32x4]) {
        sums.copy_from_slice(&self.bias);
        self.add_times(x, sums);
    }

    /// Adds the sums of four rows each to `sums`, without what is added to each row.
    #[inline]
    pub fn add_times(&self, x: &[i16x8], sums: &mut [i32x4]) {
        #[cfg(target_arch = "x86_64")]
        if avx2::add_times(self, x, sums) {
            return;
        }
        self.add_with(Plain, x, sums);
    }

    /// Puts the sums of many vectors into `sums`, one vector's after the other's.
    pub fn times_all<const N: usize>(&self, vectors: &[[i16x8; N]], sums: &mut [i32x4]) {
        #[cfg(target_arch = "x86_64")]
        if avx2::times_all(self, vectors, sums) {
            return;
        }
        self.times_all_with(Plain, vectors, sums);
    }

    // What stands in a loop below has no closures: those would be compiled for any processor. Sums have names of their own: less
    // clever builds keep these in registers, too.
    #[inline(always)]
    fn add_with<P: Products>(&self, products: P, x: &[i16x8], sums: &mut [i32x4]) {
        let x: &[i32] = &bytemuck::cast_slice(x)[..self.pairs];
        for (block, sums) in sums.chunks_exact_mut(BLOCK_FOURS).enumerate() {
            let cells = &self.cells[block * x.len()..(block + 1) * x.len()];
            let (mut a, mut b) = (products.zero(), products.zero());
            let mut n = 0;
            while n < x.len() {
                let (Cell([upper, lower]), x) = (&cells[n], products.both(x[n]));
                a = products.add(a, upper, x);
                b = products.add(b, lower, x);
                n += 1;
            }
            products.add_to(sums, a, b);
        }
    }

    #[inline(always)]
    fn times_all_with<P: Products, const N: usize>(
        &self,
        products: P,
        vectors: &[[i16x8; N]],
        sums: &mut [i32x4],
    ) {
        let fours = self.fours();
        for sums in sums.chunks_exact_mut(fours) {
            sums.copy_from_slice(&self.bias);
        }
        for (some, sums) in vectors.chunks(TOGETHER).zip(sums.chunks_mut(TOGETHER * fours)) {
            let [x, y, z, w] = match some {
                [x, y, z, w] => [pairs(x), pairs(y), pairs(z), pairs(w)],
                _ => {
                    for (x, sums) in some.iter().zip(sums.chunks_exact_mut(fours)) {
                        self.add_with(products, x, sums);
                    }
                    return;
                }
            };
            for (block, cells) in self.cells.chunks_exact(x.len()).enumerate() {
                let zero = products.zero();
                let (mut a, mut b, mut c, mut d) = (zero, zero, zero, zero);
                let (mut e, mut f, mut g, mut h) = (zero, zero, zero, zero);
                let mut n = 0;
                while n < cells.len() {
                    let Cell([upper, lower]) = &cells[n];
                    let (x, y) = (products.both(x[n]), products.both(y[n]));
                    let (z, w) = (products.both(z[n]), products.both(w[n]));
                    a = products.add(a, upper, x);
                    b = products.add(b, lower, x);
                    c = products.add(c, upper, y);
                    d = products.add(d, lower, y);
                    e = products.add(e, upper, z);
                    f = products.add(f, lower, z);
                    g = products.add(g, upper, w);
                    h = products.add(h, lower, w);
                    n += 1;
                }
                let at = block * BLOCK_FOURS;
                products.add_to(&mut sums[at..], a, b);
                products.add_to(&mut sums[fours + at..], c, d);
                products.add_to(&mut sums[2 * fours + at..], e, f);
                products.add_to(&mut sums[3 * fours + at..], g, h);
            }
        }
    }
}

/// Returns a vector as pairs of numbers.
#[inline(always)]
fn pairs<const N: usize>(x: &[i16x8; N]) -> &[i32] {
    bytemuck::cast_slice(x)
}

/// How a processor makes the products of eight rows.
trait Products: Copy {
    /// Sums of eight rows, or as many pairs of numbers.
    type Eight: Copy;

    fn zero(self) -> Self::Eight;

    /// Returns a pair of numbers eight times.
    fn both(self, pair: i32) -> Self::Eight;

    /// Adds the products of eight rows' pairs and a pair.
    fn add(self, sums: Self::Eight, rows: &i16x16, pair: Self::Eight) -> Self::Eight;

    /// Adds sums to the first of others.
    fn add_to(self, sums: &mut [i32x4], upper: Self::Eight, lower: Self::Eight);
}

/// With what every 64-bit processor has.
#[derive(Clone, Copy)]
struct Plain;

impl Products for Plain {
    type Eight = i32x8;

    #[inline(always)]
    fn zero(self) -> i32x8 {
        i32x8::ZERO
    }

    #[inline(always)]
    fn both(self, pair: i32) -> i32x8 {
        i32x8::splat(pair)
    }

    #[inline(always)]
    fn add(self, sums: i32x8, rows: &i16x16, pair: i32x8) -> i32x8 {
        sums + rows.dot(bytemuck::cast(pair))
    }

    #[inline(always)]
    fn add_to(self, sums: &mut [i32x4], upper: i32x8, lower: i32x8) {
        add_eights(sums, [bytemuck::cast(upper), bytemuck::cast(lower)]);
    }
}

#[inline(always)]
fn add_eights(sums: &mut [i32x4], [[a, b], [c, d]]: [[i32x4; 2]; 2]) {
    sums[0] += a;
    sums[1] += b;
    sums[2] += c;
    sums[3] += d;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(count: usize, seed: usize) -> Vec<i16> {
        (0..count).map(|n| ((n + seed) * 7919 % 4001) as i16 - 2000).collect()
    }

    #[test]
    fn a_product_is_the_sum_of_products() {
        let rows: Vec<Vec<i16>> = (0..19).map(|row| numbers(32, row * 32)).collect();
        let matrix = Matrix::new(4, &rows, &[5, -6, 7]);
        let wanted = |x: &Vec<i16>| -> Vec<i32> {
            let product =
                |row: &Vec<i16>| row.iter().zip(x).map(|(&a, &b)| i32::from(a) * i32::from(b)).sum();
            let mut sums: Vec<i32> = rows.iter().map(product).collect();
            sums.resize(2 * BLOCK, 0);
            sums.iter_mut().zip([5, -6, 7]).for_each(|(sum, bias)| *sum += bias);
            sums
        };
        let vectors: Vec<Vec<i16>> = (0..6).map(|seed| numbers(32, 1000 + seed * 77)).collect();
        let eights = |x: &Vec<i16>| -> [i16x8; 4] {
            std::array::from_fn(|n| i16x8::from_slice_unaligned(&x[n * EIGHT..(n + 1) * EIGHT]))
        };
        let flat = |sums: &[i32x4]| -> Vec<i32> { sums.iter().flat_map(|sums| sums.to_array()).collect() };
        let mut sums = [i32x4::ZERO; 8];
        matrix.times(&eights(&vectors[0]), &mut sums);
        assert_eq!(flat(&sums), wanted(&vectors[0]));
        // Four together, and two alone; both ways of making products.
        let all: Vec<[i16x8; 4]> = vectors.iter().map(eights).collect();
        let wanted: Vec<i32> = vectors.iter().flat_map(wanted).collect();
        let mut sums = [i32x4::ZERO; 6 * 8];
        matrix.times_all(&all, &mut sums);
        assert_eq!(flat(&sums), wanted);
        sums.fill(i32x4::ZERO);
        matrix.times_all_with(Plain, &all, &mut sums);
        assert_eq!(flat(&sums), wanted);
    }
}
