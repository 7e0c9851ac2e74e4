//! Prints the rows of a query through one of the formats.
//!
//! In: a prepared query and a writer. Out: the bytes, and how many rows there were.

use super::screen::screen;
use crate::cli::RowFormat;
use crate::export::{Delimited, Json, Jsonl, Markdown, RowWriter, Table, Value, printable};
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

/// Returns the writer of a format; `raw_formulas` leaves cells alone that a spreadsheet would run.
pub fn writer(format: RowFormat, raw_formulas: bool) -> Box<dyn RowWriter> {
    let screen = screen();
    let is_terminal = screen.width.is_some();
    match format {
        RowFormat::Table => Box::new(Table::new(screen)),
        RowFormat::Csv => for_output(Box::new(Delimited::csv(raw_formulas)), is_terminal),
        RowFormat::Tsv => for_output(Box::new(Delimited::tsv(raw_formulas)), is_terminal),
        RowFormat::Json => Box::new(Json::default()),
        RowFormat::Jsonl => Box::new(Jsonl::default()),
        RowFormat::Markdown => Box::new(Markdown),
    }
}

/// Makes a writer of exact text (csv, tsv) harmless where a terminal reads it; files and pipes get the text as it is.
pub fn for_output(writer: Box<dyn RowWriter>, is_terminal: bool) -> Box<dyn RowWriter> {
    if is_terminal { Box::new(Harmless(writer)) } else { writer }
}

/// Takes out of texts what a terminal would act on.
struct Harmless(Box<dyn RowWriter>);

impl RowWriter for Harmless {
    fn start(&mut self, columns: &[String], out: &mut dyn Write) -> std::io::Result<()> {
        let columns: Vec<String> = columns.iter().map(|name| printable(name).into_owned()).collect();
        self.0.start(&columns, out)
    }

    fn row(&mut self, values: &[Value<'_>], out: &mut dyn Write) -> std::io::Result<()> {
        let values: Vec<Value<'_>> = values.iter().map(safe).collect();
        self.0.row(&values, out)
    }

    fn finish(&mut self, out: &mut dyn Write) -> std::io::Result<()> {
        self.0.finish(out)
    }
}

fn safe<'v>(value: &Value<'v>) -> Value<'v> {
    match value {
        Value::Text(text) => Value::Text(printable(text).into_owned().into()),
        other => other.clone(),
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::Delimited;

    #[test]
    fn csv_is_exact_in_files_and_harmless_on_terminals() {
        let written = |is_terminal| {
            let mut writer = for_output(Box::new(Delimited::csv(false)), is_terminal);
            let mut out = Vec::new();
            writer.start(&["t".to_owned(), "n".to_owned()], &mut out).expect("memory");
            writer.row(&[Value::Text("a\u{1b}[2J".into()), Value::Integer(7)], &mut out).expect("memory");
            writer.finish(&mut out).expect("memory");
            String::from_utf8(out).expect("UTF-8")
        };
        assert_eq!(written(false), "t,n\na\u{1b}[2J,7\n");
        assert_eq!(written(true), "t,n\na␛[2J,7\n");
    }
}
