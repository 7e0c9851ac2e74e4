//! Prints the sections of a page: properties as a list, rows as a table.
//!
//! In: [`Section`]s. Out: lines. Empty sections and unknown properties are left out.

use super::output_error;
use super::screen::{bold, screen};
use crate::Result;
use crate::export::{RowWriter, Table, Value, printable};
use crate::store::report::Section;
use rusqlite::types::Value as Stored;
use std::io::Write;

/// Prints all sections that have rows.
pub fn print(sections: &[Section], out: &mut dyn Write) -> Result<()> {
    let screen = screen();
    for (n, section) in sections.iter().filter(|section| !section.rows.is_empty()).enumerate() {
        let gap = if n > 0 { "\n" } else { "" };
        if section.is_record {
            write!(out, "{gap}{}", record(section)).map_err(output_error)?;
            continue;
        }
        writeln!(out, "{gap}{}", bold(&section.title.to_uppercase(), screen)).map_err(output_error)?;
        let mut table = Table::new(screen);
        table.start(&section.columns, out).map_err(output_error)?;
        for row in &section.rows {
            let values: Vec<Value<'_>> = row.iter().map(shown).collect();
            table.row(&values, out).map_err(output_error)?;
        }
        table.finish(out).map_err(output_error)?;
    }
    Ok(())
}

/// Returns a line for each property that is known.
fn record(section: &Section) -> String {
    let width = section.columns.iter().map(String::len).max().unwrap_or(0);
    let mut lines = String::new();
    for (column, value) in section.columns.iter().zip(section.rows.iter().flatten()) {
        if *value != Stored::Null {
            let label = column.replace('_', " ");
            lines.push_str(&format!("{label:width$}  {}\n", printable(&shown(value).text())));
        }
    }
    lines
}

/// Returns a stored value as the formats take it; unknown cells stay empty on a page.
fn shown(value: &Stored) -> Value<'_> {
    match value {
        Stored::Null => Value::Text("".into()),
        Stored::Integer(number) => Value::Integer(*number),
        Stored::Real(number) => Value::Real(*number),
        Stored::Text(text) => Value::Text(text.as_str().into()),
        Stored::Blob(bytes) => Value::Blob(bytes),
    }
}
