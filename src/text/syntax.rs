//! Tags and trees of a document, made when first asked for.
//!
//! In: a [`Document`]'s tokens. Out: a tag, a head and a relation for each. In "China-based firms won" the head of `firms` is `won`.
//!
//! Treebanks cut "China-based" in three; our tokens do not. The models see the treebank's words, and a token of several words
//! takes the tag of its last one, and the head of the one that stands highest in the tree.

use super::forms::Form;
use super::labels::{Relation, Tag};
pub(super) use super::parser::Room;
use super::parser::{self, NONE, Net};
use super::perceptron::Model;
use super::{Document, Sentence, lemma, tagger};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

/// Opens a model of `models/` that the binary holds.
macro_rules! model {
    ($file:literal) => {
        model!($file, Model)
    };
    ($file:literal, $kind:ident) => {
        LazyLock::new(|| {
            let bytes = include_bytes!(concat!("../../models/", $file));
            $kind::open(bytes).expect("`train` wrote it, and a test opens it")
        })
    };
}

static TAGGER: LazyLock<Model<'static>> = model!("tagger.bin");
static LEMMAS: LazyLock<Model<'static>> = model!("lemmas.bin");
static PARSER: LazyLock<Net<'static>> = model!("parser.bin", Net);

/// Beginnings that treebanks leave on their words: "pro-Beijing", "re-elected", "e-mail".
const PREFIXES: [&str; 36] = [
    "ante", "anti", "bi", "co", "counter", "cyber", "de", "e", "eco", "ex", "extra", "hyper", "inter",
    "intra", "macro", "mega", "micro", "mid", "mini", "mono", "multi", "neo", "non", "over", "pan", "para",
    "post", "pre", "pro", "pseudo", "re", "semi", "sub", "super", "ultra", "un",
];

/// The words of a document as the models see them, with their tags.
#[derive(Debug, Default)]
pub(super) struct Tagged {
    forms: Vec<Form>,
    tags: Vec<Tag>,
    /// For each token the place of its first word, and at the end the number of words.
    firsts: Vec<usize>,
}

impl Tagged {
    /// Returns the tag of a token: that of its last word.
    pub fn tag(&self, token: usize) -> Tag {
        let end = self.firsts.get(token + 1).copied().unwrap_or(0);
        end.checked_sub(1).map_or(Tag::UNKNOWN, |last| self.tags[last])
    }
}

/// What a token hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Arc {
    /// Place of the head in the document; the token's own for the root.
    pub head: u32,
    /// What it is to its head.
    pub relation: Relation,
}

/// The tree of a sentence.
#[derive(Debug, Clone)]
pub(super) struct Tree {
    /// Place of the sentence's first token in the document.
    first: usize,
    arcs: Vec<Arc>,
    /// The tokens sorted by their heads; those under one head stand together, in order.
    children: Vec<u32>,
    /// For each token where its children begin, and at the end their number.
    firsts: Vec<u32>,
}

impl Tree {
    /// Counts and places the children of each token, by counting sort.
    fn new(first: usize, arcs: Vec<Arc>) -> Tree {
        let head = |n: usize| (arcs[n].head as usize).checked_sub(first).filter(|&head| head != n);
        let mut firsts = vec![0_u32; arcs.len() + 1];
        (0..arcs.len()).filter_map(head).for_each(|head| firsts[head + 1] += 1);
        (0..arcs.len()).for_each(|n| firsts[n + 1] += firsts[n]);
        let mut next = firsts.clone();
        let mut children = vec![0_u32; firsts[arcs.len()] as usize];
        for n in 0..arcs.len() {
            if let Some(head) = head(n) {
                children[next[head] as usize] = (first + n) as u32;
                next[head] += 1;
            }
        }
        Tree { first, arcs, children, firsts }
    }

    /// Returns what the token at a place of the document hangs on.
    pub fn arc(&self, token: usize) -> &Arc {
        &self.arcs[token - self.first]
    }

    /// Returns the tokens that hang on the token at a place of the document, in order.
    pub fn children(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        let n = token - self.first;
        let range = self.firsts[n] as usize..self.firsts[n + 1] as usize;
        self.children[range].iter().map(|&child| child as usize)
    }
}

/// Returns the base form of a word in lower case.
pub(super) fn lemma<'a>(word: Cow<'a, str>, tag: Tag) -> Cow<'a, str> {
    lemma::of(word, tag, &*LEMMAS)
}

/// Tags all sentences.
pub(super) fn tag(document: &Document<'_>) -> Tagged {
    let mut tagged = Tagged::default();
    let (mut room, mut tags) = (tagger::Room::default(), Vec::new());
    for sentence in &document.sentences {
        let (start, opening, end) = (sentence.tokens.start, sentence.opening, sentence.tokens.end);
        // A dateline is no part of the sentence behind it.
        for tokens in [start..opening, opening..end].into_iter().filter(|tokens| !tokens.is_empty()) {
            let first = tagged.forms.len();
            for token in tokens {
                tagged.firsts.push(tagged.forms.len());
                let word = document.word(token);
                tagged.forms.extend(words(word).map(|range| Form::of(&word[range])));
            }
            tagger::tag(&TAGGER, &tagged.forms[first..], &mut room, &mut tags);
            tagged.tags.append(&mut tags);
        }
    }
    tagged.firsts.push(tagged.forms.len());
    tagged
}

/// Parses a sentence. Tokens of a dateline hang loosely on the root of what follows it.
pub(super) fn parse(document: &Document<'_>, tagged: &Tagged, sentence: usize, room: &mut Room) -> Tree {
    let Sentence { tokens, opening, .. } = &document.sentences[sentence];
    let clause = parse_tokens(tagged, *opening..tokens.end, room);
    let is_root = |arc: &Arc| arc.relation == Relation::Root;
    let root = opening + clause.iter().position(is_root).unwrap_or(0);
    let loose = Arc { head: root as u32, relation: Relation::Dep };
    let mut arcs = vec![loose; opening - tokens.start];
    arcs.extend(clause);
    Tree::new(tokens.start, arcs)
}

fn parse_tokens(tagged: &Tagged, tokens: Range<usize>, room: &mut Room) -> Vec<Arc> {
    let firsts = &tagged.firsts[tokens.start..=tokens.end];
    let (first, end) = (firsts[0], firsts[firsts.len() - 1]);
    parser::parse(&PARSER, &tagged.forms[first..end], &tagged.tags[first..end], room);
    let nodes = &room.state.nodes;
    let depths = depths(nodes);
    let arc = |token: usize| {
        let words = tagged.firsts[token] - first..tagged.firsts[token + 1] - first;
        let top = words.min_by_key(|&word| depths[word]).expect("a token is a word or more");
        let head = match nodes[top].head {
            NONE => token,
            head => tagged.firsts.partition_point(|&place| place <= first + head) - 1,
        };
        Arc { head: head as u32, relation: nodes[top].relation }
    };
    let mut arcs: Vec<Arc> = tokens.clone().map(arc).collect();
    mend(&mut arcs, tokens.start);
    arcs
}

/// "said on Monday that ...": a clause that completes hangs on the verb, not on the day that stands between. `first` is the
/// place of the sentence's first token.
fn mend(arcs: &mut [Arc], first: usize) {
    for n in 0..arcs.len() {
        let head = arcs[n].head as usize - first;
        let above = arcs[head];
        if arcs[n].relation == Relation::Ccomp && above.relation == Relation::Obl && n > head {
            arcs[n].head = above.head;
        }
    }
}

/// Returns how far each word is from the root; a chain of heads is walked once.
///
/// The token of the highest word of several is a head's step nearer to the root, so tokens make a tree as words do.
fn depths(nodes: &[parser::Node]) -> Vec<u32> {
    let mut depths = vec![u32::MAX; nodes.len()];
    let mut chain = Vec::new();
    for word in 0..nodes.len() {
        let mut at = word;
        while at != NONE && depths[at] == u32::MAX {
            chain.push(at);
            at = nodes[at].head;
        }
        let mut depth = if at == NONE { 0 } else { depths[at] + 1 };
        while let Some(passed) = chain.pop() {
            depths[passed] = depth;
            depth += 1;
        }
    }
    depths
}

/// Returns the byte ranges of the words of a token: "long-term" has `long`, `-`, `term`; most have one.
pub fn words(token: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let splits =
        token.len() > 2 && token.contains('-') && !token.contains(['/', '@', ':']) && are_parts(token);
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = token.get(at..).filter(|rest| !rest.is_empty())?;
        let length = match rest.find('-') {
            _ if !splits => rest.len(),
            Some(0) => 1,
            Some(hyphen) if PREFIXES.contains(&rest[..hyphen].to_ascii_lowercase().as_str()) => {
                rest[hyphen + 1..].find('-').map_or(rest.len(), |next| hyphen + 1 + next)
            }
            Some(hyphen) => hyphen,
            None => rest.len(),
        };
        at += length;
        Some(at - length..at)
    })
}

/// Tells whether all that stands between hyphens is a word: not in "--", "-5" or "B-".
fn are_parts(token: &str) -> bool {
    token.split('-').all(|part| part.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod words_tests {
    use super::*;

    #[test]
    fn the_models_open() {
        assert!(LazyLock::force(&TAGGER).row_count() > 0 && LazyLock::force(&PARSER).feature_count() > 0);
    }

    #[test]
    fn a_clause_hangs_on_its_verb_and_not_on_the_day() {
        use Relation::{Advmod, Ccomp, Nsubj, Obl, Root};
        let arcs = |arcs: &[(u32, Relation)]| -> Vec<Arc> {
            arcs.iter().map(|&(head, relation)| Arc { head: head + 40, relation }).collect()
        };
        // "He said Monday talks failed": `failed` was hung on `Monday`.
        let mut found = arcs(&[(1, Nsubj), (1, Root), (1, Obl), (4, Nsubj), (2, Ccomp)]);
        mend(&mut found, 40);
        assert_eq!(found, arcs(&[(1, Nsubj), (1, Root), (1, Obl), (4, Nsubj), (1, Ccomp)]));
        // A clause on the verb, one before its head and an adverb stay where they are.
        let right =
            arcs(&[(3, Ccomp), (3, Nsubj), (3, Advmod), (3, Root), (3, Obl), (3, Ccomp), (4, Advmod)]);
        let mut found = right.clone();
        mend(&mut found, 40);
        assert_eq!(found, right);
        let before = arcs(&[(1, Ccomp), (2, Obl), (2, Root)]);
        let mut found = before.clone();
        mend(&mut found, 40);
        assert_eq!(found, before);
    }

    #[test]
    fn tokens_have_the_words_of_treebanks() {
        let check = |token: &str, expected: &str| {
            let found: Vec<&str> = words(token).map(|range| &token[range]).collect();
            assert_eq!(found.join(" "), expected);
        };
        check("long-term", "long - term");
        check("pro-Beijing", "pro-Beijing");
        check("ex-vice-president", "ex-vice - president");
        check("--", "--");
        check("-", "-");
        check("talks", "talks");
    }
}
