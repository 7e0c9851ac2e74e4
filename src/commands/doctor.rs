//! `nutgraf doctor`.

use super::ExitStatus;
use crate::cli::DoctorArgs;
use crate::{Error, Result};
use std::io::Write;
use std::path::Path;

/// Runs `nutgraf doctor`.
pub fn run(_args: &DoctorArgs, _db: &Path, _out: &mut dyn Write) -> Result<ExitStatus> {
    Err(Error::Usage("doctor is not in this build".to_owned()))
}
