//! Opens a database for reading, and leaves it and its folder as they were.
//!
//! In: a path. Out: a connection that cannot write. A file on a read-only disk opens too.

use super::{failure, identity};
use crate::{Error, Result};
use rusqlite::{Connection, OpenFlags};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long to wait for a writer; an ingest commits about once a second.
pub(super) const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// Opens the nutgraf database at `path` for reading only.
pub fn open_read_only(path: &Path) -> Result<Connection> {
    refuse_other_files(path)?;
    let connection = match try_open(path, false) {
        Err(error) if is_stuck_wal(path, &error) => try_open(path, true),
        result => result,
    };
    let connection = connection.map_err(|error| failure::error(path, error))?;
    identity::identify(&connection, path)?;
    Ok(connection)
}

/// Refuses what SQLite would misread: it makes a database of a missing or empty file.
fn refuse_other_files(path: &Path) -> Result<()> {
    let not_ours = |reason: &str| Error::NotOurs { path: path.to_owned(), reason: reason.to_owned() };
    match std::fs::metadata(path) {
        Err(source) if source.kind() == ErrorKind::NotFound => Err(Error::NoDatabase(path.to_owned())),
        Err(source) => Err(Error::Read { path: path.to_owned(), source }),
        Ok(data) if data.is_dir() => Err(not_ours("it is a folder")),
        Ok(data) if !data.is_file() => Err(not_ours("it is no regular file")),
        Ok(data) if data.len() == 0 => Err(not_ours("it is empty")),
        Ok(_) => match std::fs::File::open(path) {
            Err(source) => Err(Error::Read { path: path.to_owned(), source }),
            Ok(_) => Ok(()),
        },
    }
}

/// Opens the file and reads its first page, so that a fault shows here.
fn try_open(path: &Path, immutable: bool) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = match immutable {
        false => Connection::open_with_flags(path, flags)?,
        true => Connection::open_with_flags(immutable_uri(path), flags | OpenFlags::SQLITE_OPEN_URI)?,
    };
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.pragma_update(None, "query_only", true)?;
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(connection)
}

/// Tells whether the file is in WAL mode where its -shm file cannot be made, with nothing waiting in a -wal file.
///
/// Only then is it safe to say the file will not change while it is read.
fn is_stuck_wal(path: &Path, error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{CannotOpen, ReadOnly};
    matches!(error.sqlite_error_code(), Some(CannotOpen | ReadOnly)) && !beside(path, "-wal").exists()
}

/// Returns the path with `suffix` after its name.
fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Returns the path as a URI that tells SQLite to look for no journal.
fn immutable_uri(path: &Path) -> String {
    let mut uri = "file:".to_owned();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => uri.push(*byte as char),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri + "?immutable=1"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture;

    #[test]
    fn a_database_opens_and_refuses_writes() {
        let (_folder, path) = fixture::file();
        let connection = open_read_only(&path).expect("it is ours");
        assert!(connection.execute("DELETE FROM quotes", []).is_err());
    }

    #[test]
    fn other_files_are_refused_and_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        let refusal = |name: &str| open_read_only(&path(name)).expect_err("not ours").to_string();
        assert!(refusal("missing.db").contains("no database at"));
        assert!(!path("missing.db").exists());
        assert!(refusal("").contains("it is a folder"));
        std::fs::write(path("empty.db"), "").expect("written");
        assert!(refusal("empty.db").contains("it is empty"));
        std::fs::write(path("text.db"), "All quiet. ".repeat(1000)).expect("written");
        assert!(refusal("text.db").contains("no SQLite database"));
        let other = Connection::open(path("other.db")).expect("opened");
        other.execute_batch("CREATE TABLE cookies (name TEXT)").expect("made");
        assert!(refusal("other.db").contains("another program"));
    }

    #[test]
    fn names_with_odd_letters_become_uris() {
        assert_eq!(immutable_uri(Path::new("a b/ü?#%.db")), "file:a%20b/%C3%BC%3F%23%25.db?immutable=1");
    }
}
