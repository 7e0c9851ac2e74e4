//! Rules for lengths of time and for repeated times.
//!
//! In: a [`Line`] and a place in it. Out: a duration ("the past two weeks"), a point counted by one ("three days ago") or a set
//! ("every week").

use super::Found;
use super::calendar::{When, plus_days, plus_units};
use super::outlook::{Outlook, outlook};
use super::periods;
use super::pieces::Line;
use crate::lexicon::times::{Class, Unit};
use crate::model::{Anchor, Precision, TimeKind};
use crate::text::Xpos;
use jiff::civil::Date;

/// A number of units.
#[derive(Debug, Clone, Copy)]
struct Length {
    /// How many pieces the words take.
    len: usize,
    /// `None` for "several".
    count: Option<u32>,
    /// Whether half a unit is added.
    has_half: bool,
    unit: Unit,
    /// Whether it is one unit without a number ("the past year").
    is_bare: bool,
}

impl Length {
    fn value(&self) -> String {
        let (prefix, letter, factor) = match self.unit {
            Unit::Second => ("PT", "S", 1),
            Unit::Minute => ("PT", "M", 1),
            Unit::Hour => ("PT", "H", 1),
            Unit::Day | Unit::Weekend => ("P", "D", 1),
            Unit::Week => ("P", "W", 1),
            Unit::Fortnight => ("P", "W", 2),
            Unit::Month => ("P", "M", 1),
            Unit::Quarter => ("P", "Q", 1),
            Unit::Year => ("P", "Y", 1),
            Unit::Decade => ("P", "Y", 10),
            Unit::Century => ("P", "Y", 100),
        };
        let Some(count) = self.count else {
            return match self.unit {
                Unit::Decade => "PXE".to_string(),
                Unit::Century => "PXC".to_string(),
                _ => format!("{prefix}X{letter}"),
            };
        };
        let count = u64::from(count) * factor;
        let half = match self.unit {
            _ if !self.has_half => "",
            Unit::Year => "6M",
            Unit::Hour => "30M",
            Unit::Minute => "30S",
            Unit::Day => "T12H",
            Unit::Decade | Unit::Century => return format!("P{}Y", count + factor / 2),
            _ => return format!("{prefix}{count}.5{letter}"),
        };
        match count {
            0 => format!("{prefix}{half}"),
            _ => format!("{prefix}{count}{letter}{half}"),
        }
    }

    /// Returns the day this length away from `day`; -1 as `sign` for before.
    fn from(&self, day: Date, sign: i64) -> Option<Date> {
        plus_units(day, self.unit, sign.checked_mul(i64::from(self.count?))?)
    }
}

/// Reads a set: "every Monday", "daily", "twice a week", "$10 a month".
pub fn set(line: &Line<'_>, at: usize) -> Option<Found> {
    let word = line.word(at);
    if let Some(value) = word.frequency.filter(|_| !line.is_in_name(at)) {
        return Some(Found::set(1, value.to_string(), "frequency"));
    }
    if let Some((weekday, true)) = word.weekday {
        return Some(Found::set(1, format!("XXXX-WXX-{weekday}"), "weekdays"));
    }
    if let Some((weekday, false)) = word.weekday
        && let Some(part) = line.word(at + 1).part.filter(|_| line.text(at + 1).ends_with('s'))
    {
        return Some(Found::set(2, format!("XXXX-WXX-{weekday}T{part}"), "weekdays"));
    }
    rate(line, at).or_else(|| every(line, at))
}

/// "every Monday", "each March", "every two weeks", "every other day"
fn every(line: &Line<'_>, at: usize) -> Option<Found> {
    if !line.is(at, Class::Every) {
        return None;
    }
    let other = line.says(at + 1, "other").then_some(2);
    let number = line.piece(at + 1).and_then(|piece| piece.number).or(other);
    let place = at + 1 + usize::from(number.is_some());
    if let Some((weekday, _)) = line.word(place).weekday {
        return Some(Found::set(place + 1 - at, format!("XXXX-WXX-{weekday}"), "every_weekday"));
    }
    if let Some((month, len)) = line.month(place) {
        return Some(Found::set(place + len - at, format!("XXXX-{month:02}"), "every_month"));
    }
    if let Some(season) = line.word(place).season {
        return Some(Found::set(place + 1 - at, format!("XXXX-{season}"), "every_season"));
    }
    if let Some(part) = line.word(place).part {
        return Some(Found::set(place + 1 - at, format!("XXXX-XX-XXT{part}"), "every_part"));
    }
    let unit = line.unit(place)?;
    let length = Length { len: 0, count: number.or(Some(1)), has_half: false, unit, is_bare: false };
    Some(Found::set(place + 1 - at, length.value(), "every_unit"))
}

/// "twice a week", "three times a year", "$10 a month", "flights a week"
fn rate(line: &Line<'_>, at: usize) -> Option<Found> {
    let times = match () {
        _ if line.says_any(at, &["once", "twice"]) => 1,
        _ if line.piece(at)?.number.is_some() && line.says(at + 1, "times") => 2,
        _ => 0,
    };
    let place = at + times;
    let (unit, is_plural) = line.word(place + 1).unit.filter(|_| line.says_any(place, &["a", "an"]))?;
    let is_point =
        line.is(place + 2, Class::Ago) || line.says_any(place + 2, &["earlier", "later", "before", "after"]);
    let follows_amount = at > 0 && {
        let before = &line.pieces[at - 1];
        before.number.is_some()
            || matches!(before.text, "%" | "percent" | "million" | "billion" | "trillion")
            || line.document.xpos(before.token) == Xpos::Nns
    };
    if is_plural || is_point || line.is_joined(place + 1) || !(times > 0 || follows_amount) {
        return None;
    }
    let length = Length { len: 0, count: Some(1), has_half: false, unit, is_bare: false };
    Some(Found::set(times + 2, length.value(), "rate"))
}

/// Reads a length or a point counted by one, with words like "nearly" before it.
pub fn length(line: &Line<'_>, at: usize) -> Option<Found> {
    let about = approximation(line, at);
    if about > 0 {
        let found = exact(line, at + about)?;
        let is_counted =
            found.value.as_deref() != Some("PAST_REF") && line.word(at + about).modifier.is_none();
        return is_counted.then(|| Found { len: found.len + about, ..found });
    }
    exact(line, at)
}

/// Returns how many pieces before a count only make it rough: "nearly", "more than", "at least", "up to".
pub fn approximation(line: &Line<'_>, at: usize) -> usize {
    let than =
        |at: usize| line.says_any(at, &["more", "less", "fewer", "longer"]) && line.says(at + 1, "than");
    match () {
        _ if than(at) || line.says(at, "at") && line.says_any(at + 1, &["least", "most"]) => 2,
        _ if line.says(at, "up") && line.says(at + 1, "to") => 2,
        _ if line.says_any(at, &["no", "not"]) && than(at + 1) => 3,
        _ if line.says_any(at, &["nearly", "almost", "about", "around", "roughly", "approximately"]) => 1,
        // "for over a year", but "over several years" tells during what.
        _ if line.says(at, "over")
            && line.leads(at, &["for", "in", "by", "after", "last", "lasted", "lasting"]) =>
        {
            1
        }
        _ => 0,
    }
}

/// "two-week", "several years", "the past three months", "10 days ago"
fn exact(line: &Line<'_>, at: usize) -> Option<Found> {
    let the = usize::from(line.says_any(at, &["the", "these", "this"]));
    let word = line.word(at + the);
    let is_next = word.is(Class::Next);
    let is_last = word.is(Class::Previous) || line.says(at + the, "recent");
    if the > 0 && !(is_next || is_last) {
        return definite(line, at);
    }
    if (is_next || is_last) && matches!(line.word(at + the + 1).unit, Some((_, true))) {
        return Some(vague(line, at, the + 2, is_next));
    }
    let lead = the + usize::from(is_next || is_last);
    let length = counted(line, at + lead, is_next || is_last)?;
    let len = lead + length.len;
    if line.says(at + len, "old") || line.says(at + len, "of") && line.says(at + len + 1, "age") {
        return None;
    }
    if lead == 0
        && let Some(found) = from_now(line, at, &length).or_else(|| some_day(line, at, &length))
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

/// "the nine months", "the first six weeks"; of "the two days of talks" the article belongs to the talks.
fn definite(line: &Line<'_>, at: usize) -> Option<Found> {
    let lead = 1 + usize::from(line.says_any(at + 1, &["first", "final", "latest"]));
    let length =
        counted(line, at + lead, false).filter(|length| length.count.is_some_and(|count| count > 1))?;
    let end = at + lead + length.len;
    let is_joined = (at + lead + 1..end).any(|at| line.is_joined(at));
    if !line.says(at, "the") || is_joined || line.says_any(end, &["of", "ago", "earlier", "later", "old"]) {
        return None;
    }
    let found = exact(line, at + lead)?;
    Some(Found { len: lead + found.len, ..found })
}

/// "recent years", "recent weeks and months", "coming months": how long is not told.
fn vague(line: &Line<'_>, at: usize, len: usize, is_next: bool) -> Found {
    let more = line.says(at + len, "and") && matches!(line.word(at + len + 1).unit, Some((_, true)));
    let value = if is_next { "FUTURE_REF" } else { "PAST_REF" };
    Found::reference(len + if more { 2 } else { 0 }, value, "vague_length")
}

/// "one day" without a count in mind: "they hope one day to return".
fn some_day(line: &Line<'_>, at: usize, length: &Length) -> Option<Found> {
    let is_one_day =
        line.says(at, "one") && length.len == 2 && length.unit == Unit::Day && !line.is_joined(at + 1);
    let is_counted = line
        .leads(at, &["for", "in", "within", "only", "just", "than", "least", "about", "after", "by", "the"])
        || line.says_any(at + 2, &["after", "before", "of", "in", "only", "at"]);
    if !is_one_day || is_counted {
        return None;
    }
    (outlook(line, at)? == Outlook::Ahead).then(|| Found::reference(2, "FUTURE_REF", "some_day"))
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
    let is_one_year = length.unit == Unit::Year && length.count == Some(1) && !length.has_half;
    if is_one_year
        && sign < 0
        && let Some(quarter) = periods::reported(line, at)
        && periods::has_amounts(line, at)
    {
        let when = periods::back_a_year(line, quarter);
        return Some(Found { len, rule: "year_ago", ..super::relative(when) });
    }
    let is_short = matches!(
        length.unit,
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Week | Unit::Fortnight | Unit::Weekend
    );
    let from = match () {
        _ if is_now => line.today,
        _ if is_short => line.previous,
        // "up from a year earlier": where no time was named, it is publication that is compared with.
        _ if is_one_year && sign < 0 => line.dated.or(line.today),
        _ => line.dated,
    };
    let day = from.and_then(|day| length.from(day, sign));
    let when = day.and_then(|day| match length.unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Week | Unit::Fortnight => Some(When::Day(day)),
        Unit::Decade | Unit::Century => Some(When::Year(day.year())),
        unit => When::around(day, unit),
    });
    let is_weeks = matches!(length.unit, Unit::Week | Unit::Fortnight);
    let vague = length.count.is_none().then_some(if sign < 0 { "PAST_REF" } else { "FUTURE_REF" });
    Some(Found {
        len,
        kind: TimeKind::Date,
        value: vague.map(str::to_string).or(when.map(When::value)),
        days: if is_weeks { about(when) } else { when.and_then(When::range) },
        precision: if is_weeks { when.map(|_| Precision::Week) } else { when.map(When::precision) },
        anchor: match when {
            Some(_) if is_now => Anchor::Publication,
            Some(_) => Anchor::Previous,
            None => Anchor::None,
        },
        rule: if is_now { "length_ago" } else { "length_later" },
    })
}

/// "two weeks ago" is about that day: three days to either side.
fn about(when: Option<When>) -> Option<(Date, Date)> {
    let (first, last) = when.and_then(When::range)?;
    Some((plus_days(first, -3)?, plus_days(last, 3)?))
}

/// Reads a count and a unit; a bare unit only where `may_be_bare`, or in phrases like "for years".
fn counted(line: &Line<'_>, at: usize, may_be_bare: bool) -> Option<Length> {
    if let Some((unit, is_plural)) = line.word(at).unit
        && (may_be_bare && !is_plural || is_plural && is_uncounted(line, at))
    {
        let count = (!is_plural).then_some(1);
        return Some(Length { len: 1, count, has_half: false, unit, is_bare: !is_plural });
    }
    if line.says(at, "half") && line.says_any(at + 1, &["a", "an"]) {
        let unit = line.unit(at + 2)?;
        return Some(Length { len: 3, count: Some(0), has_half: true, unit, is_bare: false });
    }
    let (mut len, mut count) = count(line, at)?;
    let mut has_half = false;
    if let Some(more) = half(line, at + len) {
        (has_half, len) = (true, len + more);
    }
    if let Some(more) = alternative(line, at, len) {
        (count, len) = (None, len + more);
    }
    len += (0..2).take_while(|&more| line.is(at + len + more, Class::Between)).count();
    let (unit, is_plural) = line.word(at + len).unit?;
    if unit == Unit::Quarter && is_fraction(line, at, at + len, is_plural) {
        return None;
    }
    len += 1;
    // "a year and a half", "a year or two", "a week or so"
    let is_one = line.says_any(at, &["a", "an", "one"]);
    if is_one && line.says(at + len, "and") && line.says(at + len + 1, "a") && line.says(at + len + 2, "half")
    {
        (has_half, len) = (true, len + 3);
    } else if is_one && line.says(at + len, "or") && line.says(at + len + 1, "two") {
        (count, len) = (None, len + 2);
    } else if line.says(at + len, "or") && line.says_any(at + len + 1, &["so", "more"]) {
        len += 2;
    }
    Some(Length { len, count, has_half, unit, is_bare: false })
}

/// "for years", "within weeks", "months of talks", "days before the vote"
fn is_uncounted(line: &Line<'_>, at: usize) -> bool {
    let leads = line.leads(at, &["for", "in", "within", "after", "last", "lasted", "took", "take"]);
    let ends =
        line.is(at + 1, Class::Ago) || line.says_any(at + 1, &["of", "later", "earlier", "before", "after"]);
    let is_free = at == 0 || !(line.word(at - 1).is(Class::This) || line.pieces[at - 1].number.is_some());
    let has_of = line.says(at + 1, "of");
    let is_bare = at == 0
        || !line.document.children(line.pieces[at].token).any(|child| {
            child < line.pieces[at].token
                && matches!(
                    line.document.xpos(child),
                    Xpos::Dt | Xpos::Jj | Xpos::PrpPoss | Xpos::Cd | Xpos::Nn | Xpos::Nnp
                )
        });
    is_free && is_bare && !line.is_joined(at) && (leads || ends && !(has_of && line.says(at, "quarters")))
}

/// "three-quarters of", "more than a quarter of"
fn is_fraction(line: &Line<'_>, at: usize, unit: usize, is_plural: bool) -> bool {
    line.says(unit + 1, "of")
        || is_plural && line.is_joined(unit)
        || line.says_any(at, &["a", "one"])
            && line.leads(at, &["than", "about", "nearly", "almost", "by", "over"])
}

/// "and a half", "1/2", ".5"
fn half(line: &Line<'_>, at: usize) -> Option<usize> {
    match () {
        _ if line.says(at, "and") && line.says(at + 1, "a") && line.says(at + 2, "half") => Some(3),
        _ if line.says_any(at, &["1/2", "½"]) => Some(1),
        _ if line.says(at, "1") && line.says(at + 1, "/") && line.says(at + 2, "2") => Some(3),
        _ => None,
    }
}

/// "two to three", "12-18", "three or four": the pieces after the first number.
fn alternative(line: &Line<'_>, at: usize, len: usize) -> Option<usize> {
    let after = at + len;
    let joined = usize::from(!line.is_joined(after));
    let is_joint =
        joined == 0 || line.says_any(after, &["to", "or", "-", "–"]) && !line.leads(at, &["between"]);
    let number = line.piece(after + joined)?.number?;
    let first = line.piece(at)?.number?;
    (is_joint && number > first).then_some(joined + 1)
}

/// Reads a count: "two", "twenty four", "a few", "a couple of", "several", "half a".
fn count(line: &Line<'_>, at: usize) -> Option<(usize, Option<u32>)> {
    if line.says(at, "couple") && line.says(at + 1, "of") {
        return Some((2, Some(2)));
    }
    if line.says_any(at, &["a", "an"]) {
        if line.says(at + 1, "couple") {
            return Some((2 + usize::from(line.says(at + 2, "of")), Some(2)));
        }
        // "a several-year tenure": the article belongs to the tenure.
        if line.is_joined(at + 2) {
            return None;
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
    if line.says_any(at, &["dozens", "hundreds", "thousands"]) && line.says(at + 1, "of") {
        return Some((2, None));
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
