//! `nutgraf stats`: counts what the database holds.
//!
//! In: a database. Out: articles by outlet and language, entities, quotes and events by kind, what failed and why.

use super::{ExitStatus, page};
use crate::Result;
use crate::cli::StatsArgs;
use crate::store::{self, report};
use std::io::Write;
use std::path::Path;

/// Prints the page.
pub fn run(_args: &StatsArgs, db: &Path, out: &mut dyn Write) -> Result<ExitStatus> {
    let connection = store::open_read_only(db)?;
    let sections = report::page(&connection, db, report::STATS, None)?;
    page::print(&sections, out)?;
    Ok(ExitStatus::Done)
}
