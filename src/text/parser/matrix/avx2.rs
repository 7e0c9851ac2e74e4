//! Products with AVX2: the sums of eight rows in two instructions.
//!
//! In: a matrix and vectors. Out: what [`Plain`](super::Plain) gives. Processors from before 2013 lack it, and then nothing is done.

use super::{Matrix, Products, add_eights};
use pulp::x86::V3;
use pulp::{NullaryFnOnce, bytemuck};
use std::arch::x86_64::__m256i;
use wide::{i16x8, i16x16, i32x4};

/// Does what [`Matrix::add_times`] does; returns whether the processor could.
#[inline]
pub(super) fn add_times(matrix: &Matrix, x: &[i16x8], sums: &mut [i32x4]) -> bool {
    V3::try_new().map(|avx2| avx2.vectorize(AddTimes(matrix, avx2, x, sums))).is_some()
}

/// Does what [`Matrix::times_all`] does; returns whether the processor could.
pub(super) fn times_all<const N: usize>(matrix: &Matrix, vectors: &[[i16x8; N]], sums: &mut [i32x4]) -> bool {
    V3::try_new().map(|avx2| avx2.vectorize(TimesAll(matrix, avx2, vectors, sums))).is_some()
}

/// Work that is compiled for AVX2 as a whole.
struct AddTimes<'a>(&'a Matrix, V3, &'a [i16x8], &'a mut [i32x4]);

impl NullaryFnOnce for AddTimes<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.0.add_with(self.1, self.2, self.3);
    }
}

struct TimesAll<'a, const N: usize>(&'a Matrix, V3, &'a [[i16x8; N]], &'a mut [i32x4]);

impl<const N: usize> NullaryFnOnce for TimesAll<'_, N> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.0.times_all_with(self.1, self.2, self.3);
    }
}

impl Products for V3 {
    type Eight = __m256i;

    #[inline(always)]
    fn zero(self) -> __m256i {
        self.avx._mm256_setzero_si256()
    }

    #[inline(always)]
    fn both(self, pair: i32) -> __m256i {
        self.avx._mm256_set1_epi32(pair)
    }

    #[inline(always)]
    fn add(self, sums: __m256i, rows: &i16x16, pair: __m256i) -> __m256i {
        self.avx2._mm256_add_epi32(sums, self.avx2._mm256_madd_epi16(*bytemuck::cast_ref(rows), pair))
    }

    #[inline(always)]
    fn add_to(self, sums: &mut [i32x4], upper: __m256i, lower: __m256i) {
        add_eights(sums, [bytemuck::cast(upper), bytemuck::cast(lower)]);
    }
}
