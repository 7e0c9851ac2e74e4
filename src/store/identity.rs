//! Tells a nutgraf database from any other file, and an older or equal format from a newer one.
//!
//! In: a connection. Out: nothing, or why the file is refused. A browser's `cookies.sqlite` has no table `meta` with a row
//! `format`, and is refused untouched.

use super::failure;
use crate::{Error, Result};
use rusqlite::{Connection, ErrorCode, OptionalExtension};
use std::path::Path;

/// The version of the tables this program writes; `meta` row `format`.
pub const FORMAT_VERSION: u32 = 1;

/// SQLite's `application_id` of our files ("nutg"), for `file` and its like; `.dump` loses it, so `meta` is what counts.
pub const APPLICATION_ID: i32 = 0x6e75_7467;

/// Checks that the file is a nutgraf database of a format this program knows.
pub fn identify(connection: &Connection, path: &Path) -> Result<()> {
    let not_ours = |reason: &str| Error::NotOurs { path: path.to_owned(), reason: reason.to_owned() };
    let found: Option<String> = connection
        .query_row("SELECT value FROM meta WHERE name = 'format'", [], |row| row.get(0))
        .optional()
        .map_err(|error| match error.sqlite_error_code() {
            // "no such table" and "no such column" have no code of their own.
            Some(ErrorCode::Unknown) => not_ours("it is an SQLite database of another program"),
            None => not_ours("its table meta is another program's"),
            Some(_) => failure::error(path, error),
        })?;
    let found = found.ok_or_else(|| not_ours("its table meta names no format"))?;
    match found.parse::<u32>() {
        Ok(version) if version <= FORMAT_VERSION => Ok(()),
        Ok(_) => Err(Error::Newer { path: path.to_owned(), found, known: FORMAT_VERSION.to_string() }),
        Err(_) => Err(not_ours("its table meta names a format that is no number")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sql: &str, expected: &str) {
        let connection = Connection::open_in_memory().expect("memory");
        connection.execute_batch(sql).expect("the test's SQL");
        let found = match identify(&connection, Path::new("x.db")) {
            Ok(()) => "ours",
            Err(Error::Newer { .. }) => "newer",
            Err(Error::NotOurs { .. }) => "not ours",
            Err(error) => panic!("{error}"),
        };
        assert_eq!(found, expected, "{sql}");
    }

    #[test]
    fn meta_tells() {
        check("", "not ours");
        check("CREATE TABLE cookies (name TEXT)", "not ours");
        check("CREATE TABLE meta (key TEXT)", "not ours");
        let meta = "CREATE TABLE meta (name TEXT, value TEXT);";
        check(meta, "not ours");
        check(&format!("{meta} INSERT INTO meta VALUES ('format', '1')"), "ours");
        check(&format!("{meta} INSERT INTO meta VALUES ('format', '2')"), "newer");
        check(&format!("{meta} INSERT INTO meta VALUES ('format', 'x')"), "not ours");
    }
}
