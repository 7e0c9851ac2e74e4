//! Words as data: loads `seeds/` (embedded in the binary) once and answers look-ups.
//!
//! In: TSV files, one entry a line, `#` comments. Out: tables. `gazetteer().senses("Beijing")` is the city and the
//! government of China.

pub mod cues;
pub mod events;
pub mod gazetteer;
pub mod given_names;
pub mod grammar;
pub mod persons;
pub mod times;
pub mod titles;
pub mod tsv;
pub mod verbs;
pub mod words;

pub use cues::{Cue, Frame, cue};
pub use gazetteer::{Class, Gazetteer, Sense, gazetteer};
pub use given_names::{Gender, family_name_needs_context, gender, is_family_name_first};
pub use titles::{Title, TitleClass, title, titles};
pub use words::{Abbreviation, WordClass, abbreviation, word_classes};

/// Names a file under `seeds/` and embeds its text.
macro_rules! seed {
    ($path:literal) => {
        ($path, include_str!(concat!("../../seeds/", $path)))
    };
}

/// Every embedded table: its path under `seeds/` and its text. A new table is one line here; a test finds those left out.
const FILES: &[(&str, &str)] = &[
    seed!("gazetteer/cities.tsv"),
    seed!("gazetteer/countries.tsv"),
    seed!("gazetteer/given_names.tsv"),
    seed!("gazetteer/groups.tsv"),
    seed!("gazetteer/organizations.tsv"),
    seed!("gazetteer/regions.tsv"),
    seed!("gazetteer/surnames_first.tsv"),
    seed!("gazetteer/titles.tsv"),
    seed!("lexicon/abbreviations.tsv"),
    seed!("lexicon/actors.tsv"),
    seed!("lexicon/cues.tsv"),
    seed!("lexicon/events.tsv"),
    seed!("lexicon/grammar.tsv"),
    seed!("lexicon/heads.tsv"),
    seed!("lexicon/irregular_verbs.tsv"),
    seed!("lexicon/times.tsv"),
    seed!("lexicon/title_words.tsv"),
    seed!("lexicon/words.tsv"),
];

/// Returns the text of an embedded table by its path under `seeds/`: `table("gazetteer/cities.tsv")`.
///
/// # Panics
/// If there is no such table: the names are literals in this crate, and tests load each.
pub fn table(path: &str) -> &'static str {
    let found = FILES.iter().find(|(name, _)| *name == path);
    found.unwrap_or_else(|| panic!("{path} is not in lexicon::FILES")).1
}

/// Returns a fingerprint of all embedded word lists: facts made with other lists are not comparable.
pub fn fingerprint() -> &'static str {
    static FINGERPRINT: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    FINGERPRINT.get_or_init(|| {
        let all: String = FILES.iter().flat_map(|(name, text)| [*name, "\n", *text]).collect();
        crate::canonical::raw_hash(all.as_bytes())[..8].to_string()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn every_table_is_embedded() {
        let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
        for folder in ["gazetteer", "lexicon"] {
            // A folder without a table is not kept by git.
            let Ok(entries) = std::fs::read_dir(seeds.join(folder)) else { continue };
            for entry in entries {
                let name = format!("{folder}/{}", entry.unwrap().file_name().to_string_lossy());
                let listed = FILES.iter().any(|(path, _)| *path == name);
                assert!(listed || !name.ends_with(".tsv"), "add {name} to lexicon::FILES");
            }
        }
    }

    #[test]
    fn every_table_is_well_formed() {
        for (path, text) in FILES {
            assert!(text.ends_with('\n') && !text.contains('\r'), "{path}: lines end with LF");
            let lines: Vec<&str> =
                text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).collect();
            let columns = lines[0].split('\t').count();
            for line in &lines {
                assert_eq!(line.split('\t').count(), columns, "{path}: {line}");
                let folded = path.starts_with("gazetteer/");
                assert!(!folded || !line.contains('’'), "{path}: write ' for ’, look-ups fold it: {line}");
            }
            // Lexicons of verbs group by meaning; look-up tables of names are found by eye, so they are sorted.
            let in_order = lines[1..].windows(2).all(|pair| pair[0] < pair[1]);
            assert!(
                in_order || !path.starts_with("gazetteer/"),
                "{path} is not sorted, or a line stands twice"
            );
        }
    }

    #[test]
    fn the_fingerprint_is_short_and_stable() {
        assert_eq!(fingerprint().len(), 8);
        assert_eq!(fingerprint(), fingerprint());
    }
}
