//! One sentence as the event rules read it.
//!
//! In: a sentence and the time expressions of its article. Out: a [`Scene`]: its words in lower case with their classes.
//! "Russia's attack" is three words, the second a possessive.

use super::tree::Tree;
use crate::lexicon::events::{Entry, Uses, uses_of};
use crate::lexicon::grammar::{WordClass, WordClasses, word_classes};
use crate::model::{Span, TimeExpression};
use crate::text::{Document, Sentence};
use std::ops::Range;

/// Brackets with more words hold a clause of their own.
const ASIDE_WORDS_MAX: usize = 6;

/// More quoted words than these are speech, and a clause of their own.
const QUOTED_WORDS_MAX: usize = 6;

/// A word of a sentence.
#[derive(Debug, Clone)]
pub struct Word {
    /// In lower case, apostrophes straight.
    pub lower: String,
    /// Its classes.
    pub classes: WordClasses,
    /// What it may be in frames.
    pub uses: &'static Uses,
    /// Whether it begins with a capital.
    pub is_capital: bool,
    /// Whether it is part of a time expression.
    pub is_time: bool,
    /// Whether it stands in short brackets: "the Government of National Accord (GNA)".
    pub is_aside: bool,
    /// Whether it is a mark about a few quoted words, which the clause runs through: a “no-limits” friendship.
    pub is_soft: bool,
}

/// The words of a sentence, numbered from 0.
#[derive(Debug)]
pub struct Scene<'a> {
    /// The article's text.
    pub document: &'a Document<'a>,
    /// Place of the first word in [`Document::tokens`].
    pub first: usize,
    /// In order.
    pub words: Vec<Word>,
    /// The first word after a dateline.
    pub opening: usize,
    /// How the words hang together.
    pub tree: Tree,
}

impl<'a> Scene<'a> {
    /// Reads a sentence; `times` are its own, in order.
    pub fn new(document: &'a Document<'a>, sentence: &Sentence, times: &[TimeExpression]) -> Scene<'a> {
        let words = sentence.tokens.clone().map(|index| {
            let text = document.word(index);
            let lower = document.lower(index).replace('’', "'");
            Word {
                classes: word_classes(&lower),
                uses: uses_of(&lower),
                is_capital: text.starts_with(char::is_uppercase),
                is_time: false,
                is_aside: false,
                is_soft: false,
                lower,
            }
        });
        let opening = document.after_dateline(sentence).start - sentence.tokens.start;
        let tree = Tree::new(document, sentence);
        let mut scene =
            Scene { document, first: sentence.tokens.start, words: words.collect(), opening, tree };
        for time in times {
            for index in document.tokens_in(time.span) {
                if let Some(word) = index.checked_sub(scene.first).and_then(|at| scene.words.get_mut(at)) {
                    word.is_time = true;
                }
            }
        }
        scene.mark_asides();
        scene
    }

    fn mark_asides(&mut self) {
        let mut quote = None;
        let mut open = None;
        for at in 0..self.len() {
            match (self.lower(at), quote) {
                ("“" | "‘", _) | ("\"", None) => quote = Some(at),
                ("”" | "\"" | "’" | "'", Some(start)) => {
                    let is_short = at - start <= QUOTED_WORDS_MAX;
                    self.words[start].is_soft = is_short;
                    self.words[at].is_soft = is_short;
                    quote = None;
                }
                _ => {}
            }
            match (self.lower(at), open) {
                ("(", _) => open = Some(at),
                (")", Some(start)) if at - start <= ASIDE_WORDS_MAX => {
                    self.words[start..=at].iter_mut().for_each(|word| word.is_aside = true);
                    open = None;
                }
                _ => {}
            }
        }
    }

    /// Returns how many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Returns a word in lower case; "" past the end.
    pub fn lower(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.lower.as_str())
    }

    /// Returns a word as it is written; "" past the end.
    pub fn text(&self, at: usize) -> &'a str {
        if at < self.len() { self.document.word(self.first + at) } else { "" }
    }

    /// Returns the ways a word may begin a frame; none past the end.
    pub fn entries(&self, at: usize) -> &'static [Entry] {
        self.words.get(at).map_or(&[], |word| &word.uses.entries)
    }

    /// Tells whether a word belongs to a class.
    pub fn is(&self, at: usize, class: WordClass) -> bool {
        self.words.get(at).is_some_and(|word| word.classes.is(class))
    }

    /// Tells whether a word belongs to one of several classes.
    pub fn is_any(&self, at: usize, classes: &[WordClass]) -> bool {
        self.words.get(at).is_some_and(|word| word.classes.is_any(classes))
    }

    /// Tells whether a word is one of these.
    pub fn says(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.lower(at))
    }

    /// Tells whether a word is a possessive ending.
    pub fn is_possessive(&self, at: usize) -> bool {
        match self.lower(at) {
            "'s" => self.words.get(at + 1).is_some_and(|next| !next.classes.is(WordClass::Determiner)),
            "'" => at > 0 && self.lower(at - 1).ends_with('s'),
            _ => false,
        }
    }

    /// Tells whether a word is an adverb or part of a time expression, which may stand anywhere in a clause.
    pub fn is_filler(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        word.is_time
            || word.is_aside
            || word.classes.is(WordClass::Adverb)
            || (word.lower.ends_with("ly") && !word.is_capital)
    }

    /// Tells whether a word is a mark that no clause runs over.
    pub fn is_break(&self, at: usize) -> bool {
        let is_passed = self.words.get(at).is_some_and(|word| word.is_aside || word.is_soft);
        !is_passed
            && matches!(
                self.lower(at),
                ";" | ":" | "(" | ")" | "\"" | "“" | "”" | "—" | "–" | "--" | "``" | "''" | "!" | "?"
            )
    }

    /// Returns the words that stand before a place, nearest first, at most `count`.
    pub fn before(&self, at: usize, count: usize) -> std::iter::Rev<Range<usize>> {
        (at.saturating_sub(count)..at).rev()
    }

    /// Returns the words from a place on, at most `count`.
    pub fn after(&self, at: usize, count: usize) -> Range<usize> {
        at.min(self.len())..(at + count).min(self.len())
    }

    /// Returns the span of a non-empty range of words.
    pub fn span(&self, words: Range<usize>) -> Span {
        self.document.span_of(self.first + words.start..self.first + words.end)
    }
}
