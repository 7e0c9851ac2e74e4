//! Words that look like names and are none.
//!
//! In: the pieces of an article. Out: those that name somebody or something. The party and state in "Ana Silva (R-Utah)" and "I'm
//! O.K." name nobody; "a New Yorker" is not the magazine, and the State of the Union is a speech.

use super::pieces::Piece;
use crate::lexicon::{Class, gazetteer};
use crate::text::{Document, Upos};

/// Leaves out what names nothing.
pub fn drop(document: &Document<'_>, mut pieces: Vec<Piece>) -> Vec<Piece> {
    pieces.retain(|piece| {
        let is_one = piece.tokens.len() == 1;
        let word = document.word(piece.tokens.start);
        let is_label = is_one && (is_party_label(word) || matches!(word, "OK" | "O.K."));
        !(is_label || is_resident(document, piece) || is_speech(document, piece))
    });
    pieces
}

/// "R-Utah", "D-Mont.": tells whether a word is a party's letter and a state.
fn is_party_label(word: &str) -> bool {
    let state = ["R-", "D-", "I-"].iter().find_map(|party| word.strip_prefix(party));
    state.is_some_and(|state| {
        let senses = || gazetteer().senses(state);
        let is_short =
            state.ends_with('.') || state.len() == 2 && state.bytes().all(|byte| byte.is_ascii_uppercase());
        is_short || !senses().is_empty()
    })
}

/// "as a New Yorker": tells whether the name of an outlet has the article of somebody, and no noun behind it ("a Guardian reporter").
fn is_resident(document: &Document<'_>, piece: &Piece) -> bool {
    let words = || document.slice(document.span_of(piece.tokens.clone()));
    let before = piece.tokens.start.checked_sub(1).map(|n| document.lower(n));
    let has_article = before.is_some_and(|word| matches!(&*word, "a" | "an" | "every" | "any" | "fellow"));
    let goes_on = piece.tokens.end < document.tokens.len()
        && matches!(document.upos(piece.tokens.end), Upos::Noun | Upos::Propn);
    has_article
        && !goes_on
        && words().ends_with("er")
        && gazetteer().senses(words()).first().is_some_and(|sense| sense.class == Class::Media)
}

/// "the State of the Union": tells whether words are those of a speech that a head of state gives each year, and of programmes called
/// after it.
fn is_speech(document: &Document<'_>, piece: &Piece) -> bool {
    let words: Vec<_> = piece.tokens.clone().map(|n| document.lower(n)).collect();
    let Some((last, front)) = words.split_last() else { return false };
    front.ends_with(&["state".into(), "of".into(), "the".into()])
        && matches!(&**last, "union" | "nation" | "state" | "city")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::find;
    use crate::model::Article;
    use crate::text;

    fn check(body: &str, expected: &[&str]) {
        let article = Article::new(body);
        let document = text::read(&article);
        let names = find(&document);
        let found: Vec<&str> = names.mentions.iter().map(|mention| document.slice(mention.span)).collect();
        assert_eq!(found, expected, "{body}");
    }

    #[test]
    fn what_names_nobody_is_left_out() {
        check("Rep. Ana Silva (R-Utah) spoke.", &["Ana Silva"]);
        check("Later Ana Silva, D-Mont., spoke.", &["Ana Silva"]);
        check("On Monday Ana Silva said she was O.K.", &["Ana Silva"]);
        check("As a New Yorker, Ana Silva was proud.", &["Ana Silva"]);
        check("Ana Silva wrote for the New Yorker.", &["Ana Silva", "New Yorker"]);
        check("She sold a New Yorker article.", &["New Yorker"]);
        check("Ana Silva gave her last State of the Union address in Lima.", &["Ana Silva", "Lima"]);
    }

    #[test]
    fn party_labels_are_letters_and_states() {
        assert!(is_party_label("R-Utah") && is_party_label("D-N.Y.") && is_party_label("R-WI"));
        assert!(!is_party_label("R-rated") && !is_party_label("D-Day"));
    }
}
