//! Arguments of `explain`.
//!
//! In: the words after the command. Out: a struct whose doc comments are the help text.

use clap::Args;

/// Arguments of `explain`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "\
Examples:
  nutgraf explain Wang Yi
  nutgraf explain 3f2a9c0d5e6b7a81:120-130

KEY is the `key` of an entity, quote or event, or a mention's: the first digits of its article's content hash, a colon,
and the characters it covers. The key of an entity may be its id or one of its names as well.")]
pub struct ExplainArgs {
    /// What to explain
    #[arg(required = true, value_name = "KEY")]
    pub key: Vec<String>,
}
