//! Products with AVX2 and AVX-512: the sums of eight or sixteen rows in two instructions.
//!
//! In: a matrix and vectors. Out: what [`Plain`](super::Plain) gives. Processors from before 2013 have neither, and then nothing is
//! done.

use super::{Cell, Matrix, Products, add_fours};
use pulp::x86::{V3, V4};
use pulp::{NullaryFnOnce, bytemuck};
use std::arch::x86_64::{__m256i, __m512i};
use wide::{i16x8, i32x4};

/// Does what [`Matrix::add_times`] does; returns whether the processor could.
#[inline]
pub(super) fn add_times(matrix: &Matrix, x: &[i16x8], sums: &mut [i32x4]) -> bool {
    if let Some(avx512) = V4::try_new() {
        avx512.vectorize(AddTimes(matrix, avx512, x, sums));
        return true;
    }
    V3::try_new().map(|avx2| avx2.vectorize(AddTimes(matrix, avx2, x, sums))).is_some()
}

/// Does what [`Matrix::times_all`] does; returns whether the processor could.
pub(super) fn times_all<const N: usize>(matrix: &Matrix, vectors: &[[i16x8; N]], sums: &mut [i32x4]) -> bool {
    if let Some(avx512) = V4::try_new() {
        avx512.vectorize(TimesAll(matrix, avx512, vectors, sums));
        return true;
    }
    V3::try_new().map(|avx2| avx2.vectorize(TimesAll(matrix, avx2, vectors, sums))).is_some()
}

/// Work that is compiled for a kind of processor as a whole.
struct AddTimes<'a, P>(&'a Matrix, P, &'a [i16x8], &'a mut [i32x4]);

impl<P: Products> NullaryFnOnce for AddTimes<'_, P> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.0.add_with(self.1, self.2, self.3);
    }
}

struct TimesAll<'a, P, const N: usize>(&'a Matrix, P, &'a [[i16x8; N]], &'a mut [i32x4]);

impl<P: Products, const N: usize> NullaryFnOnce for TimesAll<'_, P, N> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.0.times_all_with(self.1, self.2, self.3);
    }
}

impl Products for V3 {
    type Sums = (__m256i, __m256i);
    type Pair = __m256i;

    #[inline(always)]
    fn zero(self) -> Self::Sums {
        (self.avx._mm256_setzero_si256(), self.avx._mm256_setzero_si256())
    }

    #[inline(always)]
    fn both(self, pair: i32) -> __m256i {
        self.avx._mm256_set1_epi32(pair)
    }

    #[inline(always)]
    fn add(self, (upper, lower): Self::Sums, Cell(rows): &Cell, pair: __m256i) -> Self::Sums {
        let [first, second]: &[__m256i; 2] = bytemuck::cast_ref(rows);
        (
            self.avx2._mm256_add_epi32(upper, self.avx2._mm256_madd_epi16(*first, pair)),
            self.avx2._mm256_add_epi32(lower, self.avx2._mm256_madd_epi16(*second, pair)),
        )
    }

    #[inline(always)]
    fn add_to(self, others: &mut [i32x4], (upper, lower): Self::Sums) {
        add_fours(others, bytemuck::cast([upper, lower]));
    }
}

impl Products for V4 {
    type Sums = __m512i;
    type Pair = __m512i;

    #[inline(always)]
    fn zero(self) -> __m512i {
        self.avx512f._mm512_setzero_si512()
    }

    #[inline(always)]
    fn both(self, pair: i32) -> __m512i {
        self.avx512f._mm512_set1_epi32(pair)
    }

    #[inline(always)]
    fn add(self, sums: __m512i, Cell(rows): &Cell, pair: __m512i) -> __m512i {
        let products = self.avx512bw._mm512_madd_epi16(*bytemuck::cast_ref(rows), pair);
        self.avx512f._mm512_add_epi32(sums, products)
    }

    #[inline(always)]
    fn add_to(self, others: &mut [i32x4], sums: __m512i) {
        add_fours(others, bytemuck::cast(sums));
    }
}
