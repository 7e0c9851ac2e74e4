//! Words that name a time.
//!
//! In: a [`Document`]. Out: time expressions with TIMEX3 values. "last Monday" in an article of 9 March 2022 is 2022-03-07.
//!
//! The rules read from left to right and take the first that fits, the longer kinds first. Each looks at a bounded number of
//! words, so time is linear. What needs the publication day has no value where that is unknown: nothing is guessed.

mod calendar;
mod pieces;
mod points;
mod spans;

use crate::lexicon::times::Class;
use crate::model::{Anchor, Precision, Span, TimeExpression, TimeKind};
use crate::text::Document;
use calendar::When;
use jiff::civil::Date;
use pieces::Line;
use points::Point;

/// Finds the time expressions of an article, in order.
pub fn find(document: &Document<'_>) -> Vec<TimeExpression> {
    let today = document.article.metadata.published_on;
    let mut found = Vec::new();
    let mut previous = None;
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
        line.previous = previous;
        read(&mut line, &mut found);
        previous = line.previous;
    }
    found
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

fn read(line: &mut Line<'_>, found: &mut Vec<TimeExpression>) {
    let mut at = 0;
    while at < line.pieces.len() {
        let Some(hit) = expression(line, at) else {
            at += 1;
            continue;
        };
        let end = (at + hit.len).min(line.pieces.len());
        if let (Some((first, _)), Some(Precision::Day)) = (hit.days, hit.precision) {
            line.previous = Some(first);
        }
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

/// Reads the time expression that begins at a place.
fn expression(line: &Line<'_>, at: usize) -> Option<Found> {
    clock(line, at)
        .or_else(|| edge(line, at))
        .or_else(|| modified(line, at))
        .or_else(|| night(line, at))
        .or_else(|| points::point(line, at).map(|point| with_part(line, at, point)))
        .or_else(|| spans::set(line, at))
        .or_else(|| spans::length(line, at))
        .or_else(|| year_ago(line, at))
        .or_else(|| reference(line, at))
}

/// "the end of 2021", "the beginning of next week", "year-end"
fn edge(line: &Line<'_>, at: usize) -> Option<Found> {
    if line.says(at, "year") && line.says(at + 1, "end") {
        let when = line.today.and_then(|today| Date::new(today.year(), 12, 31).ok()).map(When::Day);
        return Some(Found { len: 2, rule: "year_end", ..relative(when) });
    }
    let the = usize::from(line.says(at, "the"));
    line.word(at + the).edge?;
    if !line.says(at + the + 1, "of") {
        return None;
    }
    let lead = the + 2;
    if line.says(at + lead, "the") && line.unit(at + lead + 1).is_some() {
        let unit = line.unit(at + lead + 1)?;
        let when = line.today.and_then(|today| When::around(today, unit));
        return when.map(|when| Found { len: lead + 2, rule: "edge", ..relative(Some(when)) });
    }
    let point = points::point(line, at + lead)?;
    Some(Found { len: lead + point.len, rule: "edge", ..Found::from(point) })
}

/// "early 2021", "late last week", "earlier this month", "mid-November"
fn modified(line: &Line<'_>, at: usize) -> Option<Found> {
    let the = usize::from(line.says(at, "the"));
    line.word(at + the).modifier?;
    let lead = the + 1;
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
    let preposition = usize::from(line.says(at + len + zone, "on"));
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

/// "a year ago" without a number ("year-ago", "year-earlier") is the year before.
fn year_ago(line: &Line<'_>, at: usize) -> Option<Found> {
    if !(line.says(at, "year")
        && line.is_joined(at + 1)
        && (line.says(at + 1, "ago") || line.says(at + 1, "earlier")))
    {
        return None;
    }
    let when = line.today.and_then(|today| When::Year(today.year()).shift(-1));
    Some(Found { len: 2, rule: "year_ago", ..relative(when) })
}

/// "now", "recently", "soon", "the future", "the past"
fn reference(line: &Line<'_>, at: usize) -> Option<Found> {
    if line.says(at, "the") && (line.says(at + 1, "past") || line.says(at + 1, "future")) {
        let is_noun =
            line.word(at + 2).unit.is_none() && line.piece(at + 2).is_none_or(|next| !next.is_digits);
        let value = if line.says(at + 1, "past") { "PAST_REF" } else { "FUTURE_REF" };
        return is_noun.then(|| Found::reference(2, value, "reference"));
    }
    let word = line.word(at);
    let value = match () {
        _ if word.is(Class::Present) => "PRESENT_REF",
        _ if word.is(Class::Past) => "PAST_REF",
        _ if word.is(Class::Future) => "FUTURE_REF",
        _ => return None,
    };
    Some(Found::reference(1, value, "reference"))
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
mod tests {
    use super::*;
    use crate::model::Article;
    use jiff::civil::date;
    use proptest::prelude::*;

    /// Checks "words = value" for each expression of a text of Wednesday 9 March 2022, joined by "; ".
    #[track_caller]
    fn check(text: &str, expect: &str) {
        let mut article = Article::new(text);
        article.metadata.published_on = Some(date(2022, 3, 9));
        assert_eq!(show(&article), expect, "{text}");
    }

    fn show(article: &Article) -> String {
        let document = crate::text::read(article);
        let show = |time: &TimeExpression| {
            format!("{} = {}", document.slice(time.span), time.value.as_deref().unwrap_or("?"))
        };
        find(&document).iter().map(show).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn absolute_dates() {
        check("They met on 7 March 2022 in Minsk.", "7 March 2022 = 2022-03-07");
        check("They met on March 7, 2022, in Minsk.", "March 7, 2022 = 2022-03-07");
        check("Signed on Saturday, April 25, 2020.", "Saturday, April 25, 2020 = 2020-04-25");
        check("The log reads 2022-03-07 twice.", "2022-03-07 = 2022-03-07");
        check("The file is dated 25/12/2021.", "25/12/2021 = 2021-12-25");
        check("The file is dated 3/7/2021.", "");
        check("Trade fell in 2019 and the 1990s.", "2019 = 2019; the 1990s = 199");
        check("In June 2014 they left.", "June 2014 = 2014-06");
        check("The 21st century began badly.", "The 21st century = 20");
        check("On 31 February they rest.", "February = 2022-02");
        check("In the summer of 2019 it rained.", "the summer of 2019 = 2019-SU");
    }

    #[test]
    fn dates_without_a_year() {
        check("The port was hit on Feb. 24.", "Feb. 24 = 2022-02-24");
        check("It was signed on December 5.", "December 5 = 2021-12-05");
        check("The council will vote on June 5.", "June 5 = 2022-06-05");
        check("Exports rose in November.", "November = 2021-11");
        check("It may march on May Street.", "");
        check("It wants the work done by mid-November.", "mid-November = 2022-11");
    }

    #[test]
    fn weekdays() {
        check("Wang said on Monday that China will help.", "Monday = 2022-03-07");
        check("The ministers will meet on Monday.", "Monday = 2022-03-14");
        check("On Monday, the ministers will meet.", "Monday = 2022-03-14");
        check("They met Wednesday.", "Wednesday = 2022-03-09");
        check("They met last Wednesday.", "last Wednesday = 2022-03-02");
        check("They talked on Tuesday night.", "Tuesday night = 2022-03-08TNI");
        check("They meet next Friday.", "next Friday = 2022-03-11");
    }

    #[test]
    fn counted_from_publication() {
        check("He left yesterday and returns tomorrow.", "yesterday = 2022-03-08; tomorrow = 2022-03-10");
        check("Prices rose last month.", "last month = 2022-02");
        check("It will vote next week.", "next week = 2022-W11");
        check("They met two days ago.", "two days ago = 2022-03-07");
        check("She was elected three years ago.", "three years ago = 2019");
        check("It resigned last December.", "last December = 2021-12");
        check("The third quarter was poor.", "The third quarter = 2021-Q3");
        check(
            "He signed it on March 1. A day later he left.",
            "March 1 = 2022-03-01; A day later = 2022-03-02",
        );
    }

    #[test]
    fn lengths_sets_and_times() {
        check("For the past two weeks it rained.", "the past two weeks = P2W");
        check("A two-week truce and several months of talks.", "two-week = P2W; several months = PXM");
        check("The 23-year-old man fled.", "");
        check("It reports every Monday and annually.", "every Monday = XXXX-WXX-1; annually = P1Y");
        check("Shells fell at 7:15 p.m. on Tuesday.", "7:15 p.m. on Tuesday = 2022-03-08T19:15");
        check("He spoke this morning.", "this morning = 2022-03-09TMO");
    }

    #[test]
    fn nothing_is_guessed_without_a_publication_day() {
        let text = "On Monday and last month, in March and two days ago, but on 7 March 2022.";
        let expect = "Monday = ?; last month = ?; March = ?; two days ago = ?; 7 March 2022 = 2022-03-07";
        assert_eq!(show(&Article::new(text)), expect);
    }

    proptest! {
        #[test]
        fn any_text_gives_spans_in_order(words in proptest::collection::vec(prop_oneof![
            "\\PC{0,6}", "[0-9]{1,7}", Just("March".to_string()), Just("99999".to_string()), Just("years ago".to_string()),
            Just("last".to_string()), Just("-".to_string()), Just("/".to_string()), Just("the".to_string()), Just("centuries".to_string()),
            Just("Monday".to_string()), Just("century".to_string()), Just(".\n".to_string())], 0..40), day in 0i64..20_000) {
            let mut article = Article::new(words.join(" "));
            article.metadata.published_on = calendar::plus_days(date(1980, 1, 1), day);
            let document = crate::text::read(&article);
            let mut last = 0;
            for time in find(&document) {
                prop_assert!(last <= time.span.start && time.span.end <= document.text.len());
                prop_assert!(time.date_min <= time.date_max);
                last = time.span.end;
            }
        }
    }
}
