//! The program: parses the arguments, runs the command, prints the error and picks the exit code.

use clap::Parser;
use nutgraf::cli::Cli;
use nutgraf::commands::{self, ExitStatus};
use nutgraf::export::printable;
use std::io::{BufWriter, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let mut out = BufWriter::new(std::io::stdout());
    let result = commands::run(&cli, &mut out)
        .and_then(|status| out.flush().map_err(commands::output_error).map(|()| status));
    // Nothing waits in the buffer now that could still be written, or its reader has gone: do not try again on drop.
    let _ = out.into_parts();
    let status = result.unwrap_or_else(|error| {
        let status = ExitStatus::of(&error);
        if status != ExitStatus::Done {
            // What a name or a file carries must not reach the terminal as an escape sequence. A closed stderr is no reason to panic.
            let told = format!("nutgraf: {error}");
            let lines: Vec<_> = told.lines().map(printable).collect();
            let _ = writeln!(std::io::stderr(), "{}", lines.join("\n"));
        }
        status
    });
    ExitCode::from(status.code())
}
