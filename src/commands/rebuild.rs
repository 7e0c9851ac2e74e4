//! `nutgraf rebuild`.

use super::ExitStatus;
use crate::cli::RebuildArgs;
use crate::{Error, Result};
use std::io::Write;
use std::path::Path;

/// Runs `nutgraf rebuild`.
pub fn run(_args: &RebuildArgs, _db: &Path, _out: &mut dyn Write) -> Result<ExitStatus> {
    Err(Error::Usage("rebuild is not in this build".to_owned()))
}
