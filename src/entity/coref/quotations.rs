//! Which words stand in quotation marks.
//!
//! In: a [`Document`]. Out: for each token the number of its quotation, 0 outside. In "“I will,” he said" the words `I will` are
//! in quotation 1.
//!
//! [`crate::quote`] reads marks with more care, but needs names resolved; here it is enough to know inside from outside.

use crate::text::Document;
use std::ops::{Range, RangeInclusive};

/// Where an article quotes.
#[derive(Debug, Default)]
pub struct Quotations {
    /// For each token the number of the quotation it stands in, 0 outside.
    numbers: Vec<u32>,
    /// How many sentences before each one do not stand wholly in marks.
    told: Vec<usize>,
    /// The sentences that each quotation touches, in order of their numbers.
    sentences: Vec<RangeInclusive<usize>>,
}

impl Quotations {
    /// Pairs the double marks of each paragraph; one left open ends with its paragraph.
    pub fn read(document: &Document<'_>) -> Quotations {
        let mut numbers = vec![0; document.tokens.len()];
        let (mut count, mut open, mut paragraph) = (0, false, None);
        for sentence in &document.sentences {
            open &= paragraph == Some(sentence.paragraph);
            paragraph = Some(sentence.paragraph);
            for n in sentence.tokens.clone() {
                match document.word(n) {
                    "“" | "«" | "``" | "„" => (open, count) = (true, count + 1),
                    "”" | "»" | "''" => open = false,
                    "\"" if open => open = false,
                    "\"" => (open, count) = (true, count + 1),
                    _ if open => numbers[n] = count,
                    _ => {}
                }
            }
        }
        let mut told = vec![0];
        for sentence in &document.sentences {
            let is_word = |n: &usize| document.word(*n).starts_with(char::is_alphanumeric);
            let is_told = sentence.tokens.clone().filter(is_word).any(|n| numbers[n] == 0);
            told.push(told[told.len() - 1] + usize::from(is_told));
        }
        let sentences = touched(document, &numbers);
        Quotations { numbers, told, sentences }
    }

    /// Returns how many of the sentences in a range do not stand wholly in marks.
    pub fn told(&self, sentences: Range<usize>) -> usize {
        self.told[sentences.end].saturating_sub(self.told[sentences.start])
    }

    /// Returns the sentences that each quotation touches, in order of their numbers.
    pub fn sentences(&self) -> &[RangeInclusive<usize>] {
        &self.sentences
    }

    /// Returns the number of the quotation that a token stands in; 0 outside.
    pub fn of(&self, token: usize) -> u32 {
        self.numbers.get(token).copied().unwrap_or(0)
    }
}

fn touched(document: &Document<'_>, numbers: &[u32]) -> Vec<RangeInclusive<usize>> {
    let mut found: Vec<RangeInclusive<usize>> = Vec::new();
    for (token, &number) in document.tokens.iter().zip(numbers).filter(|&(_, &number)| number > 0) {
        // An empty quotation touches the sentence of the next one, where nothing asks for it.
        found.resize(found.len().max(number as usize), token.sentence..=token.sentence);
        let place = &mut found[number as usize - 1];
        *place = *place.start()..=token.sentence;
    }
    found
}
