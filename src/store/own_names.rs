//! Names the user told of beforehand.
//!
//! In: the rows of a table. Out: rows of `own_names`, and the articles to be analysed again because they have such words.

use super::{Store, search};
use crate::Result;
use crate::model::{EntityKind, OwnName};
use rusqlite::params;
use std::collections::BTreeSet;

impl Store {
    /// Returns the names kept, by spelling.
    pub fn own_names(&self) -> Result<Vec<OwnName>> {
        let read = || -> rusqlite::Result<Vec<OwnName>> {
            let sql = "SELECT spelling, name, kind, country FROM own_names ORDER BY spelling";
            let mut find = self.connection.prepare_cached(sql)?;
            let rows = find.query_map([], |row| {
                let kind =
                    EntityKind::from_word(&row.get::<_, String>(2)?).expect("the table checks its kinds");
                Ok(OwnName { spelling: row.get(0)?, name: row.get(1)?, kind, country: row.get(3)? })
            })?;
            rows.collect()
        };
        read().map_err(|e| self.error(e))
    }

    /// Keeps these names in place of all others, inside the open transaction.
    ///
    /// Articles that have the words of a name that came, went or changed are stale then ([`Store::take_stale`]).
    pub fn replace_own_names<'a>(&mut self, rows: impl Iterator<Item = &'a OwnName>) -> Result<()> {
        let before: BTreeSet<OwnName> = self.own_names()?.into_iter().collect();
        let after: BTreeSet<OwnName> = rows.cloned().collect();
        let write = |store: &mut Store| -> rusqlite::Result<()> {
            for row in before.difference(&after) {
                store
                    .connection
                    .prepare_cached("DELETE FROM own_names WHERE spelling = ?1")?
                    .execute([&row.spelling])?;
            }
            let sql = "INSERT INTO own_names (spelling, name, kind, country) VALUES (?1, ?2, ?3, ?4)";
            for row in after.difference(&before) {
                let OwnName { spelling, name, kind, country } = row;
                store.connection.prepare_cached(sql)?.execute(params![
                    spelling,
                    name,
                    kind.as_str(),
                    country
                ])?;
            }
            for row in before.symmetric_difference(&after) {
                let Some(words) = search::expression(&row.spelling) else { continue };
                let sql = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?1";
                let ids = store.ids(sql, &words)?;
                store.stale.extend(ids);
            }
            Ok(())
        };
        write(self).map_err(|e| self.error(e))
    }
}
