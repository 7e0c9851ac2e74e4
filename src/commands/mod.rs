//! The commands, one file each: they open the database, call the library and print.
//!
//! In: the parsed command line and where to print. Out: how it went. `nutgraf doctor` on a faulty file gives
//! [`ExitStatus::SomeFailed`].

mod completions;
mod coverage;
mod decisions;
mod doctor;
mod entity;
mod events;
mod explain;
mod export;
mod fact;
mod forget;
mod ingest;
mod page;
mod pipeline;
mod query;
mod quotes;
mod reading;
mod rebuild;
mod rows;
mod schema;
mod screen;
mod search;
mod session;
mod show;
mod stats;
mod summary;
mod timeline;

use crate::cli::{Cli, Command};
use crate::{Error, Result};
use std::io::{ErrorKind, Write};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitStatus {
    /// All of it was done.
    Done,
    /// Some input failed, or `doctor` found a fault.
    SomeFailed,
    /// It could not start or finish.
    Failed,
    /// The user stopped it.
    Interrupted,
}

impl ExitStatus {
    /// Returns the status of a command that ended with `error`; a reader that had enough is none.
    pub fn of(error: &Error) -> ExitStatus {
        match error {
            Error::OutputClosed => ExitStatus::Done,
            Error::Interrupted => ExitStatus::Interrupted,
            _ => ExitStatus::Failed,
        }
    }

    /// Returns the process's exit code.
    pub fn code(self) -> u8 {
        match self {
            ExitStatus::Done => 0,
            ExitStatus::SomeFailed => 1,
            ExitStatus::Failed => 2,
            ExitStatus::Interrupted => 130,
        }
    }
}

/// Runs the command; data go to `out`, everything else to standard error.
pub fn run(cli: &Cli, out: &mut dyn Write) -> Result<ExitStatus> {
    let db = &cli.db;
    match &cli.command {
        Command::Ingest(args) => ingest::run(args, db, out),
        Command::Query(args) => query::run(args, db, out),
        Command::Export(args) => export::run(args, db, out),
        Command::Search(args) => search::run(args, db, out),
        Command::Show(args) => show::run(args, db, out),
        Command::Quotes(args) => quotes::run(args, db, out),
        Command::Timeline(args) => timeline::run(args, db, out),
        Command::Events(args) => events::run(args, db, out),
        Command::Coverage(args) => coverage::run(args, db, out),
        Command::Explain(args) => explain::run(args, db, out),
        Command::Entity(args) => entity::run(args, db, out),
        Command::Fact(args) => fact::run(args, db, out),
        Command::Decisions(args) => decisions::run(args, db, out),
        Command::Stats(args) => stats::run(args, db, out),
        Command::Rebuild(args) => rebuild::run(args, db, out),
        Command::Forget(args) => forget::run(args, db, out),
        Command::Doctor(args) => doctor::run(args, db, out),
        Command::Schema(args) => schema::run(args, db, out),
        Command::Completions(args) => completions::run(args, db, out),
    }
}

/// Translates a failure to write to standard output.
pub fn output_error(source: std::io::Error) -> Error {
    match source.kind() {
        ErrorKind::BrokenPipe => Error::OutputClosed,
        _ => Error::Write { path: "standard output".into(), source },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exit_codes_are_the_contracts() {
        for (error, code) in [
            (Error::Interrupted, 130),
            (Error::OutputClosed, 0),
            (Error::QueryWrites, 2),
            (Error::NoDatabase("x.db".into()), 2),
            (output_error(ErrorKind::BrokenPipe.into()), 0),
            (output_error(ErrorKind::StorageFull.into()), 2),
        ] {
            assert_eq!(ExitStatus::of(&error).code(), code, "{error}");
        }
        assert_eq!(ExitStatus::SomeFailed.code(), 1);
    }
}
