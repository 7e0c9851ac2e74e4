//! `nutgraf export`.

use super::ExitStatus;
use crate::cli::ExportArgs;
use crate::{Error, Result};
use std::io::Write;
use std::path::Path;

/// Runs `nutgraf export`.
pub fn run(_args: &ExportArgs, _db: &Path, _out: &mut dyn Write) -> Result<ExitStatus> {
    Err(Error::Usage("export is not in this build".to_owned()))
}
