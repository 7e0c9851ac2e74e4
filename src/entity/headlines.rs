//! Names in headlines, where capitals say nothing.
//!
//! In: sentences in capitals or title case, and the names of the running text. Out: pieces that the text or the gazetteer
//! knows. "WANG YI VISITS PARIS" names Wang Yi where the text below does.

use super::link::surface;
use super::pieces::Piece;
use super::runs::senses;
use crate::lexicon::WordClass;
use crate::text::{Document, Sentence};
use rustc_hash::FxHashMap;

/// Names of more words are not looked for in headlines.
const NAME_TOKENS_MAX: usize = 6;

/// Returns the pieces of headlines.
pub fn pieces<'s>(
    document: &Document<'_>,
    sentences: impl Iterator<Item = &'s Sentence>,
    known: &[Piece],
) -> Vec<Piece> {
    let by_name: FxHashMap<String, &Piece> =
        known.iter().rev().map(|piece| (surface(document, piece).to_lowercase(), piece)).collect();
    let mut pieces = Vec::new();
    for sentence in sentences {
        let mut n = sentence.tokens.start;
        while n < sentence.tokens.end {
            let piece =
                document.is_capitalised(n).then(|| longest(document, sentence, n, &by_name)).flatten();
            n = piece.as_ref().map_or(n + 1, |piece| piece.tokens.end);
            pieces.extend(piece);
        }
    }
    pieces
}

fn longest(
    document: &Document<'_>,
    sentence: &Sentence,
    start: usize,
    by_name: &FxHashMap<String, &Piece>,
) -> Option<Piece> {
    let end = sentence.tokens.end.min(start + NAME_TOKENS_MAX);
    (start + 1..end + 1).rev().find_map(|after| {
        let tokens = start..after;
        let words = document.slice(document.span_of(tokens.clone()));
        let kind = senses(document, tokens.clone()).first().map(|sense| sense.kind);
        let known = by_name.get(&words.to_lowercase());
        let plain = tokens.len() == 1 && is_plain(document, start);
        let kind = kind.or_else(|| known.and_then(|piece| piece.kind)).filter(|_| !plain)?;
        Some(Piece {
            tokens,
            kind: Some(kind),
            strength: 1,
            title: None,
            honorific: false,
            gender: None,
            opens: true,
            rule: "headline",
        })
    })
}

/// "US" in a headline is a country, "It" and "May" are hardly names.
fn is_plain(document: &Document<'_>, n: usize) -> bool {
    let classes = document.classes(n).first();
    classes.is_some_and(|class| *class != WordClass::Pronoun || document.word(n) != "US")
}
