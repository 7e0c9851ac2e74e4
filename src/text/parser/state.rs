//! The parser's stack and what is on it.
//!
//! In: moves. Out: arcs. "He met": shift `He`; make it the `nsubj` of `met`; shift `met`; make it the root.

use crate::text::labels::Relation;

/// No word: where a head, a child or a place on the stack is missing.
pub const NONE: usize = usize::MAX;

/// A step of the parser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// Puts the next word on the stack.
    Shift,
    /// Makes the top of the stack a child of the next word, or of the root when none is left, and takes it off.
    Left(Relation),
    /// Makes the top of the stack a child of the one below and takes it off.
    Right(Relation),
}

impl Move {
    /// The number of moves.
    pub const COUNT: usize = 1 + 2 * Relation::ALL.len();

    /// Returns the move that is class `class` of the model.
    pub fn from_class(class: usize) -> Self {
        let count = Relation::ALL.len();
        match class {
            0 => Move::Shift,
            class if class <= count => Move::Left(Relation::ALL[class - 1]),
            class => Move::Right(Relation::ALL[class - 1 - count]),
        }
    }

    /// Returns its class in the model.
    pub fn class(self) -> usize {
        match self {
            Move::Shift => 0,
            Move::Left(relation) => 1 + relation as usize,
            Move::Right(relation) => 1 + Relation::ALL.len() + relation as usize,
        }
    }
}

/// Which moves a state allows.
#[derive(Debug, Clone, Copy)]
pub struct Allowed {
    shift: bool,
    left: bool,
    right: bool,
    root: bool,
}

impl Allowed {
    /// Tells whether it allows the move of a class.
    #[inline]
    pub fn contains(self, class: usize) -> bool {
        const ROOT: usize = Relation::Root as usize;
        let count = Relation::ALL.len();
        match class {
            0 => self.shift,
            class if class <= count => self.left && (class - 1 == ROOT) == self.root,
            class => self.right && class - 1 - count != ROOT,
        }
    }
}

/// What the parser remembers of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node {
    /// Its head; [`NONE`] while it has none, and for the root.
    pub head: usize,
    /// What it is to its head.
    pub relation: Relation,
    /// Its outermost child on the left, and the one inside of it.
    pub left: [usize; 2],
    /// Its outermost child on the right, and the one inside of it.
    pub right: [usize; 2],
    /// How many children it has on the left and on the right.
    pub valency: [u8; 2],
    /// The relations of its children, a bit each.
    pub relations: u64,
}

impl Node {
    const NEW: Node = Node {
        head: NONE,
        relation: Relation::Dep,
        left: [NONE; 2],
        right: [NONE; 2],
        valency: [0; 2],
        relations: 0,
    };
}

/// A sentence while it is parsed.
#[derive(Debug, Default, Clone)]
pub struct State {
    /// The words in reading order.
    pub nodes: Vec<Node>,
    /// Words read and not yet reduced.
    pub stack: Vec<usize>,
    /// The next word; the number of words when all are read.
    pub next: usize,
}

impl State {
    /// Starts a sentence of so many words.
    pub fn start(&mut self, words: usize) {
        self.nodes.clear();
        self.nodes.resize(words, Node::NEW);
        self.stack.clear();
        self.next = 0;
    }

    /// Tells whether every word has its place in the tree.
    pub fn is_done(&self) -> bool {
        self.next == self.nodes.len() && self.stack.is_empty()
    }

    /// Returns the word that is `depth` below the top of the stack.
    #[inline]
    pub fn below(&self, depth: usize) -> usize {
        self.stack.len().checked_sub(depth + 1).map_or(NONE, |place| self.stack[place])
    }

    /// Returns the moves that lead to a tree with one root.
    pub fn allowed(&self) -> Allowed {
        let is_read = self.next == self.nodes.len();
        let height = self.stack.len();
        Allowed {
            shift: !is_read,
            left: if is_read { height == 1 } else { height > 0 },
            right: height > 1,
            root: is_read,
        }
    }

    /// Returns the move to make when there is but one: a word on the empty stack, or the root.
    pub fn only_move(&self) -> Option<Move> {
        let is_read = self.next == self.nodes.len();
        match self.stack.len() {
            0 if !is_read => Some(Move::Shift),
            1 if is_read => Some(Move::Left(Relation::Root)),
            _ => None,
        }
    }

    /// Makes a move that is allowed.
    pub fn apply(&mut self, step: Move) {
        match step {
            Move::Shift => {
                self.stack.push(self.next);
                self.next += 1;
            }
            Move::Left(relation) => {
                let Some(child) = self.stack.pop() else { return };
                let head = if self.next < self.nodes.len() { self.next } else { NONE };
                (self.nodes[child].head, self.nodes[child].relation) = (head, relation);
                if let Some(head) = self.nodes.get_mut(head) {
                    head.left = [child, head.left[0]];
                    head.valency[0] = head.valency[0].saturating_add(1);
                    head.relations |= 1 << relation as u8;
                }
            }
            Move::Right(relation) => {
                let Some(child) = self.stack.pop() else { return };
                let Some(&head) = self.stack.last() else { return };
                (self.nodes[child].head, self.nodes[child].relation) = (head, relation);
                let head = &mut self.nodes[head];
                head.right = [child, head.right[0]];
                head.valency[1] = head.valency[1].saturating_add(1);
                head.relations |= 1 << relation as u8;
            }
        }
    }
}
