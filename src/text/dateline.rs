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
    for n in start..sentence.tokens.end.min(start + DATELINE_TOKENS_MAX) {
        let word = document.word(n);
        match word {
            "-" | "–" | "—" | "--" if n > start && marked && n + 1 < sentence.tokens.end => return n + 1,
            ":" if shouted && is_place(document, start, n) && n + 1 < sentence.tokens.end => return n + 1,
            "(" => marked = true,
            "," | ")" | "." | "/" | "'s" => {}
            _ if document.is_capitalised(n) || word.starts_with(|c: char| c.is_ascii_digit()) => {
                marked |= document.is_class(n, WordClass::Calendar);
            }
            _ => return start,
        }
    }
    start
}

fn is_shouted(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() > 2 && !word.chars().any(char::is_lowercase)
}

/// Tells whether the tokens are the name of a city or country in capitals; else a colon may open somebody's words.
fn is_place(document: &Document<'_>, start: usize, end: usize) -> bool {
    let words: Vec<String> = (start..end).map(|n| capitalise(document.word(n))).collect();
    let senses = gazetteer().senses(&words.join(" "));
    senses.iter().any(|sense| matches!(sense.class, Class::City | Class::Country))
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
        check("Wang - a diplomat - spoke.", "Wang");
    }
}
