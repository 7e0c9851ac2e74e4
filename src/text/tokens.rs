//! Cuts text into tokens.
//!
//! In: a stretch of text. Out: byte ranges of words, numbers and marks: "Putin's 3.5%" is `Putin`, `'s`, `3.5`, `%`.

use std::ops::Range;

/// Returns the byte ranges of the tokens of `text`, in order.
///
/// A word keeps inner apostrophes, hyphens, points and commas ("al-Assad", "U.S.", "3,500"); a possessive or a
/// contraction ("'s", "n't") is a token of its own, as in Universal Dependencies.
pub fn split(text: &str) -> Vec<Range<usize>> {
    let mut tokens = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut end = start + c.len_utf8();
        if !c.is_alphanumeric() {
            tokens.push(start..end);
            continue;
        }
        while let Some(&(at, next)) = chars.peek() {
            let joins = matches!(next, '-' | '\'' | '’' | '.' | ',' | '&' | '\u{2011}');
            let after = text[at + next.len_utf8()..].chars().next();
            let inside = joins && after.is_some_and(|a| joined(next, &text[start..at], a));
            if !(next.is_alphanumeric() || is_mark(next) || inside) {
                break;
            }
            end = at + next.len_utf8();
            chars.next();
        }
        end = with_final_point(text, start, end, &mut chars);
        push_word(text, start..end, &mut tokens);
    }
    tokens
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Tells whether `joint` between `before` and `after` keeps one word.
fn joined(joint: char, before: &str, after: char) -> bool {
    match joint {
        ',' => before.ends_with(|c: char| c.is_ascii_digit()) && after.is_ascii_digit(),
        '.' => {
            let digit = before.ends_with(|c: char| c.is_ascii_digit()) && after.is_ascii_digit();
            let initial = before.rsplit('.').next().is_some_and(|part| part.chars().count() == 1);
            digit || (initial && after.is_alphabetic())
        }
        _ => after.is_alphanumeric(),
    }
}

/// Takes in the point of "U.S." and of an initial ("J.").
fn with_final_point(
    text: &str,
    start: usize,
    end: usize,
    chars: &mut std::iter::Peekable<std::str::CharIndices<'_>>,
) -> usize {
    let word = &text[start..end];
    let dotted = word.contains('.') && word.rsplit('.').next().is_some_and(|part| part.chars().count() == 1);
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    if (dotted || initial)
        && text[end..].starts_with('.')
        && !word.chars().all(|c| c.is_ascii_digit() || c == '.')
    {
        chars.next();
        return end + 1;
    }
    end
}

/// Pushes a word, its possessive or contraction apart.
fn push_word(text: &str, range: Range<usize>, tokens: &mut Vec<Range<usize>>) {
    let word = &text[range.clone()];
    for suffix in [
        "n't", "n’t", "'s", "’s", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "'d", "’d", "'m", "’m", "'S",
        "’S",
    ] {
        if word.len() > suffix.len() && word.ends_with(suffix) {
            let cut = range.end - suffix.len();
            tokens.push(range.start..cut);
            tokens.push(cut..range.end);
            return;
        }
    }
    tokens.push(range);
}
