//! Places that stand for their team in a report of scores.
//!
//! In: pieces. Out: the same, with places that play as organizations. In "Ohio (4-1) beat Texas 27-14 in Austin" `Ohio` and
//! `Texas` are teams, and `Austin` is a place. A country's team is the country.

use super::link::surface;
use super::pieces::Piece;
use super::runs::senses;
use crate::lexicon::Class;
use crate::model::EntityKind;
use crate::text::Document;
use rustc_hash::FxHashSet;

/// The rule of a team's piece: votes on the name do not change its kind.
pub const RULE: &str = "team";

/// So many scores and words of sport make a report of scores: votes of a council are "9-2", too.
const SCORES_MIN: usize = 3;
const SPORT_WORDS_MIN: usize = 3;
/// Words of sport, in lower case.
const SPORT_WORDS: [&str; 26] = [
    "coach",
    "cup",
    "game",
    "games",
    "goal",
    "goals",
    "halftime",
    "innings",
    "league",
    "match",
    "matches",
    "playoff",
    "playoffs",
    "points",
    "quarterback",
    "rebounds",
    "season",
    "striker",
    "substitute",
    "team",
    "title",
    "touchdown",
    "touchdowns",
    "tournament",
    "wicket",
    "yards",
];
/// What one team does to another, before the other's name.
const BEATS: [&str; 16] = [
    "beat",
    "beats",
    "beating",
    "defeated",
    "defeating",
    "downed",
    "edged",
    "host",
    "hosts",
    "hosted",
    "outscored",
    "rival",
    "routed",
    "thrashed",
    "upset",
    "visiting",
];
/// What only teams and players do, after the name.
const PLAYS: [&str; 9] =
    ["beat", "beats", "defeated", "kicked", "outscored", "punted", "scored", "thrashed", "trailed"];
/// "a win over Texas": outcomes, and what follows them.
const OUTCOMES: [&str; 7] = ["win", "victory", "loss", "defeat", "draw", "romp", "rout"];
const AGAINST: [&str; 4] = ["over", "against", "to", "with"];
/// Before these a place is a place.
const PLACED: [&str; 6] = ["in", "In", "near", "from", "outside", "around"];
/// Ranks in a league: "No. 23 Texas".
const RANK_MAX: u32 = 40;

/// Makes teams of places in a report of scores.
pub fn place(document: &Document<'_>, mut pieces: Vec<Piece>) -> Vec<Piece> {
    let is_place = |piece: &Piece| {
        piece.kind == Some(EntityKind::Place)
            && !PLACED.contains(&document.word(piece.tokens.start.wrapping_sub(1)))
            && senses(document, piece.tokens.clone())
                .first()
                .is_none_or(|sense| sense.class != Class::Country)
    };
    if !pieces.iter().any(is_place) || !reports_scores(document) {
        return pieces;
    }
    let plays = |piece: &&Piece| is_place(piece) && plays(document, piece);
    let teams: FxHashSet<String> =
        pieces.iter().filter(plays).map(|piece| surface(document, piece)).collect();
    for piece in pieces.iter_mut().filter(|piece| is_place(piece)) {
        if teams.contains(&surface(document, piece)) {
            (piece.kind, piece.strength, piece.rule) = (Some(EntityKind::Organization), 3, RULE);
        }
    }
    pieces
}

fn reports_scores(document: &Document<'_>) -> bool {
    let scores = (0..document.tokens.len()).filter(|&n| is_score(document.word(n)));
    if scores.take(SCORES_MIN).count() < SCORES_MIN {
        return false;
    }
    let words =
        (0..document.tokens.len()).map(|n| document.word(n)).filter(|word| SPORT_WORDS.contains(word));
    words.collect::<FxHashSet<_>>().len() >= SPORT_WORDS_MIN
}

/// Tells "27-14".
fn is_score(word: &str) -> bool {
    let figure = |part: &str| (1..4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    word.split_once(['-', '–']).is_some_and(|(ours, theirs)| figure(ours) && figure(theirs))
}

/// Tells whether the words around a place are those around a team: "No. 7 Texas (3-1)", "beat Texas", "a win over Texas".
fn plays(document: &Document<'_>, piece: &Piece) -> bool {
    let before = |distance: usize| document.word(piece.tokens.start.wrapping_sub(distance));
    let after = |distance: usize| document.word(piece.tokens.end + distance);
    let has_record = after(0) == "(" && is_score(after(1));
    let is_ranked = before(2) == "No." && before(1).parse::<u32>().is_ok_and(|rank| rank <= RANK_MAX);
    let is_beaten = BEATS.contains(&before(1))
        || AGAINST.contains(&before(1)) && OUTCOMES.contains(&before(2))
        || before(1).ends_with("-ranked");
    has_record || is_ranked || is_beaten || PLAYS.contains(&after(0))
}
