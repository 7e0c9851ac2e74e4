//! Words that name a time.
//!
//! In: a [`Document`]. Out: time expressions with TIMEX3 values. "last Monday" in an article of 9 March 2022 is 2022-03-07.
//!
//! The rules read from left to right and take the first that fits, the longer kinds first. Each looks at a bounded number of
//! words, so time is linear. What needs the publication day has no value where that is unknown: nothing is guessed.

mod calendar;
mod outlook;
mod periods;
mod pieces;
mod points;
mod ranges;
mod spans;
mod years;

use crate::lexicon::times::{Class, Unit};
use crate::model::{Anchor, DateBasis, FactDate, Precision, Span, TimeExpression, TimeKind};
use crate::text::{Document, Upos};
use calendar::When;
use jiff::civil::Date;
use pieces::{Line, Piece};
use points::Point;

/// A quarter is reported on for so many days after its end.
const QUARTER_DAYS_MAX: i64 = 200;

/// Finds the time expressions of an article, in order.
pub fn find(document: &Document<'_>) -> Vec<TimeExpression> {
    let today = document.article.metadata.published_on;
    let mut found = Vec::new();
    let (mut previous, mut dated, mut quarter) = (None, None, None);
    let mut sentences = document.readable().peekable();
    while let Some(first) = sentences.next() {
        // A paragraph at a time: "Sept. 30" may be cut into two sentences, and a time never runs over a paragraph's end.
        let mut tokens = first.tokens.clone();
        while let Some(next) =
            sentences.next_if(|next| next.paragraph == first.paragraph && next.tokens.start == tokens.end)
        {
            tokens.end = next.tokens.end;
        }
        let mut line = Line::new(document, tokens, today);
        (line.previous, line.dated, line.quarter) = (previous, dated, quarter);
        read(&mut line, &mut found);
        (previous, dated, quarter) = (line.previous, line.dated, line.quarter);
    }
    found
}

/// Returns the days that a time expression gives to a fact it stands by, and how they are known.
pub fn fact_date(time: &TimeExpression) -> Option<FactDate> {
    let basis = match time.anchor {
        _ if time.rule == "weekday" || time.rule == "pointed_weekday" => DateBasis::Weekday,
        Anchor::None => DateBasis::Explicit,
        _ => DateBasis::Relative,
    };
    Some(FactDate { start: time.date_min?, end: time.date_max?, precision: time.precision?, basis })
}

/// A time expression in pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    /// How many pieces the words take.
    len: usize,
    kind: TimeKind,
    value: Option<String>,
    /// First and last day.
    days: Option<(Date, Date)>,
    precision: Option<Precision>,
    anchor: Anchor,
    rule: &'static str,
}

impl Found {
    fn set(len: usize, value: String, rule: &'static str) -> Found {
        Found {
            len,
            kind: TimeKind::Set,
            value: Some(value),
            days: None,
            precision: None,
            anchor: Anchor::None,
            rule,
        }
    }

    fn reference(len: usize, value: &str, rule: &'static str) -> Found {
        let precision = Some(Precision::Vague);
        Found {
            len,
            kind: TimeKind::Date,
            value: Some(value.to_string()),
            days: None,
            precision,
            anchor: Anchor::None,
            rule,
        }
    }
}

impl From<Point> for Found {
    fn from(point: Point) -> Found {
        Found {
            len: point.len,
            kind: TimeKind::Date,
            value: point.when.map(When::value),
            days: point.when.and_then(When::range),
            precision: point.when.map(When::precision),
            anchor: point.anchor,
            rule: point.rule,
        }
    }
}

/// Each rule asks for a number or a word of the list among its first pieces, so many at most.
const REACH: usize = 6;

fn read(line: &mut Line<'_>, found: &mut Vec<TimeExpression>) {
    // The first place that `at` has yet to pass which tells of a time.
    let (mut at, mut telling) = (0, None);
    while at < line.pieces.len() {
        let ahead = telling
            .filter(|&telling| telling >= at)
            .or_else(|| line.pieces[at..].iter().position(Piece::tells_time).map(|distance| at + distance));
        let Some(place) = ahead else { return };
        telling = ahead;
        at = at.max((place + 1).saturating_sub(REACH));
        let Some(hit) = expression(line, at) else {
            at += 1;
            continue;
        };
        let end = (at + hit.len).min(line.pieces.len());
        remember(line, at, &hit);
        let span = Span::new(line.pieces[at].span.start, line.pieces[end - 1].span.end);
        found.push(TimeExpression {
            span,
            kind: hit.kind,
            value: hit.value,
            date_min: hit.days.map(|days| days.0),
            date_max: hit.days.map(|days| days.1),
            precision: hit.precision,
            anchor: hit.anchor,
            rule: hit.rule,
        });
        at = end;
    }
}

/// Keeps what later expressions of the article may count from.
fn remember(line: &mut Line<'_>, at: usize, hit: &Found) {
    let (Some((first, last)), Some(precision)) = (hit.days, hit.precision) else { return };
    if hit.kind == TimeKind::Duration {
        return;
    }
    match precision {
        Precision::Day => (line.previous, line.dated) = (Some(first), Some(first)),
        Precision::Month | Precision::Year => line.dated = Some(first),
        Precision::Quarter
            if hit.rule == "quarter" && line.today.is_none_or(|today| is_fresh(today, last)) =>
        {
            let is_quarter = hit.value.as_deref().is_some_and(|value| value.contains("-Q"));
            let paragraph = line.document.sentences[line.pieces[at].sentence].paragraph;
            line.quarter = is_quarter.then_some((When::Quarter(first), paragraph)).or(line.quarter);
        }
        _ => {}
    }
}

/// Tells whether a quarter may be the one reported on: over, and not for long.
fn is_fresh(today: Date, last: Date) -> bool {
    last <= today && calendar::plus_days(last, QUARTER_DAYS_MAX).is_some_and(|limit| today <= limit)
}

/// Reads the time expression that begins at a place.
fn expression(line: &Line<'_>, at: usize) -> Option<Found> {
    clock(line, at)
        .or_else(|| edge(line, at))
        .or_else(|| modified(line, at))
        .or_else(|| night(line, at))
        .or_else(|| part_of(line, at))
        .or_else(|| spans::set(line, at))
        .or_else(|| ranges::end(line, at).or_else(|| ranges::start(line, at)).map(Found::from))
        .or_else(|| points::point(line, at).map(|point| with_part(line, at, point)))
        .or_else(|| spans::length(line, at))
        .or_else(|| around(line, at))
        .or_else(|| reference(line, at))
}

/// "the end of 2021", "the beginning of next week", "year-end", "year's end", "the latter half of 2019"
fn edge(line: &Line<'_>, at: usize) -> Option<Found> {
    let possessive = usize::from(line.says_any(at + 1, &["'s", "’s"]));
    if line.says(at, "year") && line.says(at + 1 + possessive, "end") {
        let when = line.today.and_then(|today| Date::new(today.year(), 12, 31).ok()).map(When::Day);
        return Some(Found { len: 2 + possessive, rule: "year_end", ..relative(when) });
    }
    let the = usize::from(line.says(at, "the"));
    if line.says_any(at + the, &["latter", "last"])
        && line.is(at + the + 1, Class::Half)
        && line.says(at + the + 2, "of")
        && let Some(year) = line.year(at + the + 3)
    {
        let when = points::part_of_year(year, 2, true)?;
        return Some(Point::fixed(the + 4, when, "quarter").into());
    }
    line.word(at + the).edge?;
    if !line.says(at + the + 1, "of") {
        return None;
    }
    let lead = the + 2;
    if line.says(at + lead, "the") && line.unit(at + lead + 1).is_some() {
        return Some(unit_now(line, at + lead + 1, lead + 2));
    }
    let point = points::point(line, at + lead)?;
    Some(Found { len: lead + point.len, rule: "edge", ..Found::from(point) })
}

/// The week, month or year of publication: "the end of the month", "later in the year".
fn unit_now(line: &Line<'_>, unit: usize, len: usize) -> Found {
    let unit = line.unit(unit).filter(|unit| *unit != Unit::Quarter);
    let when = line.today.zip(unit).and_then(|(today, unit)| When::around(today, unit));
    Found { len, rule: "edge", ..relative(when) }
}

/// "early 2021", "late last week", "earlier this month", "mid-November"
fn modified(line: &Line<'_>, at: usize) -> Option<Found> {
    let the = usize::from(line.says(at, "the"));
    line.word(at + the).modifier?;
    let lead = the + 1;
    // "earlier in the year", "late in the day"
    if line.says(at + lead, "in") && line.says(at + lead + 1, "the") && line.unit(at + lead + 2).is_some() {
        return Some(unit_now(line, at + lead + 2, lead + 3));
    }
    if let Some(found) = night(line, at + lead) {
        return Some(Found { len: lead + found.len, ..found });
    }
    let point = points::point(line, at + lead)?;
    let found = with_part(line, at + lead, point);
    Some(Found { len: lead + found.len, ..found })
}

/// "this morning", "last night", "tonight"
fn night(line: &Line<'_>, at: usize) -> Option<Found> {
    if line.is(at, Class::Tonight) {
        return Some(time(1, line.today.map(When::Day), "TNI", "tonight"));
    }
    let part = line.word(at + 1).part?;
    let offset = match () {
        _ if line.says(at, "this") => 0,
        _ if line.says(at, "last") => -1,
        _ => return None,
    };
    let day = line.today.and_then(|today| calendar::plus_days(today, offset)).map(When::Day);
    Some(time(2, day, &format!("T{part}"), "part_of_day"))
}

/// "the night of 3 May", "the early hours of Tuesday"
fn part_of(line: &Line<'_>, at: usize) -> Option<Found> {
    let the = usize::from(line.says(at, "the"));
    let early = usize::from(line.says(at + the, "early"));
    let is_hours = early == 1 && line.says(at + the + 1, "hours");
    let part = if is_hours { "MO" } else { line.word(at + the + early).part? };
    let lead = the + early + 2;
    if !line.says(at + lead - 1, "of") {
        return None;
    }
    let point =
        points::point(line, at + lead).filter(|point| matches!(point.when, Some(When::Day(_)) | None))?;
    Some(Found {
        anchor: point.anchor,
        ..time(lead + point.len, point.when, &format!("T{part}"), point.rule)
    })
}

/// "around Nov. 1", "about 7:15 p.m.", "around year end"
fn around(line: &Line<'_>, at: usize) -> Option<Found> {
    if !line.says_any(at, &["around", "about"]) {
        return None;
    }
    let hour = || clock(line, at + 1);
    let day = || edge(line, at + 1).or_else(|| points::point(line, at + 1).map(Found::from));
    let found = hour().or_else(|| line.says(at, "around").then(day).flatten())?;
    Some(Found { len: found.len + 1, ..found })
}

/// Adds the part of a day or a time of day after it: "Monday morning", "Tuesday at noon".
fn with_part(line: &Line<'_>, at: usize, point: Point) -> Found {
    let after = at + point.len;
    if !matches!(point.when, Some(When::Day(_)) | None) {
        return point.into();
    }
    if let Some(part) = line.word(after).part {
        return Found {
            anchor: point.anchor,
            ..time(point.len + 1, point.when, &format!("T{part}"), point.rule)
        };
    }
    let preposition = usize::from(line.says(after, "at"));
    match clock_time(line, after + preposition) {
        Some((len, value)) => Found {
            anchor: point.anchor,
            ..time(point.len + preposition + len, point.when, &value, point.rule)
        },
        None => point.into(),
    }
}

/// "7:15 p.m.", "noon Thursday", "10 p.m. on Wednesday"
fn clock(line: &Line<'_>, at: usize) -> Option<Found> {
    let (len, value) = clock_time(line, at)?;
    let zone = usize::from(matches!(line.text(at + len), "GMT" | "EST" | "EDT" | "UTC" | "CET" | "local"));
    let zone =
        zone + usize::from(zone == 1 && line.says(at + len, "local") && line.says(at + len + 1, "time"));
    let comma = line.says(at + len + zone, ",") && line.month(at + len + zone + 1).is_some();
    let preposition = usize::from(comma || line.says(at + len + zone, "on"));
    let lead = len + zone + preposition;
    if let Some(point) =
        points::point(line, at + lead).filter(|point| matches!(point.when, Some(When::Day(_))))
    {
        return Some(Found { anchor: point.anchor, ..time(lead + point.len, point.when, &value, "clock") });
    }
    let value = value.trim_start_matches('T');
    Some(Found { value: Some(format!("T{value}")), ..time(len + zone, None, "", "clock") })
}

/// Reads "7:15 p.m.", "7pm", "noon" as the number of pieces and the value.
fn clock_time(line: &Line<'_>, at: usize) -> Option<(usize, String)> {
    if let Some(value) = line.word(at).clock {
        return Some((1, value.to_string()));
    }
    let (mut hour, mut len) = (line.digits(at, 1..=2).filter(|&hour| hour <= 24), 1);
    let mut minute = 0;
    if hour.is_some() && line.says(at + 1, ":") {
        minute = line.digits(at + 2, 2..=2).filter(|&minute| minute < 60)?;
        len = 3;
    }
    let mut half = line.word(at + len).half_day.inspect(|_| len += 1);
    if hour.is_none() {
        let text = line.text(at);
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        half = crate::lexicon::times::time_word(&text[digits.len()..]).and_then(|word| word.half_day);
        hour = half.and_then(|_| digits.parse().ok()).filter(|&hour| hour <= 12);
    }
    let hour = match (hour?, half) {
        (12, Some("am")) => 0,
        (hour, Some("pm")) if hour < 12 => hour + 12,
        (hour, Some(_)) => hour,
        (hour, None) if len == 3 => hour,
        _ => return None,
    };
    Some((len, format!("T{hour:02}:{minute:02}")))
}

/// "now", "recently", "soon", "the future", "the past", "these days"
fn reference(line: &Line<'_>, at: usize) -> Option<Found> {
    if line.says(at, "as")
        && line.says(at + 1, "soon")
        && line.says(at + 2, "as")
        && line.says(at + 3, "possible")
    {
        return Some(Found::reference(4, "FUTURE_REF", "reference"));
    }
    if line.says(at, "these") && line.says(at + 1, "days") {
        return Some(Found::reference(2, "PRESENT_REF", "reference"));
    }
    if line.says(at, "the") {
        return stretch_reference(line, at);
    }
    let right = usize::from(line.says(at, "right") && line.says(at + 1, "now"));
    let word = line.word(at + right);
    let value = match () {
        _ if line.is_joined(at + right + 1) || line.is_in_name(at) => return None,
        _ if word.is(Class::Present) => "PRESENT_REF",
        _ if word.is(Class::Past) => "PAST_REF",
        // "soon after the vote" tells nothing of today.
        _ if word.is(Class::Future)
            && line.says_any(at + 1, &["as", "after", "before", "thereafter", "enough"]) =>
        {
            return None;
        }
        _ if word.is(Class::Future) => "FUTURE_REF",
        _ => return None,
    };
    Some(Found::reference(1 + right, value, "reference"))
}

/// "the past", "the near future", "the moment" after "at"
fn stretch_reference(line: &Line<'_>, at: usize) -> Option<Found> {
    if line.says(at + 1, "moment") && line.leads(at, &["at"]) {
        return Some(Found::reference(2, "PRESENT_REF", "reference"));
    }
    let near = usize::from(line.says_any(at + 1, &["near", "immediate", "foreseeable", "distant", "recent"]));
    let value = match () {
        _ if line.says(at + 1 + near, "past") => "PAST_REF",
        _ if line.says(at + 1 + near, "future") => "FUTURE_REF",
        _ => return None,
    };
    // "the past three summers", "the future king"
    let after = line.piece(at + 2 + near).map(|piece| line.document.upos(piece.token));
    let is_noun = !matches!(after, Some(Upos::Noun | Upos::Adj | Upos::Num | Upos::Propn));
    is_noun.then(|| Found::reference(2 + near, value, "reference"))
}

/// A time expression counted from the publication day, without length and rule.
fn relative(when: Option<When>) -> Found {
    let anchor = if when.is_some() { Anchor::Publication } else { Anchor::None };
    Point { len: 0, when, anchor, rule: "" }.into()
}

/// A time of day; its days are those of the day it belongs to.
fn time(len: usize, when: Option<When>, value: &str, rule: &'static str) -> Found {
    let value = when.map(|when| format!("{}{value}", when.value()));
    Found { len, kind: TimeKind::Time, value, rule, ..relative(when) }
}

#[cfg(test)]
mod tests;
