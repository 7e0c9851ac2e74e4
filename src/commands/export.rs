//! `nutgraf export`: writes a table, a view or a query's answer to a file or to standard output.
//!
//! In: a name or one SELECT. Out: its rows. `nutgraf export quote_report -o quotes.csv`; the file is there whole or not at all.

use super::{ExitStatus, output_error, rows, screen};
use crate::cli::{ExportArgs, ExportFormat};
use crate::export::{Delimited, Json, Jsonl, Markdown, RowWriter};
use crate::store;
use crate::{Error, Result};
use std::io::{BufWriter, ErrorKind, Write};
use std::path::Path;

/// Writes the rows, one at a time.
pub fn run(args: &ExportArgs, db: &Path, out: &mut dyn Write) -> Result<ExitStatus> {
    let format = args.format.or_else(|| format_of(args.output.as_deref()?)).unwrap_or(ExportFormat::Csv);
    let mut connection = store::open_read_only(db)?;
    let sql = match (&args.name, &args.sql) {
        (Some(name), _) => store::schema::select_all(&connection, db, name)?,
        (None, Some(sql)) => rows::sql(sql)?,
        (None, None) => return Err(Error::Usage("give the NAME of a table or view, or --sql".to_owned())),
    };
    store::query::guard(&mut connection, db)?;
    // Without this an interrupt would leave the temporary file behind.
    rows::stop_on_interrupt(&connection);
    let query = store::query::prepare(&connection, db, &sql)?;
    let mut writer = writer(format, args.raw_formulas);
    let Some(path) = &args.output else {
        let mut writer = rows::for_output(writer, screen::screen().width.is_some());
        rows::print(query, writer.as_mut(), out, output_error)?;
        return Ok(ExitStatus::Done);
    };
    refuse_database(path, db)?;
    let count =
        to_file(path, |file| rows::print(query, writer.as_mut(), file, |source| failed(path, source)))?;
    let _ = writeln!(std::io::stderr(), "wrote {count} rows to {}", path.display());
    Ok(ExitStatus::Done)
}

/// Translates a failure to write a file.
pub fn failed(path: &Path, source: std::io::Error) -> Error {
    match source.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Error::DiskFull(path.to_owned()),
        _ => Error::Write { path: path.to_owned(), source },
    }
}

/// Writes to a temporary file beside `path` and renames it when it is whole.
pub fn to_file<T>(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<T>) -> Result<T> {
    let failed = |source| failed(path, source);
    // What is behind a link is replaced, not the link.
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if std::fs::metadata(&target).is_ok_and(|data| !data.is_file()) {
        // A pipe or a device (/dev/stdout) cannot be renamed over.
        let file = std::fs::OpenOptions::new().write(true).open(&target).map_err(failed)?;
        let mut file = BufWriter::new(file);
        let written = write(&mut file)?;
        file.flush().map_err(failed)?;
        return Ok(written);
    }
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666)); // less the user's umask, as for any file
    let mut file = builder.prefix(".nutgraf-").tempfile_in(folder).map_err(failed)?;
    let mut buffer = BufWriter::new(&mut file);
    let written = write(&mut buffer)?;
    buffer.flush().map_err(failed)?;
    drop(buffer);
    file.as_file().sync_all().map_err(failed)?;
    file.persist(&target).map_err(|error| failed(error.error))?;
    Ok(written)
}

/// Refuses to write the rows over the database they come from.
pub fn refuse_database(output: &Path, db: &Path) -> Result<()> {
    let same =
        std::fs::canonicalize(output).ok().is_some_and(|path| std::fs::canonicalize(db).ok() == Some(path));
    if same {
        Err(Error::Usage(format!("{} is the database: name another file", output.display())))
    } else {
        Ok(())
    }
}

/// Returns the format that a file's name asks for.
fn format_of(path: &Path) -> Option<ExportFormat> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "csv" => Some(ExportFormat::Csv),
        "tsv" => Some(ExportFormat::Tsv),
        "json" => Some(ExportFormat::Json),
        "jsonl" | "ndjson" => Some(ExportFormat::Jsonl),
        "md" | "markdown" => Some(ExportFormat::Markdown),
        _ => None,
    }
}

fn writer(format: ExportFormat, raw_formulas: bool) -> Box<dyn RowWriter> {
    match format {
        ExportFormat::Csv => Box::new(Delimited::csv(raw_formulas)),
        ExportFormat::Tsv => Box::new(Delimited::tsv(raw_formulas)),
        ExportFormat::Json => Box::new(Json::default()),
        ExportFormat::Jsonl => Box::new(Jsonl::default()),
        ExportFormat::Markdown => Box::new(Markdown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture;

    fn args(name: Option<&str>, sql: Option<&str>, output: Option<&Path>) -> ExportArgs {
        ExportArgs {
            name: name.map(str::to_owned),
            sql: sql.map(str::to_owned),
            format: None,
            output: output.map(Path::to_owned),
            raw_formulas: false,
        }
    }

    fn files(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).expect("a folder");
        let mut names: Vec<_> =
            entries.map(|entry| entry.expect("readable").file_name().into_string()).collect();
        names.sort();
        names.into_iter().flatten().collect()
    }

    #[test]
    fn a_file_appears_whole() {
        let (folder, db) = fixture::file();
        let output = folder.path().join("out.jsonl");
        std::fs::write(&output, "old").expect("written");
        run(&args(Some("who_quotes_whom"), None, Some(&output)), &db, &mut Vec::new()).expect("it runs");
        let written = std::fs::read_to_string(&output).expect("written");
        assert!(
            written.starts_with("{\"outlet\":\"Daily Planet\",\"speaker\":\"Wang Yi\",\"quote_count\":1"),
            "{written}"
        );
        assert_eq!(files(folder.path()), ["nutgraf.db", "out.jsonl"]);
    }

    #[test]
    fn a_failure_leaves_the_old_file() {
        let (folder, db) = fixture::file();
        let output = folder.path().join("out.csv");
        std::fs::write(&output, "old").expect("written");
        // The third row fails: abs() of the smallest integer overflows.
        let sql = "SELECT abs(value) FROM (SELECT 1 AS value UNION ALL SELECT 2 UNION ALL SELECT -9223372036854775808)";
        let error = run(&args(None, Some(sql), Some(&output)), &db, &mut Vec::new()).expect_err("overflow");
        assert_eq!(error.to_string(), "integer overflow");
        assert_eq!(std::fs::read_to_string(&output).expect("there"), "old");
        assert_eq!(files(folder.path()), ["nutgraf.db", "out.csv"]);
    }

    #[test]
    fn the_database_is_not_written_over_and_unknown_names_are_told() {
        let (_folder, db) = fixture::file();
        let before = std::fs::read(&db).expect("there");
        let error = run(&args(Some("articles"), None, Some(&db)), &db, &mut Vec::new()).expect_err("refused");
        assert!(error.to_string().contains("is the database"));
        assert_eq!(std::fs::read(&db).expect("there"), before);
        let error = run(&args(Some("qoutes"), None, None), &db, &mut Vec::new()).expect_err("unknown");
        assert!(error.to_string().contains("did you mean quotes?"), "{error}");
        assert!(error.to_string().contains("quote_report"), "{error}");
    }
}
