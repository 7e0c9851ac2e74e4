//! `nutgraf search`.

use super::ExitStatus;
use crate::cli::SearchArgs;
use crate::{Error, Result};
use std::io::Write;
use std::path::Path;

/// Runs `nutgraf search`.
pub fn run(_args: &SearchArgs, _db: &Path, _out: &mut dyn Write) -> Result<ExitStatus> {
    Err(Error::Usage("search is not in this build".to_owned()))
}
