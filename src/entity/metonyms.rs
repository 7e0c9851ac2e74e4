//! "Beijing" for the government of China.
//!
//! In: mentions of capitals and seats of government. Out: those that clearly act or speak mean the government, which is part
//! of its country. "Beijing said" and "Moscow urged" do; "in Beijing", and countries themselves, do not.

use super::link::Builder;
use crate::lexicon::{Class, WordClass, cue};
use crate::model::{EntityKind, Mention, Span};
use crate::text::Document;

/// "has also repeatedly said": so many auxiliaries and adverbs may stand between a subject and its cue.
const GROUP_WORDS_MAX: usize = 3;

/// Turns mentions of places that speak into mentions of their governments.
pub fn apply(document: &Document<'_>, builder: &mut Builder, mentions: &mut [Mention]) {
    for mention in mentions {
        // Jack London speaks for himself, and so does whom the user told of.
        let is_person = builder.entities[mention.entity].kind == EntityKind::Person;
        if is_person || mention.rule == super::own::RULE {
            continue;
        }
        let senses = super::runs::senses(document, document.tokens_in(mention.span));
        let Some(government) = senses.iter().find(|sense| sense.class == Class::Government) else { continue };
        if senses[0].class != Class::Government && !speaks(document, mention.span) {
            continue;
        }
        mention.entity = builder.of_sense(government);
        mention.rule = "metonym";
        let country = builder.country_of(government);
        builder.entities[mention.entity].part_of = country;
    }
}

/// Tells whether the words at `span` are the subject of a cue.
pub fn speaks(document: &Document<'_>, span: Span) -> bool {
    let tokens = document.tokens_in(span);

    // "officials in Beijing said", "the mayor of Moscow said" speak of the city.
    if tokens.start > 0 && document.is_class(tokens.start - 1, WordClass::Preposition) {
        return false;
    }
    let inner = |n: &usize| {
        document.is_class(*n, WordClass::Auxiliary)
            || document.is_class(*n, WordClass::Adverb) && document.word(*n) != "here"
    };
    let group = (tokens.end..tokens.end + GROUP_WORDS_MAX).take_while(inner).count();
    cue(document.word(tokens.end + group)).is_some_and(|cue| cue.frame.that_clause || cue.frame.infinitive)
}
