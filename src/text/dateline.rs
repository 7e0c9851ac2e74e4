//! Where a dateline ends.
//!
//! In: a sentence. Out: the first token after its dateline. "PARIS (Reuters) - France said ..." starts at "France".

use super::{Document, Sentence, capitalise};
use crate::lexicon::{Class, WordClass, gazetteer};

/// "WASHINGTON, D.C., Wednesday, 22 December 2021 (Agence France-Presse) —" is about as long as datelines get.
const DATELINE_TOKENS_MAX: usize = 16;

/// Returns the place of the first token after the dateline; the sentence's first where it has none.
pub fn end(document: &Document<'_>, sentence: &Sentence) -> usize {
    let start = sentence.tokens.start;
    if !document.is_capitalised(start) {
        return start;
    }
    let shouted = is_shouted(document.word(start));
    let mut marked = shouted;
    let mut bracket = None;
    for n in start..sentence.tokens.end.min(start + DATELINE_TOKENS_MAX) {
        let word = document.word(n);
        let is_inside = n > start && n + 1 < sentence.tokens.end;
        match word {
            "-" | "–" | "—" | "--" if is_inside && marked => return n + 1,
            ":" if is_inside && shouted && is_place(document, start, bracket.unwrap_or(n)) => return n + 1,
            "(" => {
                marked = true;
                bracket = Some(n);
            }
            // "Nairobi, May 3 (Reuters) Kenya said": some agencies set no dash.
            ")" if is_inside && bracket.is_some_and(|open| is_agency(document, start, open, n)) => {
                let next = document.word(n + 1);
                if !matches!(next, "-" | "–" | "—" | "--" | ":" | "," | "/" | ".") {
                    return n + 1;
                }
            }
            "," | ")" | "." | "/" | "'s" => {}
            _ if document.is_capitalised(n) || word.starts_with(|c: char| c.is_ascii_digit()) => {
                marked |= document.is_class(n, WordClass::Calendar);
            }
            _ => return start,
        }
    }
    start
}

/// Tells whether a place stands before a bracket that names a news agency.
fn is_agency(document: &Document<'_>, start: usize, open: usize, close: usize) -> bool {
    let name: Vec<&str> = (open + 1..close).map(|n| document.word(n)).collect();
    let is_media = gazetteer().senses(&name.join(" ")).iter().any(|sense| sense.class == Class::Media);
    let comma = (start..open).find(|&n| document.word(n) == ",").unwrap_or(open);
    is_media && is_place(document, start, comma)
}

/// News agencies as a dateline names them: in brackets behind the place, or behind a dash.
pub const AGENCIES: [&str; 12] =
    ["Reuters", "AP", "AFP", "Xinhua", "TASS", "ANI", "PTI", "UPI", "dpa", "EFE", "IANS", "Bloomberg"];
/// "RIO DE JANEIRO" and "WASHINGTON/NEW YORK" are about as many words as places have.
const PLACE_TOKENS_MAX: usize = 4;
/// ", India, Dec 5": so many tokens may stand between the place and the agency.
const REGION_TOKENS_MAX: usize = 8;

/// Returns the token at which a dateline begins that a scraper ran into the paragraph: "Photo by Jane Doe PARIS (Reuters) - Talks".
///
/// `bracket` is the place of the "(" before the agency; the dateline begins after `start`.
pub(super) fn place_before<'a>(
    start: usize,
    bracket: usize,
    word: &impl Fn(usize) -> &'a str,
) -> Option<usize> {
    let agency = word(bracket + 1);
    let close = (bracket + 2..bracket + 5).find(|&n| word(n) == ")")?;
    if !AGENCIES.contains(&agency) || !matches!(word(close + 1), "-" | "–" | "—" | "--") {
        return None;
    }
    let least = bracket.saturating_sub(REGION_TOKENS_MAX).max(start);
    let end = (least..bracket).rev().find(|&n| is_shouted(word(n)))? + 1;
    // The region and the day stand behind commas.
    if end < bracket && word(end) != "," {
        return None;
    }
    let is_place = |&n: &usize| {
        let word = word(n);
        let capitals = word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase);
        (capitals || word == "/") && !AGENCIES.iter().any(|agency| agency.eq_ignore_ascii_case(word))
    };
    let least = end.saturating_sub(PLACE_TOKENS_MAX).max(start);
    let place = (least..end).rev().take_while(is_place).last()?;
    (place > start && word(place) != "/").then_some(place)
}

fn is_shouted(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() > 2 && !word.chars().any(char::is_lowercase)
}

/// Tells whether the tokens are the name of a city, country or seat of a body; else a colon may open somebody's words.
fn is_place(document: &Document<'_>, start: usize, end: usize) -> bool {
    let words: Vec<String> = (start..end).map(|n| capitalise(document.word(n))).collect();
    let senses = gazetteer().senses(&words.join(" "));
    senses.iter().any(|sense| matches!(sense.class, Class::City | Class::Country | Class::Igo))
}

#[cfg(test)]
mod tests {
    use crate::model::Article;
    use crate::text;

    fn check(body: &str, first: &str) {
        let article = Article::new(body);
        let document = text::read(&article);
        assert_eq!(document.word(document.after_dateline(&document.sentences[0]).start), first);
    }

    #[test]
    fn datelines_are_told_from_text() {
        check("BEIJING, March 7 (Reuters) - China said on Monday it was ready.", "China");
        check("Paris, France (AFP) – The talks began.", "The");
        check("BEIJING: The minister spoke.", "The");
        check("BRUSSELS — “The talks will resume,” she said.", "“");
        check("SANDERS: I think so.", "SANDERS");
        check("UNITED NATIONS: Chad voted with Niger.", "Chad");
        check("KABUL (Reuters) : The army left.", "The");
        check("Nairobi, May 3 (Xinhua) Kenya said it was ready.", "Kenya");
        check("Nairobi (Kenya) Airways lost money.", "Nairobi");
        check("Wang - a diplomat - spoke.", "Wang");
    }
}
