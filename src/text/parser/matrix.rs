//! Products of weights and vectors, in whole numbers.
//!
//! In: a vector of two-byte numbers. Out: for each row of a matrix the sum of products. The weights (2, 3) make 23 of (4, 5).
//!
//! Sums of integers are the same in any order and on any processor. The products of sixteen rows are made side by side, so that no
//! sum has to be gathered at the end: in one step where the processor has AVX-512, in two where it has AVX2, which is asked for when
//! the program runs, and otherwise in four, with what every 64-bit processor has.

#[cfg(target_arch = "x86_64")]
mod wider;

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
        if wider::add_times(self, x, sums) {
            return;
        }
        self.add_with(Plain, x, sums);
    }

    /// Puts the sums of many vectors into `sums`, one vector's after the other's.
    pub fn times_all<const N: usize>(&self, vectors: &[[i16x8; N]], sums: &mut [i32x4]) {
        #[cfg(target_arch = "x86_64")]
        if wider::times_all(self, vectors, sums) {
            return;
        }
        self.times_all_with(Plain, vectors, sums);
    }

    // What stands in a loop below has no closures: those would be compiled for any processor. Sums have names of their own: less
    // clever builds keep these in registers, too.
    #[inline(always)]
    fn add_with<P: Products>(&self, products: P, x: &[i16x8], sums: &mut [i32x4]) {
        let x: &[i32] = &bytemuck::cast_slice(x)[..self.pairs];
        let (threes, ones) = sums.as_chunks_mut::<{ 3 * BLOCK_FOURS }>();
        let (in_threes, in_ones) = self.cells.split_at(threes.len() * 3 * x.len());
        // A pair is fetched once for three blocks.
        for (cells, sums) in in_threes.chunks_exact(3 * x.len()).zip(threes) {
            let (first, rest) = cells.split_at(x.len());
            let (second, third) = rest.split_at(x.len());
            let (mut a, mut b, mut c) = (products.zero(), products.zero(), products.zero());
            let mut n = 0;
            while n < x.len() {
                let pair = products.both(x[n]);
                a = products.add(a, &first[n], pair);
                b = products.add(b, &second[n], pair);
                c = products.add(c, &third[n], pair);
                n += 1;
            }
            products.add_to(sums, a);
            products.add_to(&mut sums[BLOCK_FOURS..], b);
            products.add_to(&mut sums[2 * BLOCK_FOURS..], c);
        }
        for (cells, sums) in in_ones.chunks_exact(x.len()).zip(ones.chunks_exact_mut(BLOCK_FOURS)) {
            let mut a = products.zero();
            let mut n = 0;
            while n < x.len() {
                a = products.add(a, &cells[n], products.both(x[n]));
                n += 1;
            }
            products.add_to(sums, a);
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
                let mut n = 0;
                while n < cells.len() {
                    let cell = &cells[n];
                    a = products.add(a, cell, products.both(x[n]));
                    b = products.add(b, cell, products.both(y[n]));
                    c = products.add(c, cell, products.both(z[n]));
                    d = products.add(d, cell, products.both(w[n]));
                    n += 1;
                }
                let at = block * BLOCK_FOURS;
                products.add_to(&mut sums[at..], a);
                products.add_to(&mut sums[fours + at..], b);
                products.add_to(&mut sums[2 * fours + at..], c);
                products.add_to(&mut sums[3 * fours + at..], d);
            }
        }
    }
}

/// Returns a vector as pairs of numbers.
#[inline(always)]
fn pairs<const N: usize>(x: &[i16x8; N]) -> &[i32] {
    bytemuck::cast_slice(x)
}

/// How a processor makes the products of sixteen rows.
trait Products: Copy {
    /// Sums of sixteen rows.
    type Sums: Copy;
    /// A pair of numbers, as often as products are made at a time.
    type Pair: Copy;

    fn zero(self) -> Self::Sums;

    fn both(self, pair: i32) -> Self::Pair;

    /// Adds the products of the rows' pairs and a pair.
    fn add(self, sums: Self::Sums, rows: &Cell, pair: Self::Pair) -> Self::Sums;

    /// Adds sums to the first of others.
    fn add_to(self, others: &mut [i32x4], sums: Self::Sums);
}

/// With what every 64-bit processor has.
#[derive(Clone, Copy)]
struct Plain;

impl Products for Plain {
    type Sums = (i32x8, i32x8);
    type Pair = i32x8;

    #[inline(always)]
    fn zero(self) -> Self::Sums {
        (i32x8::ZERO, i32x8::ZERO)
    }

    #[inline(always)]
    fn both(self, pair: i32) -> i32x8 {
        i32x8::splat(pair)
    }

    #[inline(always)]
    fn add(self, (upper, lower): Self::Sums, Cell(rows): &Cell, pair: i32x8) -> Self::Sums {
        (upper + rows[0].dot(bytemuck::cast(pair)), lower + rows[1].dot(bytemuck::cast(pair)))
    }

    #[inline(always)]
    fn add_to(self, others: &mut [i32x4], sums: Self::Sums) {
        let sums: [[i32x4; 2]; 2] = [bytemuck::cast(sums.0), bytemuck::cast(sums.1)];
        add_fours(others, bytemuck::cast(sums));
    }
}

#[inline(always)]
fn add_fours(others: &mut [i32x4], [a, b, c, d]: [i32x4; 4]) {
    others[0] += a;
    others[1] += b;
    others[2] += c;
    others[3] += d;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(count: usize, seed: usize) -> Vec<i16> {
        (0..count).map(|n| ((n + seed) * 7919 % 4001) as i16 - 2000).collect()
    }

    #[test]
    fn a_product_is_the_sum_of_products() {
        // Five blocks: three go together, two alone.
        let rows: Vec<Vec<i16>> = (0..75).map(|row| numbers(32, row * 32)).collect();
        let matrix = Matrix::new(4, &rows, &[5, -6, 7]);
        let wanted = |x: &Vec<i16>| -> Vec<i32> {
            let product =
                |row: &Vec<i16>| row.iter().zip(x).map(|(&a, &b)| i32::from(a) * i32::from(b)).sum();
            let mut sums: Vec<i32> = rows.iter().map(product).collect();
            sums.resize(5 * BLOCK, 0);
            sums.iter_mut().zip([5, -6, 7]).for_each(|(sum, bias)| *sum += bias);
            sums
        };
        let vectors: Vec<Vec<i16>> = (0..6).map(|seed| numbers(32, 1000 + seed * 77)).collect();
        let eights = |x: &Vec<i16>| -> [i16x8; 4] {
            std::array::from_fn(|n| i16x8::from_slice_unaligned(&x[n * EIGHT..(n + 1) * EIGHT]))
        };
        let mut sums = [i32x4::ZERO; 20];
        matrix.times(&eights(&vectors[0]), &mut sums);
        assert_eq!(flat(&sums), wanted(&vectors[0]));
        // Four together, and two alone; both ways of making products.
        let all: Vec<[i16x8; 4]> = vectors.iter().map(eights).collect();
        let wanted: Vec<i32> = vectors.iter().flat_map(wanted).collect();
        let mut sums = [i32x4::ZERO; 6 * 20];
        matrix.times_all(&all, &mut sums);
        assert_eq!(flat(&sums), wanted);
        check(&matrix, Plain, &all, &wanted);
        #[cfg(target_arch = "x86_64")]
        pulp::x86::V3::try_new().into_iter().for_each(|avx2| check(&matrix, avx2, &all, &wanted));
    }

    /// Checks one way of making products: all vectors together, and one by one.
    fn check<P: Products>(matrix: &Matrix, products: P, all: &[[i16x8; 4]], wanted: &[i32]) {
        let mut sums = vec![i32x4::ZERO; all.len() * matrix.fours()];
        matrix.times_all_with(products, all, &mut sums);
        assert_eq!(flat(&sums), wanted);
        for (x, sums) in all.iter().zip(sums.chunks_exact_mut(matrix.fours())) {
            sums.copy_from_slice(&matrix.bias);
            matrix.add_with(products, x, sums);
        }
        assert_eq!(flat(&sums), wanted);
    }

    fn flat(sums: &[i32x4]) -> Vec<i32> {
        sums.iter().flat_map(|sums| sums.to_array()).collect()
    }
}
