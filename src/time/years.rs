//! Rules for years, decades and centuries.
//!
//! In: a [`Line`] and a place in it. Out: the year or the years named there: "fiscal 2020", "nineteen ninety-six", "the 1990s".

use super::calendar::When;
use super::pieces::Line;
use super::points::Point;
use crate::lexicon::times::{Class, Unit};
use crate::text::{Upos, Xpos};

/// A bare number so many years after publication is still read as a year ("a plan for 2030" has its preposition).
const BARE_YEARS_AHEAD: i16 = 5;

/// The last year that a bare number may mean where the publication day is unknown.
const BARE_YEAR_MAX: i16 = 2035;

/// Words before a number that let it be a year of any age.
const LEADS: [&str; 19] = [
    "in",
    "since",
    "of",
    "by",
    "until",
    "till",
    "from",
    "during",
    "before",
    "after",
    "early",
    "late",
    "mid",
    "to",
    "between",
    "through",
    "throughout",
    "circa",
    "(",
];

/// Reads a year in digits or in words, with the number of pieces it takes.
pub fn number(line: &Line<'_>, at: usize) -> Option<(i16, usize)> {
    line.year(at).map(|year| (year, 1)).or_else(|| spelled(line, at))
}

/// "nineteen ninety-six", "two thousand and one", "twenty twenty-two"
fn spelled(line: &Line<'_>, at: usize) -> Option<(i16, usize)> {
    let word = |at: usize| line.word(at).number.filter(|_| !line.pieces[at].is_digits);
    if word(at) == Some(2) && line.says(at + 1, "thousand") {
        let and = usize::from(line.says(at + 2, "and"));
        let rest = word(at + 2 + and).filter(|rest| *rest < 30);
        return Some(rest.map_or((2000, 2), |rest| (2000 + rest as i16, 3 + and)));
    }
    let century = word(at).filter(|century| (17..=20).contains(century))?;
    let tens = word(at + 1).filter(|tens| (10..100).contains(tens))?;
    let ones = word(at + 2).filter(|ones| (1..10).contains(ones) && tens >= 20 && tens % 10 == 0);
    let year = century * 100 + tens + ones.unwrap_or(0);
    Some((year as i16, if ones.is_some() { 3 } else { 2 }))
}

/// "2019", "fiscal 2020", "the year 2000", "nineteen ninety-six"; a number that counts or belongs to a name is none.
pub fn year(line: &Line<'_>, at: usize) -> Option<Point> {
    let the = usize::from(line.says(at, "the"));
    if line.says(at + the, "year") {
        let (year, len) = number(line, at + the + 1)?;
        return Some(Point::fixed(the + 1 + len, When::Year(year), "year"));
    }
    if line.is(at, Class::Fiscal) {
        let word = usize::from(line.says(at + 1, "year"));
        return Some(Point::fixed(2 + word, When::Year(line.year(at + 1 + word)?), "year"));
    }
    let (year, len) = number(line, at)?;
    if len > 1 || is_year(line, at, year) {
        return Some(Point::fixed(len, When::Year(year), "year"));
    }
    None
}

/// Tells whether four digits are a year.
fn is_year(line: &Line<'_>, at: usize, year: i16) -> bool {
    let before = if at == 0 { "" } else { line.text(at - 1) };
    let after = line.text(at + 1);
    let is_amount = matches!(before, "$" | "€" | "£" | "¥" | "#" | "/" | ":" | "." | "No")
        || matches!(after, "%" | "/" | ":" | "percent");
    if is_amount || line.unit(at + 1).is_some() {
        return false;
    }
    let latest = line.today.map_or(BARE_YEAR_MAX, |today| today.year() + BARE_YEARS_AHEAD);
    let has_lead = line.leads(at, &LEADS);
    let tag = |at: usize| line.piece(at).map(|piece| line.document.xpos(piece.token));
    // "killed 1980 people", "of 2000 troops"; "the 2014 elections", "their 2019 talks" name the year.
    let has_article =
        line.leads(at, &["the", "a", "its", "their", "his", "her", "s"]) || before.ends_with("’s");
    if tag(at + 1) == Some(Xpos::Nns) && !has_article && !(has_lead && line.leads(at, &["in", "since"])) {
        return false;
    }
    if has_lead {
        return true;
    }
    // "the Nasdaq 2000", "Orion 1980", "Flight 1907"
    let is_name = at > 0
        && line.document.upos(line.pieces[at - 1].token) == Upos::Propn
        && line.pieces[at - 1].sentence == line.pieces[at].sentence
        && line.word(at - 1).is_nothing()
        && !line.is_joined(at);
    (1900..=latest).contains(&year) && !is_name
}

/// "the 1990s", "the '80s", "the nineties"
pub fn decade(line: &Line<'_>, at: usize) -> Option<Point> {
    let the = usize::from(line.says(at, "the"));
    let modifier = usize::from(the == 1 && line.word(at + the).modifier.is_some());
    let place = at + the + modifier;
    let mark = usize::from(matches!(line.text(place), "'" | "’" | "‘"));
    if let Some(tens) = line.word(place).decade {
        let is_marked = the == 1 || line.leads(at, &["early", "mid", "late", "in"]);
        return is_marked.then(|| Point::fixed(the + modifier + 1, When::Decade(1900 + tens), "decade"));
    }
    let digits = line.text(place + mark).trim_start_matches(['\'', '’']).strip_suffix('s')?;
    let year: i16 = digits.trim_end_matches(['\'', '’']).parse().ok()?;
    let is_short =
        mark == 1 || the == 1 || line.text(place).starts_with(['\'', '’']) || line.leads(at, &["and", "or"]);
    let year = match digits.len() {
        4 if (1500..2100).contains(&year) && year % 10 == 0 => year,
        2 if year % 10 == 0 && year >= 20 && is_short => 1900 + year,
        _ => return None,
    };
    Some(Point::fixed(the + modifier + mark + 1, When::Decade(year), "decade"))
}

/// "the 21st century"
pub fn century(line: &Line<'_>, at: usize) -> Option<Point> {
    let the = usize::from(line.says(at, "the"));
    let modifier = usize::from(the == 1 && line.word(at + the).modifier.is_some());
    let place = at + the + modifier;
    let number = line.word(place).ordinal.filter(|n| (11..=21).contains(n))?;
    if line.unit(place + 1) != Some(Unit::Century) {
        return None;
    }
    let len = the + modifier + 2;
    Some(Point::fixed(len, When::Century((number as i16 - 1) * 100), "century"))
}
