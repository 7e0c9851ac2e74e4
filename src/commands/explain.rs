//! `nutgraf explain`: why an entity, mention, quote or event is as it is.
//!
//! In: a key. Out: the rule that made it, the words it was read from, what else stood there, and the decisions about it.

use super::{ExitStatus, page};
use crate::cli::ExplainArgs;
use crate::export::printable;
use crate::store::find::{self, Passage};
use crate::store::{self, report};
use crate::{Error, Result};
use std::io::Write;
use std::path::Path;

/// Prints a page for each fact at the key; a key of characters may be a quote's and a mention's at once.
pub fn run(args: &ExplainArgs, db: &Path, out: &mut dyn Write) -> Result<ExitStatus> {
    let connection = store::open_read_only(db)?;
    let wanted = args.key.join(" ");
    let passages = find::passages(&connection, db, &wanted)?;
    if passages.is_empty() {
        let found = find::entity(&connection, db, &wanted).map_err(|error| match error {
            Error::NotFound(reason) => {
                Error::NotFound(format!("{reason}; and no quote, event or mention has this key"))
            }
            other => other,
        })?;
        for line in &found.others {
            let _ = writeln!(std::io::stderr(), "not explained, of the same name:{}", printable(line));
        }
        page::print(&report::page(&connection, db, report::EXPLAIN_ENTITY, Some(found.id))?, out)?;
    }
    for (n, passage) in passages.into_iter().enumerate() {
        if n > 0 {
            writeln!(out).map_err(super::output_error)?;
        }
        let (queries, id) = match passage {
            Passage::Quote(id) => (report::EXPLAIN_QUOTE, id),
            Passage::Event(id) => (report::EXPLAIN_EVENT, id),
            Passage::Mention(id) => (report::EXPLAIN_MENTION, id),
        };
        page::print(&report::page(&connection, db, queries, Some(id))?, out)?;
    }
    Ok(ExitStatus::Done)
}
