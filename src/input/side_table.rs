//! Metadata of files, in a table beside them (`--metadata FILE.csv`).
//!
//! In: a CSV or TSV file with the column `path` and any of `title`, `outlet`, `date`, `url`, `author`, `language`. Out: the
//! row of a path. `path` is the path as it is ingested or the end of it: `kyiv/a.txt` is meant by `pile/kyiv/a.txt`.

use super::fields::{FieldNames, Fields, normal};
use super::object::Object;
use super::{csv, encoding};
use crate::{Error, Result};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What a table says, by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SideTable {
    rows: BTreeMap<String, Fields>,
    /// The real path of the file, which is no input where it lies among the articles.
    file: PathBuf,
}

impl SideTable {
    /// Reads a table.
    pub fn load(file: &Path) -> Result<SideTable> {
        let bytes = std::fs::read(file).map_err(|source| Error::Read { path: file.into(), source })?;
        let usage = |reason: String| Error::Usage(format!("cannot read {}: {reason}", file.display()));
        let text = encoding::decode(&bytes, false).map_err(usage)?.text;
        let table = SideTable::parse(&text).map_err(usage)?;
        Ok(SideTable { file: file.canonicalize().unwrap_or_default(), ..table })
    }

    fn parse(text: &str) -> std::result::Result<SideTable, String> {
        let mut rows = csv::rows_of(text).into_iter();
        let columns: Vec<String> = rows.next().unwrap_or_default().iter().map(|name| normal(name)).collect();
        let path = ["path", "file", "filename", "uri"]
            .iter()
            .find_map(|name| columns.iter().position(|column| column == name))
            .ok_or_else(|| format!("no \"path\" column; it has {}", columns.join(", ")))?;
        let mut table = SideTable::default();
        for row in rows {
            let Some(key) = row.get(path).map(|path| clean(path)).filter(|path| !path.is_empty()) else {
                continue;
            };
            let record: Object =
                columns.iter().cloned().zip(row.iter().cloned().map(Value::String)).collect();
            table.rows.insert(key, Fields::of(&record, &FieldNames::default()));
        }
        Ok(table)
    }

    /// Returns the row of a path, or of the longest end of it that has one; of a record (`news.jsonl#3`) its own first.
    pub fn row(&self, path: &str, record: Option<u64>) -> Option<&Fields> {
        let path = clean(path);
        let numbered = record.map(|number| format!("{path}#{number}"));
        numbered.as_deref().and_then(|path| self.ending(path)).or_else(|| self.ending(&path))
    }

    /// Tells whether a path is the table's own.
    pub fn is_at(&self, path: &Path) -> bool {
        path.canonicalize().is_ok_and(|real| real == self.file)
    }

    /// Returns how many paths it knows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Tells whether it knows no path.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn ending(&self, path: &str) -> Option<&Fields> {
        let mut end = path;
        loop {
            if let Some(row) = self.rows.get(end) {
                return Some(row);
            }
            end = end.split_once('/')?.1;
        }
    }
}

fn clean(path: &str) -> String {
    let path = path.trim().replace('\\', "/");
    let path = path.trim_start_matches("./");
    path.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, record: Option<u64>, outlet: Option<&str>) {
        let text = "Path,Outlet,Date\n./kyiv/a.txt,\"Kyiv \"\"Post\"\"\",2024-03-07\n\na.txt,BBC,\nn.jsonl#2,AFP,\nn.jsonl,DPA,\n";
        let table = SideTable::parse(text).expect("a table");
        assert_eq!(table.row(path, record).and_then(|row| row.outlet.as_deref()), outlet);
    }

    #[test]
    fn the_longest_end_of_a_path_counts() {
        check("pile/kyiv/a.txt", None, Some("Kyiv \"Post\""));
        check("pile/lviv/a.txt", None, Some("BBC"));
        check("pile/b.txt", None, None);
        check("n.jsonl", Some(2), Some("AFP"));
        check("n.jsonl", Some(3), Some("DPA"));
    }

    #[test]
    fn semicolons_and_tabs_will_do() {
        for sign in [";", "\t"] {
            let table = SideTable::parse(&["file", "title\na.txt", "Talks"].join(sign)).expect("a table");
            assert_eq!(table.row("a.txt", None).and_then(|row| row.title.as_deref()), Some("Talks"));
        }
        assert_eq!(
            SideTable::parse("name,title\n").expect_err("no path"),
            "no \"path\" column; it has name, title"
        );
    }
}
