//! `nutgraf forget`.

use super::ExitStatus;
use crate::cli::ForgetArgs;
use crate::{Error, Result};
use std::io::Write;
use std::path::Path;

/// Runs `nutgraf forget`.
pub fn run(_args: &ForgetArgs, _db: &Path, _out: &mut dyn Write) -> Result<ExitStatus> {
    Err(Error::Usage("forget is not in this build".to_owned()))
}
