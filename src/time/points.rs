//! Rules for points in time: days, weeks, months, years.
//!
//! In: a [`Line`] and a place in it. Out: the stretch of the calendar named there. "March 7, 2022" is 2022-03-07; "last
//! Monday" is counted from the publication day, or has no value without one.

use super::calendar::{When, plus_days, weekday_until};
use super::outlook::{Outlook, outlook};
use super::pieces::Line;
use super::{periods, ranges, years};
use crate::lexicon::times::{Class, Unit};
use crate::model::Anchor;
use crate::text::Upos;
use jiff::civil::Date;

/// A day without a year so soon after publication is the coming one ("payable Nov. 16" on Nov. 2), not last year's.
const DAYS_AHEAD_MAX: i64 = 60;

/// A month without a year that begins so soon is the coming one; beyond that, "in December" said in November is more often last year's.
const MONTH_DAYS_AHEAD_MAX: i64 = 14;

/// A day so soon after publication is this year's whatever the verb says: an editorial of the 25th is online on the 24th.
const DAYS_SLACK: i64 = 7;

/// A quarter that ended so long ago may be next year's, where the verb looks ahead.
const QUARTER_DAYS_MAX: i64 = 120;

/// A point in time as the words name it.
#[derive(Debug, Clone, Copy)]
pub struct Point {
    /// How many pieces the words take.
    pub len: usize,
    /// The stretch; `None` when the publication day is needed and unknown.
    pub when: Option<When>,
    /// What it was counted from.
    pub anchor: Anchor,
    /// The rule that read it.
    pub rule: &'static str,
}

impl Point {
    /// A point that stands for itself.
    pub fn fixed(len: usize, when: When, rule: &'static str) -> Point {
        Point { len, when: Some(when), anchor: Anchor::None, rule }
    }

    /// A point counted from the publication day.
    pub fn counted(len: usize, when: Option<When>, rule: &'static str) -> Point {
        let anchor = if when.is_some() { Anchor::Publication } else { Anchor::None };
        Point { len, when, anchor, rule }
    }
}

/// Reads the point in time that begins at a place.
pub fn point(line: &Line<'_>, at: usize) -> Option<Point> {
    line.piece(at)?;
    iso_day(line, at)
        .or_else(|| slashed_day(line, at))
        .or_else(|| weekday_and_day(line, at))
        .or_else(|| day_month(line, at))
        .or_else(|| month_day(line, at))
        .or_else(|| month_year(line, at))
        .or_else(|| near_day(line, at))
        .or_else(|| same_unit(line, at))
        .or_else(|| pointed(line, at))
        .or_else(|| weekday(line, at))
        .or_else(|| periods::period(line, at))
        .or_else(|| quarter(line, at))
        .or_else(|| season(line, at))
        .or_else(|| weekend(line, at))
        .or_else(|| month(line, at))
        .or_else(|| years::decade(line, at))
        .or_else(|| years::century(line, at))
        .or_else(|| years::year(line, at))
}

fn day(year: i16, month: i8, day: u32) -> Option<When> {
    Date::new(year, month, i8::try_from(day).ok()?).ok().map(When::Day)
}

/// "2022-03-07"
fn iso_day(line: &Line<'_>, at: usize) -> Option<Point> {
    if !(line.is_joined(at + 1) && line.is_joined(at + 2)) {
        return None;
    }
    let month = i8::try_from(line.digits(at + 1, 2..=2)?).ok()?;
    Some(Point::fixed(3, day(line.year(at)?, month, line.digits(at + 2, 2..=2)?)?, "iso_day"))
}

/// "25/12/2021"; "3/7/2022" may be March or July, so it is read only where one number can be no month.
fn slashed_day(line: &Line<'_>, at: usize) -> Option<Point> {
    if !(line.says(at + 1, "/") && line.says(at + 3, "/")) {
        return None;
    }
    let (first, second) = (line.digits(at, 1..=2)?, line.digits(at + 2, 1..=2)?);
    let year = line.year(at + 4)?;
    let (month, date) = match (first, second) {
        (1..=12, 13..=31) => (first, second),
        (13..=31, 1..=12) => (second, first),
        (same, other) if same == other => (first, second),
        _ => return None,
    };
    Some(Point::fixed(5, day(year, i8::try_from(month).ok()?, date)?, "slashed_day"))
}

/// "Saturday, April 25"
fn weekday_and_day(line: &Line<'_>, at: usize) -> Option<Point> {
    line.word(at).weekday?;
    let gap = if line.says(at + 1, ",") { 2 } else { 1 };
    let next = day_month(line, at + gap).or_else(|| month_day(line, at + gap))?;
    Some(Point { len: next.len + gap, ..next })
}

/// "7 March 2022", "the 7th of March"
pub fn day_month(line: &Line<'_>, at: usize) -> Option<Point> {
    let the = usize::from(line.says(at, "the"));
    let number = line.digits(at + the, 1..=2).or(line.word(at + the).ordinal)?;
    let of = usize::from(line.says(at + the + 1, "of"));
    let (month, month_len) = line.month(at + the + 1 + of)?;
    let len = the + 1 + of + month_len;
    day_of_year(line, at, len, month, number, "day_month")
}

/// "March 7, 2022", "Sept. 30", "March the eighth"
pub fn month_day(line: &Line<'_>, at: usize) -> Option<Point> {
    let (month, month_len) = line.month(at)?;
    let the = usize::from(line.says(at + month_len, "the"));
    let place = at + month_len + the;
    let number = line.digits(place, 1..=2).or(line.word(place).ordinal)?;
    day_of_year(line, at, month_len + the + 1, month, number, "month_day")
}

/// Finishes a day of a month with the year that follows, or the likeliest one.
fn day_of_year(
    line: &Line<'_>,
    at: usize,
    len: usize,
    month: i8,
    number: u32,
    rule: &'static str,
) -> Option<Point> {
    day(2000, month, number)?;
    let comma = usize::from(line.says(at + len, ","));
    if let Some(year) = line.year(at + len + comma) {
        return Some(Point::fixed(len + comma + 1, day(year, month, number)?, rule));
    }
    if let Some(year) = ranges::year_behind(line, at + len) {
        return Some(Point::fixed(len, day(year, month, number)?, rule));
    }
    if let Some((offset, words)) = pointed_year(line, at + len) {
        let when = line.today.and_then(|today| day(today.year() + offset, month, number));
        return Some(Point::counted(len + words, when, rule));
    }
    let when = likeliest(line, at, DAYS_AHEAD_MAX, |year| day(year, month, number));
    Some(Point::counted(len, when, rule))
}

/// "March 2022", "March of 2022", "June last year"
fn month_year(line: &Line<'_>, at: usize) -> Option<Point> {
    let (month, len) = line.month(at)?;
    let gap = usize::from(line.says(at + len, "of") || line.says(at + len, ","));
    if let Some((year, words)) = years::number(line, at + len + gap) {
        let when = When::Month(Date::new(year, month, 1).ok()?);
        return Some(Point::fixed(len + gap + words, when, "month_year"));
    }
    let gap = usize::from(line.says(at + len, "of"));
    let (offset, words) = pointed_year(line, at + len + gap)?;
    let when = line.today.and_then(|today| Date::new(today.year() + offset, month, 1).ok()).map(When::Month);
    Some(Point::counted(len + gap + words, when, "month_year"))
}

/// "last year", "this year", "next year": the years from now and the number of pieces.
fn pointed_year(line: &Line<'_>, at: usize) -> Option<(i16, usize)> {
    if line.unit(at + 1) != Some(Unit::Year) {
        return None;
    }
    Some((direction(line, at)? as i16, 2))
}

/// -1 for "last", 0 for "this", 1 for "next".
pub fn direction(line: &Line<'_>, at: usize) -> Option<i64> {
    let word = line.word(at);
    match () {
        _ if word.is(Class::Previous) => Some(-1),
        _ if word.is(Class::This) => Some(0),
        _ if word.is(Class::Next) => Some(1),
        // "the current year" is this year; "the current plan" is no time.
        _ if line.says(at, "current") && (line.unit(at + 1).is_some() || line.is(at + 1, Class::Fiscal)) => {
            Some(0)
        }
        _ => None,
    }
}

/// "today", "yesterday", "tomorrow", "the day after tomorrow"
fn near_day(line: &Line<'_>, at: usize) -> Option<Point> {
    let the = usize::from(line.says(at, "the"));
    if line.says(at + the, "day") && (line.says(at + the + 1, "before") || line.says(at + the + 1, "after")) {
        let step = if line.says(at + the + 1, "before") { -1 } else { 1 };
        let offset = line.word(at + the + 2).day.filter(|&offset| offset == step)?;
        let when = line.today.and_then(|today| plus_days(today, offset + step)).map(When::Day);
        return Some(Point::counted(the + 3, when, "near_day"));
    }
    let offset = line.word(at).day.filter(|_| !line.is_in_name(at))?;
    let when = line.today.and_then(|today| plus_days(today, offset)).map(When::Day);
    Some(Point::counted(1, when, "near_day"))
}

/// "last month", "next Tuesday", "this summer", "last April", "the previous year"
fn pointed(line: &Line<'_>, at: usize) -> Option<Point> {
    let the = usize::from(line.says(at, "the"));
    let mut step = direction(line, at + the)?;
    let mut len = the + 1;
    if step == 0 && line.is(at + len, Class::Next) {
        (step, len) = (1, len + 1);
    } else if step == 0 && line.is(at + len, Class::Previous) {
        (step, len) = (-1, len + 1);
    }
    let is_named = is_name(line, at + the, at + len);
    let place = at
        + len
        + usize::from(line.is(at + len, Class::Fiscal) && line.unit(at + len + 1) == Some(Unit::Year));
    len = place - at;
    let word = line.word(place);
    let is_relative = line.says_any(at + the, &["previous", "following", "preceding"]);
    if let Some((unit, is_plural)) = word.unit.filter(|_| !is_named) {
        // "this hour" names no day; "last weeks" and "the past year" are lengths, read elsewhere.
        let is_length = the == 1 && line.says(at + 1, "past");
        if is_plural || is_length || matches!(unit, Unit::Hour | Unit::Minute | Unit::Second) {
            return None;
        }
        // "the previous year", "the next day" count from a time named before.
        let is_next_day = the == 1 && line.says(at + the, "next") && unit == Unit::Day;
        let is_relative = is_relative || is_next_day;
        let from = match unit {
            _ if !is_relative => line.today,
            Unit::Day | Unit::Week | Unit::Fortnight | Unit::Weekend => line.previous,
            _ => line.dated,
        };
        let when = from.and_then(|day| When::around(day, unit)).and_then(|when| when.shift(step));
        let anchor = match when {
            Some(_) if is_relative => Anchor::Previous,
            Some(_) => Anchor::Publication,
            None => Anchor::None,
        };
        return Some(Point { len: len + 1, when, anchor, rule: "pointed_unit" });
    }
    if let Some((weekday, false)) = word.weekday {
        if is_relative {
            let when = line.previous.and_then(|day| match step {
                -1 => weekday_until(plus_days(day, -1)?, weekday),
                _ => plus_days(weekday_until(day, weekday)?, 7),
            });
            let anchor = if when.is_some() { Anchor::Previous } else { Anchor::None };
            return Some(Point { len: len + 1, when: when.map(When::Day), anchor, rule: "pointed_weekday" });
        }
        if let Some(day) = weekday_and_day(line, place) {
            return Some(Point { len: len + day.len, ..day });
        }
        let when = line.today.and_then(|today| {
            let last = weekday_until(today, weekday)?;
            match step {
                -1 if last == today => plus_days(last, -7),
                -1 => Some(last),
                0 => day_in_week(today, weekday),
                _ => plus_days(last, 7),
            }
        });
        return Some(Point::counted(len + 1, when.map(When::Day), "pointed_weekday"));
    }
    if let Some((month, month_len)) = line.month(place) {
        let when = pointed_in_year(line, step, |year| Date::new(year, month, 1).ok().map(When::Month));
        return Some(Point::counted(len + month_len, when, "pointed_month"));
    }
    let name = word.season?;
    let when = pointed_in_year(line, step, |year| Some(When::Season(year, name)));
    Some(Point::counted(len + 1, when, "pointed_season"))
}

/// "that day", "the same month": the one of the time named before; nothing where none was.
fn same_unit(line: &Line<'_>, at: usize) -> Option<Point> {
    let lead = match () {
        _ if line.says(at, "that") => 1,
        _ if line.says(at, "the") && line.says(at + 1, "same") => 2,
        _ => return None,
    };
    let (unit, _) = line.word(at + lead).unit.filter(|(_, is_plural)| !is_plural)?;
    let from = match unit {
        Unit::Day | Unit::Week => line.previous,
        Unit::Month | Unit::Year => line.dated,
        _ => None,
    };
    let when = When::around(from?, unit);
    Some(Point { len: lead + 1, when, anchor: Anchor::Previous, rule: "same_unit" })
}

/// "This Week" inside a sentence is a programme.
fn is_name(line: &Line<'_>, pointer: usize, unit: usize) -> bool {
    let is_capital = |at: usize| line.text(at).starts_with(char::is_uppercase);
    let section = line.piece(pointer).map(|piece| line.document.sentences[piece.sentence].section);
    is_capital(pointer) && is_capital(unit) && line.unit(unit).is_some() && section == Some(None)
}

/// The weekday in the week of `today`, which begins on Monday.
fn day_in_week(today: Date, weekday: i8) -> Option<Date> {
    plus_days(weekday_until(today, 1)?, i64::from(weekday) - 1)
}

/// The last one that is over, this year's, or the next to begin.
fn pointed_in_year(line: &Line<'_>, step: i64, make: impl Fn(i16) -> Option<When>) -> Option<When> {
    let today = line.today?;
    let year = year_of(today, &make);
    let this = make(year)?;
    let (first, last) = this.range()?;
    match step {
        -1 if last >= today => make(year - 1),
        1 if first <= today => make(year + 1),
        _ => Some(this),
    }
}

/// "Monday": the last such day not after publication, or the next one where the verb looks ahead.
fn weekday(line: &Line<'_>, at: usize) -> Option<Point> {
    let (weekday, is_plural) = line.word(at).weekday?;
    if is_plural || !line.text(at).starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    if let Some(point) = weekday_of_week(line, at, weekday) {
        return Some(point);
    }
    let when = line.today.and_then(|today| {
        let last = weekday_until(today, weekday)?;
        let is_ahead = last != today && outlook(line, at) == Some(Outlook::Ahead);
        if is_ahead { plus_days(last, 7) } else { Some(last) }
    });
    Some(Point::counted(1, when.map(When::Day), "weekday"))
}

/// "Wednesday last week", "Friday of next week", "Monday this week"
fn weekday_of_week(line: &Line<'_>, at: usize, weekday: i8) -> Option<Point> {
    let gap = usize::from(line.says_any(at + 1, &["of", ","]));
    let step = direction(line, at + 1 + gap).filter(|_| line.unit(at + 2 + gap) == Some(Unit::Week))?;
    let when = line.today.and_then(|today| plus_days(day_in_week(today, weekday)?, step * 7)).map(When::Day);
    Some(Point::counted(3 + gap, when, "pointed_weekday"))
}

/// "the third quarter of 2021", "fourth-quarter", "the first half"
pub fn quarter(line: &Line<'_>, at: usize) -> Option<Point> {
    let the = usize::from(line.says(at, "the"));
    let fiscal = usize::from(line.is(at + the, Class::Fiscal));
    let leading_year = line.year(at + the);
    let place = at + the + fiscal + usize::from(leading_year.is_some());
    let number = line.word(place).ordinal?;
    let is_half = line.is(place + 1, Class::Half) && number <= 2;
    let is_quarter = line.unit(place + 1) == Some(Unit::Quarter) && number <= 4;
    if !is_half && !is_quarter {
        return None;
    }
    // "the third-quarter loss": the article belongs to the loss.
    if the == 1 && line.is_joined(place + 1) {
        return None;
    }
    let make = |year: i16| part_of_year(year, number, is_half);
    let len = place + 2 - at;
    let of = usize::from(line.says(at + len, "of"));
    if let Some(year) = leading_year {
        return Some(Point::fixed(len, make(year)?, "quarter"));
    }
    if let Some(year) = line.year(at + len + of) {
        return Some(Point::fixed(len + of + 1, make(year)?, "quarter"));
    }
    let pointed = pointed_year(line, at + len + of);
    let when = match pointed {
        Some((offset, _)) => line.today.and_then(|today| make(today.year() + offset)),
        None => likeliest(line, at, DAYS_AHEAD_MAX, make),
    };
    Some(Point::counted(len + pointed.map_or(0, |(_, words)| of + words), when, "quarter"))
}

/// Returns a quarter or a half of a year by its number from 1.
pub fn part_of_year(year: i16, number: u32, is_half: bool) -> Option<When> {
    let number = i8::try_from(number).ok().filter(|number| (1..=4).contains(number))?;
    let step = if is_half { 6 } else { 3 };
    let first = Date::new(year, (number - 1) * step + 1, 1).ok()?;
    Some(if is_half { When::Half(first) } else { When::Quarter(first) })
}

/// "the summer of 2019", "in spring"; a bare "fall" or "spring" is too often a verb.
fn season(line: &Line<'_>, at: usize) -> Option<Point> {
    let the = usize::from(line.says(at, "the"));
    let name = line.word(at + the).season?;
    let of = usize::from(line.says(at + the + 1, "of"));
    if let Some((year, len)) = years::number(line, at + the + 1 + of) {
        return Some(Point::fixed(the + 1 + of + len, When::Season(year, name), "season"));
    }
    let leads = ["in", "since", "until", "by", "during", "through", "throughout", "into", "early", "late"];
    let is_noun = the == 1 && line.leads(at, &["over", "of", "for", "before", "after", "from"]);
    if !(is_noun || line.leads(at, &leads)) {
        return None;
    }
    let when = likeliest(line, at, DAYS_AHEAD_MAX, |year| Some(When::Season(year, name)));
    Some(Point::counted(the + 1, when, "season"))
}

/// "the weekend": the last one begun, or the next one after a word like "will".
fn weekend(line: &Line<'_>, at: usize) -> Option<Point> {
    if !(line.says(at, "the") && line.says(at + 1, "weekend")) {
        return None;
    }
    let when = line.today.and_then(|today| {
        let saturday = weekday_until(today, 6)?;
        let is_on = today == saturday || plus_days(saturday, 1) == Some(today);
        let is_ahead = !is_on && outlook(line, at) == Some(Outlook::Ahead);
        if is_ahead { plus_days(saturday, 7) } else { Some(saturday) }
    });
    Some(Point::counted(2, when.map(When::Weekend), "weekend"))
}

/// "March", "in May"; at the start of a sentence "May" and "March" may be verbs.
fn month(line: &Line<'_>, at: usize) -> Option<Point> {
    let (month, len) = line.month(at)?;
    let leads = at > 0
        && [
            "in", "since", "until", "till", "by", "last", "next", "this", "of", "from", "to", "through",
            "early", "late", "mid", "during", "for", "between", "and", "before", "after",
        ]
        .iter()
        .any(|word| line.says(at - 1, word));
    // "April Ryan", "August Wilson"
    let next = line.piece(at + len).filter(|next| !next.is_joined && next.word.is_nothing());
    let is_name = next.is_some_and(|next| line.document.upos(next.token) == Upos::Propn);
    let is_doubtful = matches!(line.text(at), "May" | "March" | "Mar" | "Jan" | "Dec")
        || is_name && matches!(line.text(at), "April" | "June" | "August");
    if is_doubtful && !leads {
        return None;
    }
    let when =
        likeliest(line, at, MONTH_DAYS_AHEAD_MAX, |year| Date::new(year, month, 1).ok().map(When::Month));
    Some(Point::counted(len, when, "month"))
}

/// Returns the stretch of the likeliest year: the last one begun, or a coming one where the verb looks ahead.
fn likeliest(
    line: &Line<'_>,
    at: usize,
    days_ahead: i64,
    make: impl Fn(i16) -> Option<When>,
) -> Option<When> {
    let today = line.today?;
    let begins = |when: Option<When>| when.and_then(When::range).map(|(first, _)| first);
    let ends = |when: Option<When>| when.and_then(When::range).map(|(_, last)| last);
    let year = year_of(today, &make);
    let (this, next, last) = (make(year), make(year + 1), make(year - 1));
    if let Some(When::Day(day)) = this
        && (today..=plus_days(today, DAYS_SLACK)?).contains(&day)
    {
        return this;
    }
    if matches!(this, Some(When::Quarter(_) | When::Half(_))) && begins(this)? <= today {
        // "expects to report for the third quarter" tells of the one just over.
        let is_old = ends(this)? < plus_days(today, -QUARTER_DAYS_MAX)?;
        return if is_old && outlook(line, at) == Some(Outlook::Ahead) { next } else { this };
    }
    match outlook(line, at) {
        Some(Outlook::Ahead) => return if ends(this)? < today { next } else { this },
        Some(Outlook::Behind) => return if begins(this)? > today { last } else { this },
        None => {}
    }
    let latest = plus_days(today, days_ahead)?;
    if days_ahead > 0 && begins(next)? <= latest && ends(this)? < plus_days(today, -180)? {
        return next;
    }
    if begins(this)? > latest { last } else { this }
}

/// The year whose stretch is this year's: in January the winter of the year before still runs.
fn year_of(today: Date, make: impl Fn(i16) -> Option<When>) -> i16 {
    let before = make(today.year() - 1).and_then(When::range);
    let runs = before.is_some_and(|(first, last)| first <= today && today <= last);
    today.year() - i16::from(runs)
}
