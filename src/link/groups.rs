//! Says which facts are one: reports of one happening, quotes that carry one statement.
//!
//! In: facts as [`Candidate`]s. Out: for each the one it follows. Five reports of one meeting follow one of them, their leader; what
//! follows a leader, and the leader, is one group.
//!
//! Method: pivot clustering (Ailon, Charikar and Newman 2008). Candidates are taken in order of rank; each follows the likest earlier
//! leader that it sees and that it does not contradict, or becomes a leader. It sees the first [`SEEN_MAX`] leaders of each of its
//! bins. All this depends on the set of facts only. Ranks go by what is known, the fullest first (a vague report must not join two
//! that contradict each other), then by a hash, so that a fact more changes a bounded number of others in expectation.

use std::cmp::Reverse;

/// Leaders a candidate sees in one bin, the earliest by rank.
pub const SEEN_MAX: usize = 16;
/// Bits of a rank that a hash fills. Ranks and bins have 48 bits, which SQLite keeps in six bytes.
const HASH_BITS: u32 = 44;
/// Bits of a bin's number that its neighbourhood fills; as many tell it from its neighbours.
const NEAR_BITS: u32 = 24;

/// A bin a candidate stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bin {
    /// Its number.
    pub own: i64,
    /// Bins of which candidates see this one's leaders.
    pub seen_by: Vec<i64>,
}

/// A fact that may follow another.
pub trait Candidate {
    /// Returns its place in the order, see [`rank`].
    fn rank(&self) -> i64;
    /// Returns the bins where others look for it.
    fn bins(&self) -> Vec<Bin>;
    /// Returns the bins where it looks for leaders.
    fn sees(&self) -> Vec<i64>;
    /// Returns how like it is to another, from 1; 0 where they are not one.
    fn likeness(&self, other: &Self) -> u32;
}

/// Returns whom a candidate follows of the leaders it sees, with their likeness: the likest, the earliest among equals.
pub fn leader<'a, C: Candidate + 'a>(
    candidate: &C,
    leaders: impl IntoIterator<Item = (i64, &'a C)>,
) -> Option<(i64, u32)> {
    let like = leaders.into_iter().map(|(id, leader)| (id, leader.rank(), candidate.likeness(leader)));
    let likest = like.filter(|(.., likeness)| *likeness > 0);
    let likest = likest.max_by_key(|&(_, rank, likeness)| (likeness, Reverse(rank)));
    likest.map(|(id, _, likeness)| (id, likeness))
}

/// Returns the rank of a fact of which `unknown` things are unknown, 15 at most.
pub fn rank(unknown: u32, key: &str) -> i64 {
    let hash = hash(key.bytes()) >> (64 - HASH_BITS);
    ((u64::from(unknown.min(15)) << HASH_BITS) | hash).cast_signed()
}

/// Returns the number of a bin of this neighbourhood that these numbers name.
///
/// Numbers of one neighbourhood lie together (their first [`NEAR_BITS`] bits are the same), so that what an article puts in the bins of a
/// story or a speaker is written to a few pages of the file and not to one for each bin.
pub fn bin(neighbourhood: i64, parts: &[i64]) -> i64 {
    let number = |parts: &[i64]| hash(parts.iter().flat_map(|part| part.to_le_bytes())) >> (64 - NEAR_BITS);
    ((number(&[neighbourhood]) << NEAR_BITS) | number(parts)).cast_signed()
}

/// Returns a number that stands for a key.
pub fn key_number(key: &str) -> i64 {
    hash(key.bytes()).cast_signed()
}

/// Returns a number that stands for some words.
pub fn word_hash(words: &str) -> u32 {
    (hash(words.bytes()) >> 32) as u32
}

/// FNV-1a of 64 bits with its bits mixed: ranks are stored, so they may never depend on a library's version.
fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    let mut hash = bytes.fold(0xcbf2_9ce4_8422_2325, mix);
    for shift in [33, 29, 32] {
        hash = (hash ^ (hash >> shift)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    }
    hash ^ (hash >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_goes_first() {
        assert!(rank(0, "b") < rank(1, "a") && rank(3, "x") < rank(4, "x"));
        assert!((0..1 << 48).contains(&rank(99, "z")) && (0..1 << 48).contains(&bin(7, &[-1])));
        assert_ne!(bin(0, &[1, 2]), bin(0, &[2, 1]));
        assert_ne!(bin(1, &[2]), bin(2, &[2]));
        assert_eq!(bin(9, &[1]) >> NEAR_BITS, bin(9, &[2]) >> NEAR_BITS, "neighbours");
    }
}
