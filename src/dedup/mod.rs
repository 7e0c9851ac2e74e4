//! Copies and near copies of a text.
//!
//! In: an article. Out: its [`Profile`], and of two profiles whether one text is nearly a copy of the other. A wire report
//! and its local reprint with two paragraphs cut are near copies; two weather reports from one template are not.
//!
//! Method: sets of 5-word shingles; those whose hash is 0 modulo 32 are kept as a sketch that finds candidates (Broder 1997,
//! "mod p" sampling, as winnowing does locally); candidates are compared exactly. Exact copies are a matter of
//! [`crate::canonical::content_hash`].

mod words;

use crate::model::Article;

/// Words in a shingle: the usual size for news, long enough that a shared one is seldom chance.
///
/// Sketches are stored: another number here or below needs another `analyse::RULES_VERSION`.
const SHINGLE_WORDS: usize = 5;
/// One shingle in this many is kept in the sketch.
const SKETCH_MODULUS: u64 = 32;
/// Texts that share fewer kept shingles are not compared: one alone is a stock phrase more often than not.
const SKETCH_SHARED_MIN: usize = 2;
/// Nor those whose sketches are less alike than this, in the sense of [`JACCARD_MIN`] and [`CONTAINMENT_MIN`]; a
/// third and half of those, as a sketch of 25 shingles strays by half of its likeness.
const SKETCH_JACCARD_MIN: f64 = 0.09;
const SKETCH_CONTAINMENT_MIN: f64 = 0.4;
/// Short texts keep at least this many shingles (the smallest hashes besides), else a brief would have no sketch at all.
const SKETCH_SIZE_MIN: usize = 8;

/// Shared shingles over all shingles from which two texts may be near copies. Thresholds here were fitted on
/// 959 documents with edits of many kinds; near-miss templates and updates lie below them.
const JACCARD_MIN: f64 = 0.26;
/// Share of the shorter text's shingles found in the longer: a lead carried alone.
const CONTAINMENT_MIN: f64 = 0.8;
/// From this likeness on figures and names are not asked for: only a correction changes them.
const JACCARD_SURE: f64 = 0.8;
/// Reports from one template (weather, markets, results) share words but not figures.
const NUMBER_OVERLAP_MIN: f64 = 0.3;
/// Fewer figures than this prove nothing.
const NUMBER_COUNT_MIN: usize = 3;
/// ... and not the names in them.
const NAME_OVERLAP_MIN: f64 = 0.7;
/// A text with fewer shingles is compared by its content hash only.
const SHINGLE_COUNT_MIN: usize = 12;

/// How alike two texts are; each figure from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likeness {
    /// Shared shingles over all shingles of both.
    pub jaccard: f64,
    /// Share of the first text's shingles that stand in the second.
    pub inside: f64,
    /// Share of the second text's shingles that stand in the first.
    pub holding: f64,
}

/// What two texts are compared by: sorted sets of hashes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profile {
    shingles: Vec<u64>,
    numbers: Vec<u64>,
    names: Vec<u64>,
}

impl Profile {
    /// Makes the profile of an article's running text; noise sections are left out.
    pub fn new(article: &Article) -> Profile {
        let words = words::read(article);
        let mut shingles: Vec<u64> = words.hashes.windows(SHINGLE_WORDS).map(words::combine).collect();
        let mut profile = Profile { numbers: words.numbers, names: words.names, shingles: Vec::new() };
        for set in [&mut shingles, &mut profile.numbers, &mut profile.names] {
            set.sort_unstable();
            set.dedup();
        }
        profile.shingles = shingles;
        profile
    }

    /// Returns the number of hashes it holds.
    pub fn size(&self) -> usize {
        self.shingles.len() + self.numbers.len() + self.names.len()
    }

    /// Returns the shingles that find candidates, as SQLite integers in ascending order of their hash.
    pub fn sketch(&self) -> Vec<i64> {
        if self.shingles.len() < SHINGLE_COUNT_MIN {
            return Vec::new();
        }
        let mut kept: Vec<u64> =
            self.shingles.iter().copied().filter(|hash| hash % SKETCH_MODULUS == 0).collect();
        if kept.len() < SKETCH_SIZE_MIN {
            kept.extend(&self.shingles[..SKETCH_SIZE_MIN.min(self.shingles.len())]);
            kept.sort_unstable();
            kept.dedup();
        }
        kept.into_iter().map(u64::cast_signed).collect()
    }

    /// Returns how alike two texts are, if one is nearly a copy of the other.
    pub fn near(&self, other: &Profile) -> Option<Likeness> {
        if self.shingles.len().min(other.shingles.len()) < SHINGLE_COUNT_MIN {
            return None;
        }
        let shared = shared(&self.shingles, &other.shingles) as f64;
        let jaccard = shared / (self.shingles.len() as f64 + other.shingles.len() as f64 - shared);
        let (inside, holding) = (shared / self.shingles.len() as f64, shared / other.shingles.len() as f64);
        let likeness = Likeness { jaccard, inside, holding };
        if jaccard >= JACCARD_SURE {
            return Some(likeness);
        }
        let alike = jaccard >= JACCARD_MIN || inside.max(holding) >= CONTAINMENT_MIN;
        let few_numbers = self.numbers.len().min(other.numbers.len()) < NUMBER_COUNT_MIN;
        let numbers_agree = few_numbers || overlap(&self.numbers, &other.numbers) >= NUMBER_OVERLAP_MIN;
        (alike && numbers_agree && overlap(&self.names, &other.names) >= NAME_OVERLAP_MIN).then_some(likeness)
    }
}

/// Tells whether two texts are worth comparing whose sketches of sizes `a` and `b` share this many shingles.
pub fn sketches_are_alike(shared_count: usize, a: usize, b: usize) -> bool {
    let shared = shared_count as f64;
    let jaccard = shared / ((a + b) as f64 - shared).max(1.0);
    let containment = shared / a.min(b).max(1) as f64;
    shared_count >= SKETCH_SHARED_MIN
        && (jaccard >= SKETCH_JACCARD_MIN || containment >= SKETCH_CONTAINMENT_MIN)
}

/// Returns the share of the smaller set that is in the other; 1 when one is empty.
fn overlap(a: &[u64], b: &[u64]) -> f64 {
    let smaller = a.len().min(b.len());
    if smaller == 0 { 1.0 } else { shared(a, b) as f64 / smaller as f64 }
}

/// Returns the number of members two sorted sets share.
fn shared(a: &[u64], b: &[u64]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                count += 1;
                i += 1;
                j += 1;
            }
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "The foreign ministers of Norland and Estovia met in Geneva on Tuesday for talks on the grain \
        corridor that has been closed since May. Both sides agreed to reopen two ports under the eyes of monitors, and \
        to meet again in Vienna next month. “We have a beginning,” said Ilse Horvat, who led the talks for Estovia. \
        Traders welcomed the news, though the price of wheat hardly moved.";

    fn near(a: &str, b: &str) -> bool {
        let (a, b) = (Profile::new(&Article::new(a)), Profile::new(&Article::new(b)));
        assert_eq!(a.near(&b).is_some(), b.near(&a).is_some(), "likeness has no direction");
        a.near(&b).is_some()
    }

    #[test]
    fn a_reprint_with_a_cut_and_a_new_end_is_a_near_copy() {
        let cut = REPORT.replace(
            " Traders welcomed the news, though the price of wheat hardly moved.",
            " Originally published by Wire.",
        );
        assert!(near(REPORT, &cut));
        assert!(near(REPORT, &REPORT.to_uppercase().replace("TUESDAY", "MONDAY")));
    }

    #[test]
    fn another_report_on_the_same_matter_is_not() {
        assert!(!near(
            REPORT,
            "Norland and Estovia will reopen two ports, their foreign ministers said in Geneva after \
            a day of talks about the blocked grain corridor. A further round is due in Vienna, according to diplomats, \
            who spoke of a cautious start. Wheat prices were little changed."
        ));
    }

    #[test]
    fn a_template_with_other_figures_and_names_is_not() {
        let weather = |town: &str, sky: &str, low: u8, high: u8, wind: u8, rain: u8| {
            format!(
                "Weather for {town}: the day will begin with {sky} and a low of {low} degrees, then temperatures rise to a high of \
                {high} degrees in the afternoon, with winds from the west at {wind} kilometres per hour and a chance of rain of {rain} percent."
            )
        };
        assert!(!near(
            &weather("Torvik", "bright sunshine", 4, 11, 23, 40),
            &weather("Grenfield", "patchy morning fog", 9, 17, 12, 75)
        ));
    }

    #[test]
    fn every_text_long_enough_has_a_sketch() {
        assert_eq!(Profile::new(&Article::new("Too short to compare.")).sketch(), Vec::<i64>::new());
        assert!(Profile::new(&Article::new(REPORT)).sketch().len() >= SKETCH_SIZE_MIN);
    }
}
