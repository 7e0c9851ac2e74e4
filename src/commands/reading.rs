//! How the commands that read facts out print them: in one of the formats of rows, or as lines for reading.
//!
//! In: a query's rows. Out: text. What comes from an article goes through [`printable`], so that no escape sequence of a scraped
//! page reaches the terminal. An event of one day is `2024-06-12  weekday  Wang Yi → Sergei Lavrov: met [CONSULT], Almaty`.

use super::{output_error, rows, screen};
use crate::Result;
use crate::cli::{EventSelection, Print};
use crate::export::{RowWriter, Screen, Value, printable};
use crate::store::query::Query;
use crate::store::reading::EventsWanted;
use std::borrow::Cow;
use std::io::Write;

/// Lays out a row as lines.
pub type Layout = fn(&Row<'_, '_>, Screen) -> String;

/// Prints a query's rows; `layout` is that of the text format, `things` what they are called where there are none.
pub fn print(
    query: Query<'_>,
    args: &Print,
    layout: Layout,
    things: &str,
    out: &mut dyn Write,
) -> Result<()> {
    let count = rows::print(query, writer(args, layout).as_mut(), out, output_error)?;
    if count == 0 {
        remark(&format!("no {things}"));
    } else if args.limit > 0 && count == u64::from(args.limit) {
        remark(&format!("{count} {things}, and there may be more (--limit 0 prints all)"));
    }
    Ok(())
}

/// Says something on standard error.
pub fn remark(text: &str) {
    // Nobody to say it to is no failure.
    let _ = writeln!(std::io::stderr(), "{}", printable(text));
}

/// Returns what a selection asks of the store.
pub fn wanted(selection: &EventSelection) -> EventsWanted<'_> {
    EventsWanted {
        entity: selection.entity.as_deref(),
        story: selection.story.as_deref(),
        from: selection.from,
        to: selection.to,
        ..EventsWanted::default()
    }
}

/// Prints events or happenings, with their sentences where they are asked for.
pub fn print_events(query: Query<'_>, selection: &EventSelection, out: &mut dyn Write) -> Result<()> {
    let layout = if selection.evidence { event_with_evidence } else { event };
    print(query, &selection.print, layout, "events", out)
}

/// Returns the writer of a format, or that of lines for reading.
pub fn writer(args: &Print, layout: Layout) -> Box<dyn RowWriter> {
    match args.format {
        Some(format) => rows::writer(format, args.raw_formulas),
        None => Box::new(Lines { layout, screen: screen::screen(), columns: Vec::new(), is_first: true }),
    }
}

/// Writes each row as lines of its own.
struct Lines {
    layout: Layout,
    screen: Screen,
    columns: Vec<String>,
    is_first: bool,
}

impl RowWriter for Lines {
    fn start(&mut self, columns: &[String], _out: &mut dyn Write) -> std::io::Result<()> {
        self.columns = columns.to_vec();
        Ok(())
    }

    fn row(&mut self, values: &[Value<'_>], out: &mut dyn Write) -> std::io::Result<()> {
        let row = Row { columns: &self.columns, values, is_first: std::mem::take(&mut self.is_first) };
        out.write_all((self.layout)(&row, self.screen).as_bytes())
    }

    fn finish(&mut self, _out: &mut dyn Write) -> std::io::Result<()> {
        Ok(())
    }
}

/// A row whose cells are asked for by the names of their columns.
#[derive(Debug)]
pub struct Row<'a, 'v> {
    columns: &'a [String],
    values: &'a [Value<'v>],
    /// Whether none came before it.
    pub is_first: bool,
}

impl Row<'_, '_> {
    /// Returns a cell as text that is safe to show; `None` where there is nothing.
    pub fn text(&self, column: &str) -> Option<String> {
        let value = self.value(column)?;
        let text: Cow<'_, str> = value.text();
        Some(printable(text.trim()).split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// Returns a cell as a number; 0 where there is nothing.
    pub fn number(&self, column: &str) -> i64 {
        match self.value(column) {
            Some(Value::Integer(number)) => *number,
            _ => 0,
        }
    }

    fn value(&self, column: &str) -> Option<&Value<'_>> {
        let place = self.columns.iter().position(|name| name == column)?;
        self.values.get(place).filter(|value| **value != Value::Null)
    }
}

/// Lays out an event or happening: when, how that is known, who did what to whom, where.
fn event(row: &Row<'_, '_>, screen: Screen) -> String {
    let basis = row.text("date_basis").unwrap_or_default();
    let mut line = format!("{:20}  {basis:11}  ", day(row));
    line.push_str(
        mark(row).map_or(String::new(), |mark| screen::bold(&format!("{mark}: "), screen)).as_str(),
    );
    line.push_str(&deed(row));
    line.push('\n');
    line
}

/// Lays out an event with the sentence that tells it.
fn event_with_evidence(row: &Row<'_, '_>, screen: Screen) -> String {
    let origin = [row.text("outlet"), row.text("published_on")].into_iter().flatten().collect::<Vec<_>>();
    let origin = match origin.join(", ") {
        origin if origin.is_empty() => format!("article {}", row.number("article_id")),
        origin => format!("{origin}, article {}", row.number("article_id")),
    };
    let sentence = format!("{} ({origin})", row.text("sentence").unwrap_or_default());
    event(row, screen) + &screen::wrapped(&sentence, 4, screen)
}

/// "2024-06-12", "2024-06", "week of 2024-06-10", "1990s", "2024-06-12 to 2024-06-14"
fn day(row: &Row<'_, '_>) -> String {
    let (Some(start), end) = (row.text("date_start"), row.text("date_end")) else {
        return "no date".to_owned();
    };
    let year = start.get(..4).unwrap_or(&start).to_owned();
    let end = end.unwrap_or_else(|| start.clone());
    match row.text("date_precision").as_deref() {
        Some("day") if start != end => format!("{start} to {end}"),
        Some("week") => format!("week of {start}"),
        Some("month") if start.get(..7) == end.get(..7) => start.get(..7).unwrap_or(&start).to_owned(),
        Some("quarter") => format!("{year}-Q{}", quarter(&start)),
        Some("year") if end.starts_with(&year) => year,
        Some("decade") => format!("{year}s"),
        Some("day") => start,
        _ => format!("{start} to {end}"),
    }
}

/// The quarter of the year that a day "2024-06-12" lies in.
fn quarter(day: &str) -> usize {
    let month = day.get(5..7).and_then(|month| month.parse::<usize>().ok()).unwrap_or(1);
    month.saturating_sub(1) / 3 + 1
}

/// What an act is where it is not told as done, so that nobody reads it as done.
fn mark(row: &Row<'_, '_>) -> Option<&'static str> {
    let is_negated = row.number("negated") == 1;
    Some(match row.text("modality").as_deref() {
        Some("future") if is_negated => "NOT PLANNED",
        Some("future") => "PLANNED",
        Some("possible") => "POSSIBLE",
        Some("conditional") => "ON A CONDITION",
        Some("desired") if is_negated => "NOT WANTED",
        Some("desired") => "WANTED",
        Some("obligated") => "CALLED FOR",
        _ if is_negated => "NOT DONE",
        _ => return None,
    })
}

/// "Wang Yi → Sergei Lavrov: met [CONSULT], Almaty (3 reports)"
fn deed(row: &Row<'_, '_>) -> String {
    let sides = match (row.text("actors"), row.text("recipients")) {
        (Some(actors), Some(recipients)) => format!("{actors} → {recipients}"),
        (Some(actors), None) => actors,
        (None, Some(recipients)) => format!("? → {recipients}"),
        (None, None) => "?".to_owned(),
    };
    let trigger = row.text("trigger").unwrap_or_default();
    let kind = row.text("type").unwrap_or_default();
    let mut line = format!("{sides}: {trigger} [{kind}]");
    if let Some(place) = row.text("place") {
        line.push_str(&format!(", {place}"));
    }
    let mut notes = Vec::new();
    if row.number("report_count") > 1 {
        notes.push(format!("{} reports", row.number("report_count")));
    }
    match (row.text("attribution").as_deref(), row.text("reported_by")) {
        (Some("narrator"), _) | (None, _) => {}
        (_, Some(name)) => notes.push(format!("says {name}")),
        _ => notes.push("as reported".to_owned()),
    }
    if row.number("is_background") == 1 {
        notes.push("background".to_owned());
    }
    if !notes.is_empty() {
        line.push_str(&format!(" ({})", notes.join("; ")));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lays out an event of these cells, each "column=value".
    fn shown(cells: &[&str]) -> String {
        let (columns, values): (Vec<String>, Vec<Value<'_>>) = cells
            .iter()
            .map(|cell| cell.split_once('=').expect("column and value"))
            .map(|(column, value)| {
                let value = value.parse().map_or(Value::Text(value.into()), Value::Integer);
                (column.to_owned(), value)
            })
            .unzip();
        event(&Row { columns: &columns, values: &values, is_first: true }, Screen::default())
    }

    #[test]
    fn days_are_shown_as_exact_as_they_are_known() {
        for (start, end, precision, expected) in [
            ("2024-06-12", "2024-06-12", "day", "2024-06-12 "),
            ("2024-06-10", "2024-06-16", "week", "week of 2024-06-10 "),
            ("2024-06-01", "2024-06-30", "month", "2024-06 "),
            ("2024-04-01", "2024-06-30", "quarter", "2024-Q2 "),
            ("2024-01-01", "2024-12-31", "year", "2024 "),
            ("1990-01-01", "1999-12-31", "decade", "1990s "),
            ("2024-06-12", "2024-06-14", "day", "2024-06-12 to 2024-06-14 "),
            ("2024-05-30", "2024-06-14", "vague", "2024-05-30 to 2024-06-14 "),
        ] {
            let cells = [
                format!("date_start={start}"),
                format!("date_end={end}"),
                format!("date_precision={precision}"),
            ];
            let line = shown(&cells.each_ref().map(String::as_str));
            assert!(line.starts_with(expected), "{line}");
        }
        assert!(shown(&["actors=Xi"]).starts_with("no date "));
    }

    #[test]
    fn what_was_not_done_says_so_before_who_did_it() {
        for (cells, expected) in [
            (&["negated=0", "modality=asserted"][..], "Xi: met"),
            (&["negated=1", "modality=asserted"], "NOT DONE: Xi: met"),
            (&["negated=0", "modality=future"], "PLANNED: Xi: met"),
            (&["negated=1", "modality=future"], "NOT PLANNED: Xi: met"),
            (&["negated=0", "modality=possible"], "POSSIBLE: Xi: met"),
            (&["negated=0", "modality=conditional"], "ON A CONDITION: Xi: met"),
            (&["negated=0", "modality=desired"], "WANTED: Xi: met"),
            (&["negated=0", "modality=obligated"], "CALLED FOR: Xi: met"),
        ] {
            let cells = [&["actors=Xi", "trigger=met", "type=CONSULT"], cells].concat();
            assert_eq!(
                shown(&cells).split_once("  ").expect("a date").1.trim(),
                format!("{expected} [CONSULT]")
            );
        }
    }

    #[test]
    fn escape_sequences_of_articles_do_not_reach_the_terminal() {
        let line = shown(&[
            "actors=Xi \u{1b}[2Jjinping",
            "trigger=met\u{9b}31m",
            "type=CONSULT",
            "place=A\u{7}lmaty",
        ]);
        assert!(!line.contains(['\u{1b}', '\u{9b}', '\u{7}']), "{line:?}");
    }
}
