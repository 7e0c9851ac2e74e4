//! Files to records, hashed and not yet decoded.
//!
//! In: a [`Source`]. Out: its [`Raw`] records, one after the other: a text is one, of a file of records each line, row or
//! array element is one. Only one record is in memory at a time. `news.jsonl` gives `news.jsonl#1`, `news.jsonl#2` ...
//!
//! What cannot be read gives a failed record with the reason: an empty file, a named pipe, a file that is gone.

use super::stream::{self, Input};
use super::walk::Source;
use super::{Columns, Format, Options, Raw, csv, json, jsonl};
use crate::canonical;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::sync::Arc;

/// The most bytes of one article or record. A novel has one megabyte; a line of 50 must be survived.
pub const ARTICLE_BYTES_MAX: u64 = 256 << 20;

/// Reads a file and hands each record to `sink`, until that breaks off.
pub fn read(
    source: &Source,
    options: &Options,
    sink: &mut dyn FnMut(Raw) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut out = Out { source, sink, record_count: 0 };
    if let Some(problem) = &source.problem {
        return out.fail(None, problem.clone());
    }
    let (file, size) = match open(source) {
        Ok(opened) => opened,
        Err(reason) => return out.fail(None, reason),
    };
    if matches!(source.format, Format::Text | Format::Html) {
        return whole(file, size, &mut out);
    }
    let mut input = match Input::new(file) {
        Ok(input) => input,
        Err(reason) => return out.fail(None, reason),
    };
    match source.format {
        Format::Json => json::read(&mut input, options, &mut out),
        Format::Jsonl => jsonl::read(&mut input, options, &mut out),
        Format::Csv | Format::Tsv => csv::read(&mut input, options, &mut out),
        Format::Text | Format::Html => unreachable!("read above"),
    }
}

/// Opens a file, but nothing else: opening a named pipe would wait for somebody to write. Returns its size, too.
fn open(source: &Source) -> Result<(Box<dyn Read>, u64), String> {
    if source.is_stdin() {
        return Ok((Box::new(io::stdin()), 0));
    }
    let metadata = fs::metadata(&source.file).map_err(|e| {
        let is_link = fs::symlink_metadata(&source.file).is_ok_and(|m| m.is_symlink());
        let is_dangling = is_link && e.kind() == io::ErrorKind::NotFound;
        if is_dangling { "the link leads to nothing".to_string() } else { stream::read_problem(&e) }
    })?;
    if !metadata.is_file() {
        return Err(format!("{}, not a file", kind_of(&metadata.file_type())));
    }
    let file = File::open(&source.file).map_err(|e| stream::read_problem(&e))?;
    Ok((Box::new(file), metadata.len()))
}

#[cfg(unix)]
fn kind_of(kind: &fs::FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        "a named pipe"
    } else if kind.is_socket() {
        "a socket"
    } else if kind.is_dir() {
        "a folder"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn kind_of(kind: &fs::FileType) -> &'static str {
    if kind.is_dir() { "a folder" } else { "a device" }
}

/// Reads a file that is one article.
fn whole(mut file: Box<dyn Read>, size: u64, out: &mut Out) -> ControlFlow<()> {
    // Room for one more byte, so that the end is seen without growing.
    let mut bytes = Vec::with_capacity(size.min(ARTICLE_BYTES_MAX) as usize + 1);
    if let Err(e) = (&mut file).take(ARTICLE_BYTES_MAX + 1).read_to_end(&mut bytes) {
        return out.fail(None, stream::read_problem(&e));
    }
    if bytes.len() as u64 > ARTICLE_BYTES_MAX {
        return too_large(bytes, file, out);
    }
    let (byte_count, raw_hash) = (bytes.len() as u64, canonical::raw_hash(&bytes));
    let content = if bytes.is_empty() { Err("empty file".to_string()) } else { Ok(bytes) };
    let is_gzip = content.as_ref().is_ok_and(|bytes| stream::is_gzip(bytes));
    out.send(Raw { byte_count, raw_hash, is_gzip, content, ..out.empty(None) })
}

/// Hashes a file that is too large, so that it is known the next time.
fn too_large(mut bytes: Vec<u8>, mut file: Box<dyn Read>, out: &mut Out) -> ControlFlow<()> {
    let mut hasher = Sha256::new();
    let mut byte_count = 0;
    loop {
        hasher.update(&bytes);
        byte_count += bytes.len() as u64;
        bytes.clear();
        match (&mut file).take(1 << 20).read_to_end(&mut bytes) {
            Err(e) => return out.fail(None, stream::read_problem(&e)),
            Ok(0) => break,
            Ok(_) => {}
        }
    }
    let reason = format!("more than {}, too large for one article", stream::mebibytes(ARTICLE_BYTES_MAX));
    let raw_hash = canonical::hex(&hasher.finalize());
    out.send(Raw { byte_count, raw_hash, content: Err(reason), ..out.empty(None) })
}

/// Where the readers of the formats put records.
pub struct Out<'a> {
    source: &'a Source,
    sink: &'a mut dyn FnMut(Raw) -> ControlFlow<()>,
    /// How many records were sent, failed ones too.
    pub record_count: u64,
}

impl Out<'_> {
    /// Returns how the file is to be read.
    pub fn format(&self) -> Format {
        self.source.format
    }

    /// Sends a record.
    pub fn record(&mut self, number: u64, bytes: Vec<u8>, columns: Option<Arc<Columns>>) -> ControlFlow<()> {
        self.record_count += 1;
        let (byte_count, raw_hash) = (bytes.len() as u64, canonical::raw_hash(&bytes));
        self.send(Raw { byte_count, raw_hash, columns, content: Ok(bytes), ..self.empty(Some(number)) })
    }

    /// Sends a file's one record, which goes by the file's name and hash.
    pub fn only_record(&mut self, input: &Input, bytes: Vec<u8>) -> ControlFlow<()> {
        self.record_count += 1;
        let (byte_count, raw_hash) = input.hash();
        self.send(Raw { byte_count, raw_hash, content: Ok(bytes), ..self.empty(None) })
    }

    /// Sends the reason why a record, or all or the rest of the file, could not be read.
    pub fn fail(&mut self, number: Option<u64>, reason: String) -> ControlFlow<()> {
        self.record_count += u64::from(number.is_some());
        self.send(Raw { content: Err(reason), ..self.empty(number) })
    }

    /// Sends the reason why a file that could be read to its end holds nothing, with its hash.
    pub fn fail_file(&mut self, input: &Input, reason: String) -> ControlFlow<()> {
        let (byte_count, raw_hash) = input.hash();
        self.send(Raw { byte_count, raw_hash, content: Err(reason), ..self.empty(None) })
    }

    /// Sends the reason why a stream broke off; what came before is sent already.
    pub fn broken(&mut self, input: &Input, e: &io::Error) -> ControlFlow<()> {
        let reason = match self.record_count {
            0 => input.problem(e),
            1 => format!("{} after 1 record", input.problem(e)),
            n => format!("{} after {n} records", input.problem(e)),
        };
        self.fail(None, reason)
    }

    /// Sends the reason why a file without any record is refused.
    pub fn nothing(&mut self, input: &Input) -> ControlFlow<()> {
        let is_empty = input.hash().0 == 0;
        let reason = if is_empty { "empty file" } else { "nothing but white space" };
        self.fail_file(input, reason.to_string())
    }

    fn empty(&self, number: Option<u64>) -> Raw {
        let uri = match number {
            Some(number) => format!("{}#{number}", self.source.uri),
            None => self.source.uri.clone(),
        };
        Raw {
            uri,
            path: Arc::clone(&self.source.path),
            record: number,
            format: self.source.format,
            media_type: self.source.media_type,
            byte_count: 0,
            raw_hash: String::new(),
            is_gzip: false,
            columns: None,
            content: Err(String::new()),
        }
    }

    fn send(&mut self, raw: Raw) -> ControlFlow<()> {
        (self.sink)(raw)
    }
}

/// The reason for a record that is too large.
pub fn too_large_record() -> String {
    format!("record of more than {}", stream::mebibytes(ARTICLE_BYTES_MAX))
}
