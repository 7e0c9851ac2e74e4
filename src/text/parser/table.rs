//! Rows of small numbers by feature, used where they lie.
//!
//! In: a feature. Out: its row. The word "talks" has 64 numbers of a byte each.
//!
//! Layout, little endian: the number of slots and of rows, u32 each; the slots; the rows. A slot is a feature (u32) and the number of
//! its row plus one (u32, 0 in an empty slot). Slots are a hash table in the order of the features, as in `text::perceptron`.

const SLOT_BYTES: usize = 8;
const HEADER_BYTES: usize = 8;
/// Slots past the last home; features are spread evenly, and longer overflows were never seen.
const SPARE_SLOTS: usize = 64;

/// A table used from its bytes.
#[derive(Debug, Clone, Copy)]
pub struct Table<'a> {
    homes: u64,
    slots: &'a [u8],
    rows: &'a [u8],
    width: usize,
}

impl<'a> Table<'a> {
    /// Opens the table that `bytes` begin with and returns the bytes after it; `None` when they are not one.
    pub fn open(bytes: &'a [u8], width: usize) -> Option<(Self, &'a [u8])> {
        let (header, rest) = bytes.split_at_checked(HEADER_BYTES)?;
        let number = |at: usize| Some(u32::from_le_bytes(header[at..at + 4].try_into().ok()?) as usize);
        let (slots, rest) = rest.split_at_checked(number(0)?.checked_mul(SLOT_BYTES)?)?;
        let (rows, rest) = rest.split_at_checked(number(4)?.checked_mul(width)?)?;
        let homes = number(0)?.saturating_sub(SPARE_SLOTS) as u64;
        Some((Self { homes, slots, rows, width }, rest))
    }

    /// Returns how many rows it has.
    pub fn row_count(&self) -> usize {
        self.rows.len() / self.width
    }

    /// Adds a feature's row to `sums`; a feature without one adds nothing.
    #[inline]
    pub fn add(&self, feature: u32, sums: &mut [i16]) {
        add(self.row(feature), sums);
    }

    /// Adds the rows of several features to `sums`, each fetched from memory before the first is needed.
    #[inline]
    pub fn add_all<const N: usize>(&self, features: &[u32; N], sums: &mut [i16]) {
        let rows = features.map(|feature| self.row(feature));
        // Rows lie far apart: asked for one after the other they would be waited for one after the other.
        let ends = rows.iter().map(|row| row.first().unwrap_or(&0) ^ row.last().unwrap_or(&0));
        std::hint::black_box(ends.fold(0, |all, byte| all ^ byte));
        for row in rows {
            add(row, sums);
        }
    }

    /// Returns a feature's row; nothing for a feature without one.
    #[inline]
    fn row(&self, feature: u32) -> &'a [u8] {
        let home = ((u64::from(feature) * self.homes) >> 32) as usize;
        for slot in self.slots[home * SLOT_BYTES..].chunks_exact(SLOT_BYTES) {
            let slot = u64::from_le_bytes(slot.try_into().expect("eight bytes"));
            let (found, row) = (slot as u32, (slot >> 32) as usize);
            if found == feature && row != 0 {
                return self.rows.get((row - 1) * self.width..row * self.width).unwrap_or_default();
            }
            if row == 0 || found > feature {
                break;
            }
        }
        &[]
    }
}

#[inline]
fn add(row: &[u8], sums: &mut [i16]) {
    sums.iter_mut().zip(row).for_each(|(sum, &byte)| *sum += i16::from(byte as i8));
}

/// Appends the bytes of a table to `bytes`: a row of weights for each feature, `unit` of weight being 1.
#[cfg(any(test, feature = "train"))]
pub fn pack(rows: &[(u32, Vec<f32>)], unit: f32, bytes: &mut Vec<u8>) {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|&row| rows[row].0);
    let homes = rows.len() * 5 / 4 + 1;
    let mut slots = vec![0u64; homes + SPARE_SLOTS];
    let mut next = 0;
    for (number, &row) in (1u64..).zip(&order) {
        let home = ((u64::from(rows[row].0) * homes as u64) >> 32) as usize;
        let at = home.max(next);
        assert!(at < slots.len(), "more than {SPARE_SLOTS} features overflow the table");
        slots[at] = u64::from(rows[row].0) | number << 32;
        next = at + 1;
    }
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
        let rows: Vec<(u32, Vec<f32>)> =
            (0..2000u64).map(|n| (feature(3, &[n]), vec![(n % 100) as f32, -0.5, 1000.0])).collect();
        let mut bytes = Vec::new();
        pack(&rows, 0.5, &mut bytes);
        bytes.push(77);
        let (table, rest) = Table::open(&bytes, 3).expect("just packed");
        assert_eq!(rest, [77]);
        for n in 0..4000u64 {
            let mut sums = [1i16; 3];
            table.add(feature(3, &[n]), &mut sums);
            let first = (2 * (n % 100)).min(127) as i16;
            assert_eq!(sums, if n < 2000 { [1 + first, 0, 128] } else { [1; 3] });
        }
        assert!(Table::open(&bytes[..bytes.len() - 2], 3).is_none());
    }
}
