//! `nutgraf query`.

use super::ExitStatus;
use crate::cli::QueryArgs;
use crate::{Error, Result};
use std::io::Write;
use std::path::Path;

/// Runs `nutgraf query`.
pub fn run(_args: &QueryArgs, _db: &Path, _out: &mut dyn Write) -> Result<ExitStatus> {
    Err(Error::Usage("query is not in this build".to_owned()))
}
