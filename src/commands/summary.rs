//! What a run prints at its end.
//!
//! In: the counts of a run. Out: a few lines with real facts and what to try next, or one JSON object.

use super::output_error;
use crate::Result;
use crate::store::{Counts, Highlight, Reader};
use serde::Serialize;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

/// Quotes and events shown.
const HIGHLIGHT_COUNT: usize = 3;

/// The summary as `--json` prints it.
#[derive(Debug, Serialize)]
struct Summary<'a> {
    database: &'a str,
    new: u64,
    known: u64,
    updated: u64,
    near_duplicates: u64,
    failed: u64,
    articles: u64,
    entities: u64,
    quotes: u64,
    events: u64,
    seconds: f64,
}

/// Prints the summary as one JSON object on a line.
pub fn json(db: &Path, counts: &Counts, took: Duration, out: &mut dyn Write) -> Result<()> {
    let totals = Reader::open(db)?.totals()?;
    let summary = Summary {
        database: &db.to_string_lossy(),
        new: counts.new,
        known: counts.known,
        updated: counts.updated,
        near_duplicates: counts.near_duplicate,
        failed: counts.failed,
        articles: totals.articles,
        entities: totals.entities,
        quotes: totals.quotes,
        events: totals.events,
        seconds: (took.as_secs_f64() * 1000.0).round() / 1000.0,
    };
    let line = serde_json::to_string(&summary).expect("numbers and a path make valid JSON");
    writeln!(out, "{line}").map_err(output_error)
}

/// Prints what an ingest did, some of what it found, and what to try next.
pub fn text(db: &Path, counts: &Counts, took: Duration, out: &mut dyn Write) -> Result<()> {
    let reader = Reader::open(db)?;
    print_ingest(db, counts, took, &reader, out)?.map_err(output_error)
}

/// Prints what a rebuild did.
pub fn rebuilt(db: &Path, counts: &Counts, took: Duration, out: &mut dyn Write) -> Result<()> {
    let totals = Reader::open(db)?.totals()?;
    let line = format!(
        "{} rebuilt in {}: {} entities, {} quotes, {} events in {}",
        number(counts.updated, "article"),
        seconds(took),
        totals.entities,
        totals.quotes,
        totals.events,
        db.display()
    );
    writeln!(out, "{line}").map_err(output_error)
}

fn print_ingest(
    db: &Path,
    counts: &Counts,
    took: Duration,
    reader: &Reader,
    out: &mut dyn Write,
) -> Result<std::io::Result<()>> {
    let (totals, quotes, events) = (
        reader.totals()?,
        reader.quote_highlights(HIGHLIGHT_COUNT)?,
        reader.event_highlights(HIGHLIGHT_COUNT)?,
    );
    let mut print = || {
        writeln!(
            out,
            "{} added in {} ({} known already, {} near {}, {} updated, {} failed)",
            number(counts.new, "article"),
            seconds(took),
            counts.known,
            counts.near_duplicate,
            if counts.near_duplicate == 1 { "copy" } else { "copies" },
            counts.updated,
            counts.failed
        )?;
        if counts.new + counts.updated == 0 {
            writeln!(out, "no facts changed in {}", db.display())?;
            return print_failures(counts, out);
        }
        writeln!(
            out,
            "{} now holds {}, {}, {} and {}",
            db.display(),
            number(totals.articles, "article"),
            if totals.entities == 1 {
                "1 entity".to_owned()
            } else {
                format!("{} entities", totals.entities)
            },
            number(totals.quotes, "quote"),
            number(totals.events, "event")
        )?;
        print_highlights("Who said what", &quotes, out)?;
        print_highlights("Who did what to whom", &events, out)?;
        print_failures(counts, out)?;
        writeln!(out, "\nTry next:")?;
        match quotes.first() {
            Some(quote) => writeln!(out, "  nutgraf show entity \"{}\"", quote.who),
            None => writeln!(out, "  nutgraf stats"),
        }?;
        writeln!(out, "  nutgraf query \"SELECT speaker, text, outlet FROM quote_report LIMIT 10\"")
    };
    Ok(print())
}

fn print_failures(counts: &Counts, out: &mut dyn Write) -> std::io::Result<()> {
    if counts.failed == 0 {
        return Ok(());
    }
    writeln!(
        out,
        "\nWhat failed, and why:\n  nutgraf query \"SELECT uri, problem FROM inputs WHERE status = 'failed'\""
    )
}

fn print_highlights(heading: &str, highlights: &[Highlight], out: &mut dyn Write) -> std::io::Result<()> {
    if !highlights.is_empty() {
        writeln!(out, "\n{heading}:")?;
    }
    for Highlight { who, what, origin } in highlights {
        let origin = if origin.is_empty() { String::new() } else { format!("  ({origin})") };
        writeln!(out, "  {who}: {}{origin}", what.replace(char::is_control, " "))?;
    }
    Ok(())
}

fn number(count: u64, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

fn seconds(took: Duration) -> String {
    format!("{:.1} s", took.as_secs_f64())
}
