//! Rows as a Markdown table.
//!
//! In: rows. Out: `| outlet | articles |`, the rule, and a line for each row. What Markdown would act on is escaped.

use super::{RowWriter, Value, printable};
use std::io::{Result, Write};

/// Writes a Markdown table.
#[derive(Debug, Default)]
pub struct Markdown;

impl RowWriter for Markdown {
    fn start(&mut self, columns: &[String], out: &mut dyn Write) -> Result<()> {
        if columns.is_empty() {
            return Ok(());
        }
        let names: Vec<Value<'_>> = columns.iter().map(|name| Value::Text(name.into())).collect();
        self.row(&names, out)?;
        writeln!(out, "|{}", " --- |".repeat(columns.len()))
    }

    fn row(&mut self, values: &[Value<'_>], out: &mut dyn Write) -> Result<()> {
        for value in values {
            write!(out, "| {} ", escape(&value.text()))?;
        }
        out.write_all(b"|\n")
    }

    fn finish(&mut self, _out: &mut dyn Write) -> Result<()> {
        Ok(())
    }
}

/// Escapes what Markdown would read as mark-up; an underscore inside a word is none.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        for c in printable(line.trim_end_matches(['\r', '\n'])).chars() {
            match c {
                '\\' | '|' | '`' | '*' | '[' | ']' | '~' => escaped.extend(['\\', c]),
                '<' => escaped.push_str("&lt;"),
                '&' => escaped.push_str("&amp;"),
                _ => escaped.push(c),
            }
        }
        if line.ends_with('\n') {
            escaped.push_str("<br>");
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::written;

    #[test]
    fn cells_stay_inside_their_column() {
        let row = [Value::Text("a | b\nc <i> *d*\u{1b}".into()), Value::Null];
        let expected = "| said_on | x |\n| --- | --- |\n| a \\| b<br>c &lt;i> \\*d\\*␛ |  |\n";
        assert_eq!(written(Markdown, &["said_on", "x"], &[&row]), expected);
    }
}
