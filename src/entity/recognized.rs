//! Joins what the recognizer found with what the rules know beside it.
//!
//! In: the rules' pieces and the recognizer's names. Out: pieces for linking. The recognizer's spans and kinds hold; titles,
//! genders and senses of the gazetteer come from the rules, and so do nationalities: "Chinese Foreign Minister Wang Yi" keeps
//! the group `Chinese` and the title before `Wang Yi`.

use super::link::surface;
use super::names_stand_in;
use super::pieces::{Piece, lower_title_before};
use super::recognizer::{Found, Hint};
use super::runs::{is_headline, senses};
use crate::lexicon::Class;
use crate::model::EntityKind;
use crate::text::Document;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// What the recognizer's kinds weigh where places of one name vote: as a name's own words do.
const STRENGTH: u8 = 2;

/// Returns the pieces of an article, in order.
pub fn merge(document: &Document<'_>, rules: Vec<Piece>, hints: &[Hint], found: Vec<Found>) -> Vec<Piece> {
    let stands = |found: &Found| {
        let sentence = document.sentence_of(found.tokens.start);
        names_stand_in(sentence)
    };
    let mut pieces: Vec<Piece> =
        found.into_iter().filter(stands).map(|found| piece(document, &rules, found)).collect();
    // What a longer name has taken in.
    pieces.dedup_by(|next, piece| next.tokens.start < piece.tokens.end);
    let count = pieces.len();
    let names: FxHashSet<String> = pieces.iter().map(|piece| surface(document, piece)).collect();
    for hint in hints {
        let after = pieces[..count].partition_point(|piece| piece.tokens.end <= hint.tokens.start);
        let taken = pieces[..count].get(after).is_some_and(|piece| piece.tokens.start < hint.tokens.end);
        let place = rules.partition_point(|piece| piece.tokens.start < hint.tokens.start);
        let rules_piece = rules.get(place).filter(|piece| piece.tokens == hint.tokens && !taken);
        let before = after.checked_sub(1).map(|before| &pieces[before]);
        let kept = |piece: &&Piece| {
            is_kept(document, piece, hint, &names)
                || before.is_some_and(|before| is_short_form(document, before, hint))
        };
        pieces.extend(rules_piece.filter(kept).cloned());
    }
    pieces.sort_by_key(|piece| piece.tokens.start);
    pieces
}

/// Tells whether what the rules found and the model did not is a name: kinds the model does not know, names in headlines,
/// "Mr Lavrov", and names of the article that the model saw elsewhere.
fn is_kept(document: &Document<'_>, piece: &Piece, hint: &Hint, names: &FxHashSet<String>) -> bool {
    matches!(hint.kind, EntityKind::Group | EntityKind::Other)
        || is_headline(document, document.sentence_of(hint.tokens.start))
        || piece.title.is_some()
        || hint.rule == "last_name"
        || names.contains(&surface(document, piece))
}

/// "World Health Organization (WHO)": tells whether a body's short form stands in brackets after it.
fn is_short_form(document: &Document<'_>, before: &Piece, hint: &Hint) -> bool {
    let organization = Some(EntityKind::Organization);
    before.kind == organization
        && hint.kind == EntityKind::Organization
        && before.tokens.end + 1 == hint.tokens.start
        && document.word(before.tokens.end) == "("
        && hint.tokens.end < document.tokens.len()
        && document.word(hint.tokens.end) == ")"
}

fn piece(document: &Document<'_>, rules: &[Piece], found: Found) -> Piece {
    let Found { tokens, kind } = with_list(document, rules, with_article(document, found));
    let after = rules.partition_point(|piece| piece.tokens.end <= tokens.start);
    let known = rules.get(after).filter(|piece| piece.tokens.start < tokens.end);
    let same = known.filter(|piece| piece.tokens == tokens);
    let person = kind == EntityKind::Person;
    // A title holds where it ends just before the name, whatever the rules thought of the name's end.
    let titled = known.filter(|piece| {
        person && piece.title.as_ref().is_some_and(|title| is_before(document, title, tokens.start))
    });
    let title = titled
        .and_then(|piece| piece.title.clone())
        .or_else(|| lower_title_before(document, tokens.start).filter(|_| person));
    let listed = sense_fits(document, tokens.clone(), kind);
    let rule = match same {
        _ if listed => "gazetteer",
        Some(piece) if piece.kind == Some(kind) && piece.rule != "gazetteer" => piece.rule,
        _ => "recognizer",
    };
    Piece {
        kind: Some(kind),
        strength: if listed || title.is_some() { 3 } else { STRENGTH },
        honorific: titled.is_some_and(|piece| piece.honorific),
        gender: titled.and_then(|piece| piece.gender),
        title,
        opens: known.is_some_and(|piece| piece.opens && piece.tokens.start == tokens.start),
        rule,
        tokens,
    }
}

/// "The Hague": gives a name its article back where the gazetteer writes it so.
fn with_article(document: &Document<'_>, found: Found) -> Found {
    let Some(start) = found.tokens.start.checked_sub(1).filter(|&n| document.word(n) == "The") else {
        return found;
    };
    let tokens = start..found.tokens.end;
    match senses(document, tokens.clone()).first() {
        Some(sense) if sense.name.starts_with("The ") => Found { tokens, kind: sense.kind },
        _ => found,
    }
}

/// "Ministry of Culture, Sport and Tourism", "Commission on Human Rights": gives a body the rest of its name, which the model
/// often takes for other names.
fn with_list(document: &Document<'_>, rules: &[Piece], found: Found) -> Found {
    let place = rules.partition_point(|piece| piece.tokens.start < found.tokens.start);
    let longer = rules.get(place).filter(|piece| {
        let rest = found.tokens.end..piece.tokens.end;
        found.kind == EntityKind::Organization
            && piece.tokens.start == found.tokens.start
            && rest.len() > 1
            && matches!(document.word(rest.start), "," | "on")
    });
    match longer {
        Some(piece) => Found { tokens: piece.tokens.clone(), kind: found.kind },
        None => found,
    }
}

fn is_before(document: &Document<'_>, title: &Range<usize>, name: usize) -> bool {
    title.end <= name && (title.end..name).all(|n| matches!(document.word(n), "." | ","))
}

/// Tells whether the gazetteer's first sense of the words is of this kind; a metonym waits for its turn.
fn sense_fits(document: &Document<'_>, tokens: Range<usize>, kind: EntityKind) -> bool {
    let senses = senses(document, tokens);
    senses.first().is_some_and(|sense| sense.kind == kind || sense.class == Class::Government)
}
