//! `nutgraf schema`: prints the tables and views with the comments that explain them.
//!
//! In: the database, or none. Out: CREATE statements. `nutgraf schema quote_report` shows one view.

use super::{ExitStatus, output_error};
use crate::cli::SchemaArgs;
use crate::store;
use crate::{Error, Result};
use std::io::Write;
use std::path::Path;

/// Prints the statements in the order to read them in, each table followed by its indexes.
pub fn run(args: &SchemaArgs, db: &Path, out: &mut dyn Write) -> Result<ExitStatus> {
    let connection = match store::open_read_only(db) {
        // The manual can be read before there is anything to look up in.
        Err(Error::NoDatabase(_)) => store::migrations::empty(),
        result => result?,
    };
    let definitions = store::schema::definitions(&connection, db, args.name.as_deref())?;
    for (n, definition) in definitions.iter().enumerate() {
        let gap = if n > 0 { "\n" } else { "" };
        writeln!(out, "{gap}{};", definition.create).map_err(output_error)?;
        for index in &definition.indexes {
            writeln!(out, "{index};").map_err(output_error)?;
        }
    }
    Ok(ExitStatus::Done)
}
