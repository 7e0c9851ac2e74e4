//! The dateline: where, sometimes when and by whom a report was sent.
//!
//! In: a body. Out: "BEIJING, March 7 (Reuters) - China's ..." gives the place BEIJING and the agency Reuters; a day is given
//! only when the year stands there too.

use super::dates;
use super::sections::is_date_line;
use crate::lexicon::{Class, gazetteer};
use crate::model::{Section, SectionKind};
use crate::span::{Span, Text};
use crate::text::AGENCIES;
use jiff::civil::Date;
use regex::Regex;
use std::sync::LazyLock;

/// What a dateline says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dateline {
    /// The place as written.
    pub place: String,
    /// The agency in brackets, or before the dash.
    pub agency: Option<String>,
    /// The day, when its year is given.
    pub on: Option<Date>,
    /// From the place to the dash.
    pub span: Span,
}

/// A dateline stands at the start of one of this many lines that are running text.
const LINES_MAX: usize = 4;

/// Returns the dateline of a body.
pub fn find(body: &str, sections: &[Section]) -> Option<Dateline> {
    let text = Text::new(body);
    let mut at = 0usize;
    let mut tried = 0;
    for line in body.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        let words = line.trim();
        if words.is_empty() || is_date_line(words) {
            continue;
        }
        let span = text.span_of(start..start + words.len());
        // "KYIV" alone on its line may have been marked a heading; a related link or caption is passed over.
        let next = sections.partition_point(|section| section.span.end <= span.start);
        if sections.get(next).is_some_and(|s| s.kind != SectionKind::Heading && s.span.contains(span)) {
            continue;
        }
        if let Some((mut found, length)) = read(words) {
            found.span = text.span_of(start..start + length);
            return Some(found);
        }
        tried += 1;
        if tried == LINES_MAX {
            return None;
        }
    }
    None
}

/// Letters of the scripts that have capitals. The classes of all scripts take ten times as long to compile, which counts where one
/// short text is read.
const LETTERS: &str = r"A-Za-z\u{c0}-\u{24f}\u{370}-\u{58f}\u{1e00}-\u{1fff}";
/// Those that may be capitals: in some scripts they stand in turns with the small ones.
const UPPER: &str =
    r"[A-Z\u{c0}-\u{de}\u{100}-\u{24f}\u{386}-\u{3ab}\u{400}-\u{42f}\u{531}-\u{556}\u{1e00}-\u{1fff}]";

/// Reads a dateline at the start of a line and returns it with its length in bytes.
fn read(line: &str) -> Option<(Dateline, usize)> {
    static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
        let agencies = AGENCIES.join("|");
        Regex::new(&format!(
            r"(?x)^
            (?P<place>{UPPER}[{LETTERS}.'’-]*(?:[\s/][{LETTERS}][{LETTERS}.'’-]*){{0,3}}(?:,\s{UPPER}[{LETTERS}.'’]*(?:\s{UPPER}[{LETTERS}.'’]*){{0,2}})?)
            (?:,?\s+(?P<date>(?:{UPPER}[{LETTERS}]{{2,8}}\.?\s+[0-9]{{1,2}}|[0-9]{{1,2}}\s+{UPPER}[{LETTERS}]{{2,8}}\.?)(?:,?\s+[0-9]{{4}})?))?
            (?:,)?(?:\s*\((?P<agency>[^()]+)\)|\s*[-–—/]\s*(?P<bare>{agencies}))?
            \s*(?P<dash>-{{1,2}}|–|—|:)(?:\s|$|[“\x22])",
        ))
        .expect("valid")
    });
    // Longer is no dateline, and the pattern need not look further.
    let head: String = line.chars().take(120).collect();
    let parts = DATELINE.captures(&head).filter(|_| head.starts_with(char::is_uppercase))?;
    let mut place = parts["place"].trim().trim_end_matches(',').to_string();
    let mut date = parts.name("date").map(|date| date.as_str().to_string());
    if date.is_none()
        && let Some((before, last)) = place.rsplit_once(", ")
        && dates::month_number(last).is_some()
    {
        date = None;
        place = before.to_string();
    }
    if date.as_ref().is_some_and(|date| {
        !date.split(|c: char| !c.is_alphabetic()).any(|w| dates::month_number(w).is_some())
    }) {
        return None;
    }
    let agency =
        parts.name("agency").or_else(|| parts.name("bare")).map(|agency| agency.as_str().trim().to_string());
    let city = place.split(',').next().unwrap_or(&place);
    let is_capitals =
        city.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !city.chars().any(char::is_lowercase);
    // In small letters only with an agency or date: "Markets - a review" and "Wang: we agree" are no datelines.
    if !is_capitals && date.is_none() && agency.is_none() || is_label(city) {
        return None;
    }
    // "JAKE TAPPER: ..." is a speaker's turn: with a colon only a known place counts.
    // "MANCHESTER, N.H.:" names a state, "JANE DOE, ANCHOR:" a job.
    let has_region = place
        .split_once(", ")
        .is_some_and(|(_, region)| region.ends_with('.') || region.contains(char::is_lowercase));
    if &parts["dash"] == ":" && !(is_capitals && (has_region || is_known_place(city))) {
        return None;
    }
    let on = date
        .filter(|date| date.len() > 8)
        .and_then(|date| dates::parse(&date, None).ok())
        .and_then(|read| read.on);
    let dash = parts.name("dash").map_or(0, |dash| dash.end());
    Some((Dateline { place, agency, on, span: Span::new(0, 0) }, dash))
}

/// Tells whether the gazetteer knows a place in capitals.
fn is_known_place(capitals: &str) -> bool {
    let title_case = |word: &str| {
        let mut chars = word.chars();
        chars.next().map_or(String::new(), |first| first.to_string() + &chars.as_str().to_lowercase())
    };
    let name = capitals.split(' ').map(title_case).collect::<Vec<_>>().join(" ");
    gazetteer()
        .senses(&name)
        .iter()
        .any(|sense| matches!(sense.class, Class::City | Class::Country | Class::Region))
}

/// Words in capitals before a dash or colon that name no place.
fn is_label(word: &str) -> bool {
    const LABELS: &[&str] = &[
        "FILE",
        "FILE PHOTO",
        "UPDATE",
        "BREAKING",
        "WATCH",
        "READ MORE",
        "READ",
        "ALSO READ",
        "RELATED",
        "VIDEO",
        "PHOTO",
        "PHOTOS",
        "EXCLUSIVE",
        "ANALYSIS",
        "OPINION",
        "EXPLAINER",
        "LIVE",
        "NOTE",
        "MORE",
        "SEE MORE",
        "DON'T MISS",
        "CORRECTION",
        "Q",
        "A",
        "FACTBOX",
        "TIMELINE",
        "NEWS",
        "WORLD",
        "SPORT",
        "SPORTS",
        "BUSINESS",
        "POLITICS",
        "COMMENT",
        "EDITORIAL",
        "INTERVIEW",
        "REVIEW",
        "TOP NEWS",
        "SEE ALSO",
        "LISTEN",
        "ALERT",
        "JUST IN",
        "UPDATED",
        "WARNING",
        "IN PICTURES",
        "PRESS RELEASE",
        "COVID-19",
        "KEY POINTS",
        "BY",
    ];
    LABELS.contains(&word.to_uppercase().as_str()) || word.chars().any(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn check(line: &str, expected: Option<(&str, Option<&str>, Option<Date>)>) {
        let found = find(line, &[]);
        let found = found.as_ref().map(|d| (d.place.as_str(), d.agency.as_deref(), d.on));
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn datelines_of_agencies_and_papers() {
        check("BEIJING, March 7 (Reuters) - China's minister said", Some(("BEIJING", Some("Reuters"), None)));
        check(
            "BEIJING, March 7, 2022 (Xinhua) -- China",
            Some(("BEIJING", Some("Xinhua"), Some(date(2022, 3, 7)))),
        );
        check("WASHINGTON (AP) — The president", Some(("WASHINGTON", Some("AP"), None)));
        check("KYIV, Ukraine – Troops", Some(("KYIV, Ukraine", None, None)));
        check("KYIV, Ukraine (AP) — Troops", Some(("KYIV, Ukraine", Some("AP"), None)));
        check("WHITE HOUSE —\n\nThe president", Some(("WHITE HOUSE", None, None)));
        check("BEIJING: The minister spoke", Some(("BEIJING", None, None)));
        check("MANCHESTER, N.H.: The minister spoke", Some(("MANCHESTER, N.H.", None, None)));
        check("MOSCOW, 5 May 2021 /TASS/. The", None);
        check("Geneva (dpa) - The talks", Some(("Geneva", Some("dpa"), None)));
        check("MADRID, 5 May 2021 - EFE - The talks", Some(("MADRID", Some("EFE"), Some(date(2021, 5, 5)))));
        check("ST. PETERSBURG, Russia — It", Some(("ST. PETERSBURG, Russia", None, None)));
    }

    #[test]
    fn sentences_and_labels_are_none() {
        check("Wang Yi: we will go on.", None);
        check("The talks - held in secret - failed.", None);
        check("READ MORE: Talks fail", None);
        check("JANE DOE: Good evening.", None);
        check("JANE DOE, ANCHOR: Good evening.", None);
        check("FILE - Soldiers walk", None);
        check("NATO says it will", None);
        check("", None);
    }

    #[test]
    fn it_ends_with_the_dash() {
        let body = "Né à Kyïv\n\nKYIV (AP) — Troops";
        let found = find(body, &[]).expect("a dateline");
        assert_eq!(Text::new(body).slice(found.span), "KYIV (AP) —");
    }
}
