//! Rules for days that share a month: "March 3-5, 2022", "from 7 to 9 March", "May 3 and 4".
//!
//! In: a [`Line`] and a place in it. Out: the day whose month, or year, stands at the other day. Each day is an expression of its
//! own, as in TIMEX3; in "7 to 9 March" the first is 03-07.

use super::calendar::When;
use super::pieces::Line;
use super::points::{self, Point};
use crate::text::Xpos;
use jiff::civil::Date;

const JOINTS: [&str; 6] = ["to", "-", "–", "and", "through", "until"];

/// Returns the place after the words that join a range's two ends, from the place after its first end.
fn joint(line: &Line<'_>, at: usize) -> Option<usize> {
    match () {
        _ if line.is_joined(at) => Some(at),
        _ if line.says_any(at, &JOINTS) => Some(at + 1),
        _ => None,
    }
}

/// Reads the first day of "7-9 March 2022".
pub fn start(line: &Line<'_>, at: usize) -> Option<Point> {
    let number = line.digits(at, 1..=2)?;
    let end = points::day_month(line, joint(line, at + 1)?)?;
    let Some(When::Day(day)) = end.when else {
        return (end.when.is_none()).then_some(Point { len: 1, ..end });
    };
    let first =
        Date::new(day.year(), day.month(), i8::try_from(number).ok()?).ok().filter(|first| *first < day)?;
    Some(Point { len: 1, when: Some(When::Day(first)), ..end })
}

/// Reads the last day of "March 7-9, 2022".
pub fn end(line: &Line<'_>, at: usize) -> Option<Point> {
    let number = line.digits(at, 1..=2)?;
    let first = at.checked_sub(if line.is_joined(at) { 1 } else { 2 })?;
    if joint(line, first + 1) != Some(at) {
        return None;
    }
    let earlier = line.digits(first, 1..=2).filter(|earlier| *earlier < number)?;
    let month = first.checked_sub(1).map(|at| if line.says(at, ".") { at.saturating_sub(1) } else { at })?;
    line.month(month)?;
    let counts = line.piece(at + 1).map(|next| line.document.xpos(next.token));
    if matches!(counts, Some(Xpos::Nns | Xpos::Nn)) || line.unit(at + 1).is_some() || earlier == 0 {
        return None;
    }
    let whole = points::month_day(line, month)?;
    let comma = usize::from(line.says(at + 1, ","));
    let year = line.year(at + 1 + comma);
    let len = if year.is_some() { 2 + comma } else { 1 };
    let when = match whole.when {
        Some(When::Day(day)) => Some(When::Day(
            Date::new(year.unwrap_or(day.year()), day.month(), i8::try_from(number).ok()?).ok()?,
        )),
        _ => None,
    };
    Some(Point { len, when, ..whole })
}

/// Returns the year that stands behind the last day of a range, from the place after its first: of "March 28 to April 3, 2022".
pub fn year_behind(line: &Line<'_>, at: usize) -> Option<i16> {
    let mut place = joint(line, at)?;
    place += line.month(place).map_or(0, |(_, len)| len);
    line.digits(place, 1..=2)?;
    place += 1;
    place += line.month(place).map_or(0, |(_, len)| len);
    place += usize::from(line.says(place, ","));
    line.year(place)
}
