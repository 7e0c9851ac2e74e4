//! Products of weights and vectors, in whole numbers.
//!
//! In: a vector of two-byte numbers. Out: for each row of a matrix the sum of products. The weights (2, 3) make 23 of (4, 5).
//!
//! Sums of integers are the same in any order and on any processor. Sixteen products are made at a time: in one step where the
//! processor has AVX2, which is asked for when the program runs, and otherwise in two, with what every 64-bit processor has.

use pulp::NullaryFnOnce;
use wide::{i16x8, i32x4};

/// Numbers in what vectors are made of.
pub(super) const EIGHT: usize = 8;
/// Rows that are worked on at a time.
pub(super) const FOUR: usize = 4;
/// Numbers that are multiplied at a time.
type Sixteen = [i16x8; 2];

/// Sixteen numbers of each of four rows, within as few cache lines as can be.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
struct Cell([Sixteen; FOUR]);

/// A matrix with a number added to each row's sum.
#[derive(Debug)]
pub(super) struct Matrix {
    /// Sixteens of numbers in a row.
    sixteens: usize,
    /// Four rows together, sixteen by sixteen.
    cells: Vec<Cell>,
    bias: Vec<i32x4>,
}

impl Matrix {
    /// Returns a matrix of rows of `8 * eights` numbers, `eights` being even; rows are filled up to a multiple of four with zeros.
    pub fn new(eights: usize, rows: &[Vec<i16>], bias: &[i32]) -> Self {
        let fours = rows.len().div_ceil(FOUR);
        let sixteens = eights / 2;
        let eight = |row: usize, eight: usize| {
            let numbers = rows.get(row).and_then(|row| row.get(eight * EIGHT..(eight + 1) * EIGHT));
            numbers.map_or(i16x8::ZERO, i16x8::from_slice_unaligned)
        };
        let cells = (0..fours * sixteens).map(|cell| {
            let (four, sixteen) = (cell / sixteens, cell % sixteens);
            let of = |row: usize| std::array::from_fn(|n| eight(four * FOUR + row, 2 * sixteen + n));
            Cell(std::array::from_fn(of))
        });
        let bias = (0..fours).map(|four| {
            i32x4::new(std::array::from_fn(|row| bias.get(four * FOUR + row).copied().unwrap_or(0)))
        });
        Self { sixteens, cells: cells.collect(), bias: bias.collect() }
    }

    /// Returns how many fours of rows it has.
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
        let x = &x.as_chunks().0[..self.sixteens];
        match Wide::try_new() {
            Some(wide) => wide.vectorize(AddTimes(self, wide, x, sums)),
            None => self.add_with(Plain, x, sums),
        }
    }

    // What stands in a loop below has no closures: those would be compiled for any processor.
    #[inline(always)]
    fn add_with<P: Products>(&self, products: P, x: &[Sixteen], sums: &mut [i32x4]) {
        for (four, sum) in sums.iter_mut().enumerate() {
            let cells = &self.cells[four * x.len()..(four + 1) * x.len()];
            let zero = products.zero();
            let (mut a, mut b, mut c, mut d) = (zero, zero, zero, zero);
            let mut n = 0;
            while n < x.len() {
                let (Cell(cell), x) = (&cells[n], &x[n]);
                a = products.add(a, &cell[0], x);
                b = products.add(b, &cell[1], x);
                c = products.add(c, &cell[2], x);
                d = products.add(d, &cell[3], x);
                n += 1;
            }
            *sum += added([products.fold(a), products.fold(b), products.fold(c), products.fold(d)]);
        }
    }

    /// Puts the sums of many vectors into `sums`, one vector's after the other's.
    pub fn times_all<const N: usize>(&self, vectors: &[[i16x8; N]], sums: &mut [i32x4]) {
        match Wide::try_new() {
            Some(wide) => wide.vectorize(TimesAll(self, wide, vectors, sums)),
            None => self.times_all_with(Plain, vectors, sums),
        }
    }

    /// A pair at a time: weights come from further away than vectors, and so only half as often.
    #[inline(always)]
    fn times_all_with<P: Products, const N: usize>(
        &self,
        products: P,
        vectors: &[[i16x8; N]],
        sums: &mut [i32x4],
    ) {
        let fours = self.fours();
        for (pair, sums) in vectors.chunks(2).zip(sums.chunks_mut(2 * fours)) {
            let [x, y] = match pair {
                [x, y] => [x.as_chunks().0, y.as_chunks().0],
                _ => {
                    sums.copy_from_slice(&self.bias);
                    return self.add_with(products, pair[0].as_chunks().0, sums);
                }
            };
            let (x_sums, y_sums) = sums.split_at_mut(fours);
            let sixteens = N / 2;
            for four in 0..fours {
                let cells = &self.cells[four * sixteens..(four + 1) * sixteens];
                let zero = products.zero();
                let (mut a, mut b, mut c, mut d) = (zero, zero, zero, zero);
                let (mut e, mut f, mut g, mut h) = (zero, zero, zero, zero);
                let mut n = 0;
                while n < sixteens {
                    let (Cell(cell), x, y) = (&cells[n], &x[n], &y[n]);
                    a = products.add(a, &cell[0], x);
                    b = products.add(b, &cell[1], x);
                    c = products.add(c, &cell[2], x);
                    d = products.add(d, &cell[3], x);
                    e = products.add(e, &cell[0], y);
                    f = products.add(f, &cell[1], y);
                    g = products.add(g, &cell[2], y);
                    h = products.add(h, &cell[3], y);
                    n += 1;
                }
                let of_x = [products.fold(a), products.fold(b), products.fold(c), products.fold(d)];
                let of_y = [products.fold(e), products.fold(f), products.fold(g), products.fold(h)];
                x_sums[four] = self.bias[four] + added(of_x);
                y_sums[four] = self.bias[four] + added(of_y);
            }
        }
    }
}

/// [`Matrix::add_times`] as work that the whole of which is compiled for a wider processor.
struct AddTimes<'a>(&'a Matrix, Wide, &'a [Sixteen], &'a mut [i32x4]);

impl NullaryFnOnce for AddTimes<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.0.add_with(self.1, self.2, self.3);
    }
}

/// The same for [`Matrix::times_all`].
struct TimesAll<'a, const N: usize>(&'a Matrix, Wide, &'a [[i16x8; N]], &'a mut [i32x4]);

impl<const N: usize> NullaryFnOnce for TimesAll<'_, N> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.0.times_all_with(self.1, self.2, self.3);
    }
}

/// Returns the sum of the numbers of each.
#[inline(always)]
fn added(sums: [i32x4; FOUR]) -> i32x4 {
    let [a, b, c, d] = i32x4::transpose(sums);
    (a + b) + (c + d)
}

/// How a processor makes sixteen products.
trait Products: Copy {
    /// Parts of a sum.
    type Sum: Copy;

    fn zero(self) -> Self::Sum;

    /// Adds the products of sixteen numbers and sixteen others.
    fn add(self, sum: Self::Sum, a: &Sixteen, b: &Sixteen) -> Self::Sum;

    /// Returns a sum in four parts.
    fn fold(self, sum: Self::Sum) -> i32x4;
}

/// With what every 64-bit processor has.
#[derive(Clone, Copy)]
struct Plain;

impl Products for Plain {
    type Sum = i32x4;

    #[inline(always)]
    fn zero(self) -> i32x4 {
        i32x4::ZERO
    }

    #[inline(always)]
    fn add(self, sum: i32x4, a: &Sixteen, b: &Sixteen) -> i32x4 {
        sum + (a[0].dot(b[0]) + a[1].dot(b[1]))
    }

    #[inline(always)]
    fn fold(self, sum: i32x4) -> i32x4 {
        sum
    }
}

#[cfg(target_arch = "x86_64")]
use pulp::x86::V3 as Wide;

#[cfg(target_arch = "x86_64")]
impl Products for Wide {
    type Sum = std::arch::x86_64::__m256i;

    #[inline(always)]
    fn zero(self) -> Self::Sum {
        self.avx._mm256_setzero_si256()
    }

    #[inline(always)]
    fn add(self, sum: Self::Sum, a: &Sixteen, b: &Sixteen) -> Self::Sum {
        self.avx2._mm256_add_epi32(sum, self.avx2._mm256_madd_epi16(pulp::cast(*a), pulp::cast(*b)))
    }

    #[inline(always)]
    fn fold(self, sum: Self::Sum) -> i32x4 {
        let [low, high]: [i32x4; 2] = pulp::cast(sum);
        low + high
    }
}

/// Other processors have no wider way.
#[cfg(not(target_arch = "x86_64"))]
#[derive(Clone, Copy)]
enum Wide {}

#[cfg(not(target_arch = "x86_64"))]
impl Wide {
    fn try_new() -> Option<Wide> {
        None
    }

    fn vectorize<W: NullaryFnOnce>(self, _: W) -> W::Output {
        match self {}
    }
}

#[cfg(not(target_arch = "x86_64"))]
impl Products for Wide {
    type Sum = i32x4;

    fn zero(self) -> i32x4 {
        match self {}
    }

    fn add(self, _: i32x4, _: &Sixteen, _: &Sixteen) -> i32x4 {
        match self {}
    }

    fn fold(self, _: i32x4) -> i32x4 {
        match self {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(count: usize, seed: usize) -> Vec<i16> {
        (0..count).map(|n| ((n + seed) * 7919 % 4001) as i16 - 2000).collect()
    }

    fn eights(numbers: &[i16]) -> Vec<i16x8> {
        numbers.chunks_exact(EIGHT).map(i16x8::from_slice_unaligned).collect()
    }

    #[test]
    fn a_product_is_the_sum_of_products() {
        let rows: Vec<Vec<i16>> = (0..7).map(|row| numbers(32, row * 32)).collect();
        let bias = [5, -6, 7, -8, 9, -10, 11];
        let matrix = Matrix::new(4, &rows, &bias);
        let sum = |row: usize, x: &[i16]| -> i32 {
            let products = rows[row].iter().zip(x).map(|(&a, &b)| i32::from(a) * i32::from(b));
            bias[row] + products.sum::<i32>()
        };
        let wanted = |x: &[i16]| {
            [0, 1]
                .map(|four| [0, 1, 2, 3].map(|row| 4 * four + row))
                .map(|rows| i32x4::new(rows.map(|row| if row < 7 { sum(row, x) } else { 0 })))
        };
        let vectors: Vec<Vec<i16>> = (0..3).map(|seed| numbers(32, 1000 + seed * 77)).collect();
        let mut sums = [i32x4::ZERO; 2];
        matrix.times(&eights(&vectors[0]), &mut sums);
        assert_eq!(sums, wanted(&vectors[0]));
        // Pairs, and one alone; both ways of making products.
        let all: Vec<[i16x8; 4]> =
            vectors.iter().map(|x| eights(x).try_into().expect("32 numbers are four eights")).collect();
        let wanted: Vec<i32x4> = vectors.iter().flat_map(|x| wanted(x)).collect();
        let mut sums = [i32x4::ZERO; 6];
        matrix.times_all(&all, &mut sums);
        assert_eq!(sums, *wanted);
        let mut sums = [i32x4::ZERO; 6];
        matrix.times_all_with(Plain, &all, &mut sums);
        assert_eq!(sums, *wanted);
    }
}
