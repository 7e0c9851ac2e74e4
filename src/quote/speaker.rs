//! The entity that a source names.
//!
//! In: the words of a source. Out: an entity, or `None` when unsure. "Chinese foreign ministry spokesman Zhao Lijian" is Zhao
//! Lijian; "he" and "the minister" are whom [`crate::entity`] takes them for; "officials" is nobody in particular.

use crate::entity::{Names, Reference};
use crate::lexicon::persons::{TitlePart, title_word};
use crate::lexicon::{Class, gazetteer};
use crate::model::{EntityIndex, EntityKind, Mention, MentionKind, Span};
use crate::text::{Document, Upos};
use std::ops::Range;

/// Resolves the sources of one document.
#[derive(Debug)]
pub struct Speakers<'d, 'a> {
    document: &'d Document<'a>,
    names: &'d Names,
}

impl<'d, 'a> Speakers<'d, 'a> {
    /// Resolves with the names of a document.
    pub fn new(document: &'d Document<'a>, names: &'d Names) -> Speakers<'d, 'a> {
        Speakers { document, names }
    }

    /// Returns the entity a source names.
    pub fn resolve(&self, source: Span) -> Option<EntityIndex> {
        let tokens = self.document.tokens_in(source);
        let pronoun = self.names.referent(tokens.start).filter(|found| found.kind == MentionKind::Pronoun);
        match pronoun.filter(|_| tokens.len() == 1) {
            Some(found) => Some(found.entity),
            None => self.named(source).or_else(|| self.described(source)),
        }
    }

    /// "China's foreign minister", "the ministry": whom the description that the source begins with refers to.
    fn described(&self, source: Span) -> Option<EntityIndex> {
        let tokens = self.document.tokens_in(source);
        let is_head = |found: &&Reference| {
            let inside = found.tokens.end < tokens.end;
            found.kind == MentionKind::Nominal
                && (found.rule == "title" || !(inside && self.is_noun(found.tokens.end)))
        };
        let found = tokens.clone().find_map(|n| self.names.referent(n).filter(is_head))?;
        let stands_alone = (found.tokens.end..tokens.end).all(|n| self.document.word(n) != "and");
        (found.tokens.start <= tokens.start && stands_alone).then_some(found.entity)
    }

    /// Returns the person or body that is all of a possessor: "Wang" in "Wang's claim".
    pub fn owner(&self, possessor: Span) -> Option<EntityIndex> {
        let mentions = self.names.mentions_in(possessor);
        let whole = mentions.iter().find(|mention| mention.span.end == possessor.end)?;
        let kind = self.kind(whole);
        (kind == EntityKind::Person || kind == EntityKind::Organization && mentions.len() == 1)
            .then_some(whole.entity)
    }

    /// Returns who carried a report: the one news outlet in a phrase.
    pub fn carrier(&self, phrase: Span) -> Option<EntityIndex> {
        let is_media = |entity: EntityIndex| {
            gazetteer()
                .senses(&self.names.entity(entity).name)
                .iter()
                .any(|sense| sense.class == Class::Media)
        };
        let mut outlets = self
            .names
            .mentions_in(phrase)
            .iter()
            .map(|mention| mention.entity)
            .filter(|&entity| is_media(entity));
        match (outlets.next(), outlets.next()) {
            (Some(one), None) => Some(one),
            _ => None,
        }
    }

    /// Returns the entity that a noun phrase names: its head, not what stands in a phrase of or for it.
    pub fn named(&self, phrase: Span) -> Option<EntityIndex> {
        let mentions = self.names.mentions_in(phrase);
        let tokens = self.document.tokens_in(phrase);
        let core = self.core(phrase);
        let persons: Vec<&Mention> = mentions
            .iter()
            .filter(|mention| self.kind(mention) == EntityKind::Person && core.contains(mention.span))
            .filter(|mention| !self.owns(mention) && !self.is_dependent(tokens.start, mention))
            .collect();
        match persons.as_slice() {
            [one] => return Some(one.entity),
            [] => {}
            [first, .., last] if first.entity == last.entity => return Some(first.entity),
            _ => return None,
        }
        // A body or place speaks where it is the head of the phrase: its last words.
        let head = mentions.iter().find(|mention| mention.span.end == core.end)?;
        let head_tokens = self.document.tokens_in(head.span);
        let bare =
            (tokens.start..head_tokens.start).all(|n| matches!(self.document.lower(n), "the" | "a" | "both"));
        // "Peru's Ministry of Trade": who owns a body does not speak.
        let owns = |other: &Mention| {
            self.owns(other) && self.document.tokens_in(other.span).end + 1 == head_tokens.start
        };
        let governed = mentions.iter().any(|other| other.span.end < head.span.start && !owns(other)) && !bare;
        let speaks = matches!(self.kind(head), EntityKind::Organization | EntityKind::Place);
        (speaks
            && !governed
            && !self.is_dependent(tokens.start, head)
            && (bare || self.kind(head) == EntityKind::Organization))
            .then_some(head.entity)
    }

    /// "the Chinese foreign ministry spokesman": tells whether the word behind a description makes it a part of a compound, or of
    /// what it owns.
    fn is_noun(&self, n: usize) -> bool {
        matches!(self.document.upos(n), Upos::Noun | Upos::Propn)
            || matches!(self.document.word(n), "'s" | "’s" | "'" | "’")
    }

    fn kind(&self, mention: &Mention) -> EntityKind {
        self.names.entity(mention.entity).kind
    }

    /// Returns the part of a phrase before its apposition, bracket or relative clause.
    fn core(&self, phrase: Span) -> Span {
        let tokens = self.document.tokens_in(phrase);
        let stop = (tokens.start + 1..tokens.end)
            .find(|&n| matches!(self.document.word(n), "," | "(" | "who" | "whose" | "—" | "–"));
        match stop {
            // "China's foreign minister, Wang Yi": the name stands in the apposition.
            Some(stop) if self.names_person(tokens.start..stop) || !self.names_person(stop..tokens.end) => {
                self.document.span_of(tokens.start..stop)
            }
            _ => phrase,
        }
    }

    fn names_person(&self, tokens: Range<usize>) -> bool {
        !tokens.is_empty()
            && self
                .names
                .mentions_in(self.document.span_of(tokens))
                .iter()
                .any(|mention| self.kind(mention) == EntityKind::Person && !self.owns(mention))
    }

    /// "Wang's spokesman": tells whether a possessive follows.
    fn owns(&self, mention: &Mention) -> bool {
        let after = self.document.tokens_in(mention.span).end;
        matches!(self.document.word(after), "'s" | "’s")
            || (matches!(self.document.word(after), "'" | "’") && self.document.touches(after))
    }

    /// "a spokesman for Wang", "critics of Putin", "the Trump campaign": tells whether a mention only goes with the head.
    fn is_dependent(&self, start: usize, mention: &Mention) -> bool {
        let tokens = self.document.tokens_in(mention.span);
        let next = self.document.word(tokens.end);
        let in_compound = self.kind(mention) == EntityKind::Person
            && next.starts_with(char::is_lowercase)
            && !matches!(
                next,
                "and"
                    | "of"
                    | "who"
                    | "in"
                    | "for"
                    | "with"
                    | "on"
                    | "from"
                    | "at"
                    | "himself"
                    | "herself"
                    | "also"
                    | "has"
                    | "had"
            );
        self.is_governed(start, &tokens)
            || (in_compound
                && tokens.end < self.document.tokens.len()
                && self.is_noun_after(start, tokens.end))
    }

    /// "a spokesman for Wang", "critics of Putin": tells whether a preposition before a name makes it no more than a part of the phrase.
    fn is_governed(&self, start: usize, name: &Range<usize>) -> bool {
        // "The head of the fund, Mike Murphy": an apposition is all of the phrase again.
        let comma = (start..name.start).rev().find(|&n| self.document.word(n) == ",");
        let apposed = comma.map(|comma| comma + 1).filter(|&n| {
            let word = self.document.word(n);
            !matches!(word, "which" | "who" | "whose" | "where" | "such" | "including" | "led" | "like")
        });
        let front = apposed.unwrap_or(start);
        // "Senator Ana Silva of Texas and Senator Rosa Lima": two who speak.
        let and = (front..name.start).rev().find(|&n| self.document.word(n) == "and");
        let first = and.filter(|&and| and > front && self.names_free_person(front, and));
        let front = first.map_or(front, |and| and + 1);
        (front..name.start).any(|n| {
            let is_preposition = matches!(
                self.document.word(n),
                "for" | "of" | "to" | "from" | "with" | "by" | "at" | "in" | "on" | "about" | "against"
            );
            is_preposition && !self.is_in_name(n) && !self.is_in_title(front, n, name)
        })
    }

    /// Tells whether no preposition governs the first person named in a stretch of words, who decides for those joined to him.
    fn names_free_person(&self, start: usize, end: usize) -> bool {
        let mentions = self.names.mentions_in(self.document.span_of(start..end));
        let first = mentions.iter().find(|mention| self.kind(mention) == EntityKind::Person);
        // No person stands before the first one, so that this goes no deeper.
        first.is_some_and(|first| !self.is_governed(start, &self.document.tokens_in(first.span)))
    }

    /// "Centers for Disease Control": tells whether a word stands inside a name.
    fn is_in_name(&self, n: usize) -> bool {
        let span = self.document.tokens[n].span;
        let place = self.names.mentions.partition_point(|mention| mention.span.end <= span.start);
        self.names.mentions.get(place).is_some_and(|mention| mention.span.contains(span))
    }

    /// "Secretary of State Rosa Lima", "minister of foreign affairs Rosa Lima": tells whether the preposition at `n` belongs to the office that
    /// stands before a name, and does not tell whose spokesman somebody is: "a spokesman for President Putin".
    fn is_in_title(&self, front: usize, n: usize, name: &Range<usize>) -> bool {
        /// "minister of foreign affairs Ana Silva" has two words there, "chairman of the Free Farmers Union Ana Silva" five.
        const OBJECT_WORDS_MAX: usize = 5;
        let part = |n: usize| title_word(self.document.word(n)).map(|title| title.part);
        let is_office = n > front && part(n - 1) == Some(TitlePart::Office);
        let object = n + 1..name.start;
        let is_plain = object.clone().all(|n| part(n).is_none_or(|part| part == TitlePart::Modifier));
        // "a spokeswoman for the Foreign Ministry": what follows is whose she is.
        let is_object = object.end > n + 1 && self.document.upos(object.end - 1) != Upos::Det;
        let capitals = object.clone().filter(|&n| self.document.is_capitalised(n)).count();
        let is_one_case = capitals == object.len() || capitals == 0 && object.len() <= 2;
        is_office && is_plain && is_one_case && is_object && object.len() <= OBJECT_WORDS_MAX
    }

    /// "Trump supporters said": tells whether the word right behind a name still belongs to the phrase.
    fn is_noun_after(&self, start: usize, n: usize) -> bool {
        let word = self.document.word(n);
        n > start
            && (title_word(word).is_some()
                || word.ends_with("ers")
                || matches!(
                    word,
                    "campaign"
                        | "officials"
                        | "administration"
                        | "team"
                        | "aides"
                        | "allies"
                        | "government"
                        | "camp"
                        | "family"
                        | "lawyers"
                        | "fans"
                ))
    }
}
