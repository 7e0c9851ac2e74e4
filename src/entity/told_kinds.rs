//! Names that the words behind them tell to be persons.
//!
//! In: the pieces of an article. Out: the same, where "Rakeem Weber, 26, a protester" and "Valda Paris, a woman from Perth," are
//! persons whatever the recognizer thought of names it had not met.

use super::pieces::Piece;
use crate::lexicon::nominals::nominal;
use crate::model::EntityKind;
use crate::text::{Document, Relation};

/// Outweighs the recognizer's votes for the name, as a title does.
const STRENGTH: u8 = 3;
/// The noun of an apposition stands no further behind the comma: "a former Australian soldier and mother".
const NOUN_WITHIN: usize = 8;
/// Nobody in the news is older.
const AGE_MAX: u8 = 115;

/// Makes the pieces persons that are told to be.
pub fn apply(document: &Document<'_>, mut pieces: Vec<Piece>) -> Vec<Piece> {
    for piece in pieces.iter_mut().filter(|piece| is_open(piece)) {
        if has_age(document, piece) || is_told(document, piece) {
            (piece.kind, piece.strength) = (Some(EntityKind::Person), STRENGTH);
        }
    }
    pieces
}

/// Tells whether only the recognizer's guess makes a name of several words a body or a place.
fn is_open(piece: &Piece) -> bool {
    matches!(piece.rule, "recognizer" | "two_words" | "many_words")
        && piece.tokens.len() > 1
        && matches!(piece.kind, Some(EntityKind::Organization | EntityKind::Place | EntityKind::Other))
}

/// "Rakeem Weber, 26, a protester"
fn has_age(document: &Document<'_>, piece: &Piece) -> bool {
    let at = piece.tokens.end;
    let sentence = document.sentence_of(piece.tokens.start).tokens.end;
    at + 2 < sentence
        && document.word(at) == ","
        && document.word(at + 1).parse::<u8>().is_ok_and(|age| age > 0 && age <= AGE_MAX)
        && document.word(at + 2) == ","
}

/// "Valda Paris, an Australian woman": tells whether a noun that has a gender stands in apposition to the name.
fn is_told(document: &Document<'_>, piece: &Piece) -> bool {
    let comma = piece.tokens.end;
    let end = document.sentence_of(piece.tokens.start).tokens.end.min(comma + 1 + NOUN_WITHIN);
    let is_gendered = |n: usize| nominal(document.lower(n)).is_some_and(|known| known.gender.is_some());
    let is_apposed = |n: usize| {
        document.relation(n) == Relation::Appos
            && document.head(n).is_some_and(|head| piece.tokens.contains(&head))
    };
    comma < end && document.word(comma) == "," && (comma + 1..end).any(|n| is_gendered(n) && is_apposed(n))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Article;
    use crate::text;

    /// Tells what the first words of a text are when the recognizer takes them for a body.
    fn check(body: &str, words: usize, rule: &'static str, expected: EntityKind) {
        let article = Article::new(body);
        let document = text::read(&article);
        let piece = Piece {
            tokens: 0..words,
            kind: Some(EntityKind::Organization),
            strength: 2,
            title: None,
            honorific: false,
            gender: None,
            opens: true,
            rule,
        };
        assert_eq!(apply(&document, vec![piece])[0].kind, Some(expected), "{body}");
    }

    #[test]
    fn age_and_apposition_tell_a_person() {
        let (person, body) = (EntityKind::Person, EntityKind::Organization);
        check("Rakeem Velo, 26, a baker, was hurt.", 2, "recognizer", person);
        check("Valda Rome, an Estonian woman and former nurse, sued the bank.", 2, "recognizer", person);
        check("Valda Rome, 1,200 metres up, was closed.", 2, "recognizer", body);
        check("Valda Rome, a brewery, sued the bank.", 2, "recognizer", body);
        check("Rakeem Bank, 26, a baker, was hurt.", 2, "head_noun", body);
        check("Velo, 26, a baker, was hurt.", 1, "recognizer", body);
    }
}
