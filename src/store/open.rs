//! Opens and makes databases.
//!
//! In: a path. Out: a [`Store`] whose tables are ours and current. A file that is something else is refused and left as it is.

use super::groups::Grouping;
use super::read::read_article;
use super::story_nodes::Gathering;
use super::tally::Tally;
use super::{error, identity, open_read_only};
use crate::dedup::Profile;
use crate::link::decisions::Decisions;
use crate::model::Article;
use crate::{Error, Result};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior, params};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a writer waits for another one; batches take about a second.
pub(super) const WAIT_FOR_WRITER: Duration = Duration::from_secs(60);
/// Prepared statements kept: more than the store has.
const STATEMENT_COUNT: usize = 128;

/// A database open for writing.
#[derive(Debug)]
pub struct Store {
    pub(super) connection: Connection,
    pub(super) path: PathBuf,
    /// What the open transaction changed and has yet to settle.
    pub(super) tally: Tally,
    /// Articles whose copies and versions must be settled before the transaction ends.
    pub(super) unsettled: BTreeSet<i64>,
    /// Articles whose metadata changed after they were analysed; see [`Store::take_stale`].
    pub(super) stale: BTreeSet<i64>,
    /// What the open transaction changed about stories and has yet to settle.
    pub(super) gathering: Gathering,
    /// What the open transaction changed about statements and happenings and has yet to settle.
    pub(super) grouping: Grouping,
    /// Profiles of articles compared lately.
    pub(super) profiles: BTreeMap<i64, Profile>,
    /// Whether this store has asked for a write-ahead log; one that a killed run left is there without.
    pub(super) has_log: bool,
    /// SQLite's count of what other connections wrote, as of the start of the transaction.
    pub(super) data_version: i64,
    /// Keys of persons on whom the open transaction changed the evidence.
    pub(super) told_of: BTreeSet<String>,
    /// Stories and last names on whose bearers the open transaction changed something.
    pub(super) named: BTreeSet<(i64, String)>,
    /// What the user settled, as of the start of the transaction.
    pub(super) decisions: Decisions,
}

impl Store {
    /// Opens the database at `path` for writing, making it where there is none.
    ///
    /// Fails where the file is not ours, newer, locked for a minute or not writable; it is left untouched then.
    pub fn create_or_open(path: &Path) -> Result<Store> {
        Store::open_with(path, OpenFlags::SQLITE_OPEN_CREATE)
    }

    /// Opens the database at `path` for writing; there must be one.
    pub fn open(path: &Path) -> Result<Store> {
        if !path.exists() {
            return Err(Error::NoDatabase(path.to_path_buf()));
        }
        Store::open_with(path, OpenFlags::empty())
    }

    fn open_with(path: &Path, more: OpenFlags) -> Result<Store> {
        if path.is_dir() {
            return Err(Error::NotOurs { path: path.to_path_buf(), reason: "it is a folder".to_string() });
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | more;
        let mut connection = Connection::open_with_flags(path, flags).map_err(|e| error(path, e))?;
        connection.set_prepared_statement_cache_capacity(STATEMENT_COUNT);
        connection.busy_timeout(WAIT_FOR_WRITER).map_err(|e| error(path, e))?;
        connection.set_transaction_behavior(TransactionBehavior::Immediate);
        if !is_new(&connection).map_err(|e| error(path, e))? {
            identity::identify(&connection, path)?;
        }
        migrate(&mut connection, path)?;
        prepare(&connection).map_err(|e| error(path, e))?;
        Ok(Store {
            connection,
            path: path.to_path_buf(),
            tally: Tally::default(),
            unsettled: BTreeSet::new(),
            stale: BTreeSet::new(),
            gathering: Gathering::default(),
            grouping: Grouping::default(),
            profiles: BTreeMap::new(),
            has_log: false,
            data_version: 0,
            told_of: BTreeSet::new(),
            named: BTreeSet::new(),
            decisions: Decisions::default(),
        })
    }

    /// Returns the version of the analyser that made the facts; `None` in a new database.
    pub fn analyser(&self) -> Result<Option<String>> {
        let sql = "SELECT value FROM meta WHERE name = 'analyser'";
        self.connection.query_row(sql, [], |row| row.get(0)).optional().map_err(|e| self.error(e))
    }

    /// Records the version of the analyser that makes the facts from now on.
    pub fn set_analyser(&self, version: &str) -> Result<()> {
        let sql = "INSERT INTO meta (name, value) VALUES ('analyser', ?1) ON CONFLICT (name) DO UPDATE SET value = ?1 WHERE value <> ?1";
        self.connection.execute(sql, params![version]).map_err(|e| self.error(e))?;
        Ok(())
    }

    /// Opens a second connection that only reads, for another thread.
    pub fn reader(&self) -> Result<Reader> {
        Reader::open(&self.path)
    }

    /// Folds the write-ahead log into the file, so that it can be copied and read from a read-only folder.
    ///
    /// Another program that has the file open keeps the log; that is no error.
    pub fn close(self) -> Result<()> {
        let mode: rusqlite::Result<String> =
            self.connection.query_row("PRAGMA journal_mode", [], |row| row.get(0));
        if mode.map_err(|e| error(&self.path, e))? != "wal" {
            return Ok(());
        }
        let folded: rusqlite::Result<i64> =
            self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0));
        if folded.map_err(|e| error(&self.path, e))? == 0 {
            self.connection.busy_timeout(Duration::from_millis(100)).map_err(|e| error(&self.path, e))?;
            // Somebody else reading keeps the file in WAL mode: the next close mends that.
            let _ =
                self.connection.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get::<_, String>(0));
        }
        Ok(())
    }

    pub(super) fn error(&self, source: rusqlite::Error) -> Error {
        error(&self.path, source)
    }
}

/// A second connection, which only reads: it sees what was committed.
#[derive(Debug)]
pub struct Reader {
    pub(super) connection: Connection,
    pub(super) path: PathBuf,
    /// Whether there was a place that could not be read at all when this was opened: most piles have none to ask for.
    has_unread: bool,
    /// Look-ups since the file was asked for; `None` where it is not held between them.
    held: Cell<Option<u32>>,
}

/// Look-ups for which the file is held: asking for it and letting it go takes as long as a look-up, and writers wait meanwhile.
const HELD_MAX: u32 = 256;

impl Reader {
    /// Opens the database at `path` for reading only; there must be one.
    pub fn open(path: &Path) -> Result<Reader> {
        let connection = open_read_only(path)?;
        let sql = "SELECT EXISTS (SELECT 1 FROM inputs WHERE status = 'failed' AND raw_hash = '')";
        let has_unread = connection.query_row(sql, [], |row| row.get(0)).map_err(|e| error(path, e))?;
        Ok(Reader { connection, path: path.to_path_buf(), has_unread, held: Cell::new(Some(0)) })
    }

    /// Tells whether these bytes were read and stored from this place before.
    ///
    /// The file is held from one look-up to the next, until [`Reader::let_go`].
    pub fn is_stored(&self, uri: &str, raw_hash: &str) -> Result<bool> {
        self.hold().and_then(|()| self.find_stored(uri, raw_hash)).map_err(|e| error(&self.path, e))
    }

    fn hold(&self) -> rusqlite::Result<()> {
        let Some(held) = self.held.get() else { return Ok(()) };
        if held % HELD_MAX == 0 {
            let again = if held == 0 { "BEGIN" } else { "COMMIT; BEGIN" };
            self.connection.execute_batch(again)?;
        }
        self.held.set(Some(held % HELD_MAX + 1));
        Ok(())
    }

    /// Lets writers have the file, from now on also between look-ups.
    pub fn let_go(&self) -> Result<()> {
        match self.held.take() {
            None | Some(0) => Ok(()),
            Some(_) => self.connection.execute_batch("COMMIT").map_err(|e| error(&self.path, e)),
        }
    }

    fn find_stored(&self, uri: &str, raw_hash: &str) -> rusqlite::Result<bool> {
        let sql = "SELECT status = 'stored' FROM inputs WHERE uri = ?1 AND raw_hash = ?2";
        let found = self
            .connection
            .prepare_cached(sql)?
            .query_row(params![uri, raw_hash], |row| row.get(0))
            .optional();
        Ok(found?.unwrap_or(false))
    }

    /// Returns the places of a source, and the folders above it, that the database says could not be read at all.
    pub fn unread_places(&self, source_uri: &str) -> Result<Vec<String>> {
        if !self.has_unread {
            return Ok(Vec::new());
        }
        let below = "SELECT uri FROM inputs WHERE status = 'failed' AND raw_hash = ''
                     AND (uri = ?1 OR (uri > ?1 || '#' AND uri < ?1 || '$'))";
        let at = "SELECT uri FROM inputs WHERE status = 'failed' AND raw_hash = '' AND uri = ?1";
        let find = || -> rusqlite::Result<Vec<String>> {
            let mut find = self.connection.prepare_cached(below)?;
            let mut places: Vec<String> =
                find.query_map([source_uri], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            let mut find = self.connection.prepare_cached(at)?;
            for (end, _) in source_uri.match_indices('/') {
                places.extend(find.query_row([&source_uri[..end]], |row| row.get(0)).optional()?);
            }
            Ok(places)
        };
        find().map_err(|e| error(&self.path, e))
    }
}

impl Reader {
    /// Reads an article back as analysis sees it.
    pub fn article(&self, article_id: i64) -> Result<Article> {
        read_article(&self.connection, article_id).map_err(|e| error(&self.path, e))
    }

    /// Returns up to `count` ids of articles after `last`, ascending.
    pub fn articles_after(&self, last: i64, count: usize) -> Result<Vec<i64>> {
        let find = || -> rusqlite::Result<Vec<i64>> {
            let mut find = self
                .connection
                .prepare_cached("SELECT id FROM articles WHERE id > ?1 ORDER BY id LIMIT ?2")?;
            find.query_map([last, count as i64], |row| row.get(0))?.collect()
        };
        find().map_err(|e| error(&self.path, e))
    }
}

/// Tells whether the file has no table yet.
fn is_new(connection: &Connection) -> rusqlite::Result<bool> {
    // refinery makes its own table first: a file with only that is one that another first opener is filling right now.
    let sql = "SELECT count(*) = 0 FROM sqlite_master WHERE tbl_name <> 'refinery_schema_history'";
    connection.query_row(sql, [], |row| row.get(0))
}

/// Brings the tables up to date, all migrations in one transaction: a killed first run leaves an empty file.
fn migrate(connection: &mut Connection, path: &Path) -> Result<()> {
    let failure = match super::migrations::runner().set_grouped(true).run(connection) {
        Ok(_) => return Ok(()),
        Err(failure) => failure,
    };
    // Two first openers both find nothing applied; the slower one's migration fails, and finds all of it done.
    if identity::identify(connection, path).is_ok()
        && super::migrations::runner().set_grouped(true).run(connection).is_ok()
    {
        return Ok(());
    }
    match find_sqlite(&failure) {
        Some(reason) => Err(error(path, rusqlite::Error::SqliteFailure(reason, Some(failure.to_string())))),
        None => Err(Error::OtherTables { path: path.to_path_buf(), reason: failure.to_string() }),
    }
}

fn find_sqlite(failure: &(dyn std::error::Error + 'static)) -> Option<rusqlite::ffi::Error> {
    let mut cause = Some(failure);
    while let Some(error) = cause {
        if let Some(rusqlite::Error::SqliteFailure(code, _)) = error.downcast_ref() {
            return Some(*code);
        }
        cause = error.source();
    }
    None
}

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    let id: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if id != identity::APPLICATION_ID {
        connection.pragma_update(None, "application_id", identity::APPLICATION_ID)?;
    }
    // Plans must not depend on values: with STAT4 built in, each other value bound would have its statement compiled again.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // A commit a second can be waited for: after a power cut all that was committed is there.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -65536)?;
    connection.pragma_update(None, "temp_store", "MEMORY")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_database_has_the_contracts_tables() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new.db");
        let store = Store::create_or_open(&path).unwrap();
        let count: i64 = store
            .connection
            .query_row("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('articles', 'quotes', 'events', 'meta')", [], |r| r.get(0))
            .unwrap();
        assert_eq!(count, 4);
        assert_eq!(store.analyser().unwrap(), None);
    }

    #[test]
    fn a_reader_holds_the_file_until_it_lets_go() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("held.db");
        let store = Store::create_or_open(&path).unwrap();
        let reader = store.reader().unwrap();
        let writes = || {
            let other = Connection::open(&path).unwrap();
            other.execute("UPDATE meta SET value = value", []).is_ok()
        };
        for n in 0..2 * HELD_MAX + 2 {
            assert!(!reader.is_stored(&n.to_string(), "").unwrap());
            assert!(!reader.connection.is_autocommit());
        }
        assert!(!writes());
        reader.let_go().unwrap();
        assert!(writes());
        assert!(!reader.is_stored("a", "").unwrap());
        assert!(writes());
    }

    /// Tells whether a file says that it has a write-ahead log: two bytes of its header (sqlite.org/fileformat2.html).
    fn has_log(path: &Path) -> bool {
        std::fs::read(path).unwrap()[18..20] == [2, 2]
    }

    #[test]
    fn a_closed_store_is_one_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new.db");
        let mut store = Store::create_or_open(&path).unwrap();
        store.begin().unwrap();
        store.set_analyser("1-x").unwrap();
        store.commit().unwrap();
        assert!(has_log(&path));
        store.close().unwrap();
        assert!(!has_log(&path) && !folder.path().join("new.db-wal").exists(), "the log is folded in");
        assert_eq!(Store::open(&path).unwrap().analyser().unwrap().as_deref(), Some("1-x"));
    }

    #[test]
    fn the_log_of_a_killed_run_is_folded_in() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("killed.db");
        drop(Store::create_or_open(&path).unwrap());
        let log = "PRAGMA journal_mode = WAL";
        Connection::open(&path).unwrap().query_row(log, [], |_| Ok(())).unwrap();
        assert!(has_log(&path));
        let mut store = Store::open(&path).unwrap();
        store.begin_small().unwrap();
        store.commit().unwrap();
        store.close().unwrap();
        assert!(!has_log(&path));
    }

    #[test]
    fn two_first_openers_both_succeed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("shared.db");
        std::thread::scope(|scope| {
            let openers: Vec<_> =
                (0..8).map(|_| scope.spawn(|| Store::create_or_open(&path).map(drop))).collect();
            for opener in openers {
                opener.join().unwrap().unwrap();
            }
        });
    }
}
