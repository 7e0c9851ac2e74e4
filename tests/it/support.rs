//! Running the binary and looking into the database it made.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;
use tempfile::TempDir;

/// A folder of its own with a database path in it.
pub struct Bench {
    folder: TempDir,
}

impl Bench {
    pub fn new() -> Bench {
        Bench { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, its folders included.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("it lies in the folder")).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    /// Runs nutgraf in the folder.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        let output = Command::new(env!("CARGO_BIN_EXE_nutgraf"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env_remove("NUTGRAF_DB")
            .output()
            .expect("the binary runs");
        Ran::from(output)
    }

    /// Ingests paths into a database of this name and returns it; the day is fixed and some inputs may fail.
    pub fn ingest(&self, db: &str, more: &[&str]) -> PathBuf {
        let arguments = [&["ingest", "--db", db, "--quiet", "--today", "2026-11-21"], more].concat();
        let ran = self.run(&arguments);
        assert!(ran.code <= 1, "{arguments:?}: {}", ran.stderr);
        self.path(db)
    }

    /// Ingests texts that were written to the folder, by their names without the ending.
    pub fn ingest_texts(&self, db: &str, names: &[&str]) {
        let files: Vec<String> = names.iter().map(|name| format!("{name}.txt")).collect();
        self.ingest(db, &files.iter().map(String::as_str).collect::<Vec<_>>());
    }

    /// Runs a command on a database, which has to succeed, and returns what it printed.
    #[track_caller]
    pub fn done(&self, db: &str, words: &[&str]) -> String {
        let ran = self.run(&[words, &["--db", db]].concat());
        assert_eq!(ran.code, 0, "{words:?}: {}{}", ran.stderr, ran.stdout);
        ran.stdout
    }
}

/// What a run of the binary gave.
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Ran {
        let text = |bytes| String::from_utf8(bytes).expect("nutgraf prints UTF-8");
        Ran {
            code: output.status.code().expect("no signal"),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }
}

/// The sample articles.
pub fn sample_articles() -> String {
    concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/articles").to_string()
}

/// Writes a page anew, at once: other tests may be reading it.
pub fn rewrite(page: &str, text: &str) {
    let new = format!("{page}.new");
    std::fs::write(&new, text).unwrap();
    std::fs::rename(&new, page).unwrap();
}

/// Copies a folder with all that is in it.
pub fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy_folder(&entry.path(), &to),
            false => drop(std::fs::copy(entry.path(), &to).unwrap()),
        }
    }
}

/// Lets a shell find the built binary as `nutgraf`.
pub fn with_binary_on_path(command: &mut Command) -> &mut Command {
    let folder =
        Path::new(env!("CARGO_BIN_EXE_nutgraf")).parent().expect("it lies in a folder").to_path_buf();
    let rest = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(folder).chain(std::env::split_paths(&rest)));
    command.env("PATH", path.expect("it came from such a list")).env_remove("NUTGRAF_DB")
}

/// The database that README.md and docs/queries.md speak of: the sample articles with their side table, made once a test run.
pub fn sample_database() -> &'static Path {
    static MADE: OnceLock<PathBuf> = OnceLock::new();
    MADE.get_or_init(|| {
        let db = Path::new(env!("CARGO_TARGET_TMPDIR")).join("samples.db");
        let _ = std::fs::remove_file(&db);
        let output = Command::new(env!("CARGO_BIN_EXE_nutgraf"))
            .args(["ingest", "seeds/articles", "--metadata", "seeds/articles.csv", "--today", "2026-11-21"])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("NUTGRAF_DB", &db)
            .output()
            .expect("the binary runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        db
    })
}

/// Returns the answer to a query as the sqlite3 shell prints it: a row of column names, then the rows, NULL as ''.
pub fn table(db: &Path, sql: &str) -> Vec<Vec<String>> {
    use rusqlite::types::ValueRef;
    let connection = rusqlite::Connection::open(db).unwrap();
    let mut statement = connection.prepare(sql).unwrap_or_else(|e| panic!("{sql}: {e}"));
    let names: Vec<String> = statement.column_names().map(str::to_string).collect();
    let field = |row: &rusqlite::Row<'_>, n: usize| match row.get_ref(n).unwrap() {
        ValueRef::Null => String::new(),
        ValueRef::Integer(value) => value.to_string(),
        ValueRef::Real(value) => format!("{value:?}"),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        ValueRef::Blob(bytes) => format!("{} bytes", bytes.len()),
    };
    let read = |row: &rusqlite::Row<'_>| Ok((0..names.len()).map(|n| field(row, n)).collect());
    let rows: Vec<Vec<String>> = statement.query_map([], read).unwrap().map(Result::unwrap).collect();
    [vec![names], rows].concat()
}

/// Returns a header and the first rows in aligned columns, as the documents show them; long cells are cut.
pub fn aligned(rows: &[Vec<String>], rows_max: usize, chars_max: usize) -> String {
    let cut = |cell: &String| {
        let cell = cell.split_whitespace().collect::<Vec<_>>().join(" ");
        if cell.chars().count() <= chars_max {
            return cell;
        }
        cell.chars().take(chars_max - 1).chain(['…']).collect()
    };
    let mut cells: Vec<Vec<String>> =
        rows.iter().take(rows_max + 1).map(|row| row.iter().map(cut).collect()).collect();
    let widths: Vec<usize> = (0..cells[0].len())
        .map(|n| cells.iter().map(|row| row[n].chars().count()).max().expect("there is a header"))
        .collect();
    cells.insert(1, widths.iter().map(|width| "-".repeat(*width)).collect());
    let line = |row: &Vec<String>| {
        let padded: Vec<String> =
            row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        format!("{}\n", padded.join("  ").trim_end())
    };
    let out: String = cells.iter().map(line).collect();
    match rows.len().saturating_sub(rows_max + 1) {
        0 => out,
        more => out + &format!("... and {more} more\n"),
    }
}

/// Returns the rows of a query, fields joined by `|`, NULL as "∅".
pub fn rows(db: &Path, sql: &str) -> Vec<String> {
    let connection = rusqlite::Connection::open(db).unwrap();
    let mut statement = connection.prepare(sql).unwrap_or_else(|e| panic!("{sql}: {e}"));
    let columns = statement.column_count();
    let field = |row: &rusqlite::Row<'_>, n: usize| {
        use rusqlite::types::ValueRef;
        match row.get_ref(n).unwrap() {
            ValueRef::Null => "∅".to_string(),
            ValueRef::Integer(value) => value.to_string(),
            ValueRef::Real(value) => value.to_string(),
            ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
            ValueRef::Blob(bytes) => format!("{} bytes", bytes.len()),
        }
    };
    let read =
        |row: &rusqlite::Row<'_>| Ok((0..columns).map(|n| field(row, n)).collect::<Vec<_>>().join("|"));
    statement.query_map([], read).unwrap().map(Result::unwrap).collect()
}
