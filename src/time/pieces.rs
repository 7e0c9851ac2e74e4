//! A document's words as the time rules read them.
//!
//! In: the tokens of a paragraph. Out: [`Piece`]s: tokens cut at hyphens, each with what it may mean. "mid-November" is the two
//! pieces "mid" and "November".

use super::calendar::When;
use crate::lexicon::times::{Class, TimeWord, Unit, time_word};
use crate::model::Span;
use crate::text::Document;
use jiff::civil::Date;
use std::ops::Range;

/// Numbers with more digits are no years, days or counts.
const DIGITS_MAX: usize = 6;

/// A word or a part of one between hyphens.
#[derive(Debug, Clone, Copy)]
pub struct Piece<'a> {
    /// Its characters.
    pub text: &'a str,
    /// Where it stands.
    pub span: Span,
    /// What it may mean.
    pub word: TimeWord,
    /// The number its digits or its word give.
    pub number: Option<u32>,
    /// Whether it is written in digits.
    pub is_digits: bool,
    /// Whether a hyphen joins it to the piece before.
    pub is_joined: bool,
    /// Number of its sentence.
    pub sentence: usize,
    /// Place of its token in the document.
    pub token: usize,
}

/// The pieces of one paragraph and the day they were published.
#[derive(Debug)]
pub struct Line<'a> {
    /// The article's words, tags and trees.
    pub document: &'a Document<'a>,
    /// In order.
    pub pieces: Vec<Piece<'a>>,
    /// The publication day.
    pub today: Option<Date>,
    /// The last day named before in the article, for "a day earlier".
    pub previous: Option<Date>,
    /// The first day of the last month, year or day named before, for "a year later".
    pub dated: Option<Date>,
    /// The quarter the article reports on, and the paragraph that named it last: "a year earlier" is the one a year before.
    pub quarter: Option<(When, u32)>,
}

impl<'a> Line<'a> {
    /// Returns the pieces of a range of tokens.
    pub fn new(document: &'a Document<'a>, tokens: Range<usize>, today: Option<Date>) -> Line<'a> {
        let mut pieces = Vec::with_capacity(tokens.len());
        for index in tokens {
            let token = &document.tokens[index];
            let mut start = token.span.start;
            for (n, text) in document.word(index).split(['-', '‑', '–', '—']).enumerate() {
                let span = Span::new(start, start + text.chars().count() as u32);
                start = span.end + 1;
                if !text.is_empty() {
                    pieces.push(Piece::new(text, span, n > 0, token.sentence, index));
                } else if document.word(index).chars().count() == 1 {
                    let mark = Piece::new(document.word(index), token.span, false, token.sentence, index);
                    pieces.push(mark);
                    break;
                }
            }
        }
        Line { document, pieces, today, previous: None, dated: None, quarter: None }
    }

    /// Returns the piece at a place.
    pub fn piece(&self, at: usize) -> Option<&Piece<'a>> {
        self.pieces.get(at)
    }

    /// Returns what the piece at a place may mean; nothing past the end.
    pub fn word(&self, at: usize) -> TimeWord {
        self.piece(at).map_or(TimeWord::default(), |piece| piece.word)
    }

    /// Returns the characters of the piece at a place; "" past the end.
    pub fn text(&self, at: usize) -> &'a str {
        self.piece(at).map_or("", |piece| piece.text)
    }

    /// Tells whether the piece at a place belongs to a class.
    pub fn is(&self, at: usize, class: Class) -> bool {
        self.word(at).is(class)
    }

    /// Tells whether the piece at a place is this word, whatever its case.
    pub fn says(&self, at: usize, word: &str) -> bool {
        self.text(at).eq_ignore_ascii_case(word)
    }

    /// Tells whether the piece right before a place is one of these words.
    pub fn leads(&self, at: usize, words: &[&str]) -> bool {
        at > 0 && words.iter().any(|word| self.says(at - 1, word))
    }

    /// Tells whether the piece at a place is one of these words.
    pub fn says_any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.says(at, word))
    }

    /// Tells whether a token is a verb of saying.
    pub fn is_reporting(&self, token: usize) -> bool {
        time_word(self.document.lower(token)).is_some_and(|word| word.is(Class::Reports))
    }

    /// Tells whether a word names something measured over a time: "profit", "figures".
    pub fn is_measured(&self, word: &str) -> bool {
        time_word(word).is_some_and(|word| word.is(Class::Measured))
    }

    /// Tells whether the piece at a place stands in a name: "China Daily", "USA Today".
    pub fn is_in_name(&self, at: usize) -> bool {
        let is_capital = |at: usize| self.text(at).starts_with(char::is_uppercase);
        at > 0
            && is_capital(at)
            && is_capital(at - 1)
            && self.pieces[at - 1].sentence == self.pieces[at].sentence
            && self.pieces[at - 1].word == TimeWord::default()
            && !self.pieces[at].text.chars().all(char::is_uppercase)
            && self.document.upos(self.pieces[at - 1].token) == crate::text::Upos::Propn
    }

    /// Tells whether the piece at a place is joined by a hyphen to the one before.
    pub fn is_joined(&self, at: usize) -> bool {
        self.piece(at).is_some_and(|piece| piece.is_joined)
    }

    /// Returns the number in digits at a place, if it has as many digits as `digits` allows.
    pub fn digits(&self, at: usize, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
        let piece = self.piece(at).filter(|piece| piece.is_digits)?;
        piece.number.filter(|_| digits.contains(&piece.text.len()))
    }

    /// Returns the month named at a place and how many pieces it takes ("Sept." takes two).
    ///
    /// "may" and "march" are verbs, so a month needs its capital.
    pub fn month(&self, at: usize) -> Option<(i8, usize)> {
        let (month, is_short) = self.word(at).month?;
        if !self.text(at).starts_with(|c: char| c.is_ascii_uppercase()) {
            return None;
        }
        Some((month, if is_short && self.says(at + 1, ".") { 2 } else { 1 }))
    }

    /// Returns the year at a place: four digits that news may mean.
    pub fn year(&self, at: usize) -> Option<i16> {
        self.digits(at, 4..=4).filter(|year| (1500..2100).contains(year)).map(|year| year as i16)
    }

    /// Returns the unit at a place.
    pub fn unit(&self, at: usize) -> Option<Unit> {
        self.word(at).unit.map(|(unit, _)| unit)
    }
}

impl<'a> Piece<'a> {
    fn new(text: &'a str, span: Span, is_joined: bool, sentence: usize, token: usize) -> Piece<'a> {
        let is_digits =
            text.len() <= DIGITS_MAX && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let found = if is_digits { None } else { time_word(text) };
        // Some tokens keep the point of a short form: "Sept."
        let word = found.or_else(|| time_word(text.strip_suffix('.')?)).unwrap_or_default();
        let number = if is_digits { text.parse().ok() } else { word.number };
        Piece { text, span, word, number, is_digits, is_joined, sentence, token }
    }

    /// Tells whether it is a number or a word of the list.
    pub fn tells_time(&self) -> bool {
        self.word != TimeWord::default() || self.text.bytes().any(|byte| byte.is_ascii_digit())
    }
}
