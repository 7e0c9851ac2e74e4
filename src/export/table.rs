//! Rows as aligned columns, for reading.
//!
//! In: rows. Out: a header, a rule and a line for each row. The first rows are held back to learn the columns' widths; on a
//! terminal, what does not fit is cut with `…`. `中` takes two columns, a combining accent none.

use super::{RowWriter, Value, printable};
use std::io::{Result, Write};
use unicode_width::UnicodeWidthStr;

/// Rows held back to learn the widths, and the bytes of text they may have: bodies of articles are long.
const HELD_ROWS_MAX: usize = 1000;
const HELD_BYTES_MAX: usize = 4 << 20;

/// In a file a column is padded to this at most: one long body should not pad the ids of all others.
const PAD_COLUMNS_MAX: usize = 60;

/// Narrower than this a column says nothing.
const COLUMN_WIDTH_MIN: usize = 8;

/// Blanks between columns.
const GAP: usize = 2;

/// What is known of the terminal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Screen {
    /// Its width in columns; `None`: no terminal, nothing is cut.
    pub width: Option<usize>,
    /// Whether it shows bold and dim text.
    pub styled: bool,
}

/// Writes aligned columns.
#[derive(Debug)]
pub struct Table {
    screen: Screen,
    columns: Vec<String>,
    /// Rows whose widths are not known yet.
    held: Vec<Vec<Cell>>,
    held_bytes: usize,
    /// Set when the first lines are written.
    widths: Vec<usize>,
    numeric: Vec<bool>,
}

/// A value as it is shown.
#[derive(Debug)]
struct Cell {
    text: String,
    is_null: bool,
    is_number: bool,
}

impl Table {
    /// Makes a table for a screen.
    pub fn new(screen: Screen) -> Table {
        let (columns, held) = (Vec::new(), Vec::new());
        Table { screen, columns, held, held_bytes: 0, widths: Vec::new(), numeric: Vec::new() }
    }

    /// Settles the widths and writes the header and the rows held back.
    fn release(&mut self, out: &mut dyn Write) -> Result<()> {
        let held = std::mem::take(&mut self.held);
        let cells = |n: usize| held.iter().map(move |row| &row[n]);
        let natural = |n: usize| cells(n).map(|cell| cell.text.width()).max().unwrap_or(0);
        self.widths = (0..self.columns.len()).map(|n| natural(n).max(self.columns[n].width())).collect();
        self.numeric = (0..self.columns.len())
            .map(|n| {
                cells(n).all(|cell| cell.is_number || cell.is_null) && cells(n).any(|cell| cell.is_number)
            })
            .collect();
        match self.screen.width {
            Some(width) => fit(&mut self.widths, width),
            None => self.widths.iter_mut().for_each(|width| *width = (*width).min(PAD_COLUMNS_MAX)),
        }
        let header: Vec<Cell> = self.columns.iter().map(|name| Cell::plain(name)).collect();
        self.line(&header, out)?;
        let rule: Vec<Cell> = self.widths.iter().map(|&width| Cell::plain(&"-".repeat(width))).collect();
        self.line(&rule, out)?;
        held.iter().try_for_each(|row| self.line(row, out))
    }

    fn line(&self, cells: &[Cell], out: &mut dyn Write) -> Result<()> {
        let mut line = String::new();
        let mut owed = 0;
        for (n, cell) in cells.iter().enumerate() {
            let width = self.widths[n];
            let text = if self.screen.width.is_some() { cut(&cell.text, width) } else { cell.text.clone() };
            let padding = width.saturating_sub(text.width());
            let before = if self.numeric[n] { padding } else { 0 };
            // Blanks are owed until something follows, so that no line ends in them.
            line.extend(std::iter::repeat_n(' ', owed + before));
            owed = padding - before + GAP;
            if cell.is_null && self.screen.styled {
                line.push_str(&format!("\u{1b}[2m{text}\u{1b}[0m"));
            } else {
                line.push_str(&text);
            }
        }
        writeln!(out, "{}", line.trim_end_matches(' '))
    }
}

impl RowWriter for Table {
    fn start(&mut self, columns: &[String], _out: &mut dyn Write) -> Result<()> {
        self.columns = columns.iter().map(|name| printable(name).into_owned()).collect();
        Ok(())
    }

    fn row(&mut self, values: &[Value<'_>], out: &mut dyn Write) -> Result<()> {
        let row: Vec<Cell> = values.iter().map(Cell::new).collect();
        if !self.widths.is_empty() {
            return self.line(&row, out);
        }
        self.held_bytes += row.iter().map(|cell| cell.text.len()).sum::<usize>();
        self.held.push(row);
        let is_full = self.held.len() >= HELD_ROWS_MAX || self.held_bytes >= HELD_BYTES_MAX;
        if is_full { self.release(out) } else { Ok(()) }
    }

    fn finish(&mut self, out: &mut dyn Write) -> Result<()> {
        if self.widths.is_empty() && !self.columns.is_empty() { self.release(out) } else { Ok(()) }
    }
}

impl Cell {
    /// Shows NULL as `NULL`, and the text "NULL" in marks.
    fn new(value: &Value<'_>) -> Cell {
        let (is_null, is_number) = (*value == Value::Null, value.is_number());
        let text = match value {
            Value::Null => "NULL".to_owned(),
            Value::Text(text) if text == "NULL" => "'NULL'".to_owned(),
            other => printable(&other.text()).into_owned(),
        };
        Cell { text, is_null, is_number }
    }

    fn plain(text: &str) -> Cell {
        Cell { text: text.to_owned(), is_null: false, is_number: false }
    }
}

/// Narrows the widest columns until the line fits.
fn fit(widths: &mut [usize], line: usize) {
    let room = line.saturating_sub(GAP * widths.len().saturating_sub(1));
    while widths.iter().sum::<usize>() > room {
        let widest = widths.iter().copied().max().unwrap_or(0);
        if widest <= COLUMN_WIDTH_MIN {
            return;
        }
        // All columns of the greatest width go down together, to the next smaller one at most.
        let count = widths.iter().filter(|&&width| width == widest).count();
        let next =
            widths.iter().copied().filter(|&width| width < widest).max().unwrap_or(0).max(COLUMN_WIDTH_MIN);
        let surplus = widths.iter().sum::<usize>() - room;
        let step = surplus.div_ceil(count).min(widest - next).max(1);
        widths.iter_mut().filter(|width| **width == widest).for_each(|width| *width -= step);
    }
}

/// Cuts a text to a width, with `…` where something is missing; never between a letter and its accent.
fn cut(text: &str, width: usize) -> String {
    // A character takes two columns at most, so that most texts need not be measured.
    if text.len() <= width || text.width() <= width {
        return text.to_owned();
    }
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let next = at + c.len_utf8();
        if text[..next].width() + 1 > width {
            break;
        }
        end = next;
    }
    format!("{}…", text[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::written;

    fn text(text: &str) -> Value<'_> {
        Value::Text(text.into())
    }

    #[test]
    fn wide_and_combining_characters_align() {
        let rows: [&[Value<'_>]; 4] = [
            &[text("中国"), text("x"), Value::Integer(1)],
            &[text("cafe\u{301}"), text("y"), Value::Integer(-20)],
            &[text("👩‍👩‍👧"), Value::Null, Value::Null],
            &[text("plain"), text("NULL"), Value::Integer(3)],
        ];
        let expected = "\
name   note       n
-----  ------  ----
中国   x          1
cafe\u{301}   y        -20
👩‍👩‍👧     NULL    NULL
plain  'NULL'     3
";
        assert_eq!(written(Table::new(Screen::default()), &["name", "note", "n"], &rows), expected);
    }

    #[test]
    fn a_terminal_cuts_the_widest_columns_only() {
        let screen = Screen { width: Some(30), styled: false };
        let long = "The talks will resume on Monday, the minister said";
        let found = written(Table::new(screen), &["id", "text"], &[&[Value::Integer(12), text(long)]]);
        assert_eq!(found.lines().last(), Some("12  The talks will resume on…"));
        assert!(found.lines().all(|line| line.width() <= 30), "{found}");
        let whole =
            written(Table::new(Screen::default()), &["id", "text"], &[&[Value::Integer(12), text(long)]]);
        assert!(whole.contains(long));
    }

    #[test]
    fn cutting_counts_columns() {
        for (text, width, expected) in [
            ("abcdef", 6, "abcdef"),
            ("abcdefg", 6, "abcde…"),
            ("中国日报社", 6, "中国…"),
            ("cafe\u{301} noir", 5, "cafe\u{301}…"),
            ("one two", 5, "one…"),
        ] {
            assert_eq!(cut(text, width), expected);
        }
    }

    #[test]
    fn widths_shrink_from_the_widest() {
        for (widths, line, expected) in [
            ([5, 10, 100], 200, [5, 10, 100]),
            ([5, 10, 100], 60, [5, 10, 41]),
            ([5, 90, 100], 69, [5, 30, 30]),
            ([50, 60, 70], 10, [8, 8, 8]),
        ] {
            let mut found = widths;
            fit(&mut found, line);
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn later_rows_stream() {
        let mut table = Table::new(Screen::default());
        let mut out = Vec::new();
        table.start(&["n".to_owned()], &mut out).expect("memory");
        for n in 0..HELD_ROWS_MAX as i64 {
            assert!(out.is_empty());
            table.row(&[Value::Integer(n)], &mut out).expect("memory");
        }
        let before = out.len();
        table.row(&[text("one more")], &mut out).expect("memory");
        assert!(before > 0 && out.len() > before);
    }
}
