//! A hash table of features that is used where it lies.
//!
//! In: features. Out: the number kept for each, such as where its weights stand.
//!
//! A slot is a feature and its number, u32 each, little endian; the number of an empty slot is 0. Slots stand in the order of the
//! features: a feature is in its home slot or soon after, and a larger feature or an empty slot ends the search.

const SLOT_BYTES: usize = 8;
/// Slots past the last home; features are spread evenly, and longer overflows were never seen.
const SPARE_SLOTS: usize = 64;

/// A table used from its bytes.
#[derive(Debug, Clone, Copy)]
pub struct Slots<'a> {
    /// Number of home slots, four in five of them taken, so that no search is long.
    homes: u64,
    slots: &'a [[u8; SLOT_BYTES]],
}

impl<'a> Slots<'a> {
    /// Opens the table of `count` slots that `bytes` begin with and returns the bytes after it; `None` when they are too few.
    pub fn open(bytes: &'a [u8], count: usize) -> Option<(Self, &'a [u8])> {
        let (bytes, rest) = bytes.split_at_checked(count.checked_mul(SLOT_BYTES)?)?;
        let homes = count.saturating_sub(SPARE_SLOTS) as u64;
        Some((Self { homes, slots: bytes.as_chunks().0 }, rest))
    }

    /// Returns how many slots it has.
    pub fn count(&self) -> usize {
        self.slots.len()
    }

    /// Returns the number kept for each feature, 0 for one that the table does not know.
    ///
    /// All home slots are read before the first is looked at: they lie far apart, and the processor waits for several at once.
    #[inline]
    pub fn find<const COUNT: usize>(&self, features: &[u32; COUNT]) -> [u32; COUNT] {
        let mut slots = [0; COUNT];
        for (slot, &feature) in slots.iter_mut().zip(features) {
            *slot = self.slot(self.home(feature));
        }
        let mut numbers = [0; COUNT];
        for ((number, slot), &feature) in numbers.iter_mut().zip(slots).zip(features) {
            *number = self.find_from(slot, feature);
        }
        numbers
    }

    /// Returns the place where a feature's search begins.
    #[inline]
    fn home(&self, feature: u32) -> usize {
        ((u64::from(feature) * self.homes) >> 32) as usize
    }

    /// Returns a slot; an empty one past the end.
    #[inline]
    fn slot(&self, place: usize) -> u64 {
        self.slots.get(place).map_or(0, |slot| u64::from_le_bytes(*slot))
    }

    /// Returns the number kept for a feature whose home holds `slot`.
    #[inline]
    fn find_from(&self, mut slot: u64, feature: u32) -> u32 {
        let mut place = self.home(feature);
        loop {
            let (found, number) = (slot as u32, (slot >> 32) as u32);
            if found == feature || number == 0 {
                return number;
            }
            if found > feature {
                return 0;
            }
            place += 1;
            slot = self.slot(place);
        }
    }
}

/// Returns the slots of features in ascending order, each with its number, which is not 0.
///
/// # Panics
///
/// When features that share a home overflow the end of the table.
#[cfg(any(test, feature = "train"))]
pub fn pack(features: &[(u32, u32)]) -> Vec<u64> {
    let homes = features.len() * 5 / 4 + 1;
    let mut slots = vec![0u64; homes + SPARE_SLOTS];
    let mut next = 0;
    for &(feature, number) in features {
        let home = ((u64::from(feature) * homes as u64) >> 32) as usize;
        let at = home.max(next);
        assert!(at < slots.len(), "more than {SPARE_SLOTS} features overflow the table");
        slots[at] = u64::from(feature) | u64::from(number) << 32;
        next = at + 1;
    }
    slots
}

#[cfg(test)]
mod tests {
    use super::super::feature;
    use super::*;

    #[test]
    fn a_table_knows_its_features_and_no_others() {
        let mut features: Vec<(u32, u32)> = (0..3000).map(|n| (feature(5, &[n]), n as u32 + 1)).collect();
        features.sort_unstable();
        let slots = pack(&features);
        let bytes: Vec<u8> = slots.iter().flat_map(|slot| slot.to_le_bytes()).chain([9]).collect();
        let (table, rest) = Slots::open(&bytes, slots.len()).expect("whole");
        assert_eq!((rest, table.count()), (&[9u8][..], slots.len()));
        for n in 0..6000 {
            let wanted = if n < 3000 { n as u32 + 1 } else { 0 };
            assert_eq!(table.find(&[feature(5, &[n]), feature(5, &[9])]), [wanted, 10]);
        }
        assert!(Slots::open(&bytes, slots.len() + 1).is_none());
        assert!(Slots::open(&[], 0).is_some_and(|(empty, _)| empty.find(&[7]) == [0]));
    }
}
