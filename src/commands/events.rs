//! `nutgraf events`: who did what to whom, report by report.
//!
//! In: types, sides, days. Out: a line for each report, marked where the act is not told as done:
//! `2024-06-14  publication  NOT DONE: China → Russia: condemned [ACCUSE]`.

use super::{ExitStatus, reading, rows};
use crate::Result;
use crate::cli::EventsArgs;
use crate::store::reading::EventsWanted;
use crate::store::{self, reading as store_reading};
use std::io::Write;
use std::path::Path;

/// Prints the events; that there are none is said on standard error.
pub fn run(args: &EventsArgs, db: &Path, out: &mut dyn Write) -> Result<ExitStatus> {
    let connection = store::open_read_only(db)?;
    rows::stop_on_interrupt(&connection);
    let wanted = EventsWanted {
        types: &args.types,
        actor: args.actor.as_deref(),
        recipient: args.recipient.as_deref(),
        asserted: args.asserted,
        ..reading::wanted(&args.selection)
    };
    let query = store_reading::events(&connection, db, &wanted, args.selection.print.limit)?;
    reading::print_events(query, &args.selection, out)?;
    Ok(ExitStatus::Done)
}
