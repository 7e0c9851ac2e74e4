//! A small database for tests: the real migrations and a few articles with a quote, an event and a near copy.
//!
//! In: nothing, or SQL to run on top. Out: a connection in memory. Article 1 is "Talks resume" of the Daily Planet.

use rusqlite::Connection;

/// The rows every test starts from.
const ROWS: &str = include_str!("fixture.sql");

/// Returns a database in memory with the fixture's rows.
pub fn connection() -> Connection {
    let connection = super::migrations::empty();
    connection.pragma_update(None, "foreign_keys", true).expect("pragma");
    connection.execute_batch(ROWS).expect("the fixture fits the schema");
    let bodies: Vec<(i64, String)> = {
        let mut articles = connection.prepare("SELECT id, body FROM articles").expect("prepared");
        let rows = articles.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("read");
        rows.map(|row| row.expect("read")).collect()
    };
    for (id, body) in bodies {
        let hash = crate::canonical::content_hash(&body);
        connection
            .execute("UPDATE articles SET content_hash = ?2 WHERE id = ?1", (id, hash))
            .expect("written");
    }
    connection
}

/// Writes the fixture to a file in a new folder, which goes when the guard is dropped.
pub fn file() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("nutgraf.db");
    let name = path.to_str().expect("UTF-8");
    connection().execute("VACUUM INTO ?1", [name]).expect("the file is written");
    (folder, path)
}

/// Runs SQL on a file of [`file`].
pub fn change(path: &std::path::Path, sql: &str) {
    Connection::open(path).expect("it is a database").execute_batch(sql).expect("it runs");
}
