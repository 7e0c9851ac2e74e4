//! "I" and "we" inside a quote: who speaks it.
//!
//! In: quotes with their speakers. Out: [`Reference`]s. In "“I will go,” Wang said" `I` is Wang. "We" is a ministry or country that
//! speaks; what a person means by it (a government, a team, all of us) is not told.

use super::Reference;
use crate::entity::Names;
use crate::model::{Confidence, EntityKind, MentionKind, Quote, QuoteKind, Span};
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
    let is_one = match names.entity(speaker).kind {
        EntityKind::Person => !is_plural,
        EntityKind::Organization | EntityKind::Place => is_plural,
        _ => false,
    };
    is_one.then_some(Reference {
        tokens: n..n + 1,
        head: n,
        entity: speaker,
        kind: MentionKind::Pronoun,
        rule: "speaker",
    })
}
