//! Runs and transactions.
//!
//! In: when a run starts, what it counted. Out: rows of `runs`. A run without `finished_at` was interrupted; one that was killed
//! before its first commit leaves no row.

use super::Store;
use super::open::WAIT_FOR_WRITER;
use crate::Result;
use jiff::civil::Date;
use rusqlite::{ErrorCode, params};
use std::time::{Duration, Instant};

/// How long to wait before asking again for what SQLite's own waiting does not cover.
const PAUSE: Duration = Duration::from_millis(10);

/// What a run did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Articles added.
    pub new: u64,
    /// Inputs whose text was there already.
    pub known: u64,
    /// Of the added, near copies of others when the run ended.
    pub near_duplicate: u64,
    /// Articles whose metadata a better input replaced.
    pub updated: u64,
    /// Inputs that could not be read.
    pub failed: u64,
}

impl Store {
    /// Adds a row to `runs` and returns its id; `now` is UTC, ISO 8601.
    pub fn start_run(&self, command: &str, today: Date, now: &str) -> Result<i64> {
        let sql = "INSERT INTO runs (started_at, today, program_version, command) VALUES (?1, ?2, ?3, ?4)";
        let values = params![now, today.to_string(), env!("CARGO_PKG_VERSION"), command];
        self.connection.execute(sql, values).map_err(|e| self.error(e))?;
        Ok(self.connection.last_insert_rowid())
    }

    /// Writes what a run did so far; with `now` it is finished.
    pub fn update_run(&self, run_id: i64, counts: &Counts, now: Option<&str>) -> Result<()> {
        let sql = "UPDATE runs SET new_count = ?2, known_count = ?3, near_duplicate_count = ?4, updated_count = ?5, failed_count = ?6,
                   finished_at = ?7 WHERE id = ?1";
        let Counts { new, known, near_duplicate, updated, failed } = *counts;
        let [new, known, near_duplicate, updated, failed] =
            [new, known, near_duplicate, updated, failed].map(u64::cast_signed);
        self.connection
            .execute(sql, params![run_id, new, known, near_duplicate, updated, failed, now])
            .map_err(|e| self.error(e))?;
        Ok(())
    }

    /// Returns how many of the articles whose first input came with this run are near copies of others.
    pub fn near_duplicates_of_run(&self, run_id: i64) -> Result<u64> {
        let sql = "SELECT count(*) FROM articles a WHERE a.near_duplicate_of IS NOT NULL
                   AND (SELECT min(i.run_id) FROM inputs i WHERE i.article_id = a.id) = ?1";
        self.connection
            .query_row(sql, [run_id], |row| row.get::<_, i64>(0))
            .map(i64::cast_unsigned)
            .map_err(|e| self.error(e))
    }

    /// Begins a transaction; a second writer waits here.
    pub fn begin(&mut self) -> Result<()> {
        if !self.has_log {
            // Not before there is something to write: to begin and fold a log waits for the disk a dozen times.
            self.begin_log().map_err(|e| self.error(e))?;
            self.has_log = true;
        }
        self.begin_small()
    }

    /// Begins a write-ahead log; what another writer has begun without one is waited for.
    fn begin_log(&self) -> rusqlite::Result<()> {
        let start = Instant::now();
        loop {
            // Unlike a transaction, this does not wait by itself (sqlite.org, pragma journal_mode: SQLITE_BUSY).
            let begun = self.connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()));
            match begun {
                Err(e) if is_busy(&e) && start.elapsed() < WAIT_FOR_WRITER => std::thread::sleep(PAUSE),
                begun => return begun,
            }
        }
    }

    /// Begins a transaction that writes a row or two: where there is no log yet, it does without.
    pub fn begin_small(&mut self) -> Result<()> {
        self.connection.execute_batch("BEGIN IMMEDIATE").map_err(|e| self.error(e))?;
        let version = "PRAGMA data_version";
        let version = self.connection.query_row(version, [], |row| row.get(0)).map_err(|e| self.error(e))?;
        if std::mem::replace(&mut self.data_version, version) != version {
            self.forget_nodes();
        }
        self.load_decisions().map_err(|e| self.error(e))
    }

    /// Settles what depends on several articles, inside the open transaction.
    pub fn settle(&mut self) -> Result<()> {
        self.settle_all().map_err(|e| {
            self.rollback();
            self.error(e)
        })
    }

    /// Settles what depends on several articles and ends the transaction: all of it is kept, or on failure none.
    pub fn commit(&mut self) -> Result<()> {
        let done = self.settle_all().and_then(|()| self.connection.execute_batch("COMMIT"));
        done.map_err(|e| {
            self.rollback();
            self.error(e)
        })
    }

    /// Forgets what is kept in memory of the tables: another program wrote since.
    fn forget_nodes(&mut self) {
        self.gathering.forget_nodes();
        self.grouping.forget_nodes();
        self.profiles.clear();
    }

    /// Takes back the open transaction, if there is one.
    pub fn rollback(&mut self) {
        if !self.connection.is_autocommit() {
            // SQLite rolls back by itself when this fails too: the connection is closing or the disk is gone.
            let _ = self.connection.execute_batch("ROLLBACK");
        }
        self.tally = Default::default();
        self.unsettled.clear();
        self.told_of.clear();
        self.named.clear();
        self.gathering = Default::default();
        self.grouping.reset();
        // The ids of what was taken back are given again, to other articles.
        self.profiles.clear();
    }

    /// Settles copies and versions first, since they decide which articles count, then stories, which happenings need.
    fn settle_all(&mut self) -> rusqlite::Result<()> {
        self.settle_senses()?;
        self.settle_copies()?;
        self.settle_stories()?;
        self.settle_bearers()?;
        self.settle_groups()?;
        self.settle_tally()
    }
}

/// Tells whether another connection holds what was asked for.
fn is_busy(failure: &rusqlite::Error) -> bool {
    failure.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::Connection;

    #[test]
    fn a_log_waits_for_another_writer() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("busy.db");
        let mut store = Store::create_or_open(&path).unwrap();
        let other = Connection::open(&path).unwrap();
        other.execute_batch("BEGIN IMMEDIATE; INSERT INTO meta (name, value) VALUES ('x', 'y')").unwrap();
        std::thread::scope(|scope| {
            scope.spawn(move || {
                std::thread::sleep(30 * PAUSE);
                other.execute_batch("COMMIT").unwrap();
            });
            store.begin().unwrap();
        });
        let seen: String = store
            .connection
            .query_row("SELECT value FROM meta WHERE name = 'x'", [], |row| row.get(0))
            .unwrap();
        assert_eq!(seen, "y", "the other writer was waited for");
        store.commit().unwrap();
    }
}
