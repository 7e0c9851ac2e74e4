//! Cuts a run of capitalised words into names and gives each a kind.
//!
//! In: a run. Out: pieces with their kind and what it rests on. "Chinese Foreign Minister Wang Yi" is the group `Chinese` and
//! the person `Wang Yi`; the title between belongs to neither.

use super::runs::{self, Spelling, senses};
use crate::lexicon::Gender;
use crate::lexicon::given_names::{gender as given_gender, is_family_name_first};
use crate::lexicon::persons::{TitlePart, head_kind, title_word};
use crate::lexicon::{Class, WordClass, cue};
use crate::model::EntityKind;
use crate::text::{Document, Sentence};
use std::ops::Range;

/// A name where it stands, before names of one article are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it names, as far as its words and neighbours tell.
    pub kind: Option<EntityKind>,
    /// How much the kind may be relied on: 3 a list or a title, 2 its own words, 1 its neighbours, 0 a guess.
    pub strength: u8,
    /// The words of a title that stands before it.
    pub title: Option<Range<usize>>,
    /// Whether it has "Mr" or the like before it.
    pub honorific: bool,
    /// He or she, by the title.
    pub gender: Option<Gender>,
    /// Whether it stands where any word has a capital.
    pub opens: bool,
    /// What the kind rests on.
    pub rule: &'static str,
}

/// Cuts a run into pieces.
pub fn cut(
    document: &Document<'_>,
    sentence: &Sentence,
    run: Range<usize>,
    spelling: &Spelling<'_>,
) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut run = run;
    let opens = runs::opens(document, sentence, run.start);
    if (opens && drops_first(document, &run, spelling)) || has_article(document, &run) {
        run.start += 1;
    }
    while run.start < run.end {
        let used = cut_first(document, &run, opens, &mut pieces);
        run.start = used.max(run.start + 1);
    }
    pieces.retain(|piece| is_believable(document, piece, spelling));
    pieces
}

/// "The U.S.": tells whether the article before a name is no part of it, as it is of "The Hague".
fn has_article(document: &Document<'_>, run: &Range<usize>) -> bool {
    let known = || senses(document, run.clone()).iter().any(|sense| sense.name.starts_with("The "));
    matches!(document.word(run.start), "The" | "the" | "THE") && run.len() > 1 && !known()
}

/// "But Wang", "When China": tells whether the first word of a run only opens the sentence.
fn drops_first(document: &Document<'_>, run: &Range<usize>, spelling: &Spelling<'_>) -> bool {
    let known = runs::known_name(document, run.start, run.end);
    let head_first = head_kind(document.word(run.start)).is_some() && document.word(run.start + 1) == "of";
    let named_adjective = document.is_class(run.start, WordClass::Adjective) && run.len() > 1;
    spelling.is_common(document, run.start)
        && known.is_none()
        && !titles_opener(document, run.start)
        && !head_first
        && !named_adjective
}

/// Tells whether a piece is more than a common word with a capital: "the Government", "Minister of Health", "Tourism" where the
/// article writes "tourism" as well.
fn is_believable(document: &Document<'_>, piece: &Piece, spelling: &Spelling<'_>) -> bool {
    if piece.strength == 3 {
        return true;
    }
    let start = piece.tokens.start;
    let office_before = matches!(document.word(start.wrapping_sub(1)), "of" | "for")
        && title_word(document.word(start.wrapping_sub(2)))
            .is_some_and(|title| title.part == TitlePart::Office);
    if office_before && piece.kind != Some(EntityKind::Organization) {
        return false;
    }
    if piece.tokens.len() > 1 {
        return true;
    }
    let word = document.word(start);
    let common =
        head_kind(word).is_some() || title_word(word).is_some() || !document.classes(start).is_empty();
    let weak = piece.strength < 2 && spelling.is_lower_elsewhere(document, start);
    !common && !weak
}

/// "Former President Bush" opens with a title, "Then Wang" does not.
fn titles_opener(document: &Document<'_>, n: usize) -> bool {
    title_word(document.word(n)).is_some() && !document.is_class(n, WordClass::Adverb)
}

/// Cuts the first piece or two off a run and returns the token after them.
fn cut_first(document: &Document<'_>, run: &Range<usize>, opens: bool, pieces: &mut Vec<Piece>) -> usize {
    let whole = senses(document, run.clone());
    if !whole.is_empty() {
        pieces.push(known(run.clone(), whole[0].kind, opens));
        return run.end;
    }
    if let Some(title) = title_inside(document, run) {
        if run.start < title.start {
            let before = run.start..title.start;
            pieces.extend(cut_plain(document, &before, opens));
        }
        if title.end < run.end {
            pieces.push(titled(document, title.clone(), title.end..run.end));
        }
        return run.end;
    }
    pieces.extend(cut_plain(document, run, opens));
    run.end
}

/// Returns the place of the last title inside a run that a name follows or that ends the run.
fn title_inside(document: &Document<'_>, run: &Range<usize>) -> Option<Range<usize>> {
    let class = |n: usize| title_word(document.word(n)).map(|title| title.part);
    if run.clone().next_back().and_then(|n| head_kind(document.word(n))) == Some(EntityKind::Organization)
        && run.len() > 1
    {
        let single_name = class(run.end - 2) == Some(TitlePart::Honorific);
        if !single_name {
            return None;
        }
    }
    let last =
        run.clone().rev().find(|&n| matches!(class(n), Some(TitlePart::Honorific | TitlePart::Office)))?;
    // "Secretary of State Blinken": the words after "of" belong to the title where a name still follows.
    let end = match document.word(last + 1) {
        "of" if last + 3 < run.end => last + 3 + usize::from(document.word(last + 2) == "the"),
        "of" => run.end,
        _ => last + 1,
    };
    if document.word(last + 1) == "of" && class(last) == Some(TitlePart::Honorific) {
        return None;
    }
    let start = (run.start..last).rev().take_while(|&n| class(n).is_some()).last().unwrap_or(last);
    Some(start..end.min(run.end))
}

fn titled(document: &Document<'_>, title: Range<usize>, name: Range<usize>) -> Piece {
    let words = || title.clone().filter_map(|n| title_word(document.word(n)));
    Piece {
        tokens: name,
        kind: Some(EntityKind::Person),
        strength: 3,
        honorific: words().any(|word| word.part == TitlePart::Honorific),
        gender: words().find_map(|word| word.gender),
        title: Some(title),
        opens: false,
        rule: "title",
    }
}

fn known(tokens: Range<usize>, kind: EntityKind, opens: bool) -> Piece {
    Piece {
        tokens,
        kind: Some(kind),
        strength: 3,
        title: None,
        honorific: false,
        gender: None,
        opens,
        rule: "gazetteer",
    }
}

/// Gives a run without titles its kind; splits a nationality off its front.
fn cut_plain(document: &Document<'_>, run: &Range<usize>, opens: bool) -> Vec<Piece> {
    let whole = senses(document, run.clone());
    if let Some(sense) = whole.first() {
        return vec![known(run.clone(), sense.kind, opens)];
    }
    if let Some(pieces) = two_known(document, run, opens) {
        return pieces;
    }
    let headed = head_of(document, run);
    if headed.is_none() && run.len() > 1 && runs::is_demonym(document, run.start..run.start + 1) {
        let rest = run.start + 1..run.end;
        let mut pieces = vec![known(run.start..run.start + 1, EntityKind::Group, opens)];
        pieces.extend(cut_plain(document, &rest, false));
        return pieces;
    }
    let (kind, strength, rule) = headed
        .map(|kind| (Some(kind), 2, "head_noun"))
        .or_else(|| own_words(document, run))
        .or_else(|| neighbours(document, run))
        .unwrap_or_else(|| guess(document, run));
    let lower_title = lower_title_before(document, run.start)
        .filter(|_| kind.is_none_or(|kind| kind == EntityKind::Person));
    if let Some(title) = lower_title {
        return vec![titled(document, title, run.clone())];
    }
    vec![Piece {
        tokens: run.clone(),
        kind,
        strength,
        title: None,
        honorific: false,
        gender: None,
        opens,
        rule,
    }]
}

/// "Russia Beijing's partner": cuts a run that is two known names side by side.
fn two_known(document: &Document<'_>, run: &Range<usize>, opens: bool) -> Option<Vec<Piece>> {
    let middle = runs::known_name(document, run.start, run.end).filter(|&middle| middle < run.end)?;
    let piece = |tokens: Range<usize>, opens| {
        let sense = senses(document, tokens.clone()).first()?;
        // "Paris Match", "New York University" start with a known name and are another.
        matches!(sense.class, Class::Country | Class::City).then_some(())?;
        Some(known(tokens, sense.kind, opens))
    };
    Some(vec![piece(run.start..middle, opens)?, piece(middle..run.end, false)?])
}

/// Returns the kind by a head word: the last one, or the one before "of" or "for", or the first of "Mount Etna".
fn head_of(document: &Document<'_>, run: &Range<usize>) -> Option<EntityKind> {
    if run.len() < 2 {
        return None;
    }
    let of = run.clone().find(|&n| matches!(document.word(n), "of" | "for"));
    let last = of.unwrap_or(run.end) - 1;
    if let Some(kind) = head_kind(document.word(last.max(run.start))) {
        return Some(kind);
    }
    let first = document.word(run.start);
    matches!(
        first,
        "Mount"
            | "Mt."
            | "Lake"
            | "Cape"
            | "Fort"
            | "Port"
            | "San"
            | "Santa"
            | "Saint"
            | "St."
            | "El"
            | "Los"
            | "Las"
    )
    .then_some(EntityKind::Place)
}

/// Returns the kind by the form of the words: initials and particles are persons', capitals an acronym's.
fn own_words(document: &Document<'_>, run: &Range<usize>) -> Option<(Option<EntityKind>, u8, &'static str)> {
    let words = || run.clone().map(|n| document.word(n));
    let acronym =
        |word: &str| word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase() || c == '.' || c == '&');
    if run.len() == 1 && words().all(acronym) {
        return Some((Some(EntityKind::Organization), 2, "acronym"));
    }
    let initial = |word: &str| word.len() == 2 && word.ends_with('.') || word.len() == 1 && word != "&";
    let inner_lower =
        run.len() > 2 && words().skip(1).any(|word| word.starts_with(char::is_lowercase) && word != "of");
    if run.len() > 1
        && (words().any(initial) || (inner_lower && words().all(|word| word != "and" && word != "&")))
    {
        return Some((Some(EntityKind::Person), 2, "name_form"));
    }
    let first = document.word(run.start);
    let given = given_gender(first).is_some() || is_family_name_first(first);
    if given && (2..=4).contains(&run.len()) && !words().any(|word| word == "&" || acronym(word)) {
        return Some((Some(EntityKind::Person), 2, "given_name"));
    }
    words().any(|word| word == "&" || acronym(word)).then_some((Some(EntityKind::Organization), 2, "acronym"))
}

/// Returns the kind by the words beside a name.
fn neighbours(document: &Document<'_>, run: &Range<usize>) -> Option<(Option<EntityKind>, u8, &'static str)> {
    let (before, next, second) =
        (document.word(run.start.wrapping_sub(1)), document.word(run.end), document.word(run.end + 1));
    let age = second.len() == 2 && second.chars().all(|c| c.is_ascii_digit());
    let is_cue =
        |word: &str| cue(word).is_some_and(|cue| cue.frame.direct) && word.starts_with(char::is_lowercase);
    let person = |rule| Some((Some(EntityKind::Person), 1, rule));
    if next == "," && (age || second == "who" || appositive_office(document, run.end + 1)) {
        return person("apposition");
    }
    if next == "who" || next == "whose" || before == "named" {
        return person("relative");
    }
    // "Nakhon Si Thammarat province", "the city of Aden", "Waka Kotahi agency"
    let of_place =
        before == "of" && head_kind(document.word(run.start.wrapping_sub(2))) == Some(EntityKind::Place);
    let head =
        head_kind(next.strip_suffix('s').unwrap_or(next)).filter(|_| next.starts_with(char::is_lowercase));
    if of_place && run.len() < 4 || head == Some(EntityKind::Place) {
        return Some((Some(EntityKind::Place), 1, "place_head"));
    }
    if head == Some(EntityKind::Organization)
        && !matches!(
            next,
            "campaign" | "administration" | "government" | "cabinet" | "team" | "office" | "house" | "army"
        )
    {
        return Some((Some(EntityKind::Organization), 1, "body_head"));
    }
    let place_before = matches!(before, "in" | "near" | "at" | "across" | "outside");
    let place_after = next == ","
        && senses(document, run.end + 1..(run.end + 2).min(document.tokens.len()))
            .iter()
            .any(|sense| sense.kind == EntityKind::Place);
    if place_after && run.len() < 3 || (place_before && run.len() < 3 && before != "at") {
        return Some((Some(EntityKind::Place), 1, "locative"));
    }
    if before != "the" && (is_cue(next) || is_cue(before) || (next == "also" && is_cue(second))) {
        return if run.len() > 1 {
            person("speaker")
        } else {
            Some((Some(EntityKind::Person), 1, "speaker"))
        };
    }
    if matches!(before, "the" | "The") {
        return Some((Some(EntityKind::Organization), 1, "article"));
    }
    None
}

/// ", the former minister" after a name: tells whether an office stands soon after the comma, before another mark.
fn appositive_office(document: &Document<'_>, start: usize) -> bool {
    /// "a senior adviser to the president of" shows its office by the fifth word.
    const REACH: usize = 6;
    let opens = document.is_class(start, WordClass::Determiner)
        || senses(document, start..(start + 1).min(document.tokens.len()))
            .iter()
            .any(|s| s.class == Class::Country || s.class == Class::Demonym);
    opens
        && (start..start + REACH).take_while(|&n| !matches!(document.word(n), "," | "." | ";" | "")).any(
            |n| {
                !document.is_capitalised(n)
                    && title_word(document.word(n)).is_some_and(|title| title.part == TitlePart::Office)
            },
        )
}

fn guess(document: &Document<'_>, run: &Range<usize>) -> (Option<EntityKind>, u8, &'static str) {
    let plain = run
        .clone()
        .all(|n| !document.is_class(n, WordClass::Adjective) && !document.is_class(n, WordClass::Determiner));
    match run.len() {
        1 if given_gender(document.word(run.start)).is_some() => (Some(EntityKind::Person), 0, "given_name"),
        2 | 3 if plain => (Some(EntityKind::Person), 0, "two_words"),
        1 => (None, 0, "one_word"),
        _ => (Some(EntityKind::Organization), 0, "many_words"),
    }
}

/// Returns the title in lower case that ends before `name`: "foreign ministry spokesman" before "Zhao Lijian".
pub fn lower_title_before(document: &Document<'_>, name: usize) -> Option<Range<usize>> {
    let class = |n: usize| {
        title_word(document.word(n))
            .filter(|_| document.word(n).starts_with(char::is_lowercase))
            .map(|title| title.part)
    };
    let last = name.checked_sub(1).filter(|&n| class(n) == Some(TitlePart::Office))?;
    let start = (0..last).rev().take_while(|&n| class(n).is_some()).last().unwrap_or(last);
    Some(start..name)
}
