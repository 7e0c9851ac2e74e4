//! Rows as JSON: one array of objects, or an object a line.
//!
//! In: rows. Out: `[{"outlet":"Gazette","articles":3}]`, or its objects without the array.

use super::{RowWriter, Value};
use std::io::{Result, Write};

/// Writes an object a line.
#[derive(Debug, Default)]
pub struct Jsonl {
    /// The columns' names, as JSON strings.
    names: Vec<String>,
}

/// Writes one array, an object a line inside it.
#[derive(Debug, Default)]
pub struct Json {
    rows: Jsonl,
    started: bool,
}

impl Jsonl {
    fn object(&self, values: &[Value<'_>], out: &mut dyn Write) -> Result<()> {
        for (n, (name, value)) in self.names.iter().zip(values).enumerate() {
            write!(out, "{}{name}:", if n == 0 { "{" } else { "," })?;
            match value {
                Value::Null => out.write_all(b"null")?,
                Value::Integer(number) => write!(out, "{number}")?,
                // JSON has no infinity; serde_json writes null.
                Value::Real(number) => serde_json::to_writer(&mut *out, number)?,
                other => write_text(&other.text(), out)?,
            }
        }
        out.write_all(if self.names.is_empty() { b"{}" } else { b"}" })
    }
}

impl RowWriter for Jsonl {
    fn start(&mut self, columns: &[String], _out: &mut dyn Write) -> Result<()> {
        self.names =
            distinct(columns).iter().map(|name| serde_json::Value::from(name.as_str()).to_string()).collect();
        Ok(())
    }

    fn row(&mut self, values: &[Value<'_>], out: &mut dyn Write) -> Result<()> {
        self.object(values, out)?;
        out.write_all(b"\n")
    }

    fn finish(&mut self, _out: &mut dyn Write) -> Result<()> {
        Ok(())
    }
}

impl RowWriter for Json {
    fn start(&mut self, columns: &[String], out: &mut dyn Write) -> Result<()> {
        self.rows.start(columns, out)?;
        out.write_all(b"[")
    }

    fn row(&mut self, values: &[Value<'_>], out: &mut dyn Write) -> Result<()> {
        out.write_all(if self.started { b",\n " } else { b"\n " })?;
        self.started = true;
        self.rows.object(values, out)
    }

    fn finish(&mut self, out: &mut dyn Write) -> Result<()> {
        out.write_all(if self.started { b"\n]\n" } else { b"]\n" })
    }
}

/// Writes a text as JSON; what a terminal would act on is escaped too where JSON itself does not ask for it (U+009B starts an
/// escape sequence, U+202E turns a line around), so that the same text is read back.
fn write_text(text: &str, out: &mut dyn Write) -> Result<()> {
    let escaped = serde_json::to_string(text)?;
    let is_harmful = |c: char| !c.is_ascii() && super::replacement(c).is_some() || c == '\u{7f}';
    if !escaped.contains(is_harmful) {
        return out.write_all(escaped.as_bytes());
    }
    for c in escaped.chars() {
        if is_harmful(c) { write!(out, "\\u{:04x}", c as u32)? } else { write!(out, "{c}")? }
    }
    Ok(())
}

/// Tells columns of one name apart (`SELECT a.id, b.id`): an object has each name once.
fn distinct(columns: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(columns.len());
    for column in columns {
        let mut name = column.clone();
        let mut number = 2;
        while names.contains(&name) {
            name = format!("{column}_{number}");
            number += 1;
        }
        names.push(name);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::written;

    #[test]
    fn every_kind_of_value_is_valid_json() {
        let values = [
            Value::Null,
            Value::Integer(-7),
            Value::Real(0.5),
            Value::Real(f64::INFINITY),
            Value::Text("“é”\n\"\u{1b}".into()),
            Value::Blob(&[0, 255]),
        ];
        let line = written(Jsonl::default(), &["n", "i", "r", "x", "t", "t"], &[&values]);
        let expected = r#"{"n":null,"i":-7,"r":0.5,"x":null,"t":"“é”\n\"\u001b","t_2":"00ff"}"#;
        assert_eq!(line, format!("{expected}\n"));
        serde_json::from_str::<serde_json::Value>(&line).expect("valid");
    }

    #[test]
    fn what_a_terminal_would_act_on_is_escaped_and_read_back() {
        let text = "a\u{9b}31m\u{202e}\u{7f}\u{2028}é";
        let line = written(Jsonl::default(), &["t"], &[&[Value::Text(text.into())]]);
        assert_eq!(line, "{\"t\":\"a\\u009b31m\\u202e\\u007f\\u2028é\"}\n");
        let read: serde_json::Value = serde_json::from_str(&line).expect("valid");
        assert_eq!(read["t"], text);
    }

    #[test]
    fn an_array_holds_any_number_of_rows() {
        for (count, expected) in
            [(0, "[]\n"), (1, "[\n {\"a\":1}\n]\n"), (2, "[\n {\"a\":1},\n {\"a\":1}\n]\n")]
        {
            let rows: Vec<&[Value<'_>]> = vec![&[Value::Integer(1)]; count];
            assert_eq!(written(Json::default(), &["a"], &rows), expected);
        }
    }
}
