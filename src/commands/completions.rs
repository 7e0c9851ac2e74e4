//! `nutgraf completions`: a script that makes a shell complete commands and options.
//!
//! In: the shell's name. Out: the script. `nutgraf completions fish | source`.

use super::{ExitStatus, output_error};
use crate::Result;
use crate::cli::{Cli, CompletionsArgs};
use clap::CommandFactory;
use std::io::Write;
use std::path::Path;

/// Prints the script; the database is not opened.
pub fn run(args: &CompletionsArgs, _db: &Path, out: &mut dyn Write) -> Result<ExitStatus> {
    // Written to memory first: `generate` panics when its output closes.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "nutgraf", &mut script);
    out.write_all(&script).map_err(output_error)?;
    Ok(ExitStatus::Done)
}
