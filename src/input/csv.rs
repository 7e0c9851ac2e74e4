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
    let mut rows = Rows { input, delimiter, column_count: 0, pending: None };
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
    (rows.delimiter, rows.column_count) = (columns.delimiter, columns.names.len());
    for number in 1.. {
        match rows.next() {
            Ok(None) => break,
            Ok(Some(row)) => {
                rows.input.stop_hashing();
                match row.problem {
                    None => out.record(number, row.bytes, Some(Arc::clone(&columns)))?,
                    Some(problem) => out.fail(Some(number), problem)?,
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
    column_count: usize,
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
                state = bytes[start..].iter().fold(state, |state, &byte| state.after(byte, self.delimiter));
                if bytes.len() == start || is_too_large || !matches!(state, State::Quoted { .. }) {
                    break;
                }
            }
            if is_too_large {
                return Ok(Some(Row { bytes: Vec::new(), problem: Some(too_large_record()) }));
            }
            if matches!(state, State::Quoted { .. } | State::Stray) {
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

    /// Takes back what stands behind the first line of a row whose quotation mark is not closed. Where the next line is
    /// a row, the first is one too, with a mark too many. Else a text of many lines is cut off or has bare marks in it:
    /// its lines are left out up to the next row.
    fn unclosed(&mut self, mut bytes: Vec<u8>) -> Row {
        let end = line_end(&bytes, 0);
        let next = line_end(&bytes, end);
        let is_stray = self.is_row(&bytes[..end]) && self.is_row(&bytes[end..next]);
        let first = bytes[..end].to_vec();
        match &mut self.pending {
            // All of it came from there.
            Some((_, at)) => *at -= bytes.len() - end,
            None => self.pending = Some((std::mem::take(&mut bytes), end)),
        }
        if is_stray {
            let mut bytes = first;
            trim_line_end(&mut bytes);
            return Row { bytes, problem: None };
        }
        self.resume();
        Row { bytes: Vec::new(), problem: Some("a quotation mark is not closed".to_string()) }
    }

    /// Goes on at the next line that has as many fields as the header.
    fn resume(&mut self) {
        let Some((bytes, mut at)) = self.pending.take() else { return };
        while at < bytes.len() {
            let end = line_end(&bytes, at);
            if self.is_row(&bytes[at..end]) {
                self.pending = Some((bytes, at));
                return;
            }
            at = end;
        }
    }

    fn is_row(&self, line: &[u8]) -> bool {
        let line = String::from_utf8_lossy(line);
        self.column_count > 1 && fields_of(line.trim_end(), self.delimiter).len() == self.column_count
    }

    fn line(&mut self, max: usize, line: &mut Vec<u8>) -> io::Result<bool> {
        let Some((bytes, at)) = &mut self.pending else { return self.input.line(max, line) };
        let end = line_end(bytes, *at);
        line.extend_from_slice(&bytes[*at..end]);
        *at = end;
        if end == bytes.len() {
            self.pending = None;
        }
        Ok(false)
    }
}

/// Returns where the line that begins at `start` ends, with its line feed.
fn line_end(bytes: &[u8], start: usize) -> usize {
    bytes[start..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |at| start + at + 1)
}

fn trim_line_end(bytes: &mut Vec<u8>) {
    if bytes.ends_with(b"\n") {
        bytes.pop();
    }
    if bytes.ends_with(b"\r") {
        bytes.pop();
    }
}

/// Tells whether a row opens a quotation mark and never closes it.
pub fn is_unclosed(row: &str, delimiter: u8) -> bool {
    let state = row.bytes().fold(State::FieldStart, |state, byte| state.after(byte, delimiter));
    matches!(state, State::Quoted { .. })
}

/// Where in a row a byte stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    FieldStart,
    Field,
    /// Behind a mark that opens a field; `lines` once the field has gone over a line end.
    Quoted {
        lines: bool,
    },
    /// Behind a mark inside a quoted field: its end, or the first of two that stand for one.
    Mark {
        lines: bool,
    },
    /// Behind a mark that should have closed a field of many lines and stands in the middle of words: the mark that
    /// seemed to open the field did not.
    Stray,
}

impl State {
    fn after(self, byte: u8, delimiter: u8) -> State {
        match (self, byte) {
            (State::Stray, _) => State::Stray,
            (State::FieldStart, b'"') => State::Quoted { lines: false },
            (State::Mark { lines }, b'"') => State::Quoted { lines },
            (State::Quoted { lines }, b'"') => State::Mark { lines },
            (State::Quoted { lines }, byte) => State::Quoted { lines: lines || byte == b'\n' },
            (_, byte) if byte == delimiter => State::FieldStart,
            (State::Mark { lines: true }, byte) if !matches!(byte, b'\r' | b'\n') => State::Stray,
            _ => State::Field,
        }
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
