//! Words as data: loads `seeds/` (embedded in the binary) once and answers look-ups.
//!
//! In: TSV files, one entry a line, `#` comments. Out: tables. `gazetteer().senses("Beijing")` is the city and the
//! government of China.

pub mod cues;
pub mod gazetteer;
pub mod persons;
pub mod times;
pub mod tsv;
pub mod words;

pub use cues::{Cue, Frame, cue};
pub use gazetteer::{Class, Gazetteer, Sense, gazetteer};
pub use words::{Abbreviation, WordClass, abbreviation, word_classes};

/// Returns a fingerprint of all embedded word lists: facts made with other lists are not comparable.
pub fn fingerprint() -> &'static str {
    static FINGERPRINT: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    FINGERPRINT.get_or_init(|| {
        let files = [gazetteer::FILES, words::FILES, cues::FILES, persons::FILES, times::FILES].concat();
        let all: String = files.iter().flat_map(|(name, text)| [*name, "\n", *text]).collect();
        crate::canonical::raw_hash(all.as_bytes())[..8].to_string()
    })
}
