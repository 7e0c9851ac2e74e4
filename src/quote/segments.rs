//! Sentences with their quotations masked.
//!
//! In: sentences and quotations. Out: segments whose items are words or whole quotations, so that no rule reads the inside of
//! a quotation: "“A. B,” he said." is one segment of a quotation, two words and a point.

use super::marks::Quotation;
use crate::model::{SectionKind, Span};
use crate::text::Document;
use std::ops::Range;

/// No sentence that people write is longer; what is, comes in pieces, so that the work stays linear.
const SEGMENT_ITEMS_MAX: usize = 400;

/// A word or mark outside quotations, or a whole quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// A token, by its place.
    Word(usize),
    /// A quotation, by its place.
    Quote(usize),
}

/// A sentence with its quotations masked.
#[derive(Debug)]
pub struct Segment<'d, 'a> {
    /// The document it is from.
    pub document: &'d Document<'a>,
    /// All quotations of the document.
    pub quotations: &'d [Quotation],
    /// Its words and quotations, in order; at least one.
    pub items: Vec<Item>,
    /// Number of its paragraph.
    pub paragraph: u32,
}

impl<'a> Segment<'_, 'a> {
    /// Returns the word at an item; "" for a quotation and outside.
    pub fn word(&self, n: usize) -> &'a str {
        self.token(n).map_or("", |token| self.document.word(token))
    }

    /// Returns the token at an item that is a word.
    pub fn token(&self, n: usize) -> Option<usize> {
        match self.items.get(n) {
            Some(&Item::Word(token)) => Some(token),
            _ => None,
        }
    }

    /// Returns the quotation at an item that is one, by its place.
    pub fn quote(&self, n: usize) -> Option<usize> {
        match self.items.get(n) {
            Some(&Item::Quote(quote)) => Some(quote),
            _ => None,
        }
    }

    /// Returns the number of items.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Tells whether the word at an item is, in any case, of a class.
    pub fn is(&self, n: usize, class: crate::lexicon::WordClass) -> bool {
        self.token(n).is_some_and(|token| self.document.is_class(token, class))
    }

    /// Tells whether the word at an item starts with a capital.
    pub fn is_capitalised(&self, n: usize) -> bool {
        self.token(n).is_some_and(|token| self.document.is_capitalised(token))
    }

    /// Tells whether an item is a mark, not a word and not a quotation.
    pub fn is_mark(&self, n: usize) -> bool {
        self.token(n).is_some() && !self.word(n).contains(char::is_alphanumeric)
    }

    /// Returns the tokens that an item covers.
    pub fn tokens(&self, n: usize) -> Range<usize> {
        match self.items[n] {
            Item::Word(token) => token..token + 1,
            Item::Quote(quote) => self.quotations[quote].outer.clone(),
        }
    }

    /// Returns the span of a non-empty range of items.
    pub fn span(&self, items: Range<usize>) -> Span {
        self.document.span_of(self.tokens(items.start).start..self.tokens(items.end - 1).end)
    }

    /// Returns the span of the sentence that holds the item.
    pub fn sentence(&self, n: usize) -> Span {
        self.document.sentence_of(self.tokens(n).start).span
    }

    /// Returns the quotations among a range of items, by their place.
    pub fn quotes(&self, items: Range<usize>) -> impl Iterator<Item = usize> + '_ {
        items.filter_map(|n| self.quote(n))
    }
}

/// Returns the segments of a document's readable sentences, in order.
pub fn segments<'d, 'a>(document: &'d Document<'a>, quotations: &'d [Quotation]) -> Vec<Segment<'d, 'a>> {
    let mut segments: Vec<Segment> = Vec::new();
    let mut last_sentence = usize::MAX;
    let mut quote = 0;
    let mut token = 0;
    while token < document.tokens.len() {
        let sentence_number = document.tokens[token].sentence;
        let sentence = &document.sentences[sentence_number];
        let item = match quotations.get(quote) {
            Some(quotation) if quotation.outer.start == token => {
                quote += 1;
                token = quotation.outer.end;
                Item::Quote(quote - 1)
            }
            _ => {
                // A dateline says nothing about who speaks.
                token = if token == sentence.tokens.start {
                    document.after_dateline(sentence).start.max(token)
                } else {
                    token
                };
                if quotations.get(quote).is_some_and(|quotation| quotation.outer.start == token) {
                    continue;
                }
                token += 1;
                Item::Word(token - 1)
            }
        };
        if matches!(sentence.section, Some(SectionKind::Byline | SectionKind::Credit))
            || sentence.section.is_some_and(SectionKind::is_noise)
        {
            last_sentence = usize::MAX;
            continue;
        }
        match segments.last_mut() {
            Some(segment) if last_sentence == sentence_number && segment.len() < SEGMENT_ITEMS_MAX => {
                segment.items.push(item)
            }
            _ => segments.push(Segment {
                document,
                quotations,
                items: vec![item],
                paragraph: sentence.paragraph,
            }),
        }
        last_sentence = document.tokens[token - 1].sentence;
    }
    segments
}
