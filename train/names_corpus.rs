//! Reads the articles with names that the recognizer learns from.
//!
//! In: `names/*.jsonl`. Out: label per token, titles, articles and possessives outside. "President Barack Obama's" marked
//! as a person is `Barack Obama`.

use nutgraf::entity::recognizer::label;
use nutgraf::lexicon::persons::{TitlePart, title_word};
use nutgraf::text::Document;
use serde::Deserialize;
use std::ops::Range;
use std::path::Path;

/// Longer spans are clauses that were marked as a name.
const NAME_TOKENS_MAX: usize = 14;

/// A line of a file.
#[derive(Debug, Deserialize)]
pub struct Record {
    /// The text.
    pub text: String,
    mentions: Vec<Marked>,
}

#[derive(Debug, Deserialize)]
struct Marked {
    start: u32,
    end: u32,
    r#type: String,
    #[serde(default)]
    kind: Option<String>,
}

/// Labels of an article's tokens, and which of them nobody can tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labels {
    /// By token.
    pub labels: Vec<u8>,
    /// Tokens that a name's end cuts in two.
    pub unclear: Vec<bool>,
}

/// Reads a file.
pub fn read(path: &Path) -> Result<Vec<Record>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let record = |(n, line)| {
        serde_json::from_str(line).map_err(|error| format!("{}, line {}: {error}", path.display(), n + 1))
    };
    text.lines().enumerate().map(record).collect()
}

/// Returns the labels of a record's tokens; `splits` cuts "Sochi, Russia" into two places.
pub fn labels(record: &Record, document: &Document<'_>, splits: bool) -> Labels {
    let count = document.tokens.len();
    let mut found = Labels { labels: vec![0; count], unclear: vec![false; count] };
    for mention in &record.mentions {
        let kind = match mention.r#type.as_str() {
            "PER" => 0,
            "ORG" => 1,
            "LOC" => 2,
            _ => continue,
        };
        if mention.kind.as_deref().is_some_and(|kind| kind != "name") {
            continue;
        }
        let start = document.tokens.partition_point(|token| token.span.end <= mention.start);
        let end = document.tokens.partition_point(|token| token.span.start < mention.end);
        if start >= end {
            continue;
        }
        let (first, last) = (document.tokens[start].span, document.tokens[end - 1].span);
        // "U.S" for "U.S." is the same; a name that ends inside a word is not.
        if first.start + 1 < mention.start || last.end > mention.end + 1 {
            found.unclear[start..end].fill(true);
            continue;
        }
        let name = trim(document, start..end, kind);
        if name.len() > NAME_TOKENS_MAX || is_mark(document.word(name.end - 1)) {
            continue;
        }
        for part in parts(document, name, splits && kind == 2) {
            let common = splits && kind == 0 && part.len() == 1 && !document.is_capitalised(part.start);
            for (at, n) in part.clone().enumerate().filter(|_| !common) {
                found.labels[n] = label(kind, at, part.len());
            }
        }
    }
    found
}

fn is_mark(word: &str) -> bool {
    word != ")" && !word.contains(char::is_alphanumeric)
}

/// Takes articles, titles, marks and possessives off the ends of a name.
fn trim(document: &Document<'_>, name: Range<usize>, kind: usize) -> Range<usize> {
    let Range { mut start, mut end } = name;
    let part = |n: usize| title_word(document.word(n)).map(|title| title.part);
    while start + 1 < end {
        let word = document.word(start);
        let article = matches!(document.lower(start).as_ref(), "the" | "a" | "an" | "this" | "that");
        let title = match part(start) {
            Some(TitlePart::Honorific | TitlePart::Office) => word != "Pope",
            Some(TitlePart::Modifier) => part(start + 1).is_some(),
            None => false,
        };
        if !((article && word != "An") || (title && kind == 0) || !word.contains(char::is_alphanumeric)) {
            break;
        }
        start += 1;
    }
    while end > start + 1 && matches!(document.word(end - 1), "'s" | "’s" | "'" | "’" | "," | "\"" | "”")
    {
        end -= 1;
    }
    start..end
}

fn parts(document: &Document<'_>, name: Range<usize>, splits: bool) -> Vec<Range<usize>> {
    match name.clone().find(|&n| document.word(n) == ",") {
        Some(comma) if splits && comma > name.start && comma + 1 < name.end => {
            vec![name.start..comma, comma + 1..name.end]
        }
        _ => vec![name],
    }
}
