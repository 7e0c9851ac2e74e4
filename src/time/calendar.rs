//! Stretches of the calendar and their arithmetic.
//!
//! In: a day and a unit. Out: days, weeks, months ... with TIMEX3 value, first and last day. March 2022 is `2022-03`,
//! 2022-03-01 to 2022-03-31.

use crate::lexicon::times::Unit;
use crate::model::Precision;
use jiff::civil::{Date, Weekday};

/// A stretch of the calendar; a date inside is its first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// One day.
    Day(Date),
    /// Monday to Sunday.
    Week(Date),
    /// Saturday and Sunday.
    Weekend(Date),
    /// One month.
    Month(Date),
    /// Three months.
    Quarter(Date),
    /// Six months.
    Half(Date),
    /// SP, SU, FA or WI of a year; winter is named by the year it begins in.
    Season(i16, &'static str),
    /// One year.
    Year(i16),
    /// The ten years from this one.
    Decade(i16),
    /// The hundred years from this one.
    Century(i16),
}

/// Years that can be meant in news; arithmetic beyond them gives nothing.
const YEARS: std::ops::RangeInclusive<i16> = 1000..=2999;

impl When {
    /// Returns the stretch of `unit` that holds `day`; nothing for units shorter than a day.
    pub fn around(day: Date, unit: Unit) -> Option<When> {
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour => return None,
            Unit::Day => When::Day(day),
            Unit::Week | Unit::Fortnight => When::Week(monday(day)?),
            Unit::Weekend => When::Weekend(plus_days(monday(day)?, 5)?),
            Unit::Month => When::Month(day.first_of_month()),
            Unit::Quarter => When::Quarter(Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1).ok()?),
            Unit::Year => When::Year(day.year()),
            Unit::Decade => When::Decade(day.year() / 10 * 10),
            Unit::Century => When::Century(day.year() / 100 * 100),
        })
    }

    /// Returns the same kind of stretch `count` later, earlier if negative.
    pub fn shift(self, count: i64) -> Option<When> {
        let years = |year: i16, step: i64| {
            let year = i64::from(year).checked_add(count.checked_mul(step)?)?;
            i16::try_from(year).ok().filter(|year| YEARS.contains(year))
        };
        Some(match self {
            When::Day(day) => When::Day(plus_days(day, count)?),
            When::Week(day) => When::Week(plus_days(day, count.checked_mul(7)?)?),
            When::Weekend(day) => When::Weekend(plus_days(day, count.checked_mul(7)?)?),
            When::Month(day) => When::Month(plus_months(day, count)?),
            When::Quarter(day) => When::Quarter(plus_months(day, count.checked_mul(3)?)?),
            When::Half(day) => When::Half(plus_months(day, count.checked_mul(6)?)?),
            When::Season(year, name) => When::Season(years(year, 1)?, name),
            When::Year(year) => When::Year(years(year, 1)?),
            When::Decade(year) => When::Decade(years(year, 10)?),
            When::Century(year) => When::Century(years(year, 100)?),
        })
    }

    /// Returns the TIMEX3 value.
    pub fn value(self) -> String {
        match self {
            When::Day(day) => day.to_string(),
            When::Week(day) => {
                let week = day.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            When::Weekend(day) => format!("{}-WE", When::Week(day).value()),
            When::Month(day) => format!("{:04}-{:02}", day.year(), day.month()),
            When::Quarter(day) => format!("{:04}-Q{}", day.year(), (day.month() - 1) / 3 + 1),
            When::Half(day) => format!("{:04}-H{}", day.year(), (day.month() - 1) / 6 + 1),
            When::Season(year, name) => format!("{year:04}-{name}"),
            When::Year(year) => format!("{year:04}"),
            When::Decade(year) => format!("{:03}", year / 10),
            When::Century(year) => format!("{:02}", year / 100),
        }
    }

    /// Returns the first and the last day.
    pub fn range(self) -> Option<(Date, Date)> {
        let months = |first: Date, count| Some((first, plus_days(plus_months(first, count)?, -1)?));
        let years = |first: i16, count: i16| {
            Some((Date::new(first, 1, 1).ok()?, Date::new(first.checked_add(count - 1)?, 12, 31).ok()?))
        };
        match self {
            When::Day(day) => Some((day, day)),
            When::Week(day) => Some((day, plus_days(day, 6)?)),
            When::Weekend(day) => Some((day, plus_days(day, 1)?)),
            When::Month(day) => months(day, 1),
            When::Quarter(day) => months(day, 3),
            When::Half(day) => months(day, 6),
            When::Season(year, name) => {
                let month = match name {
                    "SP" => 3,
                    "SU" => 6,
                    "FA" => 9,
                    _ => 12,
                };
                months(Date::new(year, month, 1).ok()?, 3)
            }
            When::Year(year) => years(year, 1),
            When::Decade(year) => years(year, 10),
            When::Century(year) => years(year, 100),
        }
    }

    /// Returns how exact it is; a season counts as a quarter, a half as a year.
    pub fn precision(self) -> Precision {
        match self {
            When::Day(_) => Precision::Day,
            When::Week(_) | When::Weekend(_) => Precision::Week,
            When::Month(_) => Precision::Month,
            When::Quarter(_) | When::Season(..) => Precision::Quarter,
            When::Half(_) | When::Year(_) => Precision::Year,
            When::Decade(_) | When::Century(_) => Precision::Decade,
        }
    }
}

/// Returns the day `count` days later, if the calendar has it.
pub fn plus_days(day: Date, count: i64) -> Option<Date> {
    let span = jiff::Span::new().try_days(count).ok()?;
    day.checked_add(span).ok().filter(|day| YEARS.contains(&day.year()))
}

/// Returns the day `count` months later, if the calendar has it.
pub fn plus_months(day: Date, count: i64) -> Option<Date> {
    let span = jiff::Span::new().try_months(count).ok()?;
    day.checked_add(span).ok().filter(|day| YEARS.contains(&day.year()))
}

/// Returns the day `count` units later; a quarter is three months, units below the day count as nothing.
pub fn plus_units(day: Date, unit: Unit, count: i64) -> Option<Date> {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Some(day),
        Unit::Day => plus_days(day, count),
        Unit::Week | Unit::Weekend => plus_days(day, count.checked_mul(7)?),
        Unit::Fortnight => plus_days(day, count.checked_mul(14)?),
        Unit::Month => plus_months(day, count),
        Unit::Quarter => plus_months(day, count.checked_mul(3)?),
        Unit::Year => plus_months(day, count.checked_mul(12)?),
        Unit::Decade => plus_months(day, count.checked_mul(120)?),
        Unit::Century => plus_months(day, count.checked_mul(1200)?),
    }
}

/// Returns the last day with this weekday (1 is Monday) not after `day`.
pub fn weekday_until(day: Date, weekday: i8) -> Option<Date> {
    let back = (day.weekday().to_monday_one_offset() - weekday).rem_euclid(7);
    plus_days(day, -i64::from(back))
}

fn monday(day: Date) -> Option<Date> {
    weekday_until(day, Weekday::Monday.to_monday_one_offset())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[track_caller]
    fn check(when: When, expect: &str) {
        let (first, last) = when.range().expect("inside the calendar");
        assert_eq!(format!("{} {first} {last}", when.value()), expect);
    }

    #[test]
    fn stretches_have_values_and_bounds() {
        let day = date(2022, 3, 9);
        check(When::Day(day), "2022-03-09 2022-03-09 2022-03-09");
        check(When::around(day, Unit::Week).unwrap(), "2022-W10 2022-03-07 2022-03-13");
        check(When::around(day, Unit::Weekend).unwrap(), "2022-W10-WE 2022-03-12 2022-03-13");
        check(When::around(day, Unit::Month).unwrap(), "2022-03 2022-03-01 2022-03-31");
        check(When::around(day, Unit::Quarter).unwrap(), "2022-Q1 2022-01-01 2022-03-31");
        check(When::Season(2021, "WI"), "2021-WI 2021-12-01 2022-02-28");
        check(When::Decade(1990), "199 1990-01-01 1999-12-31");
        check(When::around(date(2022, 1, 1), Unit::Week).unwrap(), "2021-W52 2021-12-27 2022-01-02");
    }

    #[test]
    fn arithmetic_past_the_calendar_gives_nothing() {
        assert_eq!(When::Year(2022).shift(i64::MAX), None);
        assert_eq!(plus_days(date(2022, 3, 9), i64::MIN), None);
        assert_eq!(plus_units(date(2022, 3, 9), Unit::Century, 10_000_000), None);
    }
}
