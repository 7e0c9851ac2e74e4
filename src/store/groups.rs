//! Statements and happenings: quotes and events with one fingerprint.
//!
//! In: fingerprints that a transaction touched. Out: their rows, summed up from the quotes or events that refer to them.

use super::Store;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

/// Returns the row of a statement, made when there is none yet; its columns are filled when the transaction is settled.
pub fn statement_id(connection: &Connection, fingerprint: i64) -> rusqlite::Result<i64> {
    let insert = "INSERT INTO statements (key, text, quote_count, article_count, fingerprint, rule) VALUES (?2, '', 0, 0, ?1, '')";
    group_id(connection, "SELECT id FROM statements WHERE fingerprint = ?1", insert, fingerprint)
}

/// Returns the row of a happening, made when there is none yet.
pub fn happening_id(connection: &Connection, fingerprint: i64) -> rusqlite::Result<i64> {
    let insert = "INSERT INTO happenings (key, type, report_count, article_count, fingerprint, rule) VALUES (?2, '', 0, 0, ?1, '')";
    group_id(connection, "SELECT id FROM happenings WHERE fingerprint = ?1", insert, fingerprint)
}

fn group_id(connection: &Connection, find: &str, insert: &str, fingerprint: i64) -> rusqlite::Result<i64> {
    let found = connection.prepare_cached(find)?.query_row([fingerprint], |row| row.get(0)).optional()?;
    if let Some(id) = found {
        return Ok(id);
    }
    // The key is only known when all members are: until then the fingerprint keeps it unique.
    connection.prepare_cached(insert)?.execute(params![fingerprint, format!("new:{fingerprint}")])?;
    Ok(connection.last_insert_rowid())
}

impl Store {
    /// Sums up the touched statements; one that no quote refers to goes.
    pub(super) fn settle_statements(&self, fingerprints: &BTreeSet<i64>) -> rusqlite::Result<()> {
        let clear = "UPDATE statements SET key = 'new:' || fingerprint WHERE fingerprint = ?1 AND key NOT LIKE 'new:%'";
        let drop = "DELETE FROM statements WHERE fingerprint = ?1
                    AND NOT EXISTS (SELECT 1 FROM quotes q WHERE q.statement_id = statements.id)";
        self.settle_groups(fingerprints, clear, drop, include_str!("sql/settle_statement.sql"))
    }

    /// Sums up the touched happenings; one that no event refers to goes.
    pub(super) fn settle_happenings(&self, fingerprints: &BTreeSet<i64>) -> rusqlite::Result<()> {
        let clear = "UPDATE happenings SET key = 'new:' || fingerprint WHERE fingerprint = ?1 AND key NOT LIKE 'new:%'";
        let drop = "DELETE FROM happenings WHERE fingerprint = ?1
                    AND NOT EXISTS (SELECT 1 FROM events e WHERE e.happening_id = happenings.id)";
        self.settle_groups(fingerprints, clear, drop, include_str!("sql/settle_happening.sql"))
    }

    /// Keys are cleared first: a member may have moved from one touched group to another and takes its key along.
    fn settle_groups(
        &self,
        fingerprints: &BTreeSet<i64>,
        clear: &str,
        drop: &str,
        sum: &str,
    ) -> rusqlite::Result<()> {
        for sql in [clear, drop, sum] {
            let mut statement = self.connection.prepare_cached(sql)?;
            for fingerprint in fingerprints {
                statement.execute([fingerprint])?;
            }
        }
        Ok(())
    }
}
