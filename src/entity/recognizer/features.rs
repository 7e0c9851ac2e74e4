//! Features of a token for the recognizer.
//!
//! In: the words of a sentence and a place. Out: hashes. For `Wang` in "Mr Wang said": the word, its shape after `Xx`, the
//! rules' person, the list of the word before, the word after.
//!
//! Templates are numbered; a number is never used again for another template, since models hold its hashes. Experiments that
//! gained nothing used 130 to 140.

use super::view::{self, USES, Word};
use crate::text::Form;
use crate::text::perceptron::feature;
use std::ops::Range;

/// Stands before the first and after the last word of a sentence.
fn edge() -> Word {
    Word { form: Form::EDGE, lists: 1 << 20, class: 99, known: 99, known_at: 99, hint: 99, ..Word::default() }
}

/// A run of names and what may stand inside names, counted up to this length.
const RUN_COUNTED_MAX: usize = 4;

/// A sentence's words with what its features need.
#[derive(Debug)]
pub struct Sentence<'w> {
    /// All words of the document.
    pub words: &'w [Word],
    /// The sentence's.
    pub tokens: Range<usize>,
    /// Whether capitals say nothing.
    pub headline: bool,
}

impl Sentence<'_> {
    /// Tells whether the token is no part of a name for certain: no capital on it or beside it, and the rules agree.
    pub fn is_quiet(&self, n: usize) -> bool {
        let loud = |m: usize| self.tokens.contains(&m) && self.words[m].any_capital;
        !(loud(n) || loud(n + 1) || loud(n.wrapping_sub(1)) || self.words[n].hint != 0)
    }

    fn at(&self, n: usize, offset: isize) -> Word {
        match n.checked_add_signed(offset).filter(|m| self.tokens.contains(m)) {
            Some(m) => self.words[m],
            None => edge(),
        }
    }

    /// Tells whether any word would have a capital at `n`.
    fn opens(&self, n: usize, opens_after: &[u64]) -> bool {
        n == self.tokens.start || opens_after.contains(&self.words[n - 1].form.word)
    }

    /// Puts the features of the token at `n` into `found`.
    pub fn features(&self, n: usize, found: &mut Vec<u32>) {
        found.clear();
        let (w, p, q) = (self.words[n], self.at(n, -1), self.at(n, 1));
        let opens = u64::from(self.opens(n, super::opening_marks()));
        let headline = u64::from(self.headline);
        let (word, shape) = (w.form.word, w.form.shape);
        found.extend([
            feature(1, &[]),
            feature(2, &[word]),
            feature(4, &[p.form.word]),
            feature(5, &[q.form.word]),
            feature(6, &[self.at(n, -2).form.word]),
            feature(7, &[self.at(n, 2).form.word]),
            feature(8, &[p.form.word, word]),
            feature(9, &[word, q.form.word]),
            feature(10, &[shape, opens, headline]),
            feature(11, &[p.form.shape, shape]),
            feature(12, &[shape, q.form.shape]),
            feature(13, &[p.form.shape, shape, q.form.shape]),
            feature(14, &[shape, p.form.word]),
            feature(15, &[shape, q.form.word]),
        ]);
        if w.capital {
            found.extend(w.form.suffixes[1..].iter().zip(16..).map(|(&suffix, t)| feature(t, &[suffix])));
            found.push(feature(19, &[w.form.prefixes[2]]));
        }
        lists(&w, &p, &q, shape, opens, found);
        hints(&w, &p, &q, headline, found);
        tags(&w, &p, &q, shape, opens, found);
        if w.capital {
            self.run(n, &w, opens, found);
            uses(&w, shape, opens, headline, found);
        }
    }

    /// Adds what stands at the ends of the run of capitals around a token, and beside it.
    fn run(&self, n: usize, w: &Word, opens: u64, found: &mut Vec<u32>) {
        let (start, last) = (w.run.0 as usize, w.run.1 as usize);
        let place = u64::from(n == start) + 2 * u64::from(n == last);
        let length = (last + 1 - start).min(RUN_COUNTED_MAX) as u64;
        let (first, end) = (&self.words[start], &self.words[last]);
        let (before, after, second) = (self.at(start, -1), self.at(last, 1), self.at(last, 2));
        let (b, a) = (before.form.word, after.form.word);
        found.extend([
            feature(70, &[end.form.word, place]),
            feature(71, &[end.lists, place]),
            feature(72, &[first.form.word, place]),
            feature(73, &[first.lists, length, place]),
            feature(74, &[b, length]),
            feature(75, &[a, length]),
            feature(76, &[b, a]),
            feature(77, &[a, second.form.word]),
            feature(78, &[end.form.suffixes[2], length]),
            feature(79, &[length, place, u64::from(self.headline), opens]),
            feature(80, &[b, w.hint]),
            feature(81, &[a, w.hint]),
            feature(82, &[before.lists, length, place]),
            feature(83, &[view::uses(first), place]),
            feature(84, &[view::uses(end), place]),
        ]);
    }
}

/// Adds what the lists say of a word and its neighbours.
fn lists(w: &Word, p: &Word, q: &Word, shape: u64, opens: u64, found: &mut Vec<u32>) {
    found.extend([
        feature(20, &[w.known_at]),
        feature(21, &[p.known_at, w.known_at]),
        feature(22, &[w.known_at, q.known_at]),
        feature(23, &[w.known_at, shape]),
        feature(24, &[w.known, p.form.word]),
        feature(25, &[w.known, q.form.word]),
        feature(41, &[w.lists]),
        feature(42, &[p.lists]),
        feature(43, &[q.lists]),
        feature(44, &[p.lists, shape]),
        feature(45, &[w.lists, q.lists]),
        feature(46, &[p.lists, w.lists]),
        feature(47, &[w.lists, q.form.shape]),
        feature(48, &[p.class, shape]),
        feature(49, &[q.class, shape]),
        feature(50, &[w.class, shape, opens]),
    ]);
}

/// Adds what the rules found.
fn hints(w: &Word, p: &Word, q: &Word, headline: u64, found: &mut Vec<u32>) {
    found.extend([
        feature(30, &[w.hint]),
        feature(31, &[p.hint, w.hint]),
        feature(32, &[w.hint, q.hint]),
        feature(33, &[p.hint, w.hint, q.hint]),
        feature(34, &[w.hint, w.rule, headline]),
        feature(35, &[w.hint, w.form.word]),
        feature(36, &[w.hint, w.form.shape]),
        feature(37, &[w.hint, w.known_at]),
        feature(38, &[w.hint, w.lists]),
        feature(39, &[w.hint, p.form.word]),
        feature(40, &[w.hint, q.form.word]),
    ]);
}

/// Adds how the article uses the word elsewhere.
fn uses(w: &Word, shape: u64, opens: u64, headline: u64, found: &mut Vec<u32>) {
    let alone = view::uses(w);
    found.extend((0..USES).filter(|bit| alone >> bit & 1 == 1).map(|bit| feature(110, &[bit, shape])));
    found.extend([feature(111, &[view::writing(w), opens, headline]), feature(112, &[alone])]);
}

/// Adds what the tagger says of the word and its neighbours.
fn tags(w: &Word, p: &Word, q: &Word, shape: u64, opens: u64, found: &mut Vec<u32>) {
    found.extend([
        feature(150, &[w.tag]),
        feature(151, &[p.tag, w.tag]),
        feature(152, &[w.tag, q.tag]),
        feature(153, &[w.tag, shape, opens]),
        feature(154, &[p.tag, w.tag, q.tag]),
        feature(155, &[w.tag, w.hint]),
    ]);
}
