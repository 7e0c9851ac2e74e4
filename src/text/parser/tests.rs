//! A network of random weights: packed, opened again and set to parse.
//!
//! In: words that were never seen. Out: trees with one root whose arcs do not cross, whatever the weights say.

use super::net::{HALF, HIDDEN, Net, TOP, WORD};
use super::packed::{DirectionWeights, Weights, pack};
use super::{Move, NONE, Node, PLACES, Room, parse, word_features};
use crate::text::forms::Form;
use crate::text::labels::Tag;
use crate::text::perceptron::mix;

const WORDS: [&str; 9] = ["The", "ministers", "of", "Estovia", ",", "who", "met", "reporters", "."];

/// Numbers between -1 and 1 that look random.
struct Numbers(u64);

impl Numbers {
    fn take(&mut self, count: usize) -> Vec<f32> {
        let mut next = || {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 40) as f32 / (1 << 23) as f32 - 1.0
        };
        (0..count).map(|_| next()).collect()
    }
}

fn weights(seed: u64) -> Weights {
    let mut numbers = Numbers(seed);
    let mut direction = |inputs: usize| DirectionWeights {
        input: numbers.take(inputs * 3 * HALF),
        recurrent: numbers.take(HALF * 3 * HALF),
        bias: numbers.take(3 * HALF),
    };
    let layers = vec![direction(WORD), direction(WORD), direction(TOP), direction(TOP)];
    let known = WORDS.iter().flat_map(|word| word_features(&Form::of(word), Tag(3)));
    let mut known: Vec<u32> = known.collect();
    known.sort_unstable();
    known.dedup();
    Weights {
        words: known.into_iter().map(|feature| (feature, numbers.take(WORD))).collect(),
        layers,
        places: (0..PLACES).map(|_| numbers.take(TOP * HIDDEN)).collect(),
        missing: numbers.take(PLACES * HIDDEN),
        moves: (0..100).map(|feature| (feature * 7919, numbers.take(HIDDEN))).collect(),
        out: numbers.take(HIDDEN * Move::COUNT),
        bias: numbers.take(Move::COUNT),
    }
}

/// Checks that there is one root, that every word hangs on it, and that no arcs cross.
fn check_tree(nodes: &[Node]) {
    assert_eq!(nodes.iter().filter(|node| node.head == NONE).count(), 1);
    for word in 0..nodes.len() {
        let (mut at, mut steps) = (word, 0);
        while nodes[at].head != NONE {
            (at, steps) = (nodes[at].head, steps + 1);
            assert!(steps < nodes.len(), "a ring of heads at {word}");
        }
    }
    let arcs: Vec<(usize, usize)> = (0..nodes.len())
        .filter(|&word| nodes[word].head != NONE)
        .map(|word| (word.min(nodes[word].head), word.max(nodes[word].head)))
        .collect();
    for &(start, end) in &arcs {
        assert!(!arcs.iter().any(|&(from, to)| from < start && start < to && to < end));
    }
}

#[test]
fn any_weights_make_trees_and_the_same_ones_each_time() {
    let mut shapes = std::collections::BTreeSet::new();
    for seed in 1..6 {
        let bytes = pack(&weights(seed));
        let net = Net::open(&bytes).expect("just packed");
        let (mut room, mut again) = (Room::default(), Room::default());
        for count in 0..30 {
            let forms: Vec<Form> =
                (0..count).map(|n| Form::of(WORDS[(n * 5 + count) % WORDS.len()])).collect();
            let tags: Vec<Tag> = (0..count).map(|n| Tag((n * n % 11) as u8)).collect();
            parse(&net, &forms, &tags, &mut room);
            assert_eq!(room.state.nodes.len(), count);
            if count > 0 {
                check_tree(&room.state.nodes);
            }
            parse(&net, &forms, &tags, &mut again);
            assert_eq!(room.state.nodes, again.state.nodes);
            shapes.insert(room.state.nodes.iter().map(|node| node.head).collect::<Vec<_>>());
        }
    }
    assert!(shapes.len() > 40, "weights hardly matter: {} trees", shapes.len());
}

/// The numbers themselves, so that a change that moves one of them, or a machine that counts otherwise, does not go unseen.
#[test]
fn the_numbers_of_a_network_stay_as_they_are() {
    let bytes = pack(&weights(3));
    let net = Net::open(&bytes).expect("just packed");
    let forms = WORDS.map(Form::of);
    let tags = std::array::from_fn::<Tag, 9, _>(|n| Tag(3 + n as u8 % 2));
    let Room { mut reading, mut state } = Room::default();
    net.read(&forms, &tags, &mut reading);
    state.start(forms.len());
    let mut checksum = 0;
    while !state.is_done() {
        let scores = net.scores(&state, &forms, &tags, &reading);
        for score in scores.iter().flat_map(|four| four.to_array()) {
            checksum = mix(checksum, score as u64);
        }
        let step = state.only_move().unwrap_or_else(|| net.best(&state, &forms, &tags, &reading));
        state.apply(step);
    }
    let heads: Vec<usize> = state.nodes.iter().map(|node| node.head.wrapping_add(1)).collect();
    assert_eq!(heads, [2, 3, 4, 5, 6, 7, 8, 9, 0], "0 is the root");
    assert_eq!(checksum, 11_751_709_064_455_577_495);
}

#[test]
fn bytes_that_are_not_whole_do_not_open() {
    let bytes = pack(&weights(7));
    for missing in [1, 2, 1000, bytes.len() - 3] {
        assert!(Net::open(&bytes[..bytes.len() - missing]).is_none());
    }
    assert!(Net::open(&[&bytes[..], &[0]].concat()).is_none());
    assert!(Net::open(b"NGP1").is_none());
}
