//! Who gave out the document that a source names.
//!
//! In: a source such as "a Chinese foreign ministry statement" or "the statement". Out: the entity that speaks in it. After "the
//! ministry said in a statement", `the statement` is the ministry's words; "a statement" that nobody is said to have given out is
//! nobody's.

use crate::entity::{Names, name_ending_at, name_starting_at};
use crate::lexicon::WordClass;
use crate::model::{EntityIndex, EntityKind, MentionKind, Span};
use crate::text::{Document, Upos};
use std::ops::Range;

/// "a readout of the call released late on Monday by the ministry" names its issuer within so many tokens.
const ISSUER_REACH: usize = 14;
/// "Russia's foreign ministry said in its own written statement" has its document within so many tokens of "in".
const IN_REACH: usize = 5;
/// "the statement" is the one spoken of so many paragraphs before, or none.
const PARAGRAPHS_MAX: u32 = 3;

/// A document that somebody is known to have given out.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Issued {
    /// What it is, in lower case: "statement".
    noun: String,
    /// Who speaks in it.
    issuer: EntityIndex,
    paragraph: u32,
}

/// Reads documents and who gave them out.
#[derive(Debug)]
pub struct Issuers<'d, 'a> {
    document: &'d Document<'a>,
    names: &'d Names,
    /// The last one whose issuer is known.
    last: Option<Issued>,
}

impl<'d, 'a> Issuers<'d, 'a> {
    /// Starts with none.
    pub fn new(document: &'d Document<'a>, names: &'d Names) -> Issuers<'d, 'a> {
        Issuers { document, names, last: None }
    }

    /// Returns who speaks in the document that a source names.
    pub fn of_source(&mut self, source: Span) -> Option<EntityIndex> {
        let tokens = self.document.tokens_in(source);
        let noun = tokens.clone().find(|&n| self.is_document(n))?;
        let issuer =
            self.before(&tokens, noun).or_else(|| self.behind(noun)).or_else(|| self.known(&tokens, noun))?;
        self.keep(noun, issuer);
        Some(issuer)
    }

    /// Notes "said in a statement" in a sentence of somebody who speaks; `content` is what was said.
    pub fn read(&mut self, sentence: Span, content: &[Span], speaker: EntityIndex) {
        let outside = |n: &usize| !content.iter().any(|piece| piece.overlaps(self.document.tokens[*n].span));
        let tokens = self.document.tokens_in(sentence);
        let is_in = |n: usize| {
            let front = n.saturating_sub(IN_REACH).max(tokens.start)..n;
            front.rev().any(|m| matches!(self.document.lower(m), "in" | "via" | "through"))
        };
        let noun = tokens.clone().filter(outside).find(|&n| self.is_document(n) && is_in(n));
        if let Some(noun) = noun {
            self.keep(noun, speaker);
        }
    }

    fn keep(&mut self, noun: usize, issuer: EntityIndex) {
        let paragraph = self.document.sentence_of(noun).paragraph;
        self.last = Some(Issued { noun: self.document.lower(noun).to_string(), issuer, paragraph });
    }

    /// Tells whether a token is the noun of a document and no part of a compound: not in "a statement writer".
    fn is_document(&self, n: usize) -> bool {
        self.document.is_class(n, WordClass::Document)
            && !self.document.is_capitalised(n)
            && !self.is_noun(n + 1)
    }

    fn is_noun(&self, n: usize) -> bool {
        n < self.document.tokens.len() && matches!(self.document.upos(n), Upos::Noun | Upos::Propn)
    }

    /// "the ministry's statement", "a Chinese foreign ministry statement", "his letter".
    fn before(&self, source: &Range<usize>, noun: usize) -> Option<EntityIndex> {
        let mut end = noun;
        while end > source.start
            && (self.document.upos(end - 1) == Upos::Adj
                || matches!(self.document.lower(end - 1), "press" | "news" | "media"))
            && self.ending_at(end).is_none()
        {
            // "a joint statement" has two who give it out.
            if self.document.lower(end - 1) == "joint" {
                return None;
            }
            end -= 1;
        }
        // "a Facebook post" and "a Clinton email" are what somebody wrote there or to her.
        let is_letter = matches!(
            self.document.lower(noun),
            "post" | "message" | "email" | "e-mail" | "text" | "note" | "tweet" | "letter"
        );
        let possessive = end > source.start && matches!(self.document.word(end - 1), "'s" | "’s" | "'" | "’");
        let end = end - usize::from(possessive);
        let (tokens, entity) = self.ending_at(end)?;
        let kind = self.names.entity(entity).kind;
        let is_pronoun = tokens.len() == 1 && self.document.upos(tokens.start) == Upos::Pron;
        let is_named = !is_letter || possessive || is_pronoun;
        let speaks = is_named && matches!(kind, EntityKind::Organization | EntityKind::Person)
            || kind == EntityKind::Place && possessive;
        (speaks && source.start <= tokens.start + 1).then_some(entity)
    }

    /// "a readout of the call released by the ministry", "a statement from Airbus", "a statement posted on the ministry's website".
    fn behind(&self, noun: usize) -> Option<EntityIndex> {
        let end = self.document.sentence_of(noun).tokens.end.min(noun + ISSUER_REACH);
        let stop = (noun + 1..end).find(|&n| {
            let is_mark = !self.document.word(n).starts_with(char::is_alphanumeric);
            is_mark && !matches!(self.document.word(n), "'s" | "’s" | "-")
        });
        let end = stop.unwrap_or(end);
        let is_given = |n: &usize| {
            matches!(
                self.document.lower(*n),
                "released" | "issued" | "published" | "posted" | "sent" | "provided"
            )
        };
        let given = (noun + 1..end).find(is_given);
        let from = |n: usize| matches!(self.document.lower(n), "by" | "from");
        if from(noun + 1) {
            return self.starting_at(noun + 2);
        }
        let given = given?;
        if let Some(by) = (given + 1..end).find(|&n| from(n)) {
            return self.starting_at(by + 1);
        }
        let site =
            (given + 1..end).find(|&n| matches!(self.document.lower(n), "website" | "site" | "page"))?;
        let owner = (given + 1..site).rev().find(|&n| matches!(self.document.word(n), "'s" | "’s"))?;
        self.ending_at(owner).map(|(_, entity)| entity).filter(|&entity| self.speaks(entity))
    }

    /// "the statement": the last one.
    fn known(&self, source: &Range<usize>, noun: usize) -> Option<EntityIndex> {
        let is_bare = matches!(self.document.lower(source.start), "the" | "this" | "that")
            && (source.start + 1..noun).all(|n| matches!(self.document.lower(n), "news" | "press" | "same"));
        let paragraph = self.document.sentence_of(noun).paragraph;
        let last = self.last.as_ref().filter(|_| is_bare && noun + 1 == source.end)?;
        (last.noun == self.document.lower(noun) && paragraph - last.paragraph <= PARAGRAPHS_MAX)
            .then_some(last.issuer)
    }

    fn speaks(&self, entity: EntityIndex) -> bool {
        matches!(self.names.entity(entity).kind, EntityKind::Organization | EntityKind::Person)
    }

    /// Returns the longest words that refer to somebody and end right before a token.
    fn ending_at(&self, end: usize) -> Option<(Range<usize>, EntityIndex)> {
        let last = end.checked_sub(1)?;
        if let Some(found) = self.names.referent(last).filter(|found| found.tokens.end == end) {
            return Some((found.tokens.clone(), found.entity));
        }
        name_ending_at(self.document, &self.names.mentions, end)
    }

    /// Returns who speaks that the words from a token on refer to.
    fn starting_at(&self, start: usize) -> Option<EntityIndex> {
        let end = self.document.sentence_of(start.min(self.document.tokens.len() - 1)).tokens.end;
        let described = (start..end.min(start + ISSUER_REACH)).find_map(|n| {
            let is_here = |found: &&crate::entity::Reference| {
                found.tokens.start == start && found.kind == MentionKind::Nominal
            };
            self.names.referent(n).filter(is_here)
        });
        let (after, entity) = match described {
            Some(found) => (found.tokens.end, found.entity),
            None => {
                let first = start + usize::from(self.document.lower(start) == "the");
                let (name, entity) = name_starting_at(self.document, &self.names.mentions, first)?;
                (name.end, entity)
            }
        };
        let is_part = self.is_noun(after) || matches!(self.document.word(after), "'s" | "’s" | "and");
        Some(entity).filter(|&entity| !is_part && self.speaks(entity))
    }
}
