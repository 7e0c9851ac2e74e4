//! What is known of the terminal: whether there is one, how wide it is, whether it shows bold text.
//!
//! In: standard output and the environment. Out: a [`Screen`]. `NO_COLOR=1 nutgraf search x` has no bold words.

use crate::export::{Screen, printable};
use std::io::IsTerminal;
use unicode_width::UnicodeWidthStr;

/// Width of a terminal that does not tell its own.
const WIDTH_DEFAULT: usize = 80;

/// The longest word shown whole.
const WORD_CHARS_MAX: usize = 80;
const WORD_CHARS_OVER: usize = WORD_CHARS_MAX + 1;

/// Looks at standard output.
pub fn screen() -> Screen {
    if !std::io::stdout().is_terminal() {
        return Screen::default();
    }
    let told = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let width = variable("COLUMNS").and_then(|columns| columns.parse().ok()).or_else(told);
    let width = width.filter(|&width| width > 0).unwrap_or(WIDTH_DEFAULT);
    let styled = variable("NO_COLOR").is_none() && variable("TERM").is_none_or(|term| term != "dumb");
    Screen { width: Some(width), styled }
}

/// Returns an environment variable that is set to something.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Makes a text bold where the screen can show it.
pub fn bold(text: &str, screen: Screen) -> String {
    if screen.styled { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
}

/// Makes a text safe to show, with the words between two marks bold.
pub fn highlighted(text: &str, marks: [char; 2], screen: Screen) -> String {
    let mut shown = String::new();
    for (n, piece) in text.split(marks).enumerate() {
        let piece = shortened(&printable(piece));
        // Pieces at odd places stand between marks; a text with marks of its own only gets other words bold.
        shown.push_str(&if n % 2 == 1 { bold(&piece, screen) } else { piece });
    }
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Cuts words of a length that no word has: scraped pages carry encoded images of megabytes as one word.
fn shortened(text: &str) -> String {
    let mut run = 0;
    let mut shown = String::with_capacity(text.len().min(4096));
    for c in text.chars() {
        run = if c == ' ' { 0 } else { run + 1 };
        match run {
            0..=WORD_CHARS_MAX => shown.push(c),
            WORD_CHARS_OVER => shown.push('…'),
            _ => {}
        }
    }
    shown
}

/// Breaks a text into lines for the screen, each after `indent` blanks; one line where there is no screen.
pub fn wrapped(text: &str, indent: usize, screen: Screen) -> String {
    let width = screen.width.unwrap_or(usize::MAX).saturating_sub(indent).max(20);
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let word_width = word.replace("\u{1b}[1m", "").replace("\u{1b}[0m", "").width();
        if used > 0 && used + 1 + word_width > width {
            lines.push(String::new());
            used = 0;
        }
        let line = lines.last_mut().expect("it starts with one line");
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        line.push_str(word);
        used += word_width;
    }
    lines.iter().map(|line| format!("{:indent$}{line}\n", "")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLED: Screen = Screen { width: Some(24), styled: true };

    #[test]
    fn found_words_are_bold_on_terminals_only() {
        let text = "the \u{1}talks\u{2}\nwill \u{1b}[2J";
        assert_eq!(highlighted(text, ['\u{1}', '\u{2}'], STYLED), "the \u{1b}[1mtalks\u{1b}[0m will ␛[2J");
        assert_eq!(highlighted(text, ['\u{1}', '\u{2}'], Screen::default()), "the talks will ␛[2J");
    }

    #[test]
    fn endless_words_end() {
        let word = "x".repeat(3000);
        let found = highlighted(&format!("a {word} b"), ['\u{1}', '\u{2}'], Screen::default());
        assert_eq!(found, format!("a {}… b", "x".repeat(80)));
    }

    #[test]
    fn lines_break_between_words() {
        assert_eq!(wrapped("one two three four five", 4, STYLED), "    one two three four\n    five\n");
        assert_eq!(
            wrapped("one two three four five six", 2, Screen::default()),
            "  one two three four five six\n"
        );
    }
}
