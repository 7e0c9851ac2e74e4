//! `nutgraf doctor`: checks the database for faults, and changes nothing.
//!
//! In: a database. Out: a line a check: `ok`, `FAULT` with what was found, or `skipped` with the reason.

use super::{ExitStatus, output_error};
use crate::Result;
use crate::cli::DoctorArgs;
use crate::export::printable;
use crate::store::check::{self, Check};
use std::io::Write;
use std::path::Path;

/// Prints the checks as they are made; any fault makes the exit code 1.
pub fn run(_args: &DoctorArgs, db: &Path, out: &mut dyn Write) -> Result<ExitStatus> {
    let (mut checks, mut faulty) = (0, 0);
    check::check(db, |check| {
        checks += 1;
        faulty += usize::from(check.fault_count > 0);
        out.write_all(shown(&check).as_bytes()).and_then(|()| out.flush()).map_err(output_error)
    })?;
    let verdict = match faulty {
        0 => format!("no fault in {checks} checks"),
        _ => format!("{faulty} of {checks} checks found faults"),
    };
    writeln!(out, "{verdict}").map_err(output_error)?;
    Ok(if faulty > 0 { ExitStatus::SomeFailed } else { ExitStatus::Done })
}

fn shown(check: &Check) -> String {
    if let Some(reason) = &check.skipped {
        return format!("skipped  {} ({reason})\n", check.title);
    }
    if check.fault_count == 0 {
        return format!("ok       {}\n", check.title);
    }
    let mut lines = format!("FAULT    {} ({})\n", check.title, check.fault_count);
    for fault in &check.faults {
        lines.push_str(&format!("         {}\n", printable(fault)));
    }
    let more = check.fault_count - check.faults.len();
    if more > 0 {
        lines.push_str(&format!("         and {more} more\n"));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_listed_and_the_rest_counted() {
        let check = Check {
            title: "offsets".to_owned(),
            faults: vec!["quotes 7: \u{1b}".to_owned()],
            fault_count: 3,
            skipped: None,
        };
        assert_eq!(shown(&check), "FAULT    offsets (3)\n         quotes 7: ␛\n         and 2 more\n");
    }
}
