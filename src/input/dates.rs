//! Dates as metadata fields and date lines carry them.
//!
//! In: `"Mon, 07 Mar 2022 10:15:00 GMT"` and the day of the run. Out: the day (2022-03-07) and the time as precise as it was
//! given (`2022-03-07T10:15:00Z`), or a remark why there is none. Nothing is guessed: 07/03/2022 stays unread unless the
//! caller knows the order.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// A date that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The day, when a full day is given.
    pub on: Option<Date>,
    /// The time as precise as it was given, ISO 8601.
    pub at: String,
}

/// How `07/03/2022` is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayOrder {
    /// Not known: such a date is read only when one part cannot be a month, or both are equal.
    Unknown,
    /// 7 March.
    DayFirst,
    /// 3 July.
    MonthFirst,
}

/// Earlier years are the zero values of some database, not news.
const YEAR_MIN: i16 = 1600;

/// Reads a date field; the error is a remark for the user.
pub fn parse(text: &str, today: Option<Date>) -> Result<Published, String> {
    parse_as(text, today, DayOrder::Unknown)
}

/// Reads a date field whose order of day and month is known from elsewhere.
pub fn parse_as(text: &str, today: Option<Date>, order: DayOrder) -> Result<Published, String> {
    let text = text.trim().trim_matches(['"', '\'']);
    let shown: String = text.chars().take(40).collect();
    let remark = |why: &str| format!("date {shown} ignored: {why}");
    // A date field of a thousand characters is something else; what is read stands in its first words.
    let head: String = text.chars().take(120).collect();
    let found = digits_only(&head)
        .or_else(|| iso(&head))
        .or_else(|| in_words(&head))
        .or_else(|| numeric(&head, order))
        .or_else(|| iso_inside(&head));
    let read = found.ok_or_else(|| remark("not understood"))?.map_err(remark)?;
    if let (Some(today), Some(first)) = (today, read.first_day()) {
        // Where the page was made it may be tomorrow already.
        if first > today.checked_add(1.day()).unwrap_or(today) {
            return Err(remark("after today"));
        }
    }
    Ok(read)
}

impl Published {
    /// Returns the first day the date may mean: the 1st for a month.
    fn first_day(&self) -> Option<Date> {
        self.on.or_else(|| {
            let year = self.at.get(..4)?.parse().ok()?;
            let month = self.at.get(5..7).map_or(Some(1), |m| m.parse().ok())?;
            Date::new(year, month, 1).ok()
        })
    }
}

type Reading = Result<Published, &'static str>;

/// Puts the parts together and refuses what no calendar has.
fn build(year: i16, month: Option<i8>, day: Option<i8>, clock: &str) -> Reading {
    if year < YEAR_MIN {
        return Err("no such year");
    }
    let Some(month) = month else {
        return Ok(Published { on: None, at: format!("{year:04}") });
    };
    if !(1..=12).contains(&month) {
        return Err("no such month");
    }
    let Some(day) = day else {
        return Ok(Published { on: None, at: format!("{year:04}-{month:02}") });
    };
    let on = Date::new(year, month, day).map_err(|_| "no such day")?;
    Ok(Published { on: Some(on), at: format!("{on}{}", clock_time(clock)) })
}

/// Reads "20220307", "20220307101500", "2022", and seconds or milliseconds since 1970.
fn digits_only(text: &str) -> Option<Reading> {
    if !text.bytes().all(|b| b.is_ascii_digit()) || text.is_empty() {
        return None;
    }
    let part = |range: std::ops::Range<usize>| text[range].parse::<i64>().unwrap_or(-1);
    let small = |range| i8::try_from(part(range)).unwrap_or(-1);
    match text.len() {
        4 => Some(build(part(0..4) as i16, None, None, "")),
        8 => Some(build(part(0..4) as i16, Some(small(4..6)), Some(small(6..8)), "")),
        12 | 14 => {
            let clock = format!("{}:{}", &text[8..10], &text[10..12]);
            Some(build(part(0..4) as i16, Some(small(4..6)), Some(small(6..8)), &clock))
        }
        9 | 10 => Some(unix(part(0..text.len()))),
        13 => Some(unix(part(0..13) / 1000)),
        _ => None,
    }
}

fn unix(seconds: i64) -> Reading {
    let at = Timestamp::from_second(seconds).map_err(|_| "no such time")?;
    let time = at.to_zoned(jiff::tz::TimeZone::UTC).datetime();
    Ok(Published { on: Some(time.date()), at: at.to_string() })
}

/// Reads "2022-03-07T10:15:00+01:00", "2022-03", "2022/3/7 10:15".
fn iso(text: &str) -> Option<Reading> {
    static ISO: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2})(?:\D.*)?)?$").expect("valid"));
    let flat = text.replace(['\n', '\r', '\t'], " ");
    let parts = ISO.captures(&flat)?;
    let year = parts[1].parse().ok()?;
    let day = parts.get(3).map(|d| (d.as_str().parse().unwrap_or(0), &flat[d.end()..]));
    Some(build(year, parts[2].parse().ok(), day.map(|d| d.0), day.map_or("", |d| d.1)))
}

/// Reads "Published: 2022-03-07 10:15".
fn iso_inside(text: &str) -> Option<Reading> {
    static INSIDE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?:^|[^\d-])(\d{4}-\d{2}-\d{2}(?:\D.*)?)$").expect("valid"));
    iso(INSIDE.captures(text)?.get(1)?.as_str())
}

/// Reads "7 March 2022", "March 7, 2022 10:15 AM", "Mon, 07 Mar 2022 10:15:00 GMT", "March 2022", "7. März 2022".
fn in_words(text: &str) -> Option<Reading> {
    static DAY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)(?-u:\b)([0-9]{1,2})(?:st|nd|rd|th|er|º|ª)?[.,]?[\s\-/]*(?:de\s+|of\s+|di\s+)?([a-zA-Z\u{c0}-\u{17f}]{3,12})\.?,?[\s\-/]*(?:de[l]?\s+)?([0-9]{4})(?-u:\b)")
            .expect("valid")
    });
    static MONTH_FIRST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)(?-u:\b)([a-zA-Z\u{c0}-\u{17f}]{3,12})\.?[\s\-/]*([0-9]{1,2})(?:st|nd|rd|th)?(?:,\s*|\s+|\s*[-/]\s*|,?\s+at\s+)(?:[ap]m,?\s+)?([0-9]{4})(?-u:\b)")
            .expect("valid")
    });
    static MONTH_ONLY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^([a-zA-Z\u{c0}-\u{17f}]{3,12})\.?,?\s+(?:de\s+)?([0-9]{4})$").expect("valid")
    });
    let read = |parts: &Captures, day: usize, month: usize| -> Option<Reading> {
        let whole = parts.get(0)?;
        let month = month_number(&parts[month])?;
        let clock = format!("{} | {}", &text[whole.end()..], &text[..whole.start()]);
        Some(build(parts[3].parse().ok()?, Some(month), parts[day].parse().ok(), &clock))
    };
    let day_first = DAY_FIRST.captures_iter(text).find_map(|parts| read(&parts, 1, 2));
    day_first.or_else(|| MONTH_FIRST.captures_iter(text).find_map(|parts| read(&parts, 2, 1))).or_else(|| {
        let parts = MONTH_ONLY.captures(text)?;
        Some(build(parts[2].parse().ok()?, Some(month_number(&parts[1])?), None, ""))
    })
}

/// Reads "25/03/2022" and, where the order is known, "07/03/2022"; with points between ("07.03.2022") the day is first.
fn numeric(text: &str, order: DayOrder) -> Option<Reading> {
    static NUMERIC: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^|[^\d./-])(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?([/.-])\s?(\d{4})(?:[^\d/-]|$)")
            .expect("valid")
    });
    let parts = NUMERIC.captures(text)?;
    let (first, second): (i8, i8) = (parts[1].parse().ok()?, parts[3].parse().ok()?);
    let day_first = match (first, second) {
        _ if &parts[2] == "." => true,
        (a, b) if a == b => true,
        (13.., ..=12) => true,
        (..=12, 13..) => false,
        _ => match order {
            DayOrder::DayFirst => true,
            DayOrder::MonthFirst => false,
            DayOrder::Unknown => return Some(Err("day and month cannot be told apart")),
        },
    };
    let (day, month) = if day_first { (first, second) } else { (second, first) };
    let rest = &text[parts.get(5)?.end()..];
    Some(build(parts[5].parse().ok()?, Some(month), Some(day), rest))
}

/// Returns `T10:15:00+01:00` for the first time of day in `text`, "" when there is none.
fn clock_time(text: &str) -> String {
    static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)(?:^|[^\d:])(\d{1,2})[:h](\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?:\s*([ap])\.?m\b\.?)?\s*(Z\b|UTC|GMT|[+-]\d{2}:?\d{2})?",
        )
        .expect("valid")
    });
    let Some(parts) = CLOCK.captures(text) else { return String::new() };
    let mut hour: u8 = parts[1].parse().unwrap_or(99);
    match parts.get(4).map(|m| m.as_str().to_ascii_lowercase()) {
        Some(half) if half == "p" && hour < 12 => hour += 12,
        Some(half) if half == "a" && hour == 12 => hour = 0,
        _ => {}
    }
    let minute: u8 = parts[2].parse().unwrap_or(99);
    if hour > 23 || minute > 59 {
        return String::new();
    }
    let second = parts.get(3).map_or(String::new(), |s| format!(":{}", s.as_str()));
    let zone = parts.get(5).map_or(String::new(), |z| match z.as_str() {
        zone if zone.starts_with(['+', '-']) => format!("{}:{}", &zone[..3], &zone[zone.len() - 2..]),
        _ => "Z".to_string(),
    });
    format!("T{hour:02}:{minute:02}{second}{zone}")
}

/// The first letters of month names, without accents, in the languages news sites of Europe and the Americas write; the
/// longer beginning stands first ("mars" before "mar").
const MONTHS: &[(&str, i8)] = &[
    ("ene", 1),
    ("jan", 1),
    ("gen", 1),
    ("janv", 1),
    ("feb", 2),
    ("fev", 2),
    ("mar", 3),
    ("maer", 3),
    ("mrt", 3),
    ("maa", 3),
    ("apr", 4),
    ("avr", 4),
    ("abr", 4),
    ("may", 5),
    ("mai", 5),
    ("maj", 5),
    ("mag", 5),
    ("mei", 5),
    ("maio", 5),
    ("juin", 6),
    ("jun", 6),
    ("giu", 6),
    ("juil", 7),
    ("jul", 7),
    ("lug", 7),
    ("aug", 8),
    ("aou", 8),
    ("ago", 8),
    ("aoû", 8),
    ("sep", 9),
    ("set", 9),
    ("okt", 10),
    ("oct", 10),
    ("out", 10),
    ("ott", 10),
    ("nov", 11),
    ("dec", 12),
    ("dez", 12),
    ("dic", 12),
    ("des", 12),
];

/// Whole words that begin like a month but are none, met beside figures in page furniture.
const NOT_MONTHS: &[&str] = &[
    "market", "markets", "mark", "marked", "mars'", "maine", "mail", "main", "major", "set", "sets",
    "june's", "decided",
];

/// Returns the number of a month's name or abbreviation.
pub(crate) fn month_number(word: &str) -> Option<i8> {
    use unicode_normalization::UnicodeNormalization;
    let plain: String = word.nfd().filter(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase();
    if plain.len() < 3 || plain.len() > 10 || NOT_MONTHS.contains(&plain.as_str()) {
        return None;
    }
    let number =
        MONTHS.iter().filter(|(start, _)| plain.starts_with(start)).max_by_key(|(start, _)| start.len())?.1;
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        let read = parse(text, Some(date(2024, 6, 1)));
        let found = match &read {
            Ok(read) => format!("{} {}", read.on.map_or("-".into(), |d| d.to_string()), read.at),
            Err(remark) => remark.clone(),
        };
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn machine_dates() {
        check("2022-03-07", "2022-03-07 2022-03-07");
        check("2022-03-07T10:15:00Z", "2022-03-07 2022-03-07T10:15:00Z");
        check("2022-03-07T10:15:00.123+0100", "2022-03-07 2022-03-07T10:15:00+01:00");
        check("2022-03-07 10:15", "2022-03-07 2022-03-07T10:15");
        check("2022/3/7", "2022-03-07 2022-03-07");
        check("2022-03", "- 2022-03");
        check("2022", "- 2022");
        check("20220307", "2022-03-07 2022-03-07");
        check("1646648100", "2022-03-07 2022-03-07T10:15:00Z");
        check("1646648100000", "2022-03-07 2022-03-07T10:15:00Z");
        check("Mon, 07 Mar 2022 10:15:00 +0000", "2022-03-07 2022-03-07T10:15:00+00:00");
    }

    #[test]
    fn written_dates() {
        check("March 7, 2022", "2022-03-07 2022-03-07");
        check("7 March 2022", "2022-03-07 2022-03-07");
        check("Monday, March 7th, 2022 at 10:15 p.m.", "2022-03-07 2022-03-07T22:15");
        check("10:15 AM, Mar. 7 2022", "2022-03-07 2022-03-07T10:15");
        check("7. März 2022, 10:15 Uhr", "2022-03-07 2022-03-07T10:15");
        check("le 1er août 2022", "2022-08-01 2022-08-01");
        check("7 de marzo de 2022", "2022-03-07 2022-03-07");
        check("March 2022", "- 2022-03");
        check("Published: 2022-03-07 10:15", "2022-03-07 2022-03-07T10:15");
        check("25/03/2022", "2022-03-25 2022-03-25");
        check("3/25/2022", "2022-03-25 2022-03-25");
        check("07.03.2022", "2022-03-07 2022-03-07");
    }

    #[test]
    fn what_cannot_be_is_refused_with_a_reason() {
        check("2021-02-31", "date 2021-02-31 ignored: no such day");
        check("2025-01-01", "date 2025-01-01 ignored: after today");
        check("2024-06-02", "2024-06-02 2024-06-02");
        check("2024-07", "date 2024-07 ignored: after today");
        check("07/03/2022", "date 07/03/2022 ignored: day and month cannot be told apart");
        check("0001-01-01", "date 0001-01-01 ignored: no such year");
        check("two hours ago", "date two hours ago ignored: not understood");
        check("", "date  ignored: not understood");
        check("Market 12, 2022", "date Market 12, 2022 ignored: not understood");
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,60}") {
            let _ = parse(&text, None);
        }

        #[test]
        fn a_day_read_is_the_day_written(text in "(19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]( [0-2][0-9]:[0-5][0-9])?") {
            if let Ok(read) = parse(&text, None) {
                prop_assert!(text.starts_with(&read.on.expect("a full day").to_string()));
            }
        }
    }
}
