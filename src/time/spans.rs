//! Rules for lengths of time, and for points counted by them.
//!
//! In: a [`Line`] and a place in it. Out: a length ("two weeks" is P2W), a point ("two days ago") or a set ("every week").

use super::Found;
use super::calendar::{When, plus_days, plus_units};
use super::pieces::Line;
use crate::lexicon::times::{Class, Unit};
use crate::model::{Anchor, Precision, TimeKind};
use jiff::civil::Date;

/// A number of units.
#[derive(Debug, Clone, Copy)]
struct Length {
    /// How many pieces the words take.
    len: usize,
    /// `None` for "several".
    count: Option<u32>,
    unit: Unit,
    /// Whether it is one unit without a number ("the past year").
    is_bare: bool,
}

impl Length {
    fn value(&self) -> String {
        let (prefix, letter, factor) = match self.unit {
            Unit::Second => ("PT", 'S', 1),
            Unit::Minute => ("PT", 'M', 1),
            Unit::Hour => ("PT", 'H', 1),
            Unit::Day | Unit::Weekend => ("P", 'D', 1),
            Unit::Week => ("P", 'W', 1),
            Unit::Fortnight => ("P", 'W', 2),
            Unit::Month => ("P", 'M', 1),
            Unit::Quarter => ("P", 'Q', 1),
            Unit::Year => ("P", 'Y', 1),
            Unit::Decade => ("P", 'Y', 10),
            Unit::Century => ("P", 'Y', 100),
        };
        match self.count {
            Some(count) => format!("{prefix}{}{letter}", u64::from(count) * factor),
            None if self.unit == Unit::Decade => "PXE".to_string(),
            None if self.unit == Unit::Century => "PXC".to_string(),
            None => format!("{prefix}X{letter}"),
        }
    }

    /// Returns the day this length away from `day`; -1 as `sign` for before.
    fn from(&self, day: Date, sign: i64) -> Option<Date> {
        plus_units(day, self.unit, sign.checked_mul(i64::from(self.count?))?)
    }
}

/// Reads a set: "every Monday", "daily", "each of the past three years".
pub fn set(line: &Line<'_>, at: usize) -> Option<Found> {
    let word = line.word(at);
    if let Some(value) = word.frequency {
        return Some(Found::set(1, value.to_string(), "frequency"));
    }
    if let Some((weekday, true)) = word.weekday {
        return Some(Found::set(1, format!("XXXX-WXX-{weekday}"), "weekdays"));
    }
    if !word.is(Class::Every) {
        return None;
    }
    let number = line.piece(at + 1).and_then(|piece| piece.number);
    let place = at + 1 + usize::from(number.is_some());
    if let Some((weekday, _)) = line.word(place).weekday {
        return Some(Found::set(place + 1 - at, format!("XXXX-WXX-{weekday}"), "every_weekday"));
    }
    if let Some((month, len)) = line.month(place) {
        return Some(Found::set(place + len - at, format!("XXXX-{month:02}"), "every_month"));
    }
    let length = Length { len: 0, count: number.or(Some(1)), unit: line.unit(place)?, is_bare: false };
    Some(Found::set(place + 1 - at, length.value(), "every_unit"))
}

/// Reads a length or a point counted by one: "two-week", "several years", "the past three months", "10 days ago".
pub fn length(line: &Line<'_>, at: usize) -> Option<Found> {
    let the = usize::from(line.says(at, "the") || line.says(at, "these"));
    let word = line.word(at + the);
    let is_next = word.is(Class::Next);
    let is_last = word.is(Class::Previous) || line.says(at + the, "recent");
    let lead = the + usize::from(is_next || is_last || line.says(at + the, "first"));
    let length = counted(line, at + lead, is_next || is_last)?;
    let len = lead + length.len;
    if line.says(at + len, "old") {
        return None;
    }
    if lead == 0
        && let Some(found) = from_now(line, at, &length)
    {
        return Some(found);
    }
    // "last year" is a point; "the past year" and "recent years" are lengths.
    let is_length = is_next || line.says(at + the, "recent") || (is_last && line.says(at + the, "past"));
    if length.is_bare && !is_length {
        return None;
    }
    let days = match (is_last, is_next, line.today) {
        (true, _, Some(today)) => length.from(today, -1).map(|from| (from, today)),
        (_, true, Some(today)) => length.from(today, 1).map(|to| (today, to)),
        _ => None,
    };
    Some(Found {
        len,
        kind: TimeKind::Duration,
        value: Some(length.value()),
        days,
        precision: days.map(|_| Precision::Vague),
        anchor: if days.is_some() { Anchor::Publication } else { Anchor::None },
        rule: if is_last || is_next { "length_from_now" } else { "length" },
    })
}

/// "ago", "earlier", "later", "from now" after a length make it a point.
fn from_now(line: &Line<'_>, at: usize, length: &Length) -> Option<Found> {
    let after = at + length.len;
    let word = line.word(after);
    let from_now = line.says(after, "from") && line.says(after + 1, "now");
    let (sign, is_now) = match () {
        _ if word.is(Class::Ago) => (-1, true),
        _ if from_now => (1, true),
        _ if line.says(after, "earlier") => (-1, false),
        _ if line.says(after, "later") => (1, false),
        _ => return None,
    };
    let len = length.len + 1 + usize::from(from_now);
    let from = if is_now { line.today } else { line.previous };
    let day = from.and_then(|day| length.from(day, sign));
    let when = day.and_then(|day| match length.unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Week | Unit::Fortnight => Some(When::Day(day)),
        Unit::Decade | Unit::Century => Some(When::Year(day.year())),
        unit => When::around(day, unit),
    });
    let vague = length.count.is_none().then_some(if sign < 0 { "PAST_REF" } else { "FUTURE_REF" });
    let days = when.and_then(When::range).map(|days| match length.unit {
        // "two weeks ago" is about that day.
        Unit::Week | Unit::Fortnight => {
            (plus_days(days.0, -3).unwrap_or(days.0), plus_days(days.1, 3).unwrap_or(days.1))
        }
        _ => days,
    });
    Some(Found {
        len,
        kind: TimeKind::Date,
        value: vague.map(str::to_string).or(when.map(When::value)),
        days,
        precision: match length.unit {
            Unit::Week | Unit::Fortnight => days.map(|_| Precision::Week),
            _ => when.map(When::precision),
        },
        anchor: match when {
            Some(_) if is_now => Anchor::Publication,
            Some(_) => Anchor::Previous,
            None => Anchor::None,
        },
        rule: if is_now { "length_ago" } else { "length_later" },
    })
}

/// Reads a count and a unit; a bare unit only where `may_be_bare`.
fn counted(line: &Line<'_>, at: usize, may_be_bare: bool) -> Option<Length> {
    if may_be_bare && let Some((unit, is_plural)) = line.word(at).unit {
        return Some(Length { len: 1, count: (!is_plural).then_some(1), unit, is_bare: !is_plural });
    }
    let (mut len, count) = count(line, at)?;
    // "20 more years", "two full days"
    len += usize::from(
        ["more", "full", "consecutive", "straight", "whole", "additional"]
            .iter()
            .any(|word| line.says(at + len, word)),
    );
    let unit = line.unit(at + len)?;
    Some(Length { len: len + 1, count, unit, is_bare: false })
}

/// Reads a count: "two", "twenty four", "a few", "a couple of", "several", "half a".
fn count(line: &Line<'_>, at: usize) -> Option<(usize, Option<u32>)> {
    if line.says(at, "a") || line.says(at, "an") {
        if line.says(at + 1, "couple") {
            return Some((2 + usize::from(line.says(at + 2, "of")), Some(2)));
        }
        if line.is(at + 1, Class::Several) {
            return Some((2, None));
        }
        return match line.piece(at + 1).and_then(|piece| piece.number) {
            Some(many @ (12 | 100)) => Some((2, Some(many))),
            _ => Some((1, Some(1))),
        };
    }
    if line.is(at, Class::Several) {
        return Some((1, None));
    }
    let number = line.piece(at)?.number?;
    let ones = line
        .piece(at + 1)
        .and_then(|piece| piece.number)
        .filter(|&ones| ones < 10 && number >= 20 && number % 10 == 0);
    match ones {
        Some(ones) if !line.pieces[at].is_digits => Some((2, Some(number + ones))),
        _ => Some((1, Some(number))),
    }
}
