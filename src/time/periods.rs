//! Rules for the quarters of company and economic news.
//!
//! In: a [`Line`] that knows which quarter the article reports on. Out: "the latest quarter", "the year-ago period", "the 2021
//! quarter", "last year's third quarter". In a report on the third quarter of 2021 "up from $5 million a year earlier" is the
//! third quarter of 2020.

use super::calendar::When;
use super::pieces::Line;
use super::points::{self, Point};
use crate::lexicon::times::{Class, Unit};
use crate::model::Anchor;
use jiff::civil::Date;

/// How many paragraphs after its last mention the quarter still governs "a year earlier".
const PARAGRAPHS_MAX: u32 = 4;

/// Reads a quarter named by its place in a report.
pub fn period(line: &Line<'_>, at: usize) -> Option<Point> {
    year_ago(line, at)
        .or_else(|| quarter_of_year(line, at))
        .or_else(|| latest(line, at))
        .or_else(|| of_year(line, at))
}

/// Returns the quarter the article reports on, at a place.
pub fn reported(line: &Line<'_>, at: usize) -> Option<When> {
    let paragraph = line.document.sentences[line.pieces.get(at)?.sentence].paragraph;
    let (quarter, named_in) = line.quarter?;
    (paragraph.saturating_sub(named_in) <= PARAGRAPHS_MAX).then_some(quarter)
}

/// How many pieces to either side of a place its sentence is read for amounts.
const AMOUNTS_REACH: usize = 100;

/// Tells whether the sentence at a place gives amounts, as those that compare quarters do.
pub fn has_amounts(line: &Line<'_>, at: usize) -> bool {
    let sentence = line.pieces[at].sentence;
    let same = |place: &usize| line.pieces[*place].sentence == sentence;
    let before = (0..at).rev().take(AMOUNTS_REACH).take_while(same);
    let after = (at..line.pieces.len()).take(AMOUNTS_REACH).take_while(same);
    before.chain(after).any(|place| {
        line.is_measured(line.text(place)) || matches!(line.text(place), "$" | "€" | "£" | "¥" | "%")
    })
}

/// "year-ago", "the year-earlier quarter", "the year-earlier third quarter", "year-end"-like compounds excluded
fn year_ago(line: &Line<'_>, at: usize) -> Option<Point> {
    let the = usize::from(line.says_any(at, &["the", "a"]));
    let place = at + the;
    let is_year_ago = line.says(place, "year")
        && line.is_joined(place + 1)
        && line.says_any(place + 1, &["ago", "earlier", "before"]);
    if !is_year_ago {
        return None;
    }
    let mut end = place + 2;
    let mut quarter = reported(line, at);
    if let Some(named) = points::quarter(line, end) {
        quarter = named.when;
        end += named.len;
    } else if line.unit(end) == Some(Unit::Quarter) || line.says(end, "period") {
        end += 1;
    } else if the == 1 {
        // "a year-earlier loss": the article belongs to the loss.
        return None;
    }
    let year = line.today.map(|today| When::Year(today.year()));
    let when = quarter.or(year).and_then(|when| back_a_year(line, when));
    Some(Point::counted(end - at, when, "year_ago"))
}

/// Returns the same stretch of the year before.
pub fn back_a_year(line: &Line<'_>, when: When) -> Option<When> {
    line.today?;
    match when {
        When::Quarter(_) => when.shift(-4),
        When::Half(_) => when.shift(-2),
        other => other.shift(-1),
    }
}

/// "last year's third quarter", "this year's first half", "next year's first quarter"
fn quarter_of_year(line: &Line<'_>, at: usize) -> Option<Point> {
    let step = points::direction(line, at).filter(|_| line.unit(at + 1) == Some(Unit::Year))?;
    if !line.says_any(at + 2, &["'s", "’s"]) {
        return None;
    }
    if line.unit(at + 3) == Some(Unit::Quarter) {
        let when = match (reported(line, at)?, line.today?) {
            (When::Quarter(first), today) => {
                let year = today.year() + i16::try_from(step).ok()?;
                Date::new(year, first.month(), 1).ok().map(When::Quarter)
            }
            _ => None,
        };
        return Some(Point::counted(4, when, "latest_quarter"));
    }
    let number = line.word(at + 3).ordinal;
    let is_quarter = line.unit(at + 4) == Some(Unit::Quarter);
    let is_half = line.is(at + 4, Class::Half);
    let when = line.today.and_then(|today| {
        let year = today.year() + i16::try_from(step).ok()?;
        points::part_of_year(year, number?, is_half)
    });
    (is_quarter || is_half).then(|| Point::counted(5, when, "quarter"))
}

/// "the latest quarter", "the quarter", "the latest period", "the current quarter"
fn latest(line: &Line<'_>, at: usize) -> Option<Point> {
    let the = usize::from(line.says_any(at, &["the", "that"]));
    let place = at + the;
    let is_latest = line.says(place, "latest") || line.says(place, "most") && line.says(place + 1, "recent");
    let lead = usize::from(is_latest) + usize::from(is_latest && line.says(place, "most"));
    let noun = place + lead;
    let is_quarter = line.word(noun).unit == Some((Unit::Quarter, false));
    let is_period = line.says(noun, "period") && is_latest;
    if the == 0
        || !(is_quarter || is_period)
        || line.says(noun + 1, "of")
        || line.is_joined(noun)
        || line.is_joined(noun + 1)
    {
        return None;
    }
    let quarter = reported(line, at);
    let last_one =
        || line.today.and_then(|today| When::around(today, Unit::Quarter)).and_then(|when| when.shift(-1));
    let when = match quarter {
        None if is_latest && is_quarter => last_one(),
        None => return None,
        known => known,
    };
    Some(Point::counted(noun + 1 - at, when, "latest_quarter"))
}

/// "the 2021 quarter", "the 1988 period": the quarter of the report in another year.
fn of_year(line: &Line<'_>, at: usize) -> Option<Point> {
    let the = usize::from(line.says(at, "the"));
    let year = line.year(at + the)?;
    let is_quarter =
        line.word(at + the + 1).unit == Some((Unit::Quarter, false)) || line.says(at + the + 1, "period");
    let month = match reported(line, at).filter(|_| the == 1 && is_quarter)? {
        When::Quarter(first) => first.month(),
        _ => return None,
    };
    let when = Date::new(year, month, 1).ok().map(When::Quarter);
    Some(Point { len: 3, when, anchor: Anchor::Previous, rule: "quarter" })
}
