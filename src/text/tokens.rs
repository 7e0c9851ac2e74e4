//! Cuts text into tokens.
//!
//! In: a stretch of text. Out: byte ranges of words, numbers and marks: "Putin's 3.5%" is `Putin`, `'s`, `3.5`, `%`.

use crate::lexicon::{abbreviation, gazetteer};
use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

/// Marks of several characters that stand for one.
const LONG_MARKS: [&str; 5] = ["...", "``", "''", "--", "’’"];

/// Ends of words that are tokens of their own, as in Universal Dependencies.
const CLITICS: [&str; 16] =
    ["n't", "n’t", "'s", "’s", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "'d", "’d", "'m", "’m", "'S", "’S"];

/// Endings of sites that news name in running text.
const DOMAINS: [&str; 12] = ["com", "org", "net", "gov", "edu", "info", "io", "tv", "uk", "co", "eu", "news"];

/// Words that attach to a name with a hyphen and leave it a name.
const ATTACHED: [&str; 10] =
    ["led", "style", "born", "wide", "held", "run", "prone", "speaking", "made", "era"];

/// Returns the byte ranges of the tokens of `text`, in order.
///
/// A word keeps inner apostrophes, hyphens, points and commas ("al-Assad", "U.S.", "3,500") and the point of an
/// abbreviation ("Mr."); a possessive or a contraction ("'s", "n't") is a token of its own, and so is every mark; a web
/// address is one token.
pub fn split(text: &str) -> Vec<Range<usize>> {
    let mut tokens = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        if let Some(end) = address(&text[start..]).map(|length| start + length) {
            skip_to(&mut chars, end);
            tokens.push(start..end);
        } else if c.is_alphanumeric() {
            let end = word_end(text, start, start + c.len_utf8(), &mut chars);
            push_word(text, start..end, &mut tokens);
        } else {
            let end = start + mark_length(&text[start..], c);
            skip_to(&mut chars, end);
            tokens.push(start..end);
        }
    }
    tokens
}

fn skip_to(chars: &mut Peekable<CharIndices<'_>>, end: usize) {
    while chars.next_if(|&(at, _)| at < end).is_some() {}
}

/// Returns the length of the web address that `rest` opens with.
fn address(rest: &str) -> Option<usize> {
    if !(rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www.")) {
        return None;
    }
    let end = rest.find(|c: char| c.is_whitespace() || "<>\"“”’)]".contains(c)).unwrap_or(rest.len());
    Some(rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?']).len())
}

fn mark_length(rest: &str, c: char) -> usize {
    LONG_MARKS.iter().find(|mark| rest.starts_with(**mark)).map_or(c.len_utf8(), |mark| mark.len())
}

fn word_end(text: &str, start: usize, first: usize, chars: &mut Peekable<CharIndices<'_>>) -> usize {
    let mut end = first;
    while let Some(&(at, next)) = chars.peek() {
        let joins = matches!(next, '-' | '\'' | '’' | '.' | ',' | '&' | '\u{2011}');
        let after = text[at + next.len_utf8()..].chars().next();
        let inside = joins
            && after
                .is_some_and(|after| is_joined(next, &text[start..at], after, &text[at + next.len_utf8()..]));
        if !(next.is_alphanumeric() || unicode_normalization::char::is_combining_mark(next) || inside) {
            break;
        }
        end = at + next.len_utf8();
        chars.next();
    }
    if text[end..].starts_with('.') && takes_point(&text[start..end]) {
        chars.next();
        end += 1;
    }
    end
}

/// Tells whether `joint` between `before` and `after` keeps one word.
fn is_joined(joint: char, before: &str, after: char, rest: &str) -> bool {
    let last_is = |test: fn(&char) -> bool| before.chars().next_back().is_some_and(|c| test(&c));
    match joint {
        ',' => last_is(char::is_ascii_digit) && after.is_ascii_digit(),
        '.' => {
            let digits = last_is(char::is_ascii_digit) && after.is_ascii_digit();
            let domain = last_is(|c| c.is_lowercase()) && is_domain(rest);
            digits || domain || (after.is_alphabetic() && ends_in_initial(before))
        }
        _ => after.is_alphanumeric(),
    }
}

/// Tells whether a site's ending stands here: "Amazon.com" is a word, "over.the" two whose space was lost.
fn is_domain(rest: &str) -> bool {
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    DOMAINS.contains(&&rest[..end])
}

/// Tells whether the last part of a dotted word is one letter, as in "U" or "p.m"; looks at three characters only.
fn ends_in_initial(word: &str) -> bool {
    let mut back = word.chars().rev();
    back.next().is_some_and(char::is_alphabetic) && back.next().is_none_or(|c| c == '.')
}

/// Tells whether a point after `word` belongs to it: "U.S", "J", "Mr".
fn takes_point(word: &str) -> bool {
    let initial = ends_in_initial(word) && (word.contains('.') || word.chars().all(char::is_uppercase));
    // "R-Wis.": what stands after the hyphen tells.
    initial || abbreviation(word.rsplit('-').next().unwrap_or(word)).is_some()
}

/// Pushes a word, its possessive or contraction apart, and a compound of names in its parts.
fn push_word(text: &str, range: Range<usize>, tokens: &mut Vec<Range<usize>>) {
    let word = &text[range.clone()];
    if let Some((first, second)) =
        word.split_once('-').filter(|(first, second)| is_loose(word, first, second))
    {
        let hyphen = range.start + first.len();
        tokens.push(range.start..hyphen);
        tokens.push(hyphen..hyphen + 1);
        return push_word(text, range.end - second.len()..range.end, tokens);
    }
    let length = match CLITICS.iter().find(|clitic| word.len() > clitic.len() && word.ends_with(**clitic)) {
        Some(clitic) => clitic.len(),
        None if word.eq_ignore_ascii_case("cannot") => "not".len(),
        None => 0,
    };
    let cut = range.end - length;
    tokens.push(range.start..cut);
    if length > 0 {
        tokens.push(cut..range.end);
    }
}

/// Tells whether a hyphen joins words that stay words: "Panama-flagged", "Russia-Ukraine", not "al-Assad" or "Wai-keung".
fn is_loose(word: &str, first: &str, second: &str) -> bool {
    if !first.starts_with(char::is_uppercase) || second.is_empty() {
        return false;
    }
    if second.starts_with(char::is_lowercase) {
        return ATTACHED.contains(&second) || (second.ends_with("ed") && second.len() > 4);
    }
    let known = |name: &str| !gazetteer().senses(name).is_empty();
    second.starts_with(char::is_uppercase) && known(first) && known(second) && !known(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let words: Vec<&str> = split(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(words.join(" "), expected);
    }

    #[test]
    fn words_keep_what_is_inside_them() {
        check("Putin's 3.5% of 1,200", "Putin 's 3.5 % of 1,200");
        check("al-Assad didn’t, Mr. J. O'Brien", "al-Assad did n’t , Mr. J. O'Brien");
        check("the U.S.-led U.S. plan at 5 p.m.", "the U.S. - led U.S. plan at 5 p.m.");
        check(
            "Panama-flagged Russia-Ukraine Wai-keung Guinea-Bissau",
            "Panama - flagged Russia - Ukraine Wai-keung Guinea-Bissau",
        );
        check("I cannot.He", "I can not . He");
        check("It is over.the Blinken.blinkenanthony", "It is over . the Blinken . blinkenanthony");
        check("See https://a.org/b?c=1, or Amazon.com.", "See https://a.org/b?c=1 , or Amazon.com .");
    }

    #[test]
    fn marks_stand_alone() {
        check("“Peace... now,” – ‘no’", "“ Peace ... now , ” – ‘ no ’");
        check("``Go,'' he said -- twice", "`` Go , '' he said -- twice");
        check("the workers' rights", "the workers ' rights");
        check("invasion.BEIJING: ok", "invasion . BEIJING : ok");
    }
}
