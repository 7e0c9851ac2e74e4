//! `nutgraf quotes`: who said what, for reading.
//!
//! In: a speaker, words, days. Out: each quote with its day, outlet and the sentence it stands in.

use super::reading::{self, Row};
use super::screen::{bold, wrapped};
use super::{ExitStatus, rows};
use crate::Result;
use crate::cli::{QuoteKind, QuotesArgs};
use crate::export::Screen;
use crate::store::reading::QuotesWanted;
use crate::store::{self, reading as store_reading};
use std::io::Write;
use std::path::Path;

/// Prints the quotes; that there are none is said on standard error.
pub fn run(args: &QuotesArgs, db: &Path, out: &mut dyn Write) -> Result<ExitStatus> {
    let connection = store::open_read_only(db)?;
    rows::stop_on_interrupt(&connection);
    let wanted = QuotesWanted {
        speaker: args.speaker.as_deref(),
        about: args.about.as_deref(),
        since: args.since,
        until: args.until,
        kind: args.kind.map(|kind| match kind {
            QuoteKind::Direct => "direct",
            QuoteKind::Indirect => "indirect",
            QuoteKind::Mixed => "mixed",
        }),
        outlet: args.outlet.as_deref(),
        negated: args.negated,
    };
    let query = store_reading::quotes(&connection, db, &wanted, args.print.limit)?;
    reading::print(query, &args.print, layout, "quotes", out)?;
    Ok(ExitStatus::Done)
}

/// Lays out a quote: where it stands, who said what, the sentence.
fn layout(row: &Row<'_, '_>, screen: Screen) -> String {
    let date = row.text("published_on").unwrap_or_else(|| "no date".to_owned());
    let outlet = row.text("outlet").unwrap_or_else(|| "no outlet".to_owned());
    let mut head = format!("{date}  {outlet}  article {}", row.number("article_id"));
    let others = row.number("article_count") - 1;
    if others > 0 {
        head.push_str(&format!("  (said so in {others} more)"));
    }
    let gap = if row.is_first { "" } else { "\n" };
    format!("{gap}{head}\n") + &wrapped(&said(row, screen), 4, screen) + &evidence(row, screen)
}

/// "Wang Yi, told: “The talks will resume”"
fn said(row: &Row<'_, '_>, screen: Screen) -> String {
    let speaker = match (row.text("speaker"), row.text("source")) {
        (Some(speaker), _) => bold(&speaker, screen),
        (None, Some(source)) => format!("{source} (unresolved)"),
        (None, None) => "somebody".to_owned(),
    };
    let cue = row.text("cue").map_or(String::new(), |cue| format!(", {cue}"));
    let text = row.text("text").unwrap_or_default();
    let text = if row.text("kind").as_deref() == Some("direct") { format!("“{text}”") } else { text };
    let denied = if row.number("negated") == 1 { "NOT SAID: " } else { "" };
    let via = row.text("via").map_or(String::new(), |via| format!(" (via {via})"));
    format!("{denied}{speaker}{cue}: {text}{via}")
}

/// The sentence, unless it tells no more than the words of the quote.
fn evidence(row: &Row<'_, '_>, screen: Screen) -> String {
    let text = row.text("text").unwrap_or_default();
    match row.text("sentence") {
        Some(sentence) if sentence.trim_matches(['“', '”', '"', '\'', '‘', '’']) != text => {
            wrapped(&sentence, 8, screen)
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::{Print, RowFormat};
    use crate::store::fixture;

    fn printed(speaker: Option<&str>, format: Option<RowFormat>) -> String {
        let (_folder, path) = fixture::file();
        let args = QuotesArgs {
            speaker: speaker.map(str::to_owned),
            about: None,
            since: None,
            until: None,
            kind: None,
            outlet: None,
            negated: false,
            print: Print { limit: 0, format, raw_formulas: false },
        };
        let mut out = Vec::new();
        assert_eq!(run(&args, &path, &mut out).expect("it prints"), ExitStatus::Done);
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn a_quote_is_printed_with_its_place_and_sentence() {
        let expected = "2023-03-04  Daily Planet  article 1
    Wang Yi, told: “The talks will resume on Monday,”
        GENEVA — “The talks will resume on Monday,” Wang Yi told reporters.
";
        assert_eq!(printed(Some("person:wang-yi"), None), expected);
    }

    #[test]
    fn rows_have_the_columns_by_name() {
        let csv = printed(None, Some(RowFormat::Csv));
        assert!(csv.starts_with("published_on,outlet,title,speaker,kind,cue,text,negated,"), "{csv}");
        assert_eq!(csv.lines().count(), 2, "the copy is left out: {csv}");
    }
}
