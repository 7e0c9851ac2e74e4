//! `nutgraf show`.

use super::ExitStatus;
use crate::cli::ShowArgs;
use crate::{Error, Result};
use std::io::Write;
use std::path::Path;

/// Runs `nutgraf show`.
pub fn run(_args: &ShowArgs, _db: &Path, _out: &mut dyn Write) -> Result<ExitStatus> {
    Err(Error::Usage("show is not in this build".to_owned()))
}
