//! Tables: a record a row, named by the header line.
//!
//! In: a stream. Out: the bytes of each row below the header, with the column names: `title,text` and
//! `Talks,"They met.` / `They talked."` is one row over two lines, number 1. Blank lines are no rows.
//!
//! A header without a text column refuses the whole file at once: a list of files that lies among articles is one
//! problem, not a thousand.

use super::read::{ARTICLE_BYTES_MAX, Out, too_large_record};
use super::stream::Input;
use super::{Columns, Format, Options, encoding, fields};
use csv::Terminator;
use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Sends the rows.
pub fn read(input: &mut Input, options: &Options, out: &mut Out) -> ControlFlow<()> {
    let delimiter = if out.format() == Format::Tsv { b'\t' } else { b',' };
    let mut rows = Rows { input, delimiter, pending: None };
    let header = match rows.next() {
        Ok(Some(row)) => row.bytes,
        Ok(None) => return out.nothing(rows.input),
        Err(e) => return out.broken(rows.input, &e),
    };
    let columns = match columns(&header, delimiter, options) {
        Ok(columns) => Arc::new(columns),
        Err(reason) => {
            return match rows.input.skip_rest() {
                Ok(()) => out.fail_file(rows.input, reason),
                Err(e) => out.broken(rows.input, &e),
            };
        }
    };
    rows.delimiter = columns.delimiter;
    for number in 1.. {
        match rows.next() {
            Ok(None) => break,
            Ok(Some(row)) => {
                rows.input.stop_hashing();
                match row.problem {
                    None => out.record(number, row.bytes, Some(Arc::clone(&columns)))?,
                    Some(problem) => {
                        rows.resume(columns.names.len());
                        out.fail(Some(number), problem)?;
                    }
                }
            }
            Err(e) => return out.broken(rows.input, &e),
        }
    }
    if out.record_count == 0 {
        return out.fail_file(rows.input, "no row below the header".to_string());
    }
    ControlFlow::Continue(())
}

/// Returns the fields of a row.
pub fn fields_of(row: &str, delimiter: u8) -> Vec<String> {
    if delimiter == b'\t' {
        return tab_fields(row);
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .terminator(Terminator::Any(b'\n'))
        .from_reader(row.as_bytes());
    let record = reader.records().next().and_then(std::result::Result::ok).unwrap_or_default();
    record.iter().map(str::to_string).collect()
}

/// Reads a header line. Tables of countries with a decimal comma are cut at semicolons, whatever they are called: the
/// delimiter that gives a text column is the right one.
fn columns(header: &[u8], delimiter: u8, options: &Options) -> Result<Columns, String> {
    let header = encoding::decode(header, false)?.text;
    let read = |delimiter| {
        let names = fields_of(&header, delimiter).iter().map(|name| name.trim().to_string()).collect();
        Columns { names, delimiter }
    };
    for delimiter in [delimiter, b';', b'\t', b',', b'|'] {
        let columns = read(delimiter);
        if fields::has_text_column(&columns.names, &options.fields) {
            return Ok(columns);
        }
    }
    Err(fields::no_text("column", read(delimiter).names.iter().map(String::as_str), &options.fields))
}

/// The fields between tabs. Most programs that write such files quote nothing, some do as for commas: marks around a
/// whole field are taken off, any other are text.
fn tab_fields(row: &str) -> Vec<String> {
    let mut fields = Vec::new();
    let mut rest = row;
    loop {
        if let Some(end) = quoted_end(rest) {
            fields.push(rest[1..end - 1].replace("\"\"", "\""));
            match rest[end..].strip_prefix('\t') {
                Some(next) => rest = next,
                None => return fields,
            }
        } else {
            match rest.split_once('\t') {
                Some((field, next)) => {
                    fields.push(field.to_string());
                    rest = next;
                }
                None => {
                    fields.push(rest.to_string());
                    return fields;
                }
            }
        }
    }
}

/// Returns where a field ends that stands in marks as a whole.
fn quoted_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    if bytes.first() != Some(&b'"') {
        return None;
    }
    let mut at = 1;
    loop {
        at += bytes[at..].iter().position(|&b| b == b'"')? + 1;
        match bytes.get(at) {
            Some(b'"') => at += 1,
            None | Some(b'\t') => return Some(at),
            Some(_) => return None,
        }
    }
}

/// The rows of a stream.
struct Rows<'a> {
    input: &'a mut Input,
    delimiter: u8,
    /// What was read too far behind a mark that nothing closed, and how much of it was handed out.
    pending: Option<(Vec<u8>, usize)>,
}

/// The bytes of a row without its line end.
struct Row {
    bytes: Vec<u8>,
    problem: Option<String>,
}

impl Rows<'_> {
    /// Returns the next row that is not blank.
    fn next(&mut self) -> io::Result<Option<Row>> {
        loop {
            let mut bytes = Vec::new();
            let mut state = State::FieldStart;
            let mut is_too_large = false;
            loop {
                let start = bytes.len();
                is_too_large |= self.line(ARTICLE_BYTES_MAX as usize - start, &mut bytes)?;
                state = bytes[start..].iter().fold(state, |state, &b| state.after(b, self.delimiter));
                if bytes.len() == start || is_too_large || !state.is_quoted() {
                    break;
                }
            }
            if is_too_large {
                return Ok(Some(Row { bytes: Vec::new(), problem: Some(too_large_record()) }));
            }
            if state.is_quoted() {
                return Ok(Some(self.unclosed(bytes)));
            }
            if bytes.is_empty() {
                return Ok(None);
            }
            trim_line_end(&mut bytes);
            if !bytes.trim_ascii().is_empty() {
                return Ok(Some(Row { bytes, problem: None }));
            }
        }
    }

    /// Takes back what stands behind the first line of a row whose quotation mark nothing closes.
    fn unclosed(&mut self, bytes: Vec<u8>) -> Row {
        let end = bytes.iter().position(|&b| b == b'\n').map_or(bytes.len(), |at| at + 1);
        self.pending = Some((bytes, end));
        Row { bytes: Vec::new(), problem: Some("a quotation mark is not closed".to_string()) }
    }

    /// After a bad row, goes on at the next line that has as many fields as the header: what stands between belongs to
    /// the bad row, be it cut off inside a text of many lines or one with a mark too many.
    fn resume(&mut self, column_count: usize) {
        let Some((bytes, mut at)) = self.pending.take() else { return };
        while at < bytes.len() {
            let end = bytes[at..].iter().position(|&b| b == b'\n').map_or(bytes.len(), |n| at + n + 1);
            let is_row = column_count > 1 && {
                let line = String::from_utf8_lossy(&bytes[at..end]);
                fields_of(line.trim_end(), self.delimiter).len() == column_count
            };
            if is_row {
                self.pending = Some((bytes, at));
                return;
            }
            at = end;
        }
    }

    fn line(&mut self, max: usize, line: &mut Vec<u8>) -> io::Result<bool> {
        let Some((bytes, at)) = &mut self.pending else { return self.input.line(max, line) };
        let end = bytes[*at..].iter().position(|&b| b == b'\n').map_or(bytes.len(), |n| *at + n + 1);
        line.extend_from_slice(&bytes[*at..end]);
        *at = end;
        if end == bytes.len() {
            self.pending = None;
        }
        Ok(false)
    }
}

fn trim_line_end(bytes: &mut Vec<u8>) {
    if bytes.ends_with(b"\n") {
        bytes.pop();
    }
    if bytes.ends_with(b"\r") {
        bytes.pop();
    }
}

/// Where in a row a byte stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    FieldStart,
    Field,
    Quoted,
    /// Behind a mark inside a quoted field: its end, or the first of two that stand for one.
    Mark,
}

impl State {
    fn after(self, byte: u8, delimiter: u8) -> State {
        match (self, byte) {
            (State::FieldStart | State::Mark, b'"') => State::Quoted,
            (State::Quoted, b'"') => State::Mark,
            (State::Quoted, _) => State::Quoted,
            (_, b) if b == delimiter => State::FieldStart,
            // Between tabs, a mark that closes before the field ends was never one that opens.
            _ => State::Field,
        }
    }

    fn is_quoted(self) -> bool {
        self == State::Quoted
    }
}

/// Returns all rows of a small table that is in memory, cut at the delimiter its first line has most of.
pub fn rows_of(text: &str) -> Vec<Vec<String>> {
    let header = text.lines().next().unwrap_or_default();
    let count = |delimiter: u8| header.bytes().filter(|&b| b == delimiter).count();
    let delimiter =
        [b'|', b';', b'\t', b','].into_iter().max_by_key(|&delimiter| count(delimiter)).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    reader
        .records()
        .filter_map(std::result::Result::ok)
        .map(|row| row.iter().map(str::to_string).collect())
        .collect()
}
