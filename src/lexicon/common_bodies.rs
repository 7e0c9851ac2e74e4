//! Names that many bodies and places have.
//!
//! In: `seeds/lexicon/common_bodies.tsv`. Out: whether a name is one. "Rules Committee" is; "Election Commission of Peru" is not.

use super::{table, tsv};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// A head is no longer: "court of appeals".
const HEAD_WORDS_MAX: usize = 3;

/// Tells whether many bodies or places of the world have a name, whatever its case.
pub fn is_common_body(name: &str) -> bool {
    let lower = name.to_lowercase().replace('’', "'");
    let words: Vec<&str> = lower.split(' ').collect();
    (1..=words.len().min(HEAD_WORDS_MAX)).any(|length| {
        let (before, head) = words.split_at(words.len() - length);
        heads().get(head.join(" ").as_str()).is_some_and(|known| {
            let front = before.join(" ");
            known.iter().any(|&known| match known {
                "*" => before.len() == 1,
                "-" => before.is_empty(),
                words => words == front,
            })
        })
    })
}

fn heads() -> &'static FxHashMap<&'static str, Vec<&'static str>> {
    static HEADS: OnceLock<FxHashMap<&'static str, Vec<&'static str>>> = OnceLock::new();
    let load = || {
        let rows = tsv::rows(table("lexicon/common_bodies.tsv"));
        rows.map(|[head, before]| (head, tsv::several(before).collect())).collect()
    };
    HEADS.get_or_init(load)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_have_these_names() {
        for name in
            ["Rules Committee", "City Hall", "Court of Appeals", "Hotel and Casino", "Silva White House"]
        {
            assert!(is_common_body(name), "{name}");
        }
        for name in ["Lima City Hall", "White House", "Atlantic Council", "Free Farmers Union", ""] {
            assert!(!is_common_body(name), "{name}");
        }
    }
}
