//! The tables and views as the file itself describes them.
//!
//! In: a connection. Out: names, and the commented CREATE statements in the order of the migrations, which is the order to read
//! them in. The schema of `quotes` is its CREATE TABLE with its indexes.

use super::failure;
use crate::{Error, Result};
use rusqlite::Connection;
use std::path::Path;

/// What is meant for readers: not SQLite's own tables, refinery's, nor the ones FTS5 keeps its index in.
const PUBLIC: &str = "name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '%\\_fts\\_%' ESCAPE '\\' AND name NOT LIKE 'refinery%'";

/// A table or view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// Its name.
    pub name: String,
    /// Its CREATE statement with the comments inside.
    pub create: String,
    /// The CREATE statements of its indexes.
    pub indexes: Vec<String>,
}

/// Returns the names of the tables and views, views first: they are the front door.
pub fn names(connection: &Connection, path: &Path) -> Result<Vec<String>> {
    let sql = format!(
        "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND {PUBLIC} ORDER BY type DESC, name"
    );
    strings(connection, &sql, []).map_err(|error| failure::error(path, error))
}

/// Returns the query for all rows of a table or view; an unknown name is answered with those there are.
pub fn select_all(connection: &Connection, path: &Path, name: &str) -> Result<String> {
    let name = known(connection, path, name)?;
    Ok(format!("SELECT * FROM \"{}\"", name.replace('"', "\"\"")))
}

/// Returns the definitions of one table or view, or of all.
pub fn definitions(connection: &Connection, path: &Path, name: Option<&str>) -> Result<Vec<Definition>> {
    let name = name.map(|name| known(connection, path, name)).transpose()?;
    let sql = format!(
        "SELECT name, sql FROM sqlite_schema
         WHERE type IN ('table', 'view') AND {PUBLIC} AND (?1 IS NULL OR name = ?1)
         ORDER BY rowid"
    );
    let read = || -> rusqlite::Result<Vec<Definition>> {
        let mut statement = connection.prepare(&sql)?;
        let rows =
            statement.query_map([&name], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        let indexes = "SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?1 AND sql IS NOT NULL ORDER BY name";
        rows.map(|row| {
            let (name, create) = row?;
            let indexes = strings(connection, indexes, [&name])?;
            Ok(Definition { name, create, indexes })
        })
        .collect()
    };
    read().map_err(|error| failure::error(path, error))
}

/// Returns the name as the schema writes it.
fn known(connection: &Connection, path: &Path, wanted: &str) -> Result<String> {
    let names = names(connection, path)?;
    if let Some(name) = names.iter().find(|name| name.eq_ignore_ascii_case(wanted)) {
        return Ok(name.clone());
    }
    let hint = super::query::nearest(wanted, &names)
        .map(|near| format!(" (did you mean {near}?)"))
        .unwrap_or_default();
    Err(Error::NotFound(format!("no table or view {wanted}{hint}; there are: {}", names.join(", "))))
}

/// Returns the texts of a query's first column.
fn strings(
    connection: &Connection,
    sql: &str,
    values: impl rusqlite::Params,
) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map(values, |row| row.get(0))?;
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture;

    #[test]
    fn the_schema_is_the_manual() {
        let connection = fixture::connection();
        let path = Path::new("test.db");
        let all = definitions(&connection, path, None).expect("read");
        assert!(all.iter().any(|definition| definition.name == "quotes_fts"));
        assert!(!all.iter().any(|definition| definition.name.starts_with("quotes_fts_")));
        for definition in &all {
            let ours = !definition.name.contains("_fts");
            assert!(!ours || definition.create.contains("--"), "{} has no comment", definition.name);
        }
        let quotes = definitions(&connection, path, Some("QUOTES")).expect("read");
        assert_eq!(quotes.len(), 1);
        assert!(quotes[0].indexes.iter().any(|index| index.contains("quotes_speaker_id")));
        assert!(definitions(&connection, path, Some("nothing")).is_err());
    }
}
