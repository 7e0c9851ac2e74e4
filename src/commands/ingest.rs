//! `nutgraf ingest`.

use super::ExitStatus;
use crate::cli::IngestArgs;
use crate::{Error, Result};
use std::io::Write;
use std::path::Path;

/// Runs `nutgraf ingest`.
pub fn run(_args: &IngestArgs, _db: &Path, _out: &mut dyn Write) -> Result<ExitStatus> {
    Err(Error::Usage("ingest is not in this build".to_owned()))
}
