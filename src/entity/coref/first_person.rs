//! "I" and "we" inside a quote: who speaks it.
//!
//! In: quotes with their speakers. Out: [`Reference`]s. In "“I will go,” Wang said" `I` is Wang. "We" is a ministry or country that
//! speaks, and the body whose spokeswoman or chief executive does; what others mean by it (a government, a family, all of us) is
//! not told.

use super::Reference;
use crate::entity::Names;
use crate::model::{Confidence, EntityIndex, EntityKind, MentionKind, Quote, QuoteKind, RoleStatus, Span};
use crate::text::{Document, Upos};
use std::collections::BTreeMap;

/// Returns what the pronouns of the first person refer to, in order.
pub fn first_person(document: &Document<'_>, names: &Names, quotes: &[Quote]) -> Vec<Reference> {
    let mut innermost: BTreeMap<usize, (u32, &Quote)> = BTreeMap::new();
    for quote in quotes {
        for &span in quoted(quote) {
            for n in document.tokens_in(span) {
                let length = quote.enclosing().len();
                let known = innermost.entry(n).or_insert((length, quote));
                if length < known.0 {
                    *known = (length, quote);
                }
            }
        }
    }
    innermost.into_iter().filter_map(|(n, (_, quote))| refers(document, names, quote, n)).collect()
}

/// Returns the spans of a quote that stand in quotation marks.
fn quoted(quote: &Quote) -> &[Span] {
    match quote.kind {
        QuoteKind::Direct => &quote.content,
        QuoteKind::Mixed => &quote.quoted,
        QuoteKind::Indirect => &[],
    }
}

fn refers(document: &Document<'_>, names: &Names, quote: &Quote, n: usize) -> Option<Reference> {
    let is_plural = match document.word(n) {
        "I" if document.upos(n) == Upos::Pron => false,
        "me" | "my" | "mine" | "myself" | "My" | "Me" => false,
        "we" | "us" | "our" | "ours" | "ourselves" | "We" | "Our" => true,
        _ => return None,
    };
    let speaker = quote.speaker.filter(|_| quote.confidence != Confidence::Low)?;
    let (entity, rule) = match (names.entity(speaker).kind, is_plural) {
        (EntityKind::Person, false) | (EntityKind::Organization | EntityKind::Place, true) => {
            (speaker, "speaker")
        }
        (EntityKind::Person, true) => (speaks_for(names, speaker)?, "speaks_for"),
        _ => return None,
    };
    Some(Reference { tokens: n..n + 1, head: n, entity, kind: MentionKind::Pronoun, rule })
}

/// Offices whose holders say "we" for a body, by the end of their title; a president or director often speaks for himself.
const SPEAK_FOR: [&str; 8] = [
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "chief executive",
    "chief executive officer",
    "ceo",
    "administrator",
    "coach",
];

/// "“We regret it,” said Airbus spokeswoman Ana Silva": returns the one body that somebody speaks for.
fn speaks_for(names: &Names, person: EntityIndex) -> Option<EntityIndex> {
    let speaks = |title: &str| {
        SPEAK_FOR.iter().any(|&office| {
            title.strip_suffix(office).is_some_and(|before| before.is_empty() || before.ends_with(' '))
        })
    };
    let mut bodies = names
        .roles
        .iter()
        .filter(|role| role.entity == person && role.status == RoleStatus::Current && speaks(&role.title))
        .filter_map(|role| role.of_entity);
    let body = bodies.next()?;
    let is_body = names.entity(body).kind == EntityKind::Organization;
    (is_body && bodies.all(|other| other == body)).then_some(body)
}
