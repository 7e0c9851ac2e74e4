//! Half-open spans of Unicode code points, and the only code that slices text by them.
//!
//! In: a text and offsets into it. Out: the words at those offsets. `Text::new("“Ja”, sagte er").slice(Span::new(1, 3))` is `"Ja"`.

use std::ops::Range;

/// A half-open stretch `start..end` of a text, counted in Unicode code points from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First code point inside.
    pub start: u32,
    /// First code point after.
    pub end: u32,
}

impl Span {
    /// Returns the span `start..end`; `end` may not be smaller than `start`.
    pub fn new(start: u32, end: u32) -> Span {
        debug_assert!(start <= end, "span {start}..{end} runs backwards");
        Span { start, end }
    }

    /// Returns the number of code points inside.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Tells whether nothing is inside.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Tells whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Tells whether the two share a code point.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Returns the smallest span that holds both.
    pub fn enclose(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Every this many code points the byte offset is kept, so a look-up walks at most this far.
const STRIDE: usize = 32;

/// A text with an index from code points to bytes and back.
///
/// The index takes one `u32` per 32 code points, and nothing for plain ASCII.
#[derive(Debug, Clone)]
pub struct Text<'a> {
    text: &'a str,
    /// Byte offset of every 32nd code point; empty when the text is ASCII.
    byte_at: Vec<u32>,
    char_count: u32,
}

impl<'a> Text<'a> {
    /// Indexes a text of at most 4 GiB.
    pub fn new(text: &'a str) -> Text<'a> {
        if text.is_ascii() {
            return Text { text, byte_at: Vec::new(), char_count: text.len() as u32 };
        }
        let mut byte_at = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut char_count = 0;
        for (byte, _) in text.char_indices() {
            if char_count % STRIDE == 0 {
                byte_at.push(byte as u32);
            }
            char_count += 1;
        }
        Text { text, byte_at, char_count: char_count as u32 }
    }

    /// Returns the whole text.
    pub fn as_str(&self) -> &'a str {
        self.text
    }

    /// Returns the number of code points.
    pub fn len(&self) -> u32 {
        self.char_count
    }

    /// Tells whether the text has no code point.
    pub fn is_empty(&self) -> bool {
        self.char_count == 0
    }

    /// Returns the span of the whole text.
    pub fn span(&self) -> Span {
        Span::new(0, self.char_count)
    }

    /// Returns the words inside `span`; what lies past the end of the text is left out.
    pub fn slice(&self, span: Span) -> &'a str {
        &self.text[self.byte_of(span.start)..self.byte_of(span.end)]
    }

    /// Returns the byte offset of a code point; the text's length for one past the end.
    pub fn byte_of(&self, char_offset: u32) -> usize {
        if char_offset >= self.char_count {
            return self.text.len();
        }
        if self.byte_at.is_empty() {
            return char_offset as usize;
        }
        let from = self.byte_at[char_offset as usize / STRIDE] as usize;
        let rest = char_offset as usize % STRIDE;
        self.text[from..].char_indices().nth(rest).map_or(self.text.len(), |(byte, _)| from + byte)
    }

    /// Returns the code point offset of a byte offset, which must lie on a code point's bound.
    pub fn char_of(&self, byte: usize) -> u32 {
        if self.byte_at.is_empty() {
            return byte as u32;
        }
        let step = self.byte_at.partition_point(|&b| b as usize <= byte).saturating_sub(1);
        let from = self.byte_at[step] as usize;
        (step * STRIDE + self.text[from..byte].chars().count()) as u32
    }

    /// Returns the span of a range of bytes, both ends on a code point's bound.
    pub fn span_of(&self, bytes: Range<usize>) -> Span {
        Span::new(self.char_of(bytes.start), self.char_of(bytes.end))
    }

    /// Returns `span` without the white space at its ends.
    pub fn trim(&self, span: Span) -> Span {
        let words = self.slice(span);
        let start = self.byte_of(span.start) + (words.len() - words.trim_start().len());
        let end = start + words.trim().len();
        self.span_of(start..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_and_bytes_agree_in_every_text() {
        for text in ["", "plain", "“Ja”, sagte er", &"é中🇺🇦x".repeat(50)] {
            let indexed = Text::new(text);
            assert_eq!(indexed.len() as usize, text.chars().count());
            for (n, (byte, c)) in text.char_indices().enumerate() {
                assert_eq!(indexed.byte_of(n as u32), byte);
                assert_eq!(indexed.char_of(byte), n as u32);
                assert_eq!(indexed.slice(Span::new(n as u32, n as u32 + 1)), c.to_string());
            }
            assert_eq!(indexed.byte_of(indexed.len()), text.len());
            assert_eq!(indexed.char_of(text.len()), indexed.len());
        }
    }

    #[test]
    fn trim_drops_white_space_of_any_kind() {
        let text = Text::new("«\u{a0} né à Kyïv \n»");
        assert_eq!(text.slice(text.trim(Span::new(1, 14))), "né à Kyïv");
    }
}
