//! SQLite's errors in our words.
use crate::Error;
use std::path::Path;
/// Translates.
pub fn error(path: &Path, source: rusqlite::Error) -> Error {
    Error::Database { path: path.to_path_buf(), source }
}
