//! Dependency trees, word by word from the left.
//!
//! In: the forms and tags of a sentence's words. Out: each word's head and relation: in "He met reporters", `He` and
//! `reporters` are `nsubj` and `obj` of `met`.
//!
//! A greedy arc-hybrid parser (Kuhlmann, Gómez-Rodríguez, Satta 2011) trained with a dynamic oracle (Goldberg, Nivre 2013), whose moves
//! are scored by a small recurrent network after Kiperwasser and Goldberg (2016). Each word is shifted and reduced once, so time is
//! linear in the sentence's length.

mod inputs;
mod layer;
mod matrix;
mod net;
#[cfg(any(test, feature = "train"))]
mod packed;
mod state;
mod table;

pub use inputs::{MOVE_FEATURES, PLACES, WORD_FEATURES, move_features, places, word_features};
pub use layer::{GATES, squash};
pub use net::{HALF, HIDDEN, Net, Reading, TOP, WORD};
#[cfg(any(test, feature = "train"))]
pub use packed::{DirectionWeights, Weights, pack};
pub use state::{Move, NONE, Node, State};

use super::forms::Form;
use super::labels::Tag;

/// Room for one sentence, used again for the next.
#[derive(Debug, Default)]
pub struct Room {
    /// What the network makes of the sentence.
    pub reading: Reading,
    /// The stack, and the arcs so far: after [`parse`], the tree.
    pub state: State,
}

/// Parses a sentence into `room.state`.
pub fn parse(net: &Net<'_>, forms: &[Form], tags: &[Tag], room: &mut Room) {
    let Room { reading, state } = room;
    net.read(forms, tags, reading);
    state.start(forms.len());
    while !state.is_done() {
        let step = state.only_move().unwrap_or_else(|| net.best(state, forms, tags, reading));
        state.apply(step);
    }
}

#[cfg(test)]
mod tests;
