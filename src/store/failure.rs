//! Turns SQLite's errors into ours, which name the file and say what to do.
//!
//! In: the path and the error. Out: an [`Error`]. `SQLITE_BUSY` after the time-out becomes [`Error::Locked`].

use crate::Error;
use rusqlite::ErrorCode;
use std::path::Path;

/// Returns what an error of SQLite means for the user of the database at `path`.
pub fn error(path: &Path, source: rusqlite::Error) -> Error {
    let path = path.to_owned();
    let reason = |source: &rusqlite::Error| match source {
        rusqlite::Error::SqliteFailure(_, Some(message)) => message.clone(),
        other => other.to_string(),
    };
    match source.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed) => {
            Error::Locked(path)
        }
        Some(ErrorCode::DiskFull) => Error::DiskFull(path),
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
            Error::ReadOnly { path, reason: reason(&source) }
        }
        Some(ErrorCode::NotADatabase) => {
            Error::NotOurs { path, reason: "it is no SQLite database".to_owned() }
        }
        Some(ErrorCode::OperationInterrupted) => Error::Interrupted,
        _ => Error::Database { path, source },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::ffi;

    #[test]
    fn codes_become_variants() {
        let failure = |code| rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
        let from = |code| error(Path::new("x.db"), failure(code));
        assert!(matches!(from(ffi::SQLITE_BUSY), Error::Locked(_)));
        assert!(matches!(from(ffi::SQLITE_BUSY_SNAPSHOT), Error::Locked(_)));
        assert!(matches!(from(ffi::SQLITE_FULL), Error::DiskFull(_)));
        assert!(matches!(from(ffi::SQLITE_READONLY), Error::ReadOnly { .. }));
        assert!(matches!(from(ffi::SQLITE_NOTADB), Error::NotOurs { .. }));
        assert!(matches!(from(ffi::SQLITE_INTERRUPT), Error::Interrupted));
        assert!(matches!(from(ffi::SQLITE_CORRUPT), Error::Database { .. }));
        assert!(matches!(
            error(Path::new("x.db"), rusqlite::Error::QueryReturnedNoRows),
            Error::Database { .. }
        ));
    }
}
