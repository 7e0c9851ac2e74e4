//! `nutgraf stats`.

use super::ExitStatus;
use crate::cli::StatsArgs;
use crate::{Error, Result};
use std::io::Write;
use std::path::Path;

/// Runs `nutgraf stats`.
pub fn run(_args: &StatsArgs, _db: &Path, _out: &mut dyn Write) -> Result<ExitStatus> {
    Err(Error::Usage("stats is not in this build".to_owned()))
}
