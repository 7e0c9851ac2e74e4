//! Bytes to articles: paths are walked ([`walk`]), files cut into records and hashed ([`read`]), then decoded and parsed
//! ([`parse`]).
//!
//! In: paths. Out: [`Raw`] records in a fixed order, and of each an article or the reason there is none.
//! `news.jsonl` with two lines gives two records, `news.jsonl#1` and `news.jsonl#2`.
//!
//! ```no_run
//! use nutgraf::input::{self, Options};
//! use std::ops::ControlFlow;
//!
//! let options = Options::default();
//! for source in input::walk(&["articles".into()], &options)? {
//!     let _ = input::read(&source, &options, &mut |raw| {
//!         match input::parse(&raw, &options) {
//!             Ok(parsed) => println!("{}: {:?}", raw.uri, parsed.article.metadata.title),
//!             Err(reason) => eprintln!("{}: {reason}", raw.uri),
//!         }
//!         ControlFlow::Continue(())
//!     });
//! }
//! # Ok::<(), nutgraf::Error>(())
//! ```

mod byline;
mod csv;
pub mod dateline;
pub mod dates;
mod encoding;
mod fields;
pub mod html;
mod json;
mod jsonl;
pub mod language;
pub mod metadata;
mod object;
mod parse;
mod pattern;
pub mod plain;
mod read;
pub mod sections;
mod side_table;
mod stream;
mod uri;
mod values;
mod walk;

pub use fields::FieldNames;
pub use parse::parse;
pub use pattern::PathPattern;
pub use read::read;
pub use side_table::SideTable;
pub use walk::{Source, walk};

use crate::model::Article;
use jiff::civil::Date;
use std::str::FromStr;
use std::sync::Arc;

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

impl Format {
    /// Every format, in the order of the help text.
    pub const ALL: [Format; 6] =
        [Format::Text, Format::Html, Format::Json, Format::Jsonl, Format::Csv, Format::Tsv];

    /// Returns the word that names it on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Html => "html",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
        }
    }

    /// Returns its MIME type.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Text => "text/plain",
            Format::Html => "text/html",
            Format::Json => "application/json",
            Format::Jsonl => "application/x-ndjson",
            Format::Csv => "text/csv",
            Format::Tsv => "text/tab-separated-values",
        }
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(word: &str) -> Result<Format, String> {
        let word = word.to_ascii_lowercase();
        Format::ALL.into_iter().find(|format| format.as_str() == word).ok_or_else(|| {
            format!("unknown format {word} (known are {})", Format::ALL.map(Format::as_str).join(", "))
        })
    }
}

/// One record as it lies on disk, not yet decoded; cheap to make, and all that [`parse`] needs.
#[derive(Debug, Clone)]
pub struct Raw {
    /// The contract's `inputs.uri`: path as given, `#` and line or row for a record, `-` for standard input.
    pub uri: String,
    /// The file's path as characters, for patterns and side tables; "-" for standard input.
    pub path: Arc<str>,
    /// The 1-based line, row or array element, for a record.
    pub record: Option<u64>,
    /// How to read it.
    pub format: Format,
    /// Its MIME type: `text/html`.
    pub media_type: &'static str,
    /// Number of bytes on disk; of the record's line for a record.
    pub byte_count: u64,
    /// SHA-256 of those bytes; "" where nothing could be read. A record of a compressed or UTF-16 file is hashed as
    /// UTF-8 text.
    pub raw_hash: String,
    /// Whether the content is still compressed: known files need not be unpacked.
    pub is_gzip: bool,
    /// The column names, for a row of a table.
    pub columns: Option<Arc<Columns>>,
    /// The bytes, or why there are none.
    pub content: Result<Vec<u8>, String>,
}

/// The header line of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// The names, as written.
    pub names: Vec<String>,
    /// The byte between two fields.
    pub delimiter: u8,
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
    /// Something odd that did not stop it ("decoded by guess as windows-1252"); several are joined by `"; "`.
    pub problem: Option<String>,
}

/// What the user said about the input. It goes before what the input says about itself, and that before what is
/// recognised in the text; of the user's words a row of the side table goes first, then the path, then `outlet`.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The day of the run: later dates are refused.
    pub today: Option<Date>,
    /// The format of standard input and of every file named by its own path; inside folders the extension tells.
    pub format: Option<Format>,
    /// The outlet of everything read (`--outlet`).
    pub outlet: Option<String>,
    /// Where the outlet stands in the path.
    pub outlet_from_path: Option<PathPattern>,
    /// Where the date stands in the path.
    pub date_from_path: Option<PathPattern>,
    /// Metadata by path (`--metadata`).
    pub side_table: Option<Arc<SideTable>>,
    /// Names of JSON keys and columns that are not the usual ones.
    pub fields: FieldNames,
}

#[cfg(test)]
mod tests;
