//! The user's own SQL: one statement that only reads.
//!
//! In: the text of a query. Out: its columns and rows, or what is wrong with it and where.
//! `SELECT speker FROM quote_report` says "no such column: speker", points at it and asks "did you mean speaker?".

use super::failure;
use crate::{Error, Result};
use rusqlite::fallible_iterator::FallibleIterator;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Batch, Connection, ErrorCode, Statement, params_from_iter};
use std::path::Path;

/// A prepared query.
#[derive(Debug)]
pub struct Query<'c> {
    statement: Statement<'c>,
    /// Of its parameters, in order; a user's query has none.
    values: Vec<Value>,
    columns: Vec<String>,
    path: &'c Path,
    sql: String,
}

/// Lets the connection run nothing that writes, attaches or sets anything.
pub fn guard(connection: &mut Connection, path: &Path) -> Result<()> {
    connection.authorizer(Some(authorize)).map_err(|error| failure::error(path, error))
}

/// Prepares the one statement in `sql` on a guarded connection.
pub fn prepare<'c>(connection: &'c Connection, path: &'c Path, sql: &str) -> Result<Query<'c>> {
    let explain = |error| explain(connection, path, sql, error);
    let mut statements = Batch::new(connection, sql);
    let first = statements.next().map_err(explain)?;
    let statement = first.ok_or_else(|| Error::Query("the query is empty: give one SELECT".to_owned()))?;
    // A second statement may be faulty, or one that writes: its own error says more than "two".
    if statements.next().map_err(explain)?.is_some() {
        return Err(Error::Query("more than one statement: give one SELECT at a time".to_owned()));
    }
    if !statement.readonly() {
        return Err(Error::QueryWrites);
    }
    if statement.parameter_count() > 0 {
        return Err(Error::Query(
            "the query has a parameter (? or :name): write the value itself".to_owned(),
        ));
    }
    let columns = statement.column_names().map(str::to_owned).collect();
    Ok(Query { statement, values: Vec::new(), columns, path, sql: sql.to_owned() })
}

/// Prepares a query of our own with the values of its parameters.
pub(super) fn ours<'c>(
    connection: &'c Connection,
    path: &'c Path,
    sql: String,
    values: Vec<Value>,
) -> Result<Query<'c>> {
    let statement = connection.prepare(&sql).map_err(|error| step_error(path, &sql, error))?;
    let columns = statement.column_names().map(str::to_owned).collect();
    Ok(Query { statement, values, columns, path, sql })
}

impl Query<'_> {
    /// Returns the names of the columns.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Hands each row to `take`, one at a time; memory does not grow with their number.
    pub fn each(mut self, mut take: impl FnMut(&[ValueRef<'_>]) -> Result<()>) -> Result<()> {
        let count = self.columns.len();
        let explain = |error| step_error(self.path, &self.sql, error);
        let mut rows = self.statement.query(params_from_iter(&self.values)).map_err(explain)?;
        while let Some(row) = rows.next().map_err(explain)? {
            let values: Vec<ValueRef<'_>> = (0..count).map(|n| row.get_ref_unwrap(n)).collect();
            take(&values)?;
        }
        Ok(())
    }
}

/// Pragmas that tell about the schema; their argument is a name, not a value to set.
const PRAGMAS_ABOUT: [&str; 11] = [
    "foreign_key_check",
    "foreign_key_list",
    "index_info",
    "index_list",
    "index_xinfo",
    "integrity_check",
    "quick_check",
    "table_info",
    "table_list",
    "table_xinfo",
    "function_list",
];

/// Pragmas that only tell when they are given no value.
const PRAGMAS_VALUE: [&str; 14] = [
    "application_id",
    "collation_list",
    "compile_options",
    "data_version",
    "database_list",
    "encoding",
    "foreign_keys",
    "freelist_count",
    "journal_mode",
    "module_list",
    "page_count",
    "page_size",
    "schema_version",
    "user_version",
];

/// Allows reading and nothing else.
fn authorize(context: AuthContext<'_>) -> Authorization {
    match context.action {
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Recursive => Authorization::Allow,
        AuthAction::Function { function_name } if function_name != "load_extension" => Authorization::Allow,
        AuthAction::Pragma { pragma_name, pragma_value } => {
            let name = pragma_name.to_ascii_lowercase();
            let allowed = PRAGMAS_ABOUT.contains(&name.as_str())
                || (pragma_value.is_none() && PRAGMAS_VALUE.contains(&name.as_str()));
            if allowed { Authorization::Allow } else { Authorization::Deny }
        }
        _ => Authorization::Deny,
    }
}

/// Says what is wrong with a query that could not be prepared.
fn explain(connection: &Connection, path: &Path, sql: &str, error: rusqlite::Error) -> Error {
    if error.sqlite_error_code() == Some(ErrorCode::AuthorizationForStatementDenied) {
        return Error::QueryWrites;
    }
    match &error {
        rusqlite::Error::SqlInputError { msg, sql: rest, offset, .. } => {
            // The offset counts from the start of the statement at fault, which is the end of the text.
            let at =
                usize::try_from(*offset).ok().map(|offset| sql.len().saturating_sub(rest.len()) + offset);
            let pointer = at.map(|at| point(sql, at)).unwrap_or_default();
            Error::Query(format!("{msg}{}{pointer}", hint(connection, msg)))
        }
        // Errors that stand at no place in the query come without one.
        rusqlite::Error::SqliteFailure(code, Some(msg)) if code.code == ErrorCode::Unknown => {
            Error::Query(format!("{msg}{}", hint(connection, msg)))
        }
        _ => step_error(path, sql, error),
    }
}

/// Says what went wrong while the query ran.
fn step_error(path: &Path, sql: &str, error: rusqlite::Error) -> Error {
    match (error.sqlite_error_code(), &error) {
        (Some(ErrorCode::AuthorizationForStatementDenied), _) => Error::QueryWrites,
        (Some(ErrorCode::ReadOnly), _) => Error::QueryWrites,
        (Some(ErrorCode::Unknown | ErrorCode::TooBig), rusqlite::Error::SqliteFailure(_, Some(message))) => {
            let full_text = message.starts_with("fts5:") || sql.to_ascii_uppercase().contains(" MATCH ");
            let hint = match full_text {
                true => " (in MATCH, put each word in double quotes: '\"co-operation\" \"talks\"')",
                false => "",
            };
            Error::Query(format!("{message}{hint}"))
        }
        _ => failure::error(path, error),
    }
}

/// Draws the line of the query around byte `at` with a mark below it.
fn point(sql: &str, at: usize) -> String {
    let Some(before) = sql.get(..at) else { return String::new() };
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = sql[start..].lines().next().unwrap_or_default();
    let line: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let column = unicode_width::UnicodeWidthStr::width(&sql[start..at]);
    format!("\n  {line}\n  {:column$}^", "")
}

/// Suggests the name that may have been meant.
fn hint(connection: &Connection, message: &str) -> String {
    let (wanted, names) = if let Some(table) = message.strip_prefix("no such table: ") {
        (table, list(connection, "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')"))
    } else if let Some(column) = message.strip_prefix("no such column: ") {
        let columns = "SELECT DISTINCT c.name FROM sqlite_schema AS s, pragma_table_info(s.name) AS c
                       WHERE s.type IN ('table', 'view') AND s.name NOT LIKE '%\\_fts\\_%' ESCAPE '\\' ORDER BY 1";
        (column.rsplit('.').next().unwrap_or(column), list(connection, columns))
    } else {
        return String::new();
    };
    match nearest(wanted, &names) {
        Some(name) => format!(" (did you mean {name}?)"),
        None => " (`nutgraf schema` prints the tables, views and their columns)".to_owned(),
    }
}

/// Returns the name that may have been meant; beyond a third of its letters it is another word.
pub(super) fn nearest<'n>(wanted: &str, names: &'n [String]) -> Option<&'n str> {
    let near = names.iter().map(|name| (distance(wanted, name), name.as_str())).min()?;
    (near.0 * 3 <= wanted.chars().count()).then_some(near.1)
}

/// Returns the texts a query gives; none where it fails, since this only serves a hint.
fn list(connection: &Connection, sql: &str) -> Vec<String> {
    let Ok(mut statement) = connection.prepare(sql) else { return Vec::new() };
    statement.query_map([], |row| row.get(0)).map(|rows| rows.flatten().collect()).unwrap_or_default()
}

/// Counts the letters to insert, drop or change to get from one name to the other, whatever their case.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, c) in from.to_lowercase().chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, d) in to.iter().enumerate() {
            let change = diagonal + usize::from(c != *d);
            diagonal = row[j + 1];
            row[j + 1] = change.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture;

    /// Runs a query on the fixture; the rows joined by `|` and `;`, or the error.
    fn answer(sql: &str) -> String {
        let mut connection = fixture::connection();
        let path = Path::new("test.db");
        guard(&mut connection, path).expect("guarded");
        let mut found = Vec::new();
        let result = prepare(&connection, path, sql).and_then(|query| {
            query.each(|row| {
                let cells: Vec<String> = row.iter().map(|value| format!("{value:?}")).collect();
                found.push(cells.join("|"));
                Ok(())
            })
        });
        result.map_or_else(|error| error.to_string(), |()| found.join(";"))
    }

    #[test]
    fn reading_is_allowed() {
        for sql in [
            "SELECT 1;",
            "-- a remark\nSELECT 1 -- and another",
            "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 1) SELECT i FROM n",
            "SELECT count(*) FROM quotes_fts WHERE quotes_fts MATCH 'talks' AND rowid = 1",
            "SELECT 1 FROM pragma_table_info('articles') WHERE name = 'title'",
        ] {
            assert_eq!(answer(sql), "Integer(1)", "{sql}");
        }
        assert_ne!(answer("PRAGMA table_info(articles)"), "");
        assert_ne!(answer("EXPLAIN QUERY PLAN SELECT * FROM quote_report"), "");
    }

    #[test]
    fn writing_is_refused() {
        for sql in [
            "DELETE FROM quotes",
            "INSERT INTO quotes_fts (quotes_fts) VALUES ('rebuild')",
            "CREATE TEMP TABLE t (a)",
            "ATTACH 'other.db' AS other",
            "PRAGMA journal_mode = WAL",
            "PRAGMA user_version = 7",
            "PRAGMA query_only = 0",
            "BEGIN IMMEDIATE",
            "VACUUM INTO 'copy.db'",
            "SELECT 1; DELETE FROM quotes",
            "WITH x AS (SELECT 1) UPDATE articles SET title = NULL",
        ] {
            assert_eq!(answer(sql), Error::QueryWrites.to_string(), "{sql}");
        }
    }

    #[test]
    fn faults_are_explained() {
        assert_eq!(answer(""), "the query is empty: give one SELECT");
        assert_eq!(answer(" -- nothing"), "the query is empty: give one SELECT");
        assert_eq!(answer("SELECT 1; SELECT 2"), "more than one statement: give one SELECT at a time");
        assert!(answer("SELECT ?").contains("parameter"));
        assert!(answer("SELECT * FROM artcles").contains("did you mean articles?"));
        assert_eq!(
            answer("SELECT 'é',\n speker FROM quote_report"),
            "no such column: speker (did you mean speaker?)\n   speker FROM quote_report\n   ^"
        );
        assert!(
            answer("SELECT * FROM articles_fts WHERE articles_fts MATCH 'a-b\"'").contains("double quotes")
        );
        assert!(answer("SELECT * FROM nothing_like_it").contains("nutgraf schema"));
    }
}
