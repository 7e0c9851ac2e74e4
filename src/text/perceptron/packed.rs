//! A trained model as bytes that are used in place.
//!
//! In: the bytes of a file in `models/`. Out: scores. Nothing is parsed at the start but the 16 bytes of the header.
//!
//! Layout, all little endian: `NGP1`; number of classes, of slots and of cells, u32 each; the slots (`slots.rs`); the cells. The
//! number of a feature tells where its row of cells stands: first cell in 24 bits, number of cells in 8. A cell is a class (u8)
//! and its weight (i8).

use super::Scorer;
use super::slots::Slots;

/// What the bytes of a model open with; the digit is the version of the layout.
const MAGIC: &[u8; 4] = b"NGP1";
const HEADER_BYTES: usize = 16;
/// The weight of a feature's one cell that marks its class as the only one: smaller than what training keeps, so that no other
/// feature with the same hash is taken for one.
pub const ONLY: i8 = 1;
const CELL_BYTES: usize = 2;

/// A model used from its bytes.
#[derive(Debug, Clone, Copy)]
pub struct Model<'a> {
    classes: usize,
    slots: Slots<'a>,
    cells: &'a [[u8; CELL_BYTES]],
}

impl<'a> Model<'a> {
    /// Opens a model; `None` when the bytes are not one.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        let (header, rest) = bytes.split_at_checked(HEADER_BYTES)?;
        let number =
            |at: usize| u32::from_le_bytes(header[at..at + 4].try_into().expect("four bytes")) as usize;
        let (slots, cells) = Slots::open(rest, number(8))?;
        let whole = header.starts_with(MAGIC) && cells.len() == number(12).checked_mul(CELL_BYTES)?;
        whole.then_some(Self { classes: number(4), slots, cells: cells.as_chunks().0 })
    }

    /// Returns how many places its table has.
    pub fn row_count(&self) -> usize {
        self.slots.count()
    }

    /// Returns the class that a feature was marked with; see [`ONLY`].
    #[inline]
    pub fn only_class(&self, feature: u32) -> Option<usize> {
        let [place] = self.slots.find(&[feature]);
        let &[class, weight] = self.cells.get((place >> 8) as usize)?;
        (place & 0xFF == 1 && weight as i8 == ONLY).then_some(usize::from(class))
    }

    /// Adds what each of some features speaks for or against.
    ///
    /// The first cells of all rows are read before the first is added: they lie far apart, like slots.
    #[inline]
    fn add_some<const COUNT: usize>(&self, features: &[u32; COUNT], scores: &mut [i32]) {
        let mut rows = [([0; CELL_BYTES], 0, 0); COUNT];
        let mut known = 0;
        for place in self.slots.find(features) {
            let (first, count) = ((place >> 8) as usize, (place & 0xFF) as usize);
            rows[known] = (self.cells.get(first).copied().unwrap_or_default(), first, count);
            known += usize::from(count > 0);
        }
        for &(cell, first, count) in &rows[..known] {
            add_cell(cell, scores);
            for &cell in &self.cells[first + 1..first + count] {
                add_cell(cell, scores);
            }
        }
    }
}

/// Adds the weight of one class.
#[inline(always)]
fn add_cell([class, weight]: [u8; CELL_BYTES], scores: &mut [i32]) {
    if let Some(score) = scores.get_mut(usize::from(class)) {
        *score += i32::from(weight as i8);
    }
}

/// Features that are looked up together: as many as a word has in most models, and few are left over.
const TOGETHER: usize = 32;

impl Scorer for Model<'_> {
    fn classes(&self) -> usize {
        self.classes
    }

    #[inline]
    fn add(&self, features: &[u32], scores: &mut [i32]) {
        let (some, rest) = features.as_chunks::<TOGETHER>();
        some.iter().for_each(|some| self.add_some(some, scores));
        let (eights, rest) = rest.as_chunks::<8>();
        eights.iter().for_each(|eight| self.add_some(eight, scores));
        rest.iter().for_each(|&feature| self.add_some(&[feature], scores));
    }
}

/// A feature with its weights, for [`pack`].
#[cfg(any(test, feature = "train"))]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The feature.
    pub feature: u32,
    /// Its classes and their weights; weights of 0 need not be there.
    pub cells: Vec<(u8, i8)>,
}

/// Returns the bytes of a model; the order of `rows` does not matter.
///
/// # Panics
///
/// When a feature comes twice, has more than 255 cells, or all cells are more than 24 bits count.
#[cfg(any(test, feature = "train"))]
pub fn pack(classes: usize, mut rows: Vec<Row>) -> Vec<u8> {
    rows.retain(|row| !row.cells.is_empty());
    rows.sort_by_key(|row| row.feature);
    let (mut places, mut cells) = (Vec::with_capacity(rows.len()), Vec::new());
    for row in rows {
        let (first, count) = (cells.len() / CELL_BYTES, row.cells.len());
        assert!(first < 1 << 24 && count < 1 << 8, "a row does not fit the layout");
        places.push((row.feature, (first as u32) << 8 | count as u32));
        cells.extend(row.cells.iter().flat_map(|&(class, weight)| [class, weight as u8]));
    }
    let slots = super::slots::pack(&places);
    let mut bytes = MAGIC.to_vec();
    for number in [classes, slots.len(), cells.len() / CELL_BYTES] {
        bytes.extend(u32::try_from(number).expect("counts are small").to_le_bytes());
    }
    bytes.extend(slots.iter().flat_map(|slot| slot.to_le_bytes()));
    bytes.extend(cells);
    bytes
}

#[cfg(test)]
mod tests {
    use super::super::{bytes_hash, feature, highest};
    use super::*;

    #[test]
    fn a_packed_model_knows_its_rows_and_no_others() {
        let features: Vec<u32> =
            (0..5000u64).map(|n| feature(n % 7, &[n, bytes_hash(&n.to_le_bytes())])).collect();
        let row = |n: usize| Row {
            feature: features[n],
            cells: vec![((n % 5) as u8, (n % 250) as u8 as i8), (5, 1)],
        };
        let bytes = pack(6, (0..2500).rev().map(row).collect());
        let model = Model::open(&bytes).expect("just packed");
        for (n, &feature) in features.iter().enumerate() {
            let mut scores = [0; 6];
            model.add(&[feature], &mut scores);
            let known = i32::from(n < 2500);
            assert_eq!(scores[5], known);
            assert_eq!(scores[n % 5], known * i32::from((n % 250) as u8 as i8));
        }
        // A mark, two classes, a weight, and nothing.
        let rows = [vec![(3, ONLY)], vec![(3, ONLY), (4, 1)], vec![(3, 9)]];
        let bytes = pack(6, (7..).zip(rows).map(|(feature, cells)| Row { feature, cells }).collect());
        let model = Model::open(&bytes).expect("just packed");
        assert_eq!([7, 8, 9, 10].map(|feature| model.only_class(feature)), [Some(3), None, None, None]);
    }

    #[test]
    fn bytes_that_are_no_model_are_refused() {
        let bytes = pack(2, vec![Row { feature: u32::MAX, cells: vec![(1, -3)] }]);
        assert!(Model::open(&bytes).is_some());
        assert!(Model::open(&bytes[..bytes.len() - 1]).is_none());
        assert!(Model::open(b"NGP1").is_none());
        assert!(Model::open(&[0; 64]).is_none());
    }

    #[test]
    fn the_first_of_equals_wins() {
        assert_eq!(highest(&[1, 3, 3, 9], |class| class != 3), 1);
        assert_eq!(highest(&[-5, -7], |_| true), 0);
        assert_eq!(highest(&[], |_| true), 0);
    }
}
