//! The field of life that a title tells of.
//!
//! In: `seeds/lexicon/fields.tsv`. Out: "senator" is an office of government, and the country before it is its holder's;
//! "footballer" is sport.

use super::{table, tsv};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// What a title tells of its holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// government, military, sport, arts, religion, science.
    pub name: &'static str,
    /// What a country or nationality before the title tells.
    pub owner: Owner,
}

/// What a country or nationality before a title tells of its holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// It is the holder's: "Peruvian senator".
    Tells,
    /// It is the holder's, and without one the title tells no field: "Peruvian president", "the club's president".
    Needed,
    /// Nothing: "the Peru envoy" may be sent by anybody.
    Silent,
}

/// Returns the field of a title in lower case: of all its words, else of those before "of", else of the last two or one of these.
pub fn field(title: &str) -> Option<Field> {
    let head = title.split(" of ").next()?;
    let last = |count: usize| {
        let start = head.rmatch_indices(' ').nth(count - 1).map_or(0, |(place, _)| place + 1);
        &head[start..]
    };
    [title, head, last(2), last(1)]
        .iter()
        .find_map(|words| fields().get(words.trim_end_matches('.')).copied())
}

fn fields() -> &'static FxHashMap<&'static str, Field> {
    static FIELDS: OnceLock<FxHashMap<&'static str, Field>> = OnceLock::new();
    FIELDS.get_or_init(|| {
        let rows = tsv::rows(table("lexicon/fields.tsv"));
        rows.map(|[title, name, owner]| {
            let owner = match owner {
                "tells" => Owner::Tells,
                "needed" => Owner::Needed,
                _ => Owner::Silent,
            };
            (title, Field { name, owner })
        })
        .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, expected: Option<(&str, Owner)>) {
        assert_eq!(field(title).map(|field| (field.name, field.owner)), expected, "{title}");
    }

    #[test]
    fn titles_tell_a_field() {
        check("deputy foreign minister", Some(("government", Owner::Tells)));
        check("secretary of state", Some(("government", Owner::Tells)));
        check("president", Some(("government", Owner::Needed)));
        check("special envoy", Some(("government", Owner::Silent)));
        check("lt gen", Some(("military", Owner::Tells)));
        check("deputy secretary general", Some(("government", Owner::Silent)));
        check("brigadier general", Some(("military", Owner::Tells)));
        check("striker", Some(("sport", Owner::Tells)));
        check("chief executive", None);
    }

    #[test]
    fn rows_are_well_formed() {
        for [title, name, owner] in tsv::rows(table("lexicon/fields.tsv")) {
            assert_eq!(title, title.to_lowercase());
            assert!(
                ["government", "military", "sport", "arts", "religion", "science"].contains(&name),
                "{title}: {name}"
            );
            assert!(["tells", "needed", ""].contains(&owner), "{title}: {owner}");
        }
    }
}
