//! What can go wrong so that a command cannot start or finish; bad input is not among it (see `input::Outcome`).

use std::path::PathBuf;

/// Why a command could not start or finish. Each message says what happened, where, and what to do next.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A path given on the command line is not there.
    #[error("cannot read {}: {source} (check the path)", path.display())]
    Read {
        /// The path as given.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Something could not be written.
    #[error("cannot write {}: {source}", path.display())]
    Write {
        /// The path or stream.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The database is not there.
    #[error("no database at {} (make one with `nutgraf ingest PATH`, or name another with --db)", .0.display())]
    NoDatabase(PathBuf),
    /// The file is something else.
    #[error("{} is not a nutgraf database: {reason} (name another file with --db; this one was left untouched)", path.display())]
    NotOurs {
        /// The file.
        path: PathBuf,
        /// What gave it away.
        reason: String,
    },
    /// The file was written by a newer nutgraf.
    #[error("{} was made by a newer nutgraf (its format is {found}, this program knows {known}): update nutgraf; the file was left untouched", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format version.
        found: String,
        /// The newest this program reads.
        known: String,
    },
    /// The file is a nutgraf database with other tables than this program makes.
    #[error("{} was made by an unreleased nutgraf whose tables are others ({reason}): ingest the articles again into a new file (--db); this one was left untouched", path.display())]
    OtherTables {
        /// The file.
        path: PathBuf,
        /// What differs.
        reason: String,
    },
    /// The facts were made by other rules than this program's.
    #[error("the facts in {} were made by analyser {found}, this program has {ours}: run `nutgraf rebuild` first (no text is read again)", path.display())]
    OtherAnalyser {
        /// The file.
        path: PathBuf,
        /// The analyser that made its facts.
        found: String,
        /// This program's.
        ours: String,
    },
    /// Somebody else holds the database.
    #[error("{} is locked by another program: wait until it is done and try again", .0.display())]
    Locked(PathBuf),
    /// No room for what should be written.
    #[error("no space left to write {}: free some and run the same command again; what was committed is kept", .0.display())]
    DiskFull(PathBuf),
    /// The database or its folder cannot be written.
    #[error("{} cannot be written: {reason} (check its permissions and its folder's)", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        reason: String,
    },
    /// A query would write.
    #[error("the query would change the database, and `query` and `export` only read")]
    QueryWrites,
    /// A query SQLite does not accept.
    #[error("{0}")]
    Query(String),
    /// Something looked for by name is not in the database.
    #[error("{0}")]
    NotFound(String),
    /// A decision that cannot be made as things are.
    #[error("{0}")]
    Decision(String),
    /// A wrong option or combination.
    #[error("{0}")]
    Usage(String),
    /// Stopped by the user.
    #[error("interrupted: what was committed is kept; run the same command again to go on")]
    Interrupted,
    /// Standard output was closed early (`nutgraf query ... | head`).
    #[error("standard output was closed")]
    OutputClosed,
    /// SQLite failed in another way.
    #[error("{}: {source}", path.display())]
    Database {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
}

/// The result of everything that can fail.
pub type Result<T> = std::result::Result<T, Error>;
