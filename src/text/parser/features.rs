//! What a decision of the parser is made from.
//!
//! In: a state, forms and tags. Out: features. Whether "with Wang" belongs to "talks" is told by (talks, with, Wang).

use super::state::{NONE, Node, State};
use crate::text::forms::Form;
use crate::text::labels::{Relation, Tag};
use crate::text::perceptron::{feature, mix};

/// A word as the features see it.
#[derive(Clone, Copy)]
struct Seen {
    /// Its word.
    w: u64,
    /// Its tag.
    t: u64,
    /// The two together.
    wt: u64,
    node: Option<Node>,
}

const MISSING: u64 = 254;
const NOBODY: Seen = Seen { w: 3, t: MISSING, wt: MISSING, node: None };
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

struct View<'a> {
    state: &'a State,
    forms: &'a [Form],
    tags: &'a [Tag],
}

impl View<'_> {
    fn see(&self, place: usize) -> Seen {
        match self.forms.get(place) {
            None => NOBODY,
            Some(form) => {
                let t = u64::from(self.tags[place].0);
                Seen { w: form.word, t, wt: mix(form.word, t), node: self.state.nodes.get(place).copied() }
            }
        }
    }

    fn child(&self, seen: &Seen, pick: impl Fn(&Node) -> usize) -> (Seen, u64) {
        match seen.node.as_ref().map(pick) {
            None | Some(NONE) => (NOBODY, MISSING),
            Some(place) => (self.see(place), self.state.nodes[place].relation as u64),
        }
    }
}

fn valency(seen: &Seen, side: usize) -> u64 {
    seen.node.map_or(9, |node| u64::from(node.valency[side].min(VALENCY_MAX)))
}

fn telling(seen: &Seen) -> u64 {
    seen.node.map_or(1, |node| node.relations & TELLING)
}

fn distance(from: usize, to: usize) -> u64 {
    if from == NONE || to == NONE { 9 } else { DISTANCES[(to - from).min(DISTANCES.len() - 1)] }
}

/// Puts the features of the decision in `state` into `found`.
///
/// `s` are words on the stack from the top, `b` the next words, `l` and `r` their outermost children.
pub fn features(state: &State, forms: &[Form], tags: &[Tag], found: &mut Vec<u32>) {
    let view = View { state, forms, tags };
    let places = [state.below(0), state.below(1), state.below(2)];
    let [s0, s1, s2] = places.map(|place| view.see(place));
    let [b0, b1, b2] = [0, 1, 2].map(|ahead| view.see(state.next + ahead));
    let (s0l, s0l_rel) = view.child(&s0, |node| node.left[0]);
    let (s0l2, s0l2_rel) = view.child(&s0, |node| node.left[1]);
    let (s0r, s0r_rel) = view.child(&s0, |node| node.right[0]);
    let (s0r2, s0r2_rel) = view.child(&s0, |node| node.right[1]);
    let (s1l, s1l_rel) = view.child(&s1, |node| node.left[0]);
    let (s1l2, s1l2_rel) = view.child(&s1, |node| node.left[1]);
    let (s1r, s1r_rel) = view.child(&s1, |node| node.right[0]);
    let (s1r2, s1r2_rel) = view.child(&s1, |node| node.right[1]);
    let (b0l, b0l_rel) = view.child(&b0, |node| node.left[0]);
    let (b0l2, b0l2_rel) = view.child(&b0, |node| node.left[1]);
    let (s2l, s2l_rel) = view.child(&s2, |node| node.left[0]);
    let (s0vl, s0vr, s1vl, s1vr, b0vl) =
        (valency(&s0, 0), valency(&s0, 1), valency(&s1, 0), valency(&s1, 1), valency(&b0, 0));
    let next = if state.next < forms.len() { state.next } else { NONE };
    let (d, d1) = (distance(places[0], next), distance(places[1], places[0]));
    let (s0m, s1m, b0m) = (telling(&s0), telling(&s1), telling(&b0));
    let (s3, b3) = (view.see(state.below(3)), view.see(state.next + 3));
    found.clear();
    found.extend([
        // The words themselves.
        feature(1, &[s0.w]),
        feature(2, &[s0.t]),
        feature(3, &[s0.wt]),
        feature(4, &[s1.w]),
        feature(5, &[s1.t]),
        feature(6, &[s1.wt]),
        feature(7, &[b0.w]),
        feature(8, &[b0.t]),
        feature(9, &[b0.wt]),
        feature(10, &[b1.wt]),
        feature(11, &[b1.t]),
        feature(12, &[b2.wt]),
        feature(13, &[b2.t]),
        feature(14, &[s2.t]),
        feature(15, &[s2.wt]),
        // Pairs.
        feature(16, &[s0.wt, b0.wt]),
        feature(17, &[s0.wt, b0.t]),
        feature(18, &[s0.t, b0.wt]),
        feature(19, &[s0.t, b0.t]),
        feature(20, &[s1.wt, s0.wt]),
        feature(21, &[s1.wt, s0.t]),
        feature(22, &[s1.t, s0.wt]),
        feature(23, &[s1.t, s0.t]),
        feature(24, &[s0.w, b0.w]),
        feature(25, &[s1.w, s0.w]),
        feature(26, &[s1.t, b0.t]),
        feature(27, &[s1.wt, b0.t]),
        feature(28, &[s1.t, b0.wt]),
        feature(29, &[b0.t, b1.t]),
        feature(30, &[b0.w, b1.w]),
        // Threes of tags.
        feature(31, &[s0.t, b0.t, b1.t]),
        feature(32, &[b0.t, b1.t, b2.t]),
        feature(33, &[s1.t, s0.t, b0.t]),
        feature(34, &[s2.t, s1.t, s0.t]),
        feature(35, &[s1.t, s0.t, b0.t, b1.t]),
        feature(36, &[s0.t, s0l.t, b0.t]),
        feature(37, &[s0.t, s0r.t, b0.t]),
        feature(38, &[s0.t, b0.t, b0l.t]),
        feature(39, &[s1.t, s1r.t, s0.t]),
        feature(40, &[s1.t, s1l.t, s0.t]),
        feature(41, &[s1.t, s0.t, s0l.t]),
        feature(42, &[s1.t, s0.t, s0r.t]),
        // Prepositions and other function words under the words that might attach.
        feature(43, &[s1.w, s0l.w]),
        feature(44, &[s1.t, s0l.w, s0.t]),
        feature(45, &[s1.w, s0l.w, s0.w]),
        feature(46, &[s0.w, b0l.w]),
        feature(47, &[s0.t, b0l.w, b0.t]),
        feature(48, &[s2.wt, s0l.w]),
        feature(49, &[s2.t, s1.t, s0l.w]),
        feature(50, &[s0.t, b0.wt, b1.t]),
        feature(51, &[s1.t, s0.t, b0.wt]),
        feature(52, &[s1.t, s0.wt, b0.t]),
        feature(53, &[s1.wt, s0.t, b0.t]),
        feature(54, &[s2.w, s1.w, s0.t]),
        // Children, their relations and number.
        feature(55, &[s0.t, s0l_rel, s0l2_rel]),
        feature(56, &[s0.t, s0r_rel, s0r2_rel]),
        feature(57, &[s1.t, s1r_rel, s1r2_rel]),
        feature(58, &[b0.t, b0l_rel, b0l2_rel]),
        feature(59, &[s1.t, s1l_rel, s1l2_rel]),
        feature(60, &[s0.wt, s0vl, s0vr]),
        feature(61, &[s1.wt, s1vl, s1vr]),
        feature(62, &[b0.wt, b0vl]),
        feature(63, &[s0.wt, s0l_rel, b0.t]),
        feature(64, &[s1.wt, s1r_rel, s0.t]),
        feature(65, &[s1.wt, s1l_rel, s0.t]),
        feature(66, &[s0l.wt]),
        feature(67, &[s0r.wt]),
        feature(68, &[s1r.wt]),
        feature(69, &[s1l.wt]),
        feature(70, &[b0l.wt]),
        feature(71, &[s0l2.t, s0.t, s0l.t]),
        feature(72, &[s0r2.t, s0.t, s0r.t]),
        feature(73, &[s1r2.t, s1.t, s1r.t]),
        feature(74, &[b0l2.t, b0.t, b0l.t]),
        feature(75, &[s1l2.t, s1.t, s1l.t]),
        feature(76, &[s2.t, s2l_rel, s2l.t, s1.t]),
        // Distances.
        feature(77, &[s0.t, b0.t, d]),
        feature(78, &[s0.wt, d]),
        feature(79, &[b0.wt, d]),
        feature(80, &[s1.t, s0.t, d1]),
        feature(81, &[s1.wt, d1]),
        feature(82, &[s0.w, b0.t, s1.t, d]),
        feature(83, &[]),
        // What the words have already.
        feature(84, &[s0.t, s0m, b0.t]),
        feature(85, &[s1.t, s1m, s0.t]),
        feature(86, &[s0.wt, s0m]),
        feature(87, &[s1.wt, s1m]),
        feature(88, &[b0.wt, b0m]),
        feature(89, &[s1.t, s1m, s0.t, s0m]),
        feature(90, &[s0.t, s0m, b0.t, b0m]),
        feature(91, &[s1.t, s1m, s0.t, s0m, b0.t]),
        feature(92, &[s0.t, s0m, b0.t, b0m, s1.t]),
        feature(93, &[s1.t, s1m, s0.t, b0.wt]),
        feature(94, &[s2.t, telling(&s2), s1.t, s0.t]),
        feature(95, &[s3.t, s2.t, s1.t]),
        feature(96, &[b1.t, b2.t, b3.t, s0.t]),
    ]);
}
