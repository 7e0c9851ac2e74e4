//! Arguments of the commands that settle what the rules cannot: `entity`, `fact` and `decisions`.
//!
//! In: the words after the command. Out: structs whose doc comments are the help text.

use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Arguments of `entity`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "\
Examples:
  nutgraf entity merge 'Robert Hale' 'Bob Hale'
  nutgraf entity list --suspect
  nutgraf entity undo 1

An ENTITY is an id, a key or a name. What is decided stands after every later ingest and rebuild until it is undone.")]
pub struct EntityArgs {
    /// What to do.
    #[command(subcommand)]
    pub what: EntityWhat,
}

/// Why, for those who read the decisions later.
#[derive(Debug, Clone, Default, Args)]
pub struct Note {
    /// Why, for those who read it later
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

/// What `entity` does.
#[derive(Debug, Clone, Subcommand)]
pub enum EntityWhat {
    /// Make two entities one; the first keeps its key
    #[command(
        after_help = "Example:\n  nutgraf entity merge 'Robert Hale' person:bob-hale --note 'both lead the union'"
    )]
    Merge {
        /// The entity that stays
        #[arg(value_name = "ENTITY")]
        one: String,
        /// The entity that becomes part of it
        #[arg(value_name = "OTHER")]
        other: String,
        /// Why.
        #[command(flatten)]
        note: Note,
    },
    /// Make a new entity of what some articles or mentions say
    #[command(after_help = "Example:
  nutgraf entity split 'Wang Yi' 'What Beijing said in Almaty'

All that names the entity in these articles leaves it. `nutgraf show entity` lists its articles, and
`nutgraf explain` keys of mentions.")]
    Split {
        /// The entity that mixes two
        #[arg(value_name = "ENTITY")]
        entity: String,
        /// Articles (id, content hash or words of the title) or keys of mentions
        #[arg(required = true, value_name = "ARTICLE")]
        leaving: Vec<String>,
        /// Why.
        #[command(flatten)]
        note: Note,
    },
    /// Give an entity another name; its key stays
    #[command(after_help = "Example:\n  nutgraf entity rename person:bob-hale 'Robert Hale (union)'")]
    Rename {
        /// The entity
        #[arg(value_name = "ENTITY")]
        entity: String,
        /// The name it shall have
        #[arg(value_name = "NAME")]
        name: String,
        /// Why.
        #[command(flatten)]
        note: Note,
    },
    /// Say what an entity is; its key stays
    #[command(after_help = "Example:\n  nutgraf entity kind 'Bob Hale' other")]
    Kind {
        /// The entity
        #[arg(value_name = "ENTITY")]
        entity: String,
        /// What it is
        #[arg(value_enum, value_name = "KIND")]
        kind: Kind,
        /// Why.
        #[command(flatten)]
        note: Note,
    },
    /// Treat words as no entity: no mention, no speaker, no participant
    #[command(after_help = "Example:\n  nutgraf entity ignore 'Bob Hale'")]
    Ignore {
        /// The entity
        #[arg(value_name = "ENTITY")]
        entity: String,
        /// Why.
        #[command(flatten)]
        note: Note,
    },
    /// Say that two entities are two: they are never merged
    #[command(after_help = "Example:\n  nutgraf entity keep-apart 'Wang Yi' 'Bob Hale'")]
    KeepApart {
        /// One entity
        #[arg(value_name = "ENTITY")]
        one: String,
        /// The other
        #[arg(value_name = "OTHER")]
        other: String,
        /// Why.
        #[command(flatten)]
        note: Note,
    },
    /// Take a decision back
    #[command(after_help = "Example:\n  nutgraf entity undo 1")]
    Undo {
        /// Its number in `nutgraf entity list`
        #[arg(required = true, value_name = "NUMBER")]
        ids: Vec<i64>,
    },
    /// List the decisions, or pairs of entities that may be one
    #[command(after_help = "Examples:\n  nutgraf entity list\n  nutgraf entity list --suspect --limit 20")]
    List {
        /// List pairs worth a look, with what speaks for and against them
        #[arg(long)]
        suspect: bool,
        /// Print at most this many
        #[arg(long, short = 'n', value_name = "N", default_value_t = 50)]
        limit: u32,
    },
}

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// A human being
    Person,
    /// A company, ministry, government, agency, club
    Organization,
    /// A country, city, river, building
    Place,
    /// A nationality, religion or party as people
    Group,
    /// A work, law, product, occasion
    Other,
}

/// Arguments of `fact`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "\
Examples:
  nutgraf fact reject 3f2a9c0d5e6b7a81:120-130 --note 'he denied it'
  nutgraf fact confirm 3f2a9c0d5e6b7a81:45-49

KEY is a quote's or event's `key`. What is rejected is left out of every view; `nutgraf entity undo` takes it back.")]
pub struct FactArgs {
    /// What to do.
    #[command(subcommand)]
    pub what: FactWhat,
}

/// What `fact` does.
#[derive(Debug, Clone, Subcommand)]
pub enum FactWhat {
    /// Say that a quote or an event is right
    #[command(after_help = "Example:\n  nutgraf fact confirm 3f2a9c0d5e6b7a81:45-49")]
    Confirm {
        /// Its key
        #[arg(value_name = "KEY")]
        key: String,
        /// Why.
        #[command(flatten)]
        note: Note,
    },
    /// Say that a quote or an event is wrong
    #[command(after_help = "Example:\n  nutgraf fact reject 3f2a9c0d5e6b7a81:120-130")]
    Reject {
        /// Its key
        #[arg(value_name = "KEY")]
        key: String,
        /// Why.
        #[command(flatten)]
        note: Note,
    },
}

/// Arguments of `decisions`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "\
Examples:
  nutgraf decisions export decisions.tsv
  nutgraf decisions import decisions.tsv --db other.db

The file has a line for each decision, sorted, so that it can be kept under version control and shared.")]
pub struct DecisionsArgs {
    /// What to do.
    #[command(subcommand)]
    pub what: DecisionsWhat,
}

/// What `decisions` does.
#[derive(Debug, Clone, Subcommand)]
pub enum DecisionsWhat {
    /// Write all decisions to a file; - is standard output
    #[command(after_help = "Example:\n  nutgraf decisions export decisions.tsv")]
    Export {
        /// The file
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Read decisions from a file; those made already are passed over, and one that contradicts stops it all
    #[command(after_help = "Example:\n  nutgraf decisions import decisions.tsv")]
    Import {
        /// The file
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}
