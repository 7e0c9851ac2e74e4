//! Prints the rows of a query through one of the formats.
//!
//! In: a prepared query and a writer. Out: the bytes, and how many rows there were.

use crate::export::{RowWriter, Value};
use crate::store::query::Query;
use crate::{Error, Result};
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use std::io::{Read, Write};

/// Writes all rows; `failed` names what could not be written.
pub fn print(
    query: Query<'_>,
    writer: &mut dyn RowWriter,
    out: &mut dyn Write,
    failed: impl Fn(std::io::Error) -> Error,
) -> Result<u64> {
    let mut count = 0;
    let columns = query.columns().to_vec();
    writer.start(&columns, out).map_err(&failed)?;
    query.each(|row| {
        let values: Vec<Value<'_>> = row.iter().map(|&value| shown(value)).collect();
        count += 1;
        writer.row(&values, out).map_err(&failed)
    })?;
    writer.finish(out).and_then(|()| out.flush()).map_err(&failed)?;
    Ok(count)
}

/// Lets Ctrl-C end the running query, which then fails with [`Error::Interrupted`], rather than the process.
pub fn stop_on_interrupt(connection: &Connection) {
    let interrupt = connection.get_interrupt_handle();
    // It fails where there is a handler already (in tests): then that one decides.
    let _ = ctrlc::set_handler(move || interrupt.interrupt());
}

/// Returns SQLite's value as the formats take it.
pub fn shown(value: ValueRef<'_>) -> Value<'_> {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Integer(number),
        ValueRef::Real(number) => Value::Real(number),
        ValueRef::Text(bytes) => Value::Text(String::from_utf8_lossy(bytes)),
        ValueRef::Blob(bytes) => Value::Blob(bytes),
    }
}

/// Returns the SQL given as an argument; `-` reads it from standard input.
pub fn sql(argument: &str) -> Result<String> {
    if argument != "-" {
        return Ok(argument.to_owned());
    }
    let mut sql = String::new();
    std::io::stdin()
        .read_to_string(&mut sql)
        .map_err(|source| Error::Read { path: "standard input".into(), source })?;
    Ok(sql)
}
