//! `nutgraf entity`: settles who is who, for good.
//!
//! In: a decision in words. Out: its row, and every fact it changes made again in the same transaction.
//! `nutgraf entity merge 'Wang Yi' 'Foreign Minister Wang'` makes two rows of `entities` one.

use super::session::{self, Session};
use super::{ExitStatus, ingest, output_error, page};
use crate::cli::{EntityArgs, EntityWhat, Note};
use crate::export::printable;
use crate::link::decisions::{Decision, DecisionKind};
use crate::store::{self, Store, report};
use crate::{Error, Result};
use clap::ValueEnum;
use std::io::Write;
use std::path::Path;

/// Runs the command.
pub fn run(args: &EntityArgs, db: &Path, out: &mut dyn Write) -> Result<ExitStatus> {
    let told = match &args.what {
        EntityWhat::List { suspect, limit } => {
            let queries = if *suspect { report::SUSPECTS } else { report::DECISIONS };
            let connection = store::open_read_only(db)?;
            let sections = report::page(&connection, db, queries, Some(i64::from(*limit)))?;
            page::print(&sections, out)?;
            if sections.iter().all(|section| section.rows.is_empty()) {
                let what = if *suspect { "no pairs to look at" } else { "no decisions" };
                let _ = writeln!(std::io::stderr(), "{what}");
            }
            return Ok(ExitStatus::Done);
        }
        EntityWhat::Undo { ids } => change(db, "entity undo", |store| {
            let mut told = Vec::new();
            for id in ids {
                told.push(format!("undone: {}", store.undo(*id)?));
            }
            Ok(told.join("\n"))
        })?,
        decided => change(db, "entity", |store| {
            let decision = decision(store, decided)?;
            let id = store.decide(&decision, &session::now())?;
            Ok(format!("decision {id}: {decision}"))
        })?,
    };
    writeln!(out, "{}", told.lines().map(printable).collect::<Vec<_>>().join("\n")).map_err(output_error)?;
    Ok(ExitStatus::Done)
}

/// Changes decisions in one transaction with the facts that follow from them; returns what `change` tells and how many
/// articles were made again.
pub fn change(db: &Path, command: &str, change: impl FnOnce(&mut Store) -> Result<String>) -> Result<String> {
    let mut store = Store::open(db)?;
    ingest::require_our_analyser(&store, db)?;
    store.begin()?;
    let told = change(&mut store)?;
    let articles = store.stale_count();
    let mut session = Session::join(store, command, session::today());
    session.refresh()?;
    session.finish()?;
    let articles = if articles == 1 { "1 article".to_string() } else { format!("{articles} articles") };
    Ok(format!("{told}\n{articles} made again"))
}

/// Turns what somebody typed into a decision about keys.
fn decision(store: &Store, what: &EntityWhat) -> Result<Decision> {
    let new = |kind, subject: String, object: Option<String>, note: &Note| Decision {
        kind,
        subject,
        object,
        note: note.note.as_deref().map(plain).filter(|note| !note.is_empty()),
    };
    Ok(match what {
        EntityWhat::Merge { one, other, note } => {
            let (one, other) = (store.entity_key(one)?, store.entity_key(other)?);
            new(DecisionKind::Merge, one, Some(other), note)
        }
        EntityWhat::KeepApart { one, other, note } => {
            let (one, other) = (store.entity_key(one)?, store.entity_key(other)?);
            // The smaller key first: the pair is the same either way.
            let (one, other) = if one <= other { (one, other) } else { (other, one) };
            new(DecisionKind::ForbidMerge, one, Some(other), note)
        }
        EntityWhat::Split { entity, leaving, note } => {
            let key = store.entity_key(entity)?;
            let mut keys =
                leaving.iter().map(|wanted| store.leaving_key(&key, wanted)).collect::<Result<Vec<_>>>()?;
            keys.sort();
            keys.dedup();
            new(DecisionKind::Split, key, Some(keys.join(" ")), note)
        }
        EntityWhat::Rename { entity, name, note } => {
            let name = plain(name);
            if name.is_empty() {
                return Err(Error::Usage("give the name it shall have".to_string()));
            }
            new(DecisionKind::Rename, store.entity_key(entity)?, Some(name), note)
        }
        EntityWhat::Kind { entity, kind, note } => {
            let kind = kind.to_possible_value().expect("no kind is hidden").get_name().to_string();
            new(DecisionKind::SetKind, store.entity_key(entity)?, Some(kind), note)
        }
        EntityWhat::Ignore { entity, note } => {
            new(DecisionKind::Ignore, store.entity_key(entity)?, None, note)
        }
        EntityWhat::Undo { .. } | EntityWhat::List { .. } => unreachable!("they decide nothing"),
    })
}

/// Returns a text on one line, so that it fits a line of a file.
pub fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
