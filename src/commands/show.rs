//! `nutgraf show`: one article or one entity on a page.
//!
//! In: an id, hash, key, name or title. Out: what is known of it. `nutgraf show entity Wang Yi` has his quotes and offices.

use super::{ExitStatus, page};
use crate::Result;
use crate::cli::{ShowArgs, ShowWhat};
use crate::export::printable;
use crate::store::{self, find, report};
use std::io::Write;
use std::path::Path;

/// Prints the page; a name that fits several is answered with the list of them.
pub fn run(args: &ShowArgs, db: &Path, out: &mut dyn Write) -> Result<ExitStatus> {
    let connection = store::open_read_only(db)?;
    let (queries, id) = match &args.what {
        ShowWhat::Article { which } => (report::ARTICLE, find::article(&connection, db, &which.join(" "))?),
        ShowWhat::Entity { which } => {
            let found = find::entity(&connection, db, &which.join(" "))?;
            for line in &found.others {
                let _ = writeln!(std::io::stderr(), "not shown, of the same name:{}", printable(line));
            }
            (report::ENTITY, found.id)
        }
    };
    let sections = report::page(&connection, db, queries, Some(id))?;
    page::print(&sections, out)?;
    Ok(ExitStatus::Done)
}
