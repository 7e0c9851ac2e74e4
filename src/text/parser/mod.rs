//! Dependency trees, word by word from the left.
//!
//! In: the forms and tags of a sentence's words. Out: each word's head and relation: in "He met reporters", `He` and
//! `reporters` are `nsubj` and `obj` of `met`.
//!
//! A greedy arc-hybrid parser (Kuhlmann, Gómez-Rodríguez, Satta 2011) trained with a dynamic oracle (Goldberg, Nivre 2013), over
//! features after Zhang and Nivre (2011). Each word is shifted and reduced once, so time is linear in the sentence's length.

mod features;
mod state;

pub use features::features;
pub use state::{Move, NONE, Node, State};

use super::forms::Form;
use super::labels::Tag;
use super::perceptron::Scorer;

/// Room for one sentence, used again for the next.
#[derive(Debug, Default)]
pub struct Room {
    /// Features of one decision.
    pub features: Vec<u32>,
    /// A score per move.
    pub scores: Vec<i32>,
    /// The stack, and the arcs so far: after [`parse`], the tree.
    pub state: State,
}

/// Parses a sentence into `room.state`.
pub fn parse(model: &impl Scorer, forms: &[Form], tags: &[Tag], room: &mut Room) {
    room.scores.resize(model.classes(), 0);
    room.state.start(forms.len());
    while !room.state.is_done() {
        features(&room.state, forms, tags, &mut room.features);
        let allowed = room.state.allowed();
        let class = model.best(&room.features, &mut room.scores, |class| allowed.contains(class));
        room.state.apply(Move::from_class(class));
    }
}
