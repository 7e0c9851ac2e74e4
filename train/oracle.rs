//! Which moves of the parser are right.
//!
//! In: a state and the tree wanted. Out: the moves after which the best tree within reach is no worse (Goldberg, Nivre 2013).
//! After "He" was wrongly left on the stack, the oracle still knows the best way on.

use crate::conllu::Sentence;
use nutgraf::text::parser::{Move, State};

/// The kinds of move that lose least; relations are told by [`Right::contains`].
#[derive(Debug, Clone, Copy)]
pub struct Right {
    shift: bool,
    left: bool,
    right: bool,
}

impl Right {
    /// Tells whether the move of a class is right: its kind, and its relation the child's own.
    pub fn contains(self, class: usize, sentence: &Sentence, state: &State) -> bool {
        match Move::from_class(class) {
            Move::Shift => self.shift,
            Move::Left(relation) if state.next == sentence.len() => {
                self.left && relation == nutgraf::text::Relation::Root
            }
            Move::Left(relation) => self.left && is_own(relation, sentence, state),
            Move::Right(relation) => self.right && is_own(relation, sentence, state),
        }
    }
}

/// Tells whether a relation is the one of the top of the stack; a word that is the root has none, and takes `parataxis`.
fn is_own(relation: nutgraf::text::Relation, sentence: &Sentence, state: &State) -> bool {
    let own = sentence.relations[state.below(0)];
    let own = if own == nutgraf::text::Relation::Root { nutgraf::text::Relation::Parataxis } else { own };
    relation == own
}

/// Returns the kinds of allowed moves that lose the fewest arcs of the tree.
pub fn right_moves(state: &State, sentence: &Sentence) -> Right {
    let (heads, next, words) = (&sentence.heads, state.next, sentence.len());
    let (top, second) = (state.below(0), state.below(1));
    // Arcs that taking `top` off loses: its children still to come, and its head.
    let children =
        if state.stack.is_empty() { 0 } else { (next..words).filter(|&word| heads[word] == top).count() };
    let head = heads.get(top).copied();
    let left = (!state.stack.is_empty() && (next < words || state.stack.len() == 1)).then(|| {
        let lost = head.is_some_and(|head| head != next && (head == second || head > next));
        children + usize::from(lost)
    });
    let right = (state.stack.len() > 1).then(|| {
        let lost = head.is_some_and(|head| head >= next);
        children + usize::from(lost)
    });
    let shift = (next < words).then(|| {
        let below = &state.stack[..state.stack.len().saturating_sub(1)];
        let lost_head = below.contains(&heads[next]);
        usize::from(lost_head) + state.stack.iter().filter(|&&word| heads[word] == next).count()
    });
    let least = [left, right, shift].into_iter().flatten().min();
    let is_least = |cost: Option<usize>| cost.is_some() && cost == least;
    Right { shift: is_least(shift), left: is_least(left), right: is_least(right) }
}
