//! Places where names stand that the user told of.
//!
//! In: the pieces that rules and recognizer found. Out: the same with the user's names in place of what overlaps them.

use super::names_stand_in;
use super::pieces::Piece;
use crate::lexicon::own_names::OwnNames;
use crate::model::Span;
use crate::text::Document;
use std::ops::Range;

/// The rule of such a piece, and of the mentions and entities that come of it.
pub const RULE: &str = "own_name";

/// Returns the pieces with those of the user's names, in order.
pub fn place(document: &Document<'_>, mut pieces: Vec<Piece>, own: &OwnNames) -> Vec<Piece> {
    if own.is_empty() {
        return pieces;
    }
    for sentence in document.sentences.iter().filter(|sentence| names_stand_in(sentence)) {
        let mut n = sentence.tokens.start;
        while n < sentence.tokens.end {
            let Some(tokens) = name_at(document, n, sentence.span.end, own) else {
                n += 1;
                continue;
            };
            n = tokens.end;
            let kind = own.of(&super::link::words(document, tokens.clone())).map(|row| row.kind);
            let under = |piece: &Piece| piece.tokens.start < tokens.end && tokens.start < piece.tokens.end;
            let titled = pieces.iter().find(|piece| under(piece) && piece.title.is_some()).cloned();
            let title = titled
                .as_ref()
                .and_then(|piece| piece.title.clone())
                .filter(|title| title.end <= tokens.start);
            pieces.retain(|piece| !under(piece));
            pieces.push(Piece {
                honorific: titled.as_ref().is_some_and(|piece| piece.honorific && title.is_some()),
                gender: titled.as_ref().filter(|_| title.is_some()).and_then(|piece| piece.gender),
                title,
                tokens,
                kind,
                strength: 3,
                opens: false,
                rule: RULE,
            });
        }
    }
    pieces.sort_by_key(|piece| piece.tokens.start);
    pieces
}

/// Returns the tokens of the name that begins at token `n`; it must end where a token ends.
fn name_at(document: &Document<'_>, n: usize, end: u32, own: &OwnNames) -> Option<Range<usize>> {
    let start = document.tokens[n].span.start;
    let text = document.slice(Span::new(start, end));
    let (bytes, _) = own.at_start(text)?;
    let name = Span::new(start, start + text[..bytes].chars().count() as u32);
    let tokens = document.tokens_in(name);
    let last = tokens.clone().next_back().filter(|_| tokens.start == n)?;
    (document.tokens[last].span.end == name.end).then_some(tokens)
}
