//! `nutgraf schema`.

use super::ExitStatus;
use crate::cli::SchemaArgs;
use crate::{Error, Result};
use std::io::Write;
use std::path::Path;

/// Runs `nutgraf schema`.
pub fn run(_args: &SchemaArgs, _db: &Path, _out: &mut dyn Write) -> Result<ExitStatus> {
    Err(Error::Usage("schema is not in this build".to_owned()))
}
