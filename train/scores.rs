//! How good trees are.
//!
//! In: sentences with their trees, right and found. Out: attachment scores, and F1 of subjects and objects.

use crate::conllu::Sentence;
use nutgraf::text::Relation;
use nutgraf::text::parser::{NONE, Node};
use std::fmt;

/// Counts over all words, punctuation included.
#[derive(Debug, Default)]
pub struct Scores {
    words: usize,
    heads: usize,
    labelled: usize,
    subjects: Pairs,
    objects: Pairs,
}

/// Pairs of head and dependent: right, found, and both.
#[derive(Debug, Default)]
struct Pairs {
    gold: usize,
    found: usize,
    both: usize,
}

impl Pairs {
    fn add(&mut self, gold: bool, found: bool, same_head: bool) {
        self.gold += usize::from(gold);
        self.found += usize::from(found);
        self.both += usize::from(gold && found && same_head);
    }

    fn f1(&self) -> f64 {
        200.0 * self.both as f64 / (self.gold + self.found).max(1) as f64
    }
}

impl Scores {
    /// Counts the words of a sentence.
    pub fn add(&mut self, sentence: &Sentence, nodes: &[Node]) {
        for (word, node) in nodes.iter().enumerate() {
            let head = if node.head == NONE { sentence.len() } else { node.head };
            let (same_head, gold) = (head == sentence.heads[word], sentence.relations[word]);
            self.words += 1;
            self.heads += usize::from(same_head);
            self.labelled += usize::from(same_head && gold == node.relation);
            let is_subject = |relation| matches!(relation, Relation::Nsubj | Relation::NsubjPass);
            self.subjects.add(is_subject(gold), is_subject(node.relation), same_head);
            self.objects.add(gold == Relation::Obj, node.relation == Relation::Obj, same_head);
        }
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |count: usize| 100.0 * count as f64 / self.words.max(1) as f64;
        write!(
            formatter,
            "UAS {:.2} LAS {:.2}, F1 of subjects {:.2}, of objects {:.2}",
            percent(self.heads),
            percent(self.labelled),
            self.subjects.f1(),
            self.objects.f1()
        )
    }
}
