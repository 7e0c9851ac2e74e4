//! The command line: its commands, options and help, which are the doc comments below.
//!
//! In: the arguments. Out: a [`Cli`]. `nutgraf --db news.db search "peace talks"` is [`Command::Search`] with one word group.

mod decisions;
mod explain;
mod reading;

pub use decisions::{DecisionsArgs, DecisionsWhat, EntityArgs, EntityWhat, FactArgs, FactWhat, Kind, Note};
pub use explain::ExplainArgs;
pub use reading::{CoverageArgs, EventSelection, EventsArgs, Print, QuoteKind, QuotesArgs, TimelineArgs};

use crate::input;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

/// Turns a pile of news articles into one SQLite file of articles, entities, quotes and events.
///
/// Every fact keeps the place in the text it was read from. The file is plain SQLite: open it with `sqlite3`, Datasette or
/// a notebook as well.
#[derive(Debug, Parser)]
#[command(name = "nutgraf", version, propagate_version = true)]
#[command(after_help = "\
Examples:
  nutgraf ingest articles/
  nutgraf search \"peace talks\"
  nutgraf query \"SELECT speaker, text FROM quote_report LIMIT 10\"

Exit codes: 0 done; 1 some input failed, or doctor found a fault; 2 could not start or finish; 130 interrupted.")]
pub struct Cli {
    /// The database file
    #[arg(long, global = true, env = "NUTGRAF_DB", default_value = "nutgraf.db", value_name = "FILE")]
    pub db: PathBuf,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands, one per file of `commands/`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read articles and add what they say to the database
    Ingest(Box<IngestArgs>),
    /// Print the answer to an SQL query
    Query(QueryArgs),
    /// Write a table, a view or a query's answer to a file
    Export(ExportArgs),
    /// Find articles or quotes by words
    Search(SearchArgs),
    /// Show one article or one entity on a page
    Show(ShowArgs),
    /// Read who said what
    Quotes(QuotesArgs),
    /// Read what happened, in order of date
    Timeline(TimelineArgs),
    /// Read who did what to whom, report by report
    Events(EventsArgs),
    /// List the sentences that gave no fact though a word in them might
    Coverage(CoverageArgs),
    /// Tell why a fact is there: rule, evidence, what else was considered
    Explain(ExplainArgs),
    /// Settle who is who: merge, split, rename, ignore entities
    Entity(EntityArgs),
    /// Confirm or reject a quote or an event
    Fact(FactArgs),
    /// Write decisions to a file, or read them from one
    Decisions(DecisionsArgs),
    /// Count what the database holds
    Stats(StatsArgs),
    /// Make all facts again from the stored texts
    Rebuild(RebuildArgs),
    /// Take an input or an article out, with everything found only there
    Forget(ForgetArgs),
    /// Check the database for faults
    Doctor(DoctorArgs),
    /// Print the tables and views with their comments
    Schema(SchemaArgs),
    /// Print a completion script for a shell
    Completions(CompletionsArgs),
}

/// Arguments of `ingest`.
#[derive(Debug, Clone, Default, Args)]
#[command(after_help = "\
Examples:
  nutgraf ingest articles/ more.jsonl.gz
  nutgraf ingest scraped/ --outlet-from-path '{outlet}/*' --date-from-path '*/{year}-{month}-{day}*'
  nutgraf ingest dump.csv --text-field story --date-field day
  nutgraf ingest articles/ --names people.tsv
  curl -s https://example.org/story.html | nutgraf ingest - --format html

What was read before is known by its bytes and costs next to nothing, so ingesting a folder again adds what is new.")]
pub struct IngestArgs {
    /// Files or folders to read; - is standard input
    ///
    /// Read are .txt .md .html .htm .xhtml .json .jsonl .ndjson .csv .tsv, each also with .gz. Hidden files in folders are
    /// left out.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Look for these names too: a table of name, kind, country and other_names, separated by tabs
    ///
    /// The database keeps the list, so give it once; another list takes its place, and articles that have a name of either are
    /// read again. Kinds are person, organization, place, group and other; a country is three letters of ISO 3166; other
    /// names are separated by |.
    #[arg(long, value_name = "FILE")]
    pub names: Option<PathBuf>,
    /// Number of threads; the result does not depend on it. With 1, no more than one processor is busy [default: one per processor]
    #[arg(long, value_name = "N", value_parser = threads)]
    pub threads: Option<usize>,
    /// Read known inputs again too
    #[arg(long)]
    pub again: bool,
    /// The day of the run, YYYY-MM-DD: dates after it are refused [default: the computer's date]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub today: Option<Date>,
    /// Print the summary as one JSON object
    #[arg(long)]
    pub json: bool,
    /// Print no summary and no progress, only problems
    #[arg(long, short)]
    pub quiet: bool,
    /// Read every PATH as this, whatever its name ends in
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<InputFormat>,
    /// Outlet of articles that do not name theirs
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    /// Take the outlet from the path: '{outlet}/*'
    #[arg(long, value_name = "PATTERN")]
    pub outlet_from_path: Option<String>,
    /// Take the date from the path: '*/{year}/{month}/{day}/*'
    #[arg(long, value_name = "PATTERN")]
    pub date_from_path: Option<String>,
    /// Side table of metadata: a CSV file whose column `path` names the articles' files
    #[arg(long, value_name = "FILE.csv")]
    pub metadata: Option<PathBuf>,
    /// JSON key or CSV column of the text [default: text, body, content, maintext]
    #[arg(long, value_name = "NAME", help_heading = "Fields of JSON and CSV")]
    pub text_field: Option<String>,
    /// Of the title [default: title, headline]
    #[arg(long, value_name = "NAME", help_heading = "Fields of JSON and CSV")]
    pub title_field: Option<String>,
    /// Of the date [default: date, published, date_publish, publishedAt]
    #[arg(long, value_name = "NAME", help_heading = "Fields of JSON and CSV")]
    pub date_field: Option<String>,
    /// Of the address [default: url, link]
    #[arg(long, value_name = "NAME", help_heading = "Fields of JSON and CSV")]
    pub url_field: Option<String>,
    /// Of the outlet [default: outlet, source, publisher]
    #[arg(long, value_name = "NAME", help_heading = "Fields of JSON and CSV")]
    pub outlet_field: Option<String>,
    /// Of the authors [default: author, authors, byline]
    #[arg(long, value_name = "NAME", help_heading = "Fields of JSON and CSV")]
    pub author_field: Option<String>,
    /// Of the record's own id [default: id]
    #[arg(long, value_name = "NAME", help_heading = "Fields of JSON and CSV")]
    pub id_field: Option<String>,
    /// Of the language [default: language]
    #[arg(long, value_name = "NAME", help_heading = "Fields of JSON and CSV")]
    pub language_field: Option<String>,
}

/// What `ingest --format` takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    /// Plain text or Markdown, one article a file
    #[value(alias = "txt", alias = "md")]
    Text,
    /// A web page
    Html,
    /// One JSON object or an array of them
    Json,
    /// A JSON object a line
    #[value(alias = "ndjson")]
    Jsonl,
    /// Comma-separated with a header line
    Csv,
    /// Tab-separated with a header line
    Tsv,
}

impl From<InputFormat> for input::Format {
    fn from(format: InputFormat) -> input::Format {
        match format {
            InputFormat::Text => input::Format::Text,
            InputFormat::Html => input::Format::Html,
            InputFormat::Json => input::Format::Json,
            InputFormat::Jsonl => input::Format::Jsonl,
            InputFormat::Csv => input::Format::Csv,
            InputFormat::Tsv => input::Format::Tsv,
        }
    }
}

/// Arguments of `query`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "\
Examples:
  nutgraf query \"SELECT outlet, count(*) FROM articles GROUP BY outlet\"
  nutgraf query \"SELECT * FROM quote_report WHERE speaker = 'Wang Yi'\" --format csv
  nutgraf query - < question.sql

The database is opened for reading only. `nutgraf schema` prints the tables and views.")]
pub struct QueryArgs {
    /// The query, one SELECT; - reads it from standard input
    #[arg(value_name = "SQL")]
    pub sql: String,
    /// How to print the rows
    #[arg(long, short, value_enum, default_value_t = RowFormat::Table)]
    pub format: RowFormat,
    /// Leave text in csv and tsv alone that a spreadsheet would run as a formula
    #[arg(long)]
    pub raw_formulas: bool,
}

/// The formats of rows; `export` takes all but the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RowFormat {
    /// Aligned columns, for reading
    Table,
    /// Comma-separated
    Csv,
    /// Tab-separated
    Tsv,
    /// One array of objects
    Json,
    /// An object a line
    #[value(alias = "ndjson")]
    Jsonl,
    /// A Markdown table
    #[value(alias = "md")]
    Markdown,
}

/// Arguments of `export`.
#[derive(Debug, Clone, Args)]
#[command(group = clap::ArgGroup::new("what").required(true).args(["name", "sql"]))]
#[command(after_help = "\
Examples:
  nutgraf export quote_report --output quotes.csv
  nutgraf export event_report --format jsonl | gzip > events.jsonl.gz
  nutgraf export --sql \"SELECT * FROM quotes WHERE kind = 'direct'\" --format markdown

FILE appears when it is whole, or not at all.")]
pub struct ExportArgs {
    /// The table or view
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// The rows of this query instead
    #[arg(long, value_name = "SQL")]
    pub sql: Option<String>,
    /// The format [default: as FILE's name ends, else csv]
    #[arg(long, short, value_enum)]
    pub format: Option<ExportFormat>,
    /// The file to write [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Leave text in csv and tsv alone that a spreadsheet would run as a formula (= + - @ at its start)
    #[arg(long)]
    pub raw_formulas: bool,
}

/// What `export --format` takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// Comma-separated
    Csv,
    /// Tab-separated
    Tsv,
    /// One array of objects
    Json,
    /// An object a line
    #[value(alias = "ndjson")]
    Jsonl,
    /// A Markdown table
    #[value(alias = "md")]
    Markdown,
}

/// Arguments of `search`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "\
Examples:
  nutgraf search ceasefire talks
  nutgraf search '\"peace talks\" geneva' --limit 5
  nutgraf search --quotes sanctions

All words must occur; \"words in double quotes\" must stand side by side. Other punctuation means nothing.
Before a word that starts with - write --: nutgraf search -- -word")]
pub struct SearchArgs {
    /// The words to look for
    #[arg(required = true, value_name = "WORDS", allow_negative_numbers = true)]
    pub words: Vec<String>,
    /// Print at most this many
    #[arg(long, short = 'n', value_name = "N", default_value_t = 20)]
    pub limit: u32,
    /// Look in quotes rather than in articles
    #[arg(long)]
    pub quotes: bool,
}

/// Arguments of `show`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "\
Examples:
  nutgraf show article 12
  nutgraf show entity Wang Yi")]
pub struct ShowArgs {
    /// What to show.
    #[command(subcommand)]
    pub what: ShowWhat,
}

/// What `show` shows.
#[derive(Debug, Clone, Subcommand)]
pub enum ShowWhat {
    /// An article: where it was read, and what it says
    #[command(after_help = "Example:\n  nutgraf show article 12")]
    Article {
        /// Its id, the first digits of its content hash, or words of its title
        #[arg(required = true, value_name = "ID")]
        which: Vec<String>,
    },
    /// A person, organization, place or group: names, roles, quotes, events
    #[command(
        after_help = "Examples:\n  nutgraf show entity Wang Yi\n  nutgraf show entity 'person:wang-yi'"
    )]
    Entity {
        /// Its id, its key, or one of its names
        #[arg(required = true, value_name = "NAME")]
        which: Vec<String>,
    },
}

/// Arguments of `stats`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "Example:\n  nutgraf stats --db news.db")]
pub struct StatsArgs {}

/// Arguments of `rebuild`.
#[derive(Debug, Clone, Default, Args)]
#[command(after_help = "\
Example:
  nutgraf rebuild

The stored texts are analysed again; no file is read. Needed once after an update that changes the rules.")]
pub struct RebuildArgs {
    /// Number of threads; the result does not depend on it. With 1, no more than one processor is busy [default: one per processor]
    #[arg(long, value_name = "N", value_parser = threads)]
    pub threads: Option<usize>,
    /// The day of the run, YYYY-MM-DD [default: the computer's date]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub today: Option<Date>,
    /// Print the summary as one JSON object
    #[arg(long)]
    pub json: bool,
    /// Print no summary and no progress, only problems
    #[arg(long, short)]
    pub quiet: bool,
}

/// Arguments of `forget`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "\
Examples:
  nutgraf forget input articles/wrong.txt
  nutgraf forget article 12

What stands in other articles too stays. A later ingest brings it back.")]
pub struct ForgetArgs {
    /// What to forget.
    #[command(subcommand)]
    pub what: ForgetWhat,
}

/// What `forget` takes out.
#[derive(Debug, Clone, Subcommand)]
pub enum ForgetWhat {
    /// What was read from one place; the article goes when nothing else carries it
    #[command(after_help = "Example:\n  nutgraf forget input 'dump.jsonl#17'")]
    Input {
        /// The place, as in `inputs.uri`
        #[arg(value_name = "URI")]
        uri: String,
    },
    /// An article and all inputs that carry it
    #[command(after_help = "Example:\n  nutgraf forget article 12")]
    Article {
        /// Its id, or its content hash or the first digits of it
        #[arg(value_name = "ID")]
        which: String,
    },
}

/// Arguments of `doctor`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "\
Example:
  nutgraf doctor --db news.db && echo healthy

Checks the file, its references, the full-text indexes, that all offsets agree with the texts, and that counts agree.")]
pub struct DoctorArgs {}

/// Arguments of `schema`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "Examples:\n  nutgraf schema\n  nutgraf schema quotes")]
pub struct SchemaArgs {
    /// One table or view [default: all]
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
}

/// Arguments of `completions`.
#[derive(Debug, Clone, Args)]
#[command(
    after_help = "Example:\n  nutgraf completions bash > ~/.local/share/bash-completion/completions/nutgraf"
)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// Reads a day.
fn day(argument: &str) -> Result<Date, String> {
    argument.parse().map_err(|_| "give a day that exists as YYYY-MM-DD".to_owned())
}

/// Reads a number of threads, at least one.
fn threads(argument: &str) -> Result<usize, String> {
    match argument.parse() {
        Ok(count @ 1..=1024) => Ok(count),
        _ => Err("give a number from 1 to 1024".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_holds_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_shows_an_example() {
        fn walk(command: &clap::Command) {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.contains("Example"), "{} has no example", command.get_name());
            command.get_subcommands().filter(|sub| sub.get_name() != "help").for_each(walk);
        }
        walk(&Cli::command());
    }

    #[test]
    fn search_takes_words_that_look_like_options() {
        let cli = Cli::parse_from(["nutgraf", "search", "AND", "--limit", "3", "--", "-word"]);
        let Command::Search(args) = cli.command else { panic!("search") };
        assert_eq!((args.words, args.limit), (vec!["AND".to_owned(), "-word".to_owned()], 3));
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for (argument, fine) in [("2023-02-28", true), ("2023-02-31", false), ("today", false), ("", false)] {
            assert_eq!(day(argument).is_ok(), fine, "{argument}");
        }
    }
}
