//! Rows of statements and happenings, summed up from what changed: counts by sign, the earliest member by comparison.
//!
//! In: quotes and events that join or leave, articles that begin or cease to count. Out: rows as if everything were summed anew. What
//! it costs goes by what changed, not by how many members a row has: a happening with 20,000 reports gets one more as cheaply as one
//! with two.

use super::Store;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

/// Rows of one table that the open transaction changed, by id.
pub type Sums = BTreeMap<i64, Change>;

/// What changed about one row.
#[derive(Debug, Default)]
pub struct Change {
    members: i64,
    articles: i64,
    added: BTreeSet<i64>,
    /// Its earliest or best member left or may be another one: all are compared again.
    is_open: bool,
}

/// The SQL of one of the two tables.
struct Table {
    insert: &'static str,
    member: &'static str,
    holds: &'static str,
    set: &'static str,
    count: &'static str,
    drop: &'static str,
    chosen: &'static str,
    of_article: &'static str,
    first: Choice,
    /// `None`: the leader is.
    best: Option<Choice>,
    write: &'static str,
}

/// The SQL that chooses one member, of some or of all.
struct Choice {
    of_some: &'static str,
    of_all: &'static str,
}

/// Fills in a choice: an alias for the members' table, its column and the order.
macro_rules! choice {
    ($table:literal, $column:literal, $order:literal) => {
        Choice {
            of_some: concat!(
                "SELECT m.id FROM ",
                $table,
                " m JOIN articles a ON a.id = m.article_id WHERE m.",
                $column,
                " = ?1 AND m.id IN (SELECT value FROM json_each(?2)) ORDER BY ",
                $order,
                " LIMIT 1"
            ),
            of_all: concat!(
                "SELECT m.id FROM ",
                $table,
                " m JOIN articles a ON a.id = m.article_id WHERE m.",
                $column,
                " = ?1 AND ?2 IS NULL ORDER BY ",
                $order,
                " LIMIT 1"
            ),
        }
    };
}

const HAPPENINGS: Table = Table {
    insert: "INSERT OR IGNORE INTO happenings (id, key, type, report_count, article_count, rule) VALUES (?1, 'led by:' || ?1, '', 0, 0, '')",
    member: "SELECT m.happening_id, m.article_id, a.is_counted FROM events m JOIN articles a ON a.id = m.article_id WHERE m.id = ?1",
    holds: "SELECT EXISTS (SELECT 1 FROM events WHERE happening_id = ?1 AND article_id = ?2)",
    set: "UPDATE events SET happening_id = ?2 WHERE id = ?1",
    count: "UPDATE happenings SET report_count = report_count + ?2, article_count = article_count + ?3 WHERE id = ?1",
    drop: "DELETE FROM happenings WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM events WHERE happening_id = ?1)",
    chosen: "SELECT first_report_id, id FROM happenings WHERE id = ?1",
    of_article: "SELECT m.happening_id, count(*), max(m.id = h.first_report_id) FROM events m JOIN happenings h ON h.id = m.happening_id
                 WHERE m.article_id = ?1 GROUP BY 1",
    first: choice!("events", "happening_id", "a.published_on IS NULL, a.published_on, a.content_hash, m.trigger_start, m.key"),
    best: None,
    write: include_str!("sql/settle_happening.sql"),
};

const STATEMENTS: Table = Table {
    insert: "INSERT OR IGNORE INTO statements (id, key, text, quote_count, article_count, rule) VALUES (?1, 'led by:' || ?1, '', 0, 0, '')",
    member: "SELECT m.statement_id, m.article_id, a.is_counted FROM quotes m JOIN articles a ON a.id = m.article_id WHERE m.id = ?1",
    holds: "SELECT EXISTS (SELECT 1 FROM quotes WHERE statement_id = ?1 AND article_id = ?2)",
    set: "UPDATE quotes SET statement_id = ?2 WHERE id = ?1",
    count: "UPDATE statements SET quote_count = quote_count + ?2, article_count = article_count + ?3 WHERE id = ?1",
    drop: "DELETE FROM statements WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM quotes WHERE statement_id = ?1)",
    chosen: "SELECT first_quote_id, best_quote_id FROM statements WHERE id = ?1",
    of_article:
        "SELECT m.statement_id, count(*), max(m.id IN (s.first_quote_id, s.best_quote_id)) FROM quotes m
                 JOIN statements s ON s.id = m.statement_id WHERE m.article_id = ?1 GROUP BY 1",
    first: choice!(
        "quotes",
        "statement_id",
        "a.published_on IS NULL, a.published_on, a.content_hash, m.content_start, m.key"
    ),
    best: Some(choice!(
        "quotes",
        "statement_id",
        "CASE m.kind WHEN 'direct' THEN 0 WHEN 'mixed' THEN 1 ELSE 2 END, length(m.text) DESC, m.text, m.key"
    )),
    write: include_str!("sql/settle_statement.sql"),
};

impl Store {
    /// Puts a quote in the statement that another one leads.
    pub(super) fn join_statement(&mut self, id: i64, leader_id: i64) -> rusqlite::Result<()> {
        join(&self.connection, &STATEMENTS, &mut self.grouping.statements, id, leader_id)
    }

    /// Puts an event in the happening that another one leads.
    pub(super) fn join_happening(&mut self, id: i64, leader_id: i64) -> rusqlite::Result<()> {
        join(&self.connection, &HAPPENINGS, &mut self.grouping.happenings, id, leader_id)
    }

    /// Adds (`sign` 1) or takes away (-1) what an article counts in statements and happenings; 0 changes no count.
    ///
    /// `leaves`: its facts are about to go, or its day is another one now.
    pub(super) fn count_in_groups(
        &mut self,
        article_id: i64,
        sign: i64,
        leaves: bool,
    ) -> rusqlite::Result<()> {
        for (table, sums) in self.grouping.tables() {
            let mut find = self.connection.prepare_cached(table.of_article)?;
            let mut rows = find.query([article_id])?;
            while let Some(row) = rows.next()? {
                let change: &mut Change = sums.entry(row.get(0)?).or_default();
                change.members += sign * row.get::<_, i64>(1)?;
                change.articles += sign;
                change.is_open |= leaves && row.get::<_, Option<bool>>(2)?.unwrap_or(true);
            }
        }
        Ok(())
    }

    /// Writes the rows of all statements and happenings that the transaction changed.
    pub(super) fn settle_group_sums(&mut self) -> rusqlite::Result<()> {
        for (table, sums) in self.grouping.tables() {
            let changed = std::mem::take(sums);
            for (id, change) in changed {
                let values = params![id, change.members, change.articles];
                self.connection.prepare_cached(table.count)?.execute(values)?;
                if self.connection.prepare_cached(table.drop)?.execute([id])? == 0 {
                    write(&self.connection, table, id, change)?;
                }
            }
        }
        Ok(())
    }
}

impl super::groups::Grouping {
    fn tables(&mut self) -> [(&'static Table, &mut Sums); 2] {
        [(&STATEMENTS, &mut self.statements), (&HAPPENINGS, &mut self.happenings)]
    }
}

fn join(
    connection: &Connection,
    table: &Table,
    sums: &mut Sums,
    id: i64,
    leader_id: i64,
) -> rusqlite::Result<()> {
    type Member = (Option<i64>, i64, bool);
    let read =
        |row: &rusqlite::Row<'_>| -> rusqlite::Result<Member> { Ok((row.get(0)?, row.get(1)?, row.get(2)?)) };
    let found = connection.prepare_cached(table.member)?.query_row([id], read).optional()?;
    let Some((old, article_id, is_counted)) = found else { return Ok(()) };
    if old == Some(leader_id) {
        return Ok(());
    }
    connection.prepare_cached(table.insert)?.execute([leader_id])?;
    let holds = |group: i64| -> rusqlite::Result<bool> {
        connection.prepare_cached(table.holds)?.query_row([group, article_id], |row| row.get(0))
    };
    let (counted, was_there) = (i64::from(is_counted), holds(leader_id)?);
    connection.prepare_cached(table.set)?.execute([id, leader_id])?;
    let change = sums.entry(leader_id).or_default();
    change.members += counted;
    change.articles += if was_there { 0 } else { counted };
    change.added.insert(id);
    if let Some(old) = old {
        let change = sums.entry(old).or_default();
        change.members -= counted;
        change.articles -= if holds(old)? { 0 } else { counted };
        change.added.remove(&id);
        let chosen =
            connection.prepare_cached(table.chosen)?.query_row([old], |row| Ok([row.get(0)?, row.get(1)?]));
        let chosen: Option<[Option<i64>; 2]> = chosen.optional()?;
        change.is_open |= chosen.is_none_or(|chosen| chosen.contains(&Some(id)) || chosen.contains(&None));
    }
    Ok(())
}

/// Writes a row that has members: its earliest one, its best one, and what they tell.
fn write(connection: &Connection, table: &Table, id: i64, change: Change) -> rusqlite::Result<()> {
    let read = |row: &rusqlite::Row<'_>| Ok([row.get(0)?, row.get(1)?]);
    let known: [Option<i64>; 2] = connection.prepare_cached(table.chosen)?.query_row([id], read)?;
    let is_open = change.is_open || known.contains(&None);
    let some: Vec<i64> = change.added.into_iter().chain(known.into_iter().flatten()).collect();
    let some = format!("{some:?}");
    let choose = |choice: &Choice| -> rusqlite::Result<i64> {
        match is_open {
            true => connection
                .prepare_cached(choice.of_all)?
                .query_row(params![id, None::<i64>], |row| row.get(0)),
            false => {
                connection.prepare_cached(choice.of_some)?.query_row(params![id, some], |row| row.get(0))
            }
        }
    };
    let first = choose(&table.first)?;
    let best = match &table.best {
        Some(best) => Some(choose(best)?),
        None => known[1],
    };
    connection.prepare_cached(table.write)?.execute(params![id, first, best])?;
    Ok(())
}
