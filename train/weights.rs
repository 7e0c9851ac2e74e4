//! Counts in how many texts each term stands, for what articles are about.
//!
//! In: Voice of America (public domain), the English Web Treebank (CC BY-SA 4.0) and wikigold (CC BY 4.0). Out:
//! `term_weights.tsv`: counts of words, no text. Names, tags and labels of the corpora are not used.

use crate::{Options, names_corpus};
use nutgraf::lexicon::weights::OTHER;
use nutgraf::link::terms::{normal, words};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Terms of fewer texts weigh like those of none: it keeps names out and the table small.
const TEXTS_MIN: u32 = 3;

/// Makes the table.
pub fn train(options: &Options) -> Result<(), Box<dyn std::error::Error>> {
    let mut texts_of: BTreeMap<String, u32> = BTreeMap::new();
    let mut texts = 0;
    for file in ["voa_silver", "ewt_silver", "wikigold"] {
        for record in names_corpus::read(&options.data.join(format!("names/{file}.jsonl")))? {
            texts += 1;
            let terms: BTreeSet<String> = words(&record.text).map(|word| normal(&word)).collect();
            for term in terms {
                *texts_of.entry(term).or_default() += 1;
            }
        }
    }
    let weight = |count: u32| (16.0 * (f64::from(texts + 1) / f64::from(count + 1)).ln()).round();
    let mut table = format!(
        "# 16 ln((N + 1) / (n + 1)) of a term that stands in n of N = {texts} texts; * is every other term. Made by `train weights`\n\
         # from Voice of America, the English Web Treebank and wikigold: see README.md.\nterm\tweight\n"
    );
    writeln!(table, "{OTHER}\t{}", weight(1))?;
    let long_enough = |term: &str| term.chars().nth(1).is_some();
    for (term, &count) in texts_of.iter().filter(|(term, count)| **count >= TEXTS_MIN && long_enough(term)) {
        writeln!(table, "{term}\t{}", weight(count))?;
    }
    std::fs::write(options.out.join("term_weights.tsv"), &table)?;
    println!("weights: {} bytes, from {texts} texts with {} terms", table.len(), texts_of.len());
    Ok(())
}
