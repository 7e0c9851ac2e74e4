//! Arguments of the commands that read facts out: `quotes`, `timeline`, `events` and `coverage`.
//!
//! In: the words after the command. Out: structs whose doc comments are the help text.

use super::{RowFormat, day};
use crate::model::EventType;
use clap::{Args, ValueEnum};
use jiff::civil::Date;

/// Arguments of `quotes`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "\
Examples:
  nutgraf quotes --speaker 'Wang Yi'
  nutgraf quotes --speaker 'Wang Yi' --about talks --kind direct
  nutgraf quotes --about 'nickel ore' --since 2024-11-01 --format csv

The newest come first. --about takes words of the quote, or a name: then what is named otherwise ('Kyiv', 'they') counts too.
A speaker's bodies count as the speaker: China is also its government. Copies are left out; what somebody is told not to
have said comes with --negated only, and says so. What you rejected is never shown.")]
pub struct QuotesArgs {
    /// Who said it: an id, a key or a name
    #[arg(long, value_name = "NAME")]
    pub speaker: Option<String>,
    /// Words or a name in what was said
    #[arg(long, value_name = "WORDS")]
    pub about: Option<String>,
    /// Only of articles published on this day or later
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub since: Option<Date>,
    /// Only of articles published on this day or earlier
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub until: Option<Date>,
    /// Only quotes of this kind
    #[arg(long, value_enum, value_name = "KIND")]
    pub kind: Option<QuoteKind>,
    /// Only of this outlet
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    /// Also what somebody 'did not say'
    #[arg(long)]
    pub negated: bool,
    /// How to print them.
    #[command(flatten)]
    pub print: Print,
}

/// Kinds of quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum QuoteKind {
    /// In quotation marks
    Direct,
    /// Retold
    Indirect,
    /// Retold, with words in quotation marks
    Mixed,
}

/// Arguments of `timeline`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "\
Examples:
  nutgraf timeline --entity 'Wang Yi'
  nutgraf timeline --story almaty --evidence
  nutgraf timeline --from 2024-06-01 --to 2024-06-30 --format csv

What happened, one line however many articles report it, with the day and how it is known: 'publication' is the day of the
report, for want of a better one. Only what is told as a fact, by somebody named, is listed. --all adds the rest, each marked:
what was denied, planned or wished for, and what the rules are less sure of.")]
pub struct TimelineArgs {
    /// Which, and how to print them.
    #[command(flatten)]
    pub selection: EventSelection,
    /// Also what was denied, planned or wished for, and what is less sure
    #[arg(long)]
    pub all: bool,
}

/// Which events a command prints, and how.
#[derive(Debug, Clone, Args)]
pub struct EventSelection {
    /// Only what this person, body or place took part in: an id, a key or a name
    #[arg(long, value_name = "NAME")]
    pub entity: Option<String>,
    /// Only what the articles of a story report: its id, its key or words of its title
    #[arg(long, value_name = "STORY")]
    pub story: Option<String>,
    /// Only on this day or later
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub from: Option<Date>,
    /// Only on this day or earlier
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub to: Option<Date>,
    /// Print the sentence of each, or of its first report, with its outlet
    #[arg(long)]
    pub evidence: bool,
    /// How to print them.
    #[command(flatten)]
    pub print: Print,
}

/// Arguments of `events`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "\
Examples:
  nutgraf events --actor China --recipient Russia
  nutgraf events --type CONSULT,ACCUSE --from 2024-06-01 --evidence
  nutgraf events --entity 'Wang Yi' --asserted --format jsonl

Each report is a line, in order of date. What was not done, only planned or told by somebody else is marked so. A country's
bodies count as the country.")]
pub struct EventsArgs {
    /// Only of these PLOVER types
    #[arg(long = "type", value_name = "TYPE", value_delimiter = ',', ignore_case = true, value_parser = event_type())]
    pub types: Vec<String>,
    /// Who did it: an id, a key or a name
    #[arg(long, value_name = "NAME")]
    pub actor: Option<String>,
    /// To whom
    #[arg(long, value_name = "NAME")]
    pub recipient: Option<String>,
    /// Which else, and how to print them.
    #[command(flatten)]
    pub selection: EventSelection,
    /// Only what is told as done
    #[arg(long)]
    pub asserted: bool,
}

/// Arguments of `coverage`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "\
Examples:
  nutgraf coverage
  nutgraf coverage --article 12

For each article the sentences that have a word of saying but no quote, or a word of doing but no event, with that word.
Such silence is often right ('said' in a title, 'strike' in a game), but it is where to look for what was missed.")]
pub struct CoverageArgs {
    /// Only this article: its id, the first digits of its content hash, or words of its title
    #[arg(long, value_name = "ID")]
    pub article: Option<String>,
    /// How to print it.
    #[command(flatten)]
    pub print: Print,
}

/// How many rows are printed, and how.
#[derive(Debug, Clone, Copy, Args)]
pub struct Print {
    /// Print at most this many; 0 prints all
    #[arg(long, short = 'n', value_name = "N", default_value_t = 50)]
    pub limit: u32,
    /// Print rows in this format [default: lines for reading]
    #[arg(long, short, value_enum, value_name = "FORMAT")]
    pub format: Option<RowFormat>,
    /// Leave text in csv and tsv alone that a spreadsheet would run as a formula
    #[arg(long)]
    pub raw_formulas: bool,
}

/// The types of events.
fn event_type() -> impl clap::builder::TypedValueParser<Value = String> {
    use clap::builder::TypedValueParser;
    let types = EventType::ALL.iter().map(|kind| kind.as_str());
    clap::builder::PossibleValuesParser::new(types).map(|word| word.to_ascii_uppercase())
}
