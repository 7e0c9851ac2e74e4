//! The few rows a summary shows: what came out of a run, at a glance.
//!
//! In: a database. Out: totals, and some of its surest quotes and events, always the same ones for the same content.

use super::{Reader, error};
use crate::Result;
use rusqlite::Row;

/// How many rows the main tables hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Distinct texts.
    pub articles: u64,
    /// People, organizations, places, groups.
    pub entities: u64,
    /// Quotes.
    pub quotes: u64,
    /// Events.
    pub events: u64,
}

/// A quote or an event in words, with its outlet and day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Highlight {
    /// Speaker, or actor and recipient.
    pub who: String,
    /// What was said, or trigger and type.
    pub what: String,
    /// Where it stands, and when: "Example Wire, 2022-03-07".
    pub origin: String,
}

impl Reader {
    /// Counts the main tables.
    pub fn totals(&self) -> Result<Totals> {
        let sql = "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM entities), (SELECT count(*) FROM quotes),
                   (SELECT count(*) FROM events)";
        let count = |row: &Row<'_>, n: usize| row.get::<_, i64>(n).map(i64::cast_unsigned);
        let read = |row: &Row<'_>| {
            Ok(Totals {
                articles: count(row, 0)?,
                entities: count(row, 1)?,
                quotes: count(row, 2)?,
                events: count(row, 3)?,
            })
        };
        self.connection.query_row(sql, [], read).map_err(|e| error(&self.path, e))
    }

    /// Returns up to `count` direct quotes that are sure, of different speakers.
    pub fn quote_highlights(&self, count: usize) -> Result<Vec<Highlight>> {
        self.highlights(include_str!("sql/quote_highlights.sql"), count)
    }

    /// Returns up to `count` asserted events that are sure and have both sides.
    pub fn event_highlights(&self, count: usize) -> Result<Vec<Highlight>> {
        self.highlights(include_str!("sql/event_highlights.sql"), count)
    }

    fn highlights(&self, sql: &str, count: usize) -> Result<Vec<Highlight>> {
        let read = |row: &Row<'_>| Ok(Highlight { who: row.get(0)?, what: row.get(1)?, origin: row.get(2)? });
        let rows = || -> rusqlite::Result<Vec<Highlight>> {
            self.connection.prepare(sql)?.query_map([count as i64], read)?.collect()
        };
        rows().map_err(|e| error(&self.path, e))
    }
}
