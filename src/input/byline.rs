//! The byline of a plain text: who wrote it, and for whom.
//!
//! In: "By Hana Okoro, Meridian Dispatch, for the Coastal Tribune". Out: the author Hana Okoro and the outlet Coastal Tribune.

use super::metadata::names;
use regex::Regex;
use std::sync::LazyLock;

/// What a byline says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Byline {
    /// Persons.
    pub authors: Vec<String>,
    /// The publisher, when it stands there.
    pub outlet: Option<String>,
}

/// Reads a line that is known to be a byline.
pub fn read(line: &str, outlet: Option<&str>) -> Byline {
    static FOR: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r",?\s+for\s+(?:the\s+)?(\p{Lu}.*)$").expect("a valid pattern"));
    let line = without_date(line.trim().trim_matches(['*', '_', ' ']));
    let (rest, written_for) = match FOR.captures(line) {
        Some(parts) => (&line[..parts.get(0).map_or(0, |whole| whole.start())], Some(parts[1].to_string())),
        None => (line, None),
    };
    let joined = [" and ", " & ", " et ", " und ", ";"].iter().any(|word| rest.contains(word));
    let mut parts = rest.split(", ");
    let first = parts.next().unwrap_or("");
    // In "A, B and C" all are persons; in "A, B" the second is an outlet or a role.
    if joined || names::split(first, outlet).is_empty() {
        return Byline { authors: names::split(rest, outlet), outlet: written_for };
    }
    let named = parts.map(str::trim).find(|part| is_outlet(part)).map(str::to_string);
    Byline { authors: names::split(first, outlet), outlet: written_for.or(named) }
}

/// Tells whether a line beside the byline is the name of an outlet: a few words with capitals, none a role.
pub fn is_outlet(line: &str) -> bool {
    const WORDS_MAX: usize = 5;
    const SMALL: &[&str] = &[
        "of", "the", "and", "for", "in", "du", "de", "des", "le", "la", "les", "del", "der", "die", "das",
        "&", "di", "da",
    ];
    const ROLES: &[&str] = &[
        "editor",
        "correspondent",
        "reporter",
        "writer",
        "analyst",
        "columnist",
        "chief",
        "contributor",
        "staff",
        "bureau",
        "journalist",
        "producer",
        "fellow",
        "professor",
        "jr",
        "sr",
        "updated",
        "published",
        "photographer",
        "rédacteur",
        "journaliste",
    ];
    let words: Vec<&str> = line.split_whitespace().collect();
    let has_capital =
        |word: &&str| word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    (1..=WORDS_MAX).contains(&words.len())
        && words.iter().any(has_capital)
        && words.iter().all(|word| has_capital(word) || SMALL.contains(word))
        && !words.iter().any(|word| ROLES.contains(&word.to_lowercase().trim_matches(['.', ','])))
        && !line.ends_with(['.', '?', '!', ':'])
        && line.chars().any(char::is_alphabetic)
}

/// Cuts the date at the end of a byline.
fn without_date(line: &str) -> &str {
    static DATE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"[\s,|•·–—-]*(?:\d{1,2}\.?\s+\p{L}+\s+\d{4}|\p{L}+\s+\d{1,2},\s+\d{4}|\d{4}-\d{2}-\d{2}).*$",
        )
        .expect("a valid pattern")
    });
    DATE.find(line).map_or(line, |hit| &line[..hit.start()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, authors: &[&str], outlet: Option<&str>) {
        let found = read(line, None);
        assert_eq!(
            (found.authors, found.outlet.as_deref()),
            (authors.iter().map(|a| a.to_string()).collect(), outlet),
            "{line}"
        );
    }

    #[test]
    fn authors_and_outlets_are_told_apart() {
        check("By Jane Doe", &["Jane Doe"], None);
        check("By Jane Doe, Example Dispatch", &["Jane Doe"], Some("Example Dispatch"));
        check("By Jane Doe, Political Editor", &["Jane Doe"], None);
        check("By Jane Doe, Example Dispatch, for the Coastal Herald", &["Jane Doe"], Some("Coastal Herald"));
        check("By Jane Doe, John Roe and Ann Low", &["Jane Doe", "John Roe", "Ann Low"], None);
        check("*By Jane Doe, The Lantern, 17 June 2024*", &["Jane Doe"], Some("The Lantern"));
        check("Jane Doe in Kyiv", &["Jane Doe"], None);
    }
}
