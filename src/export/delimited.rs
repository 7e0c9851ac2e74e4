//! Rows as comma- or tab-separated values, as RFC 4180 has them but for the line feed.
//!
//! In: rows. Out: lines. NULL is nothing between the commas, an empty text is `""`. A scraped title such as
//! `=HYPERLINK(...)`, which a spreadsheet would run, gets an apostrophe in front.

use super::{RowWriter, Value};
use std::io::{Result, Write};

/// Writes csv or tsv.
#[derive(Debug)]
pub struct Delimited {
    separator: char,
    raw_formulas: bool,
}

impl Delimited {
    /// Makes a writer of csv; `raw_formulas` leaves text alone that a spreadsheet would run.
    pub fn csv(raw_formulas: bool) -> Delimited {
        Delimited { separator: ',', raw_formulas }
    }

    /// Makes a writer of tsv.
    pub fn tsv(raw_formulas: bool) -> Delimited {
        Delimited { separator: '\t', raw_formulas }
    }

    fn line(&self, values: &[Value<'_>], out: &mut dyn Write) -> Result<()> {
        for (n, value) in values.iter().enumerate() {
            if n > 0 {
                write!(out, "{}", self.separator)?;
            }
            match value {
                // A line of nothing is no row to most readers.
                Value::Null if values.len() == 1 => out.write_all(b"\"\"")?,
                Value::Null => {}
                Value::Text(text) => self.text(text, out)?,
                other => out.write_all(other.text().as_bytes())?,
            }
        }
        out.write_all(b"\n")
    }

    fn text(&self, text: &str, out: &mut dyn Write) -> Result<()> {
        let apostrophe = if !self.raw_formulas && starts_formula(text) { "'" } else { "" };
        let special = |c: char| matches!(c, '"' | '\n' | '\r') || c == self.separator;
        let edge = text.starts_with([' ', '\t']) || text.ends_with([' ', '\t']);
        if text.is_empty() || edge || text.contains(special) {
            write!(out, "\"{apostrophe}{}\"", text.replace('"', "\"\""))
        } else {
            write!(out, "{apostrophe}{text}")
        }
    }
}

/// Tells whether a spreadsheet would run the text as a formula; full-width signs do so in East Asian versions.
fn starts_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

impl RowWriter for Delimited {
    fn start(&mut self, columns: &[String], out: &mut dyn Write) -> Result<()> {
        let names: Vec<Value<'_>> = columns.iter().map(|name| Value::Text(name.into())).collect();
        if names.is_empty() { Ok(()) } else { self.line(&names, out) }
    }

    fn row(&mut self, values: &[Value<'_>], out: &mut dyn Write) -> Result<()> {
        self.line(values, out)
    }

    fn finish(&mut self, _out: &mut dyn Write) -> Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::written;

    fn cell(writer: Delimited, value: Value<'_>) -> String {
        let line = written(writer, &["a", "b"], &[&[value, Value::Integer(1)]]);
        line.strip_prefix("a,b\n").or(line.strip_prefix("a\tb\n")).expect("the header").to_owned()
    }

    #[test]
    fn what_needs_marks_gets_them() {
        for (text, expected) in [
            ("plain", "plain,1\n"),
            ("", "\"\",1\n"),
            ("a, b", "\"a, b\",1\n"),
            ("“Ja” said \"X\"", "\"“Ja” said \"\"X\"\"\",1\n"),
            ("two\nlines", "\"two\nlines\",1\n"),
            (" edge", "\" edge\",1\n"),
        ] {
            assert_eq!(cell(Delimited::csv(false), Value::Text(text.into())), expected);
        }
        assert_eq!(cell(Delimited::csv(false), Value::Null), ",1\n");
        assert_eq!(cell(Delimited::tsv(false), Value::Text("a\tb, c".into())), "\"a\tb, c\"\t1\n");
    }

    #[test]
    fn formulas_are_made_harmless_and_numbers_left_alone() {
        for text in ["=1+1", "+1", "-1", "@x", "＝1"] {
            assert_eq!(cell(Delimited::csv(false), Value::Text(text.into())), format!("'{text},1\n"));
            assert_eq!(cell(Delimited::csv(true), Value::Text(text.into())), format!("{text},1\n"));
        }
        assert_eq!(cell(Delimited::csv(false), Value::Text("\t=1".into())), "\"'\t=1\",1\n");
        assert_eq!(cell(Delimited::csv(false), Value::Text("=a,b".into())), "\"'=a,b\",1\n");
        assert_eq!(cell(Delimited::csv(false), Value::Integer(-5)), "-5,1\n");
        assert_eq!(cell(Delimited::csv(false), Value::Real(-0.5)), "-0.5,1\n");
    }

    #[test]
    fn a_lone_null_is_still_a_row() {
        assert_eq!(written(Delimited::csv(false), &["a"], &[&[Value::Null]]), "a\n\"\"\n");
    }
}
