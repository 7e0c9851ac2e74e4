//! How much a word tells about an article: much where few texts use it.
//!
//! In: `models/term_weights.tsv`, made by `train weights`. Out: weights. "said" weighs little, "reactor" much.

use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// The table: comments, a header line, then a term and its weight a line.
pub const TABLE: &str = include_str!("../../models/term_weights.tsv");

/// Stands for all terms that are not in the table.
pub const OTHER: &str = "*";

/// Returns the weight of a term: 16 times the logarithm of (texts in all) over (texts that use it).
pub fn weight(term: &str) -> u32 {
    static WEIGHTS: OnceLock<FxHashMap<&'static str, u32>> = OnceLock::new();
    let weights = WEIGHTS.get_or_init(|| {
        let number = |[term, weight]: [&'static str; 2]| (term, weight.parse().expect("weights are numbers"));
        super::tsv::rows(TABLE).map(number).collect()
    });
    weights.get(term).or_else(|| weights.get(OTHER)).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_words_weigh_more_and_unknown_ones_most() {
        assert!(weight("the") < weight("said") && weight("said") < weight("minister"));
        assert!(weight("minister") < weight("reactor") && weight("reactor") <= weight("xyzzyq"));
        assert!(super::super::tsv::rows::<2>(TABLE).count() > 10_000);
    }
}
