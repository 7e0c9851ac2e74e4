//! Bytes to articles: files are walked, cut into records and hashed ([`read`]), then decoded and parsed ([`parse`]).
//!
//! In: paths. Out: [`Raw`] records in a fixed order, and of each an article or the reason there is none.
//! `news.jsonl` with two lines gives two records, `news.jsonl#1` and `news.jsonl#2`.

pub mod byline;
pub mod dateline;
pub mod dates;
pub mod html;
pub mod language;
pub mod metadata;
pub mod plain;
pub mod sections;

use crate::model::Article;
use jiff::civil::Date;

/// How a file is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Plain text or Markdown: one article a file.
    Text,
    /// A web page: one article a file.
    Html,
    /// One JSON object, or an array of them.
    Json,
    /// A JSON object a line.
    Jsonl,
    /// Comma-separated, with a header line.
    Csv,
    /// Tab-separated, with a header line.
    Tsv,
}

/// One record as it lies on disk, not yet decoded; cheap to make.
#[derive(Debug, Clone)]
pub struct Raw {
    /// The contract's `inputs.uri`: path as given, `#` and line or row for a record, `-` for standard input.
    pub uri: String,
    /// How to read it.
    pub format: Format,
    /// Its MIME type: `text/html`.
    pub media_type: &'static str,
    /// Number of bytes on disk; of the record's line for a record.
    pub byte_count: u64,
    /// SHA-256 of those bytes; "" where nothing could be read.
    pub raw_hash: String,
    /// The bytes, or why there are none.
    pub content: Result<Vec<u8>, String>,
}

/// What became of a record.
pub type Outcome = Result<Parsed, String>;

/// An article as read at one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// The text and its metadata.
    pub article: Article,
    /// The record's own id.
    pub external_id: Option<String>,
    /// Something odd that did not stop it ("decoded by guess as windows-1252").
    pub problem: Option<String>,
}

/// What the user said about the input.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The day of the run: later dates are refused.
    pub today: Option<Date>,
}
