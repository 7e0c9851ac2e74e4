//! Tokens in lower case, with their classes.
//!
//! In: tokens. Out: what rules ask of them again and again: "Mr." is "mr.", and a title.

use crate::lexicon::{WordClass, word_classes};

/// The tokens of a text in lower case, one after the other.
#[derive(Debug)]
pub(super) struct Lowered {
    text: String,
    tokens: Vec<Token>,
}

#[derive(Debug)]
struct Token {
    /// Where it ends in the text.
    end: usize,
    classes: &'static [WordClass],
}

impl Lowered {
    /// Writes tokens in lower case.
    pub fn new<'a>(words: impl ExactSizeIterator<Item = &'a str>) -> Self {
        let mut lowered = Self { text: String::new(), tokens: Vec::with_capacity(words.len()) };
        for word in words {
            let start = lowered.text.len();
            if word.is_ascii() {
                lowered.text.push_str(word);
                lowered.text[start..].make_ascii_lowercase();
            } else {
                lowered.text.push_str(&word.to_lowercase());
            }
            let classes = word_classes(&lowered.text[start..]);
            lowered.tokens.push(Token { end: lowered.text.len(), classes });
        }
        lowered
    }

    /// Returns a token in lower case; empty past the end.
    pub fn word(&self, index: usize) -> &str {
        let start =
            index.checked_sub(1).map_or(0, |before| self.tokens.get(before).map_or(0, |token| token.end));
        self.tokens.get(index).map_or("", |token| &self.text[start..token.end])
    }

    /// Returns the classes of a token; none past the end.
    pub fn classes(&self, index: usize) -> &'static [WordClass] {
        self.tokens.get(index).map_or(&[], |token| token.classes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_told_apart_in_lower_case() {
        let lowered = Lowered::new(["The", "ÉLYSÉE", "’s", "ΟΔΟΣ"].into_iter());
        assert_eq!([0, 1, 2, 3, 4, 9].map(|n| lowered.word(n)), ["the", "élysée", "’s", "οδος", "", ""]);
        assert_eq!(lowered.classes(0), [WordClass::Determiner]);
        assert!(lowered.classes(1).is_empty() && lowered.classes(4).is_empty());
    }
}
