//! `nutgraf query`: prints the answer to an SQL query.
//!
//! In: one SELECT. Out: its rows. `nutgraf query "SELECT count(*) FROM quotes" --format csv`.

use super::rows;
use super::{ExitStatus, output_error};
use crate::Result;
use crate::cli::QueryArgs;
use crate::store;
use std::io::Write;
use std::path::Path;

/// Prints the rows; a query that would write is refused.
pub fn run(args: &QueryArgs, db: &Path, out: &mut dyn Write) -> Result<ExitStatus> {
    let sql = rows::sql(&args.sql)?;
    let mut connection = store::open_read_only(db)?;
    store::query::guard(&mut connection, db)?;
    rows::stop_on_interrupt(&connection);
    let query = store::query::prepare(&connection, db, &sql)?;
    let mut writer = rows::writer(args.format, args.raw_formulas);
    rows::print(query, writer.as_mut(), out, output_error)?;
    Ok(ExitStatus::Done)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::RowFormat;
    use crate::store::fixture;

    #[test]
    fn every_format_prints_the_rows() {
        let (_folder, path) = fixture::file();
        let sql = "SELECT title, outlet FROM articles WHERE id IN (2, 4) ORDER BY id".to_owned();
        for (format, expected) in [
            (RowFormat::Csv, "title,outlet\n'=cmd() shopping,Gazette\n,Le Quotidien\n"),
            (RowFormat::Tsv, "title\toutlet\n'=cmd() shopping\tGazette\n\tLe Quotidien\n"),
            (
                RowFormat::Jsonl,
                "{\"title\":\"=cmd() shopping\",\"outlet\":\"Gazette\"}\n{\"title\":null,\"outlet\":\"Le Quotidien\"}\n",
            ),
            (
                RowFormat::Table,
                "title            outlet\n---------------  ------------\n=cmd() shopping  Gazette\nNULL             Le Quotidien\n",
            ),
        ] {
            let args = QueryArgs { sql: sql.clone(), format, raw_formulas: false };
            let mut out = Vec::new();
            assert_eq!(run(&args, &path, &mut out).expect("it runs"), ExitStatus::Done);
            assert_eq!(String::from_utf8(out).expect("UTF-8"), expected);
        }
    }
}
