//! Words as data: loads `seeds/` (embedded in the binary) once and answers look-ups.
//!
//! In: TSV files, one entry a line, `#` comments. Out: tables. `gazetteer().senses("Beijing")` is the city and the
//! government of China.

pub mod events;
pub mod gazetteer;
pub mod grammar;
pub mod times;
pub mod tsv;
pub mod verbs;

pub use gazetteer::{Class, Gazetteer, Sense, gazetteer};

/// All embedded tables.
const FILES: &[&[(&str, &str)]] =
    &[events::FILES, gazetteer::FILES, grammar::FILES, times::FILES, verbs::FILES];

/// Returns a fingerprint of all embedded word lists: facts made with other lists are not comparable.
pub fn fingerprint() -> &'static str {
    static FINGERPRINT: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    FINGERPRINT.get_or_init(|| {
        let all: String = gazetteer::FILES
            .iter()
            .chain(times::FILES)
            .flat_map(|(name, text)| [*name, "\n", *text])
            .collect();
        crate::canonical::raw_hash(all.as_bytes())[..8].to_string()
    })
}
