//! Words as data: loads `seeds/` (embedded in the binary) once and answers look-ups.
//!
//! In: TSV files, one entry a line, `#` comments. Out: tables. `gazetteer().senses("Beijing")` is the city and the
//! government of China.

pub mod acts;
pub mod common_bodies;
pub mod cues;
pub mod events;
pub mod fields;
pub mod gazetteer;
pub mod given_names;
pub mod grammar;
pub mod institutions;
pub mod nominals;
pub mod own_names;
pub mod persons;
pub mod romanizations;
pub mod synonyms;
pub mod times;
pub mod titles;
pub mod tsv;
pub mod verbs;
pub mod weights;
pub mod words;

pub use cues::{Cue, Frame, cue};
pub use gazetteer::{Class, Gazetteer, Sense, gazetteer};
pub use given_names::{Gender, gender, is_family_name_first};
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
    seed!("lexicon/acts.tsv"),
    seed!("lexicon/common_bodies.tsv"),
    seed!("lexicon/cue_nouns.tsv"),
    seed!("lexicon/cues.tsv"),
    seed!("lexicon/events_material_conflict.tsv"),
    seed!("lexicon/events_material_cooperation.tsv"),
    seed!("lexicon/events_verbal_conflict.tsv"),
    seed!("lexicon/events_verbal_cooperation.tsv"),
    seed!("lexicon/fields.tsv"),
    seed!("lexicon/grammar.tsv"),
    seed!("lexicon/heads.tsv"),
    seed!("lexicon/institutions.tsv"),
    seed!("lexicon/irregular_verbs.tsv"),
    seed!("lexicon/irregular_words.tsv"),
    seed!("lexicon/nominals.tsv"),
    seed!("lexicon/romanizations.tsv"),
    seed!("lexicon/synonyms.tsv"),
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

    /// Tells whether a line of the README is the row of an article: its first cell is a path.
    fn is_article(line: &str) -> bool {
        line.starts_with("| `") && line.split('`').nth(1).is_some_and(|path| path.contains('/'))
    }

    #[test]
    fn the_readme_describes_every_file() {
        let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
        let readme = std::fs::read_to_string(seeds.join("README.md")).unwrap();
        let mut described = 0;
        for theme in ["diplomacy", "flood", "strike", "trade", "records"] {
            for entry in std::fs::read_dir(seeds.join("articles").join(theme)).unwrap() {
                let name = format!("`{theme}/{}`", entry.unwrap().file_name().to_string_lossy());
                assert!(readme.contains(&format!("| {name} |")), "seeds/README.md does not describe {name}");
                described += 1;
            }
        }
        assert_eq!(described, readme.lines().filter(|line| is_article(line)).count());
        for (path, _) in FILES {
            let name = path.rsplit('/').next().unwrap();
            assert!(readme.contains(&format!("`{name}`")), "seeds/README.md does not describe {path}");
        }
    }

    #[test]
    fn the_side_table_names_every_text_file() {
        let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
        let table = std::fs::read_to_string(seeds.join("articles.csv")).unwrap();
        let readme = std::fs::read_to_string(seeds.join("README.md")).unwrap();
        let paths: Vec<&str> = table.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
        for path in &paths {
            assert!(seeds.join("articles").join(path).is_file(), "{path}");
        }
        let plain = |path: &&str| path.ends_with(".txt") || path.ends_with(".md");
        let described =
            readme.lines().filter(|line| is_article(line)).filter_map(|line| line.split('`').nth(1));
        assert_eq!(described.filter(plain).count(), paths.len());
    }

    #[test]
    fn sample_copies_are_what_the_readme_says() {
        let articles = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/articles");
        let read = |name: &str| std::fs::read_to_string(articles.join(name)).unwrap();
        let original = read("diplomacy/meridian_almaty_talks.txt");
        assert_eq!(original, read("diplomacy/valley_courier_reprint.txt"));
        let near_copy = read("diplomacy/coastal_tribune_almaty.txt");
        let kept = near_copy.lines().filter(|line| original.lines().any(|other| other == *line)).count();
        assert!(kept * 10 > near_copy.lines().count() * 8 && near_copy != original);
        let feed = read("records/wire_feed.jsonl");
        let record: serde_json::Value = serde_json::from_str(feed.lines().next().unwrap()).unwrap();
        assert_eq!(record["text"], read("diplomacy/northern_wire_kyiv.txt"));
    }
}
