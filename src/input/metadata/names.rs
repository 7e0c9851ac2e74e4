//! Names of authors, out of what pages put into bylines.
//!
//! In: "By Jane Doe, Political Editor and John Smith | Example News". Out: `["Jane Doe", "John Smith"]`.

use super::title::unescaped;
use regex::Regex;
use std::sync::LazyLock;

/// A person's name has at most this many words ("Maria del Carmen de la Cruz Ortiz").
const NAME_WORDS_MAX: usize = 6;

/// A longer field is a sentence about the author.
const NAME_CHARS_MAX: usize = 60;

/// Words that no person is called by: roles, desks, bodies.
const NOT_NAMES: &[&str] = &[
    "admin",
    "administrator",
    "agencies",
    "agency",
    "analyst",
    "associated",
    "author",
    "bureau",
    "chief",
    "columnist",
    "com",
    "contributor",
    "contributors",
    "correspondent",
    "correspondents",
    "desk",
    "director",
    "editor",
    "edit",
    "editorial",
    "editors",
    "fellow",
    "guest",
    "headlines",
    "institute",
    "journal",
    "journalist",
    "magazine",
    "manager",
    "media",
    "network",
    "news",
    "newspaper",
    "newsroom",
    "online",
    "photographer",
    "post",
    "press",
    "producer",
    "professor",
    "redaktion",
    "redacción",
    "report",
    "reporter",
    "reporters",
    "reuters",
    "rédaction",
    "service",
    "services",
    "special",
    "staff",
    "team",
    "times",
    "today",
    "tribune",
    "university",
    "updated",
    "published",
    "user",
    "webmaster",
    "website",
    "wire",
    "writer",
    "writers",
    "unknown",
    "ag",
    "gmbh",
    "inc",
    "inc.",
    "ltd",
    "ltd.",
    "llc",
    "plc",
    "limited",
    "ministry",
    "ministries",
    "government",
    "ceo",
    "rdn",
    "anonymous",
    "group",
    "comments",
    "share",
    "shares",
    "read",
    "minutes",
    "min",
    "more",
    "afp",
    "ap",
    "ani",
    "pti",
    "ians",
    "dpa",
    "efe",
    "xinhua",
    "tass",
    "upi",
    "bbc",
    "cnn",
    "voa",
];

/// Words of names that are written small.
const PARTICLES: &[&str] = &[
    "al", "ap", "af", "av", "bin", "bint", "ben", "da", "das", "de", "degli", "dei", "del", "della", "der",
    "den", "di", "do", "dos", "du", "e", "el", "ibn", "la", "le", "los", "mac", "op", "san", "ten", "ter",
    "und", "van", "vom", "von", "y", "zu", "zum",
];

/// Degrees and honours that follow a name after a comma.
const DEGREES: &[&str] = &[
    "phd", "ph.d", "ph.d.", "md", "m.d.", "rd", "rn", "mph", "ms", "ma", "msc", "cpt", "mba", "esq", "jd",
    "dds", "cnp", "bsc", "np",
];

/// Returns the persons' names in a byline or author field; `outlet` is no person.
pub fn split(field: &str, outlet: Option<&str>) -> Vec<String> {
    static LEAD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^\s*(?:(?:written|posted|published|reported|story|words|text|article|analysis|reporting)\s+)?(?:by|von|por|par|di|door)\b[:\s]*|^\s*(?:authors?|autore?|autor|writer)\s*:\s*")
            .expect("valid")
    });
    static BREAK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\s*[;|•·\n\t]\s*|\s+[–—-]\s+|\s*,\s*(?:and\s+)?|\s+(?:and|&|with|und|y|et)\s+")
            .expect("valid")
    });
    static PLACE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\s+(?:in|for|at)\s+\p{Lu}[\p{L}.'’-]*(?:\s+\p{Lu}[\p{L}.'’-]*)*").expect("valid")
    });
    static POSTED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^.{0,12}\b(?:posted|published|view all|all posts|written|edited|created|story)\b.*?\bby\b:?\s+").expect("valid")
    });
    static HANDLE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?:^|\s)@\w+").expect("valid"));
    let field = strip_marks(&unescaped(field).replace('\u{a0}', " "));
    let bare = PLACE.replace_all(&field, "");
    let bare = HANDLE.replace_all(&bare, " ");
    let bare = POSTED.replace(&bare, "");
    let bare = LEAD.replace(&bare, "");
    let mut names: Vec<String> = Vec::new();
    for part in BREAK.split(&bare) {
        let part = LEAD.replace(part, "");
        let part = part.trim().trim_matches([':', '(', ')', '"', '*', '/', '-']).trim();
        if let Some(last) = names.last_mut()
            && matches!(part, "Jr" | "Jr." | "Sr" | "Sr." | "II" | "III")
        {
            last.push_str(", ");
            last.push_str(part);
            continue;
        }
        if is_person(part, outlet) && !names.iter().any(|known| known.eq_ignore_ascii_case(part)) {
            names.push(part.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
    names
}

/// Takes mark-up out of a field: some pages escape it into their metadata.
fn strip_marks(field: &str) -> String {
    static TAG: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"<[^<>]*>").expect("valid"));
    TAG.replace_all(field, " ").into_owned()
}

fn is_person(name: &str, outlet: Option<&str>) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    if words.is_empty() || words.len() > NAME_WORDS_MAX || name.chars().count() > NAME_CHARS_MAX {
        return false;
    }
    if name.contains(['@', '/', '_', '<', '>', '=', '?', '!', '#', ':', '…']) && !name.contains("AFP/") {
        return false;
    }
    if name.chars().any(|c| c.is_ascii_digit()) && words.len() > 1
        || name.chars().filter(|c| c.is_alphabetic()).count() < 2
    {
        return false;
    }
    let lower = name.to_lowercase();
    if outlet.is_some_and(|outlet| same_name(outlet, name)) || DEGREES.contains(&lower.as_str()) {
        return false;
    }
    if words.iter().any(|word| NOT_NAMES.contains(&word.to_lowercase().trim_matches(['.', ',', '\'']))) {
        return false;
    }
    // "Print this article": the words of a name have capitals (where the script knows them), but for particles.
    let is_small = |word: &&&str| word.chars().next().is_some_and(char::is_lowercase);
    if words.len() == 1 {
        return !lower.contains("admin");
    }
    words[0] != "The"
        && words
            .iter()
            .filter(is_small)
            .all(|word| PARTICLES.contains(word) || word.contains(['\'', '’', '-']))
}

/// Tells whether two names of outlets are one: "The Example Times" and "example times".
pub fn same_name(a: &str, b: &str) -> bool {
    let fold = |s: &str| -> String {
        let lower = s.to_lowercase();
        let bare = lower.strip_prefix("the ").unwrap_or(&lower).trim_end_matches(".com");
        bare.chars().filter(|c| c.is_alphanumeric()).collect()
    };
    fold(a) == fold(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(field: &str, expected: &[&str]) {
        assert_eq!(split(field, Some("The Example Times")), expected, "{field}");
    }

    #[test]
    fn persons_are_kept_and_the_rest_is_not() {
        check("By Jane Doe", &["Jane Doe"]);
        check("Jane Doe and John Smith", &["Jane Doe", "John Smith"]);
        check(
            "By Jane Doe, Political Editor, and José Álvarez | Example Times",
            &["Jane Doe", "José Álvarez"],
        );
        check("Jane Doe in New York and John Smith in Kyiv", &["Jane Doe", "John Smith"]);
        check("Robert Roe, Jr.", &["Robert Roe, Jr."]);
        check("Ann Low, PhD, RD", &["Ann Low"]);
        check("https://example.org/authors/jane", &[]);
        check("Example Times", &[]);
        check("Staff Reporter", &[]);
        check("Jane van der Doe; Print this article; The Russian", &["Jane van der Doe"]);
        check("Posted on March 7, 2022 by Jane Doe", &["Jane Doe"]);
        check("View all posts by Jane Doe @janedoe", &["Jane Doe"]);
        check("<a href='/x'>Jane Doe</a>", &["Jane Doe"]);
        check("", &[]);
    }
}
