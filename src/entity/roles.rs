//! Offices that persons are said to hold.
//!
//! In: titles before names and in appositions. Out: roles. "Chinese Foreign Minister Wang Yi" and "Wang Yi, China's foreign
//! minister," both make Wang foreign minister of China.

use super::coref::Reference;
use super::link::Builder;
use super::pieces::Piece;
use super::runs::senses;
use super::{name_starting_at, rows};
use crate::lexicon::persons::{TitlePart, title_word};
use crate::lexicon::{Class, WordClass};
use crate::model::{EntityIndex, EntityKind, Mention, Role, RoleStatus};
use crate::text::Document;
use std::ops::Range;

/// "the former foreign minister of South Korea": an office shows itself within so many words.
const OFFICE_REACH: usize = 8;

/// Words that tie a person to another person, not to an office.
const RELATIVES: [&str; 14] = [
    "counterpart",
    "colleague",
    "rival",
    "teammate",
    "star",
    "wife",
    "husband",
    "son",
    "daughter",
    "father",
    "mother",
    "brother",
    "sister",
    "widow",
];

/// Returns the roles that titles and appositions give, in order of their place.
pub fn find(document: &Document<'_>, builder: &Builder, mentions: &[Mention], pieces: &[Piece]) -> Vec<Role> {
    let mut roles = Vec::new();
    for mention in mentions
        .iter()
        .filter(|mention| builder.entities[mention.entity].kind == EntityKind::Person)
        .collect::<Vec<_>>()
    {
        let tokens = document.tokens_in(mention.span);
        let piece =
            pieces.binary_search_by_key(&tokens.start, |piece| piece.tokens.start).ok().map(|n| &pieces[n]);
        let office = piece.and_then(|piece| piece.title.clone()).filter(|title| has_office(document, title));
        if let Some(office) = office {
            roles.extend(role(
                document,
                builder,
                mentions,
                mention.entity,
                before(document, office),
                "title",
            ));
        }
        let is_next_ones = |words: &Range<usize>| {
            let next = name_starting_at(document, mentions, words.end + 1);
            document.word(words.end) == ","
                && next.is_some_and(|(_, next)| builder.entities[next].kind == EntityKind::Person)
                && rows::office_stands_before(document, &builder.entities, mentions, tokens.start)
        };
        if let Some(words) = apposition(document, tokens.end).filter(|words| !is_next_ones(words)) {
            roles.extend(role(document, builder, mentions, mention.entity, words, "apposition"));
        }
    }
    roles
}

/// Adds the roles of the descriptions that stand beside names, where [`find`] saw none: "Xi Jinping, President of China, will".
pub fn add_described(
    document: &Document<'_>,
    builder: &Builder,
    mentions: &[Mention],
    references: &[Reference],
    roles: &mut Vec<Role>,
) {
    let beside = references.iter().filter(|reference| matches!(reference.rule, "apposition" | "title"));
    for reference in beside {
        let span = document.span_of(reference.tokens.clone());
        let is_known = roles.iter().any(|role| role.entity == reference.entity && role.span.overlaps(span));
        if builder.entities[reference.entity].kind == EntityKind::Person && !is_known {
            let words = reference.tokens.clone();
            roles.extend(role(document, builder, mentions, reference.entity, words, reference.rule));
        }
    }
    roles.sort_by_key(|role| (role.span.start, role.span.end));
}

fn has_office(document: &Document<'_>, words: &Range<usize>) -> bool {
    words.clone().any(|n| title_word(document.word(n)).is_some_and(|title| title.part == TitlePart::Office))
}

/// Takes in what stands before a title and says whose it is: "China's" or "Chinese" or "former Russian".
fn before(document: &Document<'_>, title: Range<usize>) -> Range<usize> {
    let floor = document.sentence_of(title.start).tokens.start;
    let mut start = title.start;
    if start > floor && matches!(document.word(start - 1), "'s" | "’s") {
        start -= 1;
    }
    for length in (1..=3).rev() {
        if start >= floor + length && is_owner(document, start - length..start) {
            start -= length;
            break;
        }
    }
    if matches!(document.word(start), "'s" | "’s") {
        start += 1;
    }
    if start > floor && matches!(&*document.lower(start - 1), "former" | "ex" | "then" | "incoming") {
        start -= 1;
    }
    start..title.end
}

fn is_owner(document: &Document<'_>, words: Range<usize>) -> bool {
    senses(document, words)
        .iter()
        .any(|sense| matches!(sense.class, Class::Country | Class::Demonym | Class::Igo | Class::Body))
}

/// Returns the words of an apposition with an office, from the comma after a name to the next mark.
fn apposition(document: &Document<'_>, comma: usize) -> Option<Range<usize>> {
    if document.word(comma) != "," {
        return None;
    }
    let start = comma + 1;
    let end =
        (start..start + OFFICE_REACH).find(|&n| matches!(document.word(n), "," | "." | ";" | ":" | ""))?;
    let opens = document.is_class(start, WordClass::Determiner)
        || (1..=3).any(|length| start + length < end && is_owner(document, start..start + length))
        || title_word(document.word(start)).is_some();
    let office = (start..end).find(|&n| {
        document.word(n).starts_with(char::is_lowercase)
            && title_word(document.word(n)).is_some_and(|title| title.part == TitlePart::Office)
    })?;
    let verb_before = (start..office)
        .any(|n| document.is_class(n, WordClass::Auxiliary) && !matches!(document.word(n), "'s" | "’s"));
    let preposition_before = (start..office).any(|n| document.is_class(n, WordClass::Preposition));
    (opens && !verb_before && !preposition_before && document.word(comma + 1) != "said").then_some(start..end)
}

/// Reads the words of an office: the country or body it belongs to, the title proper, whether it is still held.
pub fn role(
    document: &Document<'_>,
    builder: &Builder,
    mentions: &[Mention],
    entity: EntityIndex,
    words: Range<usize>,
    rule: &'static str,
) -> Option<Role> {
    let is_title =
        |n: &usize| title_word(document.word(*n)).is_some_and(|title| title.part != TitlePart::Honorific);
    let last = words.clone().rev().find(|n| {
        title_word(document.word(*n)).is_some_and(|title| title.part == TitlePart::Office)
            && !(words.start..*n).any(|m| matches!(document.word(m), "of" | "for" | "to"))
    })?;
    if RELATIVES.contains(&&*document.lower(last)) {
        return None;
    }
    let first = (words.start..=last).rev().take_while(is_title).last()?;
    let status = match (words.start..=last)
        .map(|n| document.lower(n))
        .find(|word| matches!(&**word, "former" | "ex" | "then" | "incoming"))
    {
        Some(word) if word == "incoming" => RoleStatus::Future,
        Some(_) => RoleStatus::Former,
        None => RoleStatus::Current,
    };
    // "a deputy Russian foreign minister"
    let title: Vec<String> = (words.start..first)
        .filter(is_title)
        .chain(first..=last)
        .map(|n| document.lower(n).into_owned())
        .filter(|word| !matches!(word.as_str(), "former" | "then" | "incoming" | "ex"))
        .collect();
    let of_state =
        document.word(last + 1) == "of" && document.word(last) == "Secretary" && last + 2 < words.end;
    let title =
        title.join(" ") + &if of_state { format!(" of {}", document.lower(last + 2)) } else { String::new() };
    let of_entity = owner(document, builder, mentions, words.start..first).or_else(|| {
        matches!(document.word(last + 1), "of" | "for")
            .then(|| owner(document, builder, mentions, last + 1..words.end))
            .flatten()
            .filter(|_| !is_for_what_is_owned(document, last + 1..words.end + 1))
    });
    Some(Role { entity, title, of_entity, span: document.span_of(words), status, rule })
}

/// "a spokeswoman for Airbus's biggest owner": tells whether what follows an office names only whose the body is.
fn is_for_what_is_owned(document: &Document<'_>, mut words: Range<usize>) -> bool {
    words.any(|n| n < document.tokens.len() && matches!(document.word(n), "'s" | "’s"))
}

/// Returns the one country or organization named in a range of tokens; a nationality means its country.
fn owner(
    document: &Document<'_>,
    builder: &Builder,
    mentions: &[Mention],
    words: Range<usize>,
) -> Option<EntityIndex> {
    if words.is_empty() {
        return None;
    }
    let span = document.span_of(words);
    let start = mentions.partition_point(|mention| mention.span.start < span.start);
    let mention =
        mentions[start..].iter().take_while(|mention| mention.span.end <= span.end).find(|mention| {
            matches!(
                builder.entities[mention.entity].kind,
                EntityKind::Place | EntityKind::Organization | EntityKind::Group
            )
        })?;
    let named = &builder.entities[mention.entity];
    if named.kind == EntityKind::Group { named.part_of } else { Some(mention.entity) }
}
