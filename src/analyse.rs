//! The order of the steps of analysis and nothing else.
//!
//! In: an [`Article`]. Out: its [`Analysis`]. "“We will talk,” Wang said" gives the entity Wang, and a quote of his.

use crate::model::{Analysis, Article};
use crate::{entity, event, lexicon, quote, text, time};

/// Version of the rules; together with the word lists' fingerprint it is the analyser's version.
///
/// Raise it with every change of a rule that changes facts.
pub const RULES_VERSION: u32 = 1;

/// Returns the version of the analyser: facts made by another one are not comparable.
pub fn version() -> String {
    format!("{RULES_VERSION}-{}", lexicon::fingerprint())
}

/// Finds everything nutgraf knows how to find in one article.
///
/// Pure: the same article always gives the same analysis. Odd text is not an error; it gives few facts or none, and so does
/// text whose language is known and not English, since the rules are English ones.
pub fn analyse(article: &Article) -> Analysis {
    if article.metadata.language.as_deref().is_some_and(|language| language != "en") {
        return Analysis::default();
    }
    let document = text::read(article);
    let times = time::find(&document);
    let names = entity::find(&document);
    let quotes = quote::find(&document, &names);
    let events = event::find(&document, &names, &quotes, &times);
    Analysis { entities: names.entities, mentions: names.mentions, roles: names.roles, quotes, events, times }
}
