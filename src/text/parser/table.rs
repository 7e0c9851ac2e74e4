//! Rows of small numbers by feature, used where they lie.
//!
//! In: features. Out: the sum of their rows. The word "talks" has 64 numbers of a byte each.
//!
//! Layout, little endian: the number of slots and of rows, u32 each; the slots, which keep the number of a feature's row plus one
//! (`perceptron/slots.rs`); the rows.

use super::matrix::EIGHT;
use crate::text::perceptron::Slots;
#[cfg(any(test, feature = "train"))]
use crate::text::perceptron::pack_slots;
use wide::{i16x8, u8x16};

const HEADER_BYTES: usize = 8;
/// Numbers of a row that are added at a time.
const SIXTEEN: usize = 2 * EIGHT;

/// A table with rows of `SIXTEENS` times sixteen numbers, used from its bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table<'a, const SIXTEENS: usize> {
    slots: Slots<'a>,
    rows: &'a [[[u8; SIXTEEN]; SIXTEENS]],
}

impl<'a, const SIXTEENS: usize> Table<'a, SIXTEENS> {
    /// Opens the table that `bytes` begin with and returns the bytes after it; `None` when they are not one.
    pub fn open(bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let (header, rest) = bytes.split_at_checked(HEADER_BYTES)?;
        let number = |at: usize| Some(u32::from_le_bytes(header[at..at + 4].try_into().ok()?) as usize);
        let (slots, rest) = Slots::open(rest, number(0)?)?;
        let (rows, rest) = rest.split_at_checked(number(4)?.checked_mul(SIXTEENS * SIXTEEN)?)?;
        Some((Self { slots, rows: rows.as_chunks().0.as_chunks().0 }, rest))
    }

    /// Returns how many rows it has.
    pub fn row_count(&self) -> usize {
        self.rows.len()
    }

    /// Returns the sums of the rows of features as pairs of eights; a feature without a row adds nothing.
    ///
    /// Sixteen numbers of all rows are added before the next sixteen: rows lie far apart, and the processor waits for several.
    #[inline]
    pub fn sum<const FEATURES: usize>(&self, features: &[u32; FEATURES]) -> [[i16x8; 2]; SIXTEENS] {
        let mut rows = [&[[0; SIXTEEN]; SIXTEENS]; FEATURES];
        let mut count = 0;
        for number in self.slots.find(features) {
            if let Some(row) = self.rows.get((number as usize).wrapping_sub(1)) {
                rows[count] = row;
                count += 1;
            }
        }
        // Bytes of either sign are added as bytes without, 128 more each: two steps instead of four.
        const MORE: u8 = 128;
        let start = i16x8::splat(-(count as i16 * i16::from(MORE)));
        let mut sums = [[start; 2]; SIXTEENS];
        for (n, sums) in sums.iter_mut().enumerate() {
            let [mut low, mut high] = *sums;
            for row in &rows[..count] {
                let bytes = u8x16::new(row[n]) ^ u8x16::splat(MORE);
                low += i16x8::from_u8x16_low(bytes);
                high += i16x8::from_u8x16_high(bytes);
            }
            *sums = [low, high];
        }
        sums
    }
}

/// Appends the bytes of a table to `bytes`: a row of weights for each feature, `unit` of weight being 1.
#[cfg(any(test, feature = "train"))]
pub fn pack(rows: &[(u32, Vec<f32>)], unit: f32, bytes: &mut Vec<u8>) {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|&row| rows[row].0);
    let numbers: Vec<(u32, u32)> =
        order.iter().zip(1..).map(|(&row, number)| (rows[row].0, number)).collect();
    let slots = pack_slots(&numbers);
    for number in [slots.len(), rows.len()] {
        bytes.extend(u32::try_from(number).expect("counts are small").to_le_bytes());
    }
    bytes.extend(slots.iter().flat_map(|slot| slot.to_le_bytes()));
    for &row in &order {
        bytes.extend(
            rows[row].1.iter().map(|weight| (weight / unit).round().clamp(-127.0, 127.0) as i8 as u8),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::perceptron::feature;
    use super::*;

    #[test]
    fn a_packed_table_knows_its_rows_and_no_others() {
        let row = |n: u64| (0..32).map(|at| [(n % 100) as f32, -0.5, 1000.0, -1000.0][at % 4]).collect();
        let rows: Vec<(u32, Vec<f32>)> = (0..2000u64).map(|n| (feature(3, &[n]), row(n))).collect();
        let mut bytes = Vec::new();
        pack(&rows, 0.5, &mut bytes);
        bytes.push(77);
        let (table, rest) = Table::<2>::open(&bytes).expect("just packed");
        assert_eq!((rest, table.row_count()), (&[77u8][..], 2000));
        for n in 0..4000u64 {
            let sums = table.sum(&[feature(3, &[n]), feature(3, &[7]), feature(9, &[n])]);
            let first = |n: u64| if n < 2000 { (2 * (n % 100)).min(127) as i16 } else { 0 };
            let found = if n < 2000 { 2 } else { 1 };
            let wanted = [first(n) + first(7), -found, 127 * found, -127 * found];
            for eight in sums.as_flattened() {
                assert_eq!(eight.to_array(), std::array::from_fn(|at| wanted[at % 4]));
            }
        }
        assert!(Table::<2>::open(&bytes[..bytes.len() - 2]).is_none());
    }
}
