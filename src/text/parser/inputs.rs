//! What the network sees.
//!
//! In: forms and tags, and a state. Out: features of a word, and of a decision. Whether "with Wang" belongs to "talks" is told by
//! the words read in their sentence, by their tags, and by what they have already.

use super::state::{NONE, Node, State};
use crate::text::forms::Form;
use crate::text::labels::{Relation, Tag};
use crate::text::perceptron::feature;

/// Features of a word.
pub const WORD_FEATURES: usize = 7;
/// Words that a decision looks at: the top three of the stack and the next word.
pub const PLACES: usize = 4;
/// Features of a decision.
pub const MOVE_FEATURES: usize = 18;

const MISSING: u64 = 254;
/// Distances from here on are alike.
const DISTANCES: [u64; 11] = [0, 1, 2, 3, 4, 5, 5, 6, 6, 6, 7];
/// Valencies from here on are alike.
const VALENCY_MAX: u8 = 4;

/// Relations that a word has once or not at all, and that say what it may still take: a verb with a subject takes no second.
const TELLING: u64 = {
    use Relation::*;
    let all = [
        Nsubj, NsubjPass, Obj, Iobj, Cop, Aux, AuxPass, Case, Mark, Ccomp, Xcomp, Det, Expl, NmodPoss, Cc,
        Conj, Csubj, AclRelcl,
    ];
    let (mut mask, mut at) = (0, 0);
    while at < all.len() {
        mask |= 1 << all[at] as u8;
        at += 1;
    }
    mask
};

/// Returns the features of a word; the first is the word itself.
pub fn word_features(form: &Form, tag: Tag) -> [u32; WORD_FEATURES] {
    [
        feature(1, &[form.word]),
        feature(2, &[form.suffixes[3]]),
        feature(3, &[form.suffixes[2]]),
        feature(4, &[form.suffixes[1]]),
        feature(5, &[form.prefixes[2]]),
        feature(6, &[form.shape]),
        feature(7, &[u64::from(tag.0)]),
    ]
}

/// Returns the words that the decision in `state` looks at; [`NONE`] where there is none.
pub fn places(state: &State) -> [usize; PLACES] {
    let next = if state.next < state.nodes.len() { state.next } else { NONE };
    [state.below(0), state.below(1), state.below(2), next]
}

/// A word as the features see it.
#[derive(Clone, Copy)]
struct Seen<'a> {
    w: u64,
    t: u64,
    node: Option<&'a Node>,
}

impl Seen<'_> {
    fn left(&self) -> [usize; 2] {
        self.node.map_or([NONE; 2], |node| node.left)
    }

    fn right(&self) -> [usize; 2] {
        self.node.map_or([NONE; 2], |node| node.right)
    }

    fn valency(&self) -> u64 {
        let [left, right] = self.node.map_or([9, 9], |node| node.valency.map(|count| count.min(VALENCY_MAX)));
        u64::from(left) << 8 | u64::from(right)
    }

    fn telling(&self) -> u64 {
        self.node.map_or(1, |node| node.relations & TELLING)
    }
}

fn distance(from: usize, to: usize) -> u64 {
    if from == NONE || to == NONE { 9 } else { DISTANCES[(to - from).min(DISTANCES.len() - 1)] }
}

/// Returns the features of the decision in `state`, which looks at `places`.
///
/// `s` are words on the stack from the top, `b` the next words, `l` and `r` their outermost children.
pub fn move_features(
    state: &State,
    places: &[usize; PLACES],
    forms: &[Form],
    tags: &[Tag],
) -> [u32; MOVE_FEATURES] {
    let see = |place: usize| match forms.get(place) {
        None => Seen { w: 3, t: MISSING, node: None },
        Some(form) => Seen { w: form.word, t: u64::from(tags[place].0), node: state.nodes.get(place) },
    };
    let relation = |place: usize| state.nodes.get(place).map_or(MISSING, |node| node.relation as u64);
    let [s0, s1, _, b0] = places.map(see);
    let (s0l, s0r, s1l, s1r, b0l) =
        (see(s0.left()[0]), see(s0.right()[0]), see(s1.left()[0]), see(s1.right()[0]), see(b0.left()[0]));
    let relations = |[outer, inner]: [usize; 2]| relation(outer) << 8 | relation(inner);
    let (d, d1) = (distance(places[0], places[3]), distance(places[1], places[0]));
    let (s0m, s1m, b0m) = (s0.telling(), s1.telling(), b0.telling());
    [
        feature(7, &[s0.t, relations(s0.left())]),
        feature(8, &[s0.t, relations(s0.right())]),
        feature(9, &[s1.t, relations(s1.left())]),
        feature(10, &[s1.t, relations(s1.right())]),
        feature(11, &[b0.t, relations(b0.left())]),
        feature(12, &[s0.t, s0.valency()]),
        feature(13, &[s1.t, s1.valency()]),
        feature(14, &[b0.t, b0.valency()]),
        feature(15, &[s0.t, s0m]),
        feature(16, &[s1.t, s1m]),
        feature(17, &[b0.t, b0m]),
        feature(18, &[s0.t, b0.t, d]),
        feature(19, &[s1.t, s0.t, d1]),
        feature(20, &[s0l.w]),
        feature(21, &[s0r.w]),
        feature(22, &[s1l.w]),
        feature(23, &[s1r.w]),
        feature(24, &[b0l.w]),
    ]
}
