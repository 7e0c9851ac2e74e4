//! The dependency tree of a sentence, numbered as its words are.
//!
//! In: a sentence of a [`Document`]. Out: a [`Tree`]: heads, relations, children and the words under each. In "Xi met Putin" the
//! head of `Putin` is `met`, and under `met` are all three.

use crate::text::{Document, Relation, Sentence, Upos};
use std::ops::Range;

/// A word in a tree.
#[derive(Debug, Clone)]
struct Node {
    head: Option<usize>,
    relation: Relation,
    upos: Upos,
    first_child: Option<usize>,
    next_sibling: Option<usize>,
    reach: Range<usize>,
}

/// A sentence's tree; places are those of the [`Scene`](super::scene::Scene).
#[derive(Debug)]
pub struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    /// Reads the tree of a sentence.
    pub fn new(document: &Document<'_>, sentence: &Sentence) -> Tree {
        let first = sentence.tokens.start;
        let node = |index: usize| Node {
            head: document.head(index).and_then(|head| head.checked_sub(first)),
            relation: document.relation(index),
            upos: document.upos(index),
            first_child: None,
            next_sibling: None,
            reach: index - first..index - first + 1,
        };
        let mut tree = Tree { nodes: sentence.tokens.clone().map(node).collect() };
        for at in (0..tree.nodes.len()).rev() {
            if let Some(head) = tree.nodes[at].head {
                tree.nodes[at].next_sibling = tree.nodes[head].first_child;
                tree.nodes[head].first_child = Some(at);
            }
        }
        tree.fill_reaches();
        tree
    }

    /// Widens each word's reach by those of its children, the lowest words first.
    fn fill_reaches(&mut self) {
        let mut order: Vec<usize> =
            (0..self.nodes.len()).filter(|&at| self.nodes[at].head.is_none()).collect();
        let mut next = 0;
        while next < order.len() {
            let children: Vec<usize> = self.children(order[next]).collect();
            order.extend(children);
            next += 1;
        }
        for &at in order.iter().rev() {
            let Some(head) = self.nodes[at].head else { continue };
            let reach = self.nodes[at].reach.clone();
            let whole = &mut self.nodes[head].reach;
            *whole = whole.start.min(reach.start)..whole.end.max(reach.end);
        }
    }

    /// Returns the word that a word hangs on; `None` for the root and past the end.
    pub fn head(&self, at: usize) -> Option<usize> {
        self.nodes.get(at)?.head
    }

    /// Returns what a word is to its head.
    pub fn relation(&self, at: usize) -> Relation {
        self.nodes.get(at).map_or(Relation::Dep, |node| node.relation)
    }

    /// Returns the part of speech of a word.
    pub fn upos(&self, at: usize) -> Upos {
        self.nodes.get(at).map_or(Upos::X, |node| node.upos)
    }

    /// Returns the first to the last word under a word, itself included.
    pub fn reach(&self, at: usize) -> Range<usize> {
        self.nodes.get(at).map_or(at..at, |node| node.reach.clone())
    }

    /// Returns the words that hang on a word, in order.
    pub fn children(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let first = self.nodes.get(at).and_then(|node| node.first_child);
        std::iter::successors(first, |&child| self.nodes[child].next_sibling)
    }

    /// Returns the first child with one of these relations.
    pub fn child(&self, at: usize, relations: &[Relation]) -> Option<usize> {
        self.children(at).find(|&child| relations.contains(&self.relation(child)))
    }
}
