//! `nutgraf fact`: confirms or rejects a quote or an event.
//!
//! In: its key. Out: a decision, and the fact with its verdict. A rejected event has no happening and is in no view.

use super::entity::{change, plain};
use super::{ExitStatus, output_error, session};
use crate::cli::{FactArgs, FactWhat};
use crate::link::decisions::{Decision, DecisionKind};
use crate::{Error, Result};
use std::io::Write;
use std::path::Path;

/// Runs the command.
pub fn run(args: &FactArgs, db: &Path, out: &mut dyn Write) -> Result<ExitStatus> {
    let (kind, key, note) = match &args.what {
        FactWhat::Confirm { key, note } => (DecisionKind::Confirm, key, note),
        FactWhat::Reject { key, note } => (DecisionKind::Reject, key, note),
    };
    let told = change(db, "fact", |store| {
        if !store.has_fact(key)? {
            let hint = "a key is content hash and span, as in the column `key` of quotes and events";
            return Err(Error::NotFound(format!("no quote or event {key} ({hint})")));
        }
        let note = note.note.as_deref().map(plain).filter(|note| !note.is_empty());
        let decision = Decision { kind, subject: key.clone(), object: None, note };
        let id = store.decide(&decision, &session::now())?;
        Ok(format!("decision {id}: {decision}"))
    })?;
    writeln!(out, "{told}").map_err(output_error)?;
    Ok(ExitStatus::Done)
}
