//! `nutgraf forget`: takes an input or an article out, with everything found only there.
//!
//! In: a place or an article. Out: the database as if it had not been read. `nutgraf forget input articles/wrong.txt`.

use super::session::{self, Session};
use super::{ExitStatus, output_error};
use crate::Result;
use crate::cli::{ForgetArgs, ForgetWhat};
use crate::store::Store;
use std::io::Write;
use std::path::Path;

/// Runs the command.
pub fn run(args: &ForgetArgs, db: &Path, out: &mut dyn Write) -> Result<ExitStatus> {
    let mut store = Store::open(db)?;
    store.begin()?;
    let (inputs, articles) = match &args.what {
        ForgetWhat::Input { uri } => store.forget_uri(uri)?,
        ForgetWhat::Article { which } => (store.forget_article(which)?, 1),
    };
    let mut session = Session::join(store, "forget", session::today());
    session.refresh()?;
    session.finish()?;
    writeln!(out, "forgot {} and {}", counted(inputs, "input"), counted(articles, "article"))
        .map_err(output_error)?;
    Ok(ExitStatus::Done)
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
