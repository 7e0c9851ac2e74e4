//! Which words stand in quotation marks.
//!
//! In: a [`Document`]. Out: for each token the number of its quotation, 0 outside. In "“I will,” he said" the words `I will` are
//! in quotation 1.
//!
//! [`crate::quote`] reads marks with more care, but needs names resolved; here it is enough to know inside from outside.

use crate::text::Document;
use std::ops::RangeInclusive;

/// For each token the number of the quotation it stands in, 0 outside.
#[derive(Debug, Default)]
pub struct Quotations(Vec<u32>);

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
        Quotations(numbers)
    }

    /// Returns the sentences that each quotation touches, in order of their numbers.
    pub fn sentences(&self, document: &Document<'_>) -> Vec<RangeInclusive<usize>> {
        let mut found: Vec<RangeInclusive<usize>> = Vec::new();
        for (token, &number) in document.tokens.iter().zip(&self.0).filter(|&(_, &number)| number > 0) {
            // An empty quotation touches the sentence of the next one, where nothing asks for it.
            found.resize(found.len().max(number as usize), token.sentence..=token.sentence);
            let place = &mut found[number as usize - 1];
            *place = *place.start()..=token.sentence;
        }
        found
    }

    /// Returns the number of the quotation that a token stands in; 0 outside.
    pub fn of(&self, token: usize) -> u32 {
        self.0.get(token).copied().unwrap_or(0)
    }
}
