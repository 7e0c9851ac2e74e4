//! Article to [`Document`]: sentences and tokens with spans.
//!
//! In: an [`Article`]. Out: its sentences and tokens in order. "Mr. Wang left. He flew to the U.S. on Monday." is two sentences.

mod dateline;
mod forms;
mod labels;
pub mod lemma;
mod lowered;
pub mod parser;
pub mod perceptron;
mod sentences;
mod syntax;
pub mod tagger;
mod tokens;

pub use dateline::AGENCIES;
pub use forms::Form;
pub use labels::{Relation, TAGS, Tag, Upos, Xpos};
pub use syntax::words;

use crate::lexicon::WordClass;
use crate::model::{Article, SectionKind, Span};
use crate::span::Text;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Mutex, OnceLock, PoisonError};

/// A text cut into sentences and tokens; what all finders read.
#[derive(Debug)]
pub struct Document<'a> {
    /// The article it was made from.
    pub article: &'a Article,
    /// The body with its index of code points.
    pub text: Text<'a>,
    /// In order, not overlapping.
    pub sentences: Vec<Sentence>,
    /// In order, not overlapping; each belongs to one sentence.
    pub tokens: Vec<Token>,
    /// Made when one of them is first asked for.
    lowered: OnceLock<lowered::Lowered>,
    /// Made when a tag is first asked for.
    tagged: OnceLock<syntax::Tagged>,
    /// For each sentence its tree, made when a head of it is first asked for.
    trees: Vec<OnceLock<syntax::Tree>>,
    /// Where sentences are parsed, one after the other.
    room: Mutex<syntax::Room>,
}

/// A sentence, heading or other line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// Its tokens' places in [`Document::tokens`].
    pub tokens: Range<usize>,
    /// The first token after its dateline; the first of all where it has none.
    pub opening: usize,
    /// Number of the paragraph it stands in, from 0.
    pub paragraph: u32,
    /// What it is when it is not running text.
    pub section: Option<SectionKind>,
}

/// A word, number or mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, in code points.
    pub span: Span,
    /// The same in bytes of the body.
    pub bytes: Range<usize>,
    /// Place of its sentence in [`Document::sentences`].
    pub sentence: usize,
}

impl<'a> Document<'a> {
    /// Returns the characters of the token at `index`; empty past the end.
    pub fn word(&self, index: usize) -> &'a str {
        self.tokens.get(index).map_or("", |token| &self.text.as_str()[token.bytes.clone()])
    }

    /// Returns the characters of a span.
    pub fn slice(&self, span: Span) -> &'a str {
        self.text.slice(span)
    }

    /// Returns the span that a non-empty range of tokens covers.
    pub fn span_of(&self, tokens: Range<usize>) -> Span {
        self.tokens[tokens.start].span.enclose(self.tokens[tokens.end - 1].span)
    }

    /// Returns the places of the tokens that lie wholly inside `span`.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.span.start < span.start);
        let end = self.tokens.partition_point(|token| token.span.end <= span.end);
        start..end.max(start)
    }

    /// Returns the sentence that the token at `index` belongs to.
    pub fn sentence_of(&self, index: usize) -> &Sentence {
        &self.sentences[self.tokens[index].sentence]
    }

    /// Returns the token at `index` in lower case; empty past the end.
    pub fn lower(&self, index: usize) -> &str {
        self.lowered().word(index)
    }

    /// Returns the classes of the token at `index`, whatever its case, the most usual first; none past the end.
    pub fn classes(&self, index: usize) -> &'static [WordClass] {
        self.lowered().classes(index)
    }

    fn lowered(&self) -> &lowered::Lowered {
        let words = || self.tokens.iter().map(|token| &self.text.as_str()[token.bytes.clone()]);
        self.lowered.get_or_init(|| lowered::Lowered::new(words()))
    }

    /// Returns the tag of the token at `index`.
    ///
    /// The first call tags the whole document; a document nobody asks costs nothing.
    pub fn tag(&self, index: usize) -> Tag {
        self.tagged().tag(index)
    }

    /// Returns the universal part of speech of the token at `index`: of "said" `VERB`.
    pub fn upos(&self, index: usize) -> Upos {
        self.tag(index).upos()
    }

    /// Returns the Penn tag of the token at `index`: of "said" `VBD`.
    pub fn xpos(&self, index: usize) -> Xpos {
        self.tag(index).xpos()
    }

    /// Returns the head of the token at `index`, which stands in the same sentence; `None` for the root of the sentence.
    ///
    /// The first call for a token of a sentence parses that sentence.
    pub fn head(&self, index: usize) -> Option<usize> {
        let head = self.arc(index)?.head as usize;
        (head != index).then_some(head)
    }

    /// Returns what the token at `index` is to its head: of "He" in "He left" `nsubj`.
    pub fn relation(&self, index: usize) -> Relation {
        self.arc(index).map_or(Relation::Dep, |arc| arc.relation)
    }

    /// Returns the tokens whose head is the token at `index`, in order.
    pub fn children(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let tree = self.tokens.get(index).map(|token| self.tree(token.sentence));
        tree.into_iter().flat_map(move |tree| tree.children(index))
    }

    fn tagged(&self) -> &syntax::Tagged {
        self.tagged.get_or_init(|| syntax::tag(self))
    }

    fn arc(&self, index: usize) -> Option<&syntax::Arc> {
        self.tokens.get(index).map(|token| self.tree(token.sentence).arc(index))
    }

    fn tree(&self, sentence: usize) -> &syntax::Tree {
        let parse = || {
            // What a panic leaves in the room is written over by the next sentence.
            let mut room = self.room.lock().unwrap_or_else(PoisonError::into_inner);
            syntax::parse(self, self.tagged(), sentence, &mut room)
        };
        self.trees[sentence].get_or_init(parse)
    }

    /// Returns the base form of the token at `index` in lower case: "Talks" is `talk`, "condemned" is `condemn`.
    pub fn lemma(&self, index: usize) -> Cow<'_, str> {
        syntax::lemma(Cow::Borrowed(self.lower(index)), self.tag(index))
    }

    /// Tells whether the token at `index` is, in any case, of a class.
    pub fn is_class(&self, index: usize, class: WordClass) -> bool {
        self.classes(index).contains(&class)
    }

    /// Tells whether the token at `index` starts with a capital.
    pub fn is_capitalised(&self, index: usize) -> bool {
        self.word(index).starts_with(char::is_uppercase)
    }

    /// Tells whether no white space stands before the token at `index`.
    pub fn touches(&self, index: usize) -> bool {
        index > 0
            && index < self.tokens.len()
            && self.tokens[index - 1].bytes.end == self.tokens[index].bytes.start
    }

    /// Returns a sentence's tokens without its dateline: "BEIJING, March 7 (Reuters) - China said" starts at "China".
    pub fn after_dateline(&self, sentence: &Sentence) -> Range<usize> {
        sentence.opening..sentence.tokens.end
    }

    /// Returns the sentences facts may be taken from: running text and headings, not links, captions or boilerplate.
    pub fn readable(&self) -> impl Iterator<Item = &Sentence> {
        self.sentences.iter().filter(|sentence| !sentence.section.is_some_and(SectionKind::is_noise))
    }
}

/// Writes a word with one capital.
pub fn capitalise(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| first.to_string() + &chars.as_str().to_lowercase())
}

/// Cuts an article's body into sentences and tokens.
pub fn read(article: &Article) -> Document<'_> {
    let text = Text::new(&article.body);
    let (sentences, tokens) = sentences::split(&text, &article.sections);
    let trees = vec![OnceLock::new(); sentences.len()];
    let (lowered, tagged, room) = (OnceLock::new(), OnceLock::new(), Mutex::default());
    let mut document = Document { article, text, sentences, tokens, lowered, tagged, trees, room };
    for place in 0..document.sentences.len() {
        document.sentences[place].opening = dateline::end(&document, &document.sentences[place]);
    }
    document
}
