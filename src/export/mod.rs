//! Rows to text: csv, tsv, json, jsonl, markdown and tables for reading.
//!
//! In: the names of the columns, then rows of [`Value`]s one by one. Out: bytes; only [`table`] holds rows back, and few.
//! The row `Wang Yi, NULL` is `Wang Yi,` in csv and `{"speaker":"Wang Yi","cue":null}` in jsonl.

mod delimited;
mod json;
mod markdown;
mod table;

pub use delimited::Delimited;
pub use json::{Json, Jsonl};
pub use markdown::Markdown;
pub use table::{Screen, Table};

use std::borrow::Cow;
use std::io::{Result, Write};

/// One cell, as SQLite has it.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// Nothing.
    Null,
    /// A whole number.
    Integer(i64),
    /// A number with a point.
    Real(f64),
    /// Text; bytes that are not UTF-8 stand as U+FFFD.
    Text(Cow<'a, str>),
    /// Bytes.
    Blob(&'a [u8]),
}

impl<'a> Value<'a> {
    /// Returns the value as text, NULL as "".
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Value::Null => Cow::Borrowed(""),
            Value::Integer(number) => Cow::Owned(number.to_string()),
            Value::Real(number) => Cow::Owned(format!("{number:?}")),
            Value::Text(text) => Cow::Borrowed(text),
            Value::Blob(bytes) => Cow::Owned(bytes.iter().map(|byte| format!("{byte:02x}")).collect()),
        }
    }

    /// Tells whether it is a number.
    pub fn is_number(&self) -> bool {
        matches!(self, Value::Integer(_) | Value::Real(_))
    }
}

/// Writes rows in one format.
pub trait RowWriter {
    /// Writes what stands before the rows.
    fn start(&mut self, columns: &[String], out: &mut dyn Write) -> Result<()>;

    /// Writes one row, with as many values as there are columns.
    fn row(&mut self, values: &[Value<'_>], out: &mut dyn Write) -> Result<()>;

    /// Writes what stands after the rows.
    fn finish(&mut self, out: &mut dyn Write) -> Result<()>;
}

/// Makes a text safe to show: no character moves the cursor, changes colours or turns the line around.
///
/// White space of any kind becomes a blank, so that a cell stays on its line; other controls become their pictures.
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| replacement(c).is_some()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| replacement(c).unwrap_or(c)).collect())
}

/// Returns what stands for a character that a terminal would act on.
fn replacement(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32),
        '\u{7f}' => Some('␡'),
        // Controls of the second kind (U+009B starts an escape sequence too), and marks that reorder a line.
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some('\u{fffd}'),
        _ => None,
    }
}

/// Runs a writer over rows and returns what it wrote; for the tests of the formats.
#[cfg(test)]
fn written(mut writer: impl RowWriter, columns: &[&str], rows: &[&[Value<'_>]]) -> String {
    let columns: Vec<String> = columns.iter().map(|&name| name.to_owned()).collect();
    let mut out = Vec::new();
    writer.start(&columns, &mut out).expect("memory");
    rows.iter().for_each(|row| writer.row(row, &mut out).expect("memory"));
    writer.finish(&mut out).expect("memory");
    String::from_utf8(out).expect("UTF-8")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_the_terminal_that_it_would_act_on() {
        for (text, expected) in [
            ("plain é 中 🇺🇦", "plain é 中 🇺🇦"),
            ("a\nb\tc\r", "a b c "),
            ("\u{1b}[31mred\u{7}", "␛[31mred␇"),
            ("\u{9b}2J \u{202e}evil", "\u{fffd}2J \u{fffd}evil"),
        ] {
            assert_eq!(printable(text), expected);
        }
    }
}
