//! Words that look like somebody and only say of what kind something is.
//!
//! In: a word of a [`Scene`]. Out: whether it names nobody there: "military" in "military drills", "UN" in "UN-brokered", "State" in
//! "Secretary of State".

use super::scene::Scene;
use crate::lexicon::grammar::{WordClass, actor_word};
use crate::text::{Relation, Upos};

/// What stands behind a name and a hyphen where the name has only to do with what follows.
pub const BROKERED: [&str; 23] = [
    "brokered",
    "negotiated",
    "mediated",
    "sponsored",
    "drafted",
    "based",
    "born",
    "made",
    "built",
    "supplied",
    "inspired",
    "style",
    "designated",
    "listed",
    "held",
    "occupied",
    "controlled",
    "ruled",
    "administered",
    "dominated",
    "populated",
    "majority",
    "speaking",
];

/// Tells whether a name is only said to have to do with what follows: "UN" in "UN-negotiated". Who is "US-led" or "Iran-backed" is
/// theirs in a way.
pub fn brokers(scene: &Scene<'_>, end: usize) -> bool {
    scene.says(end, &["-", "‑"]) && scene.says(end + 1, &BROKERED)
}

/// Tells whether a name only begins the name of something else: "London" in "London Marathon".
pub fn names_other(scene: &Scene<'_>, at: usize) -> bool {
    let is_next = scene.words.get(at + 1).is_some_and(|next| {
        next.is_capital && !next.is_time && !next.classes.is_closed() && actor_word(&next.lower).is_none()
    });
    let is_pact = scene.says(
        at + 1,
        &[
            "accord",
            "accords",
            "agreement",
            "agreements",
            "pact",
            "deal",
            "treaty",
            "convention",
            "protocol",
            "process",
        ],
    );
    if is_pact && matches!(scene.tree.relation(at), Relation::Compound | Relation::Amod) {
        return true;
    }
    let is_known = scene.is(at + 1, WordClass::Sport) || !scene.entries(at + 1).is_empty();
    is_next && is_known && matches!(scene.tree.relation(at), Relation::Compound)
}

/// Words for those who act that before another noun only say what kind of thing that is: "military drills", "state visit",
/// "prisoner swap".
pub const KIND_WORDS: [&str; 20] = [
    "military",
    "artillery",
    "mortar",
    "state",
    "media",
    "press",
    "newspaper",
    "student",
    "health",
    "official",
    "opposition",
    "alliance",
    "troop",
    "prisoner",
    "detainee",
    "passenger",
    "driver",
    "child",
    "tourist",
    "terrorist",
];

/// Tells whether a word only says of what kind the next noun is, which itself names nobody.
pub fn says_kind(scene: &Scene<'_>, at: usize) -> bool {
    let tree = &scene.tree;
    // "opposition to the plan", "a state of emergency"
    if scene.says(at, &["opposition", "alliance", "state"]) && scene.says(at + 1, &["to", "with", "of"]) {
        return scene.lower(at) != "state" || scene.says(at + 2, &["emergency", "siege", "alert", "war"]);
    }
    // "Secretary of State", "heads of state"
    let is_office = at > 1
        && scene.lower(at) == "state"
        && scene.lower(at - 1) == "of"
        && (actor_word(scene.lower(at - 2)).is_some() || scene.says(at - 2, &["secretary", "department"]));
    if is_office {
        return true;
    }
    let is_noun = matches!(tree.upos(at + 1), Upos::Noun) && actor_word(scene.lower(at + 1)).is_none();
    // "joint military exercises", "an opposition weekly newspaper"
    let is_adjective = matches!(tree.upos(at), Upos::Adj) && tree.relation(at) == Relation::Amod;
    let is_apart = tree.relation(at) == Relation::Compound
        && matches!(tree.upos(at + 1), Upos::Adj)
        && tree.head(at).is_some_and(|head| head == at + 2);
    is_noun && matches!(tree.relation(at), Relation::Compound | Relation::Amod | Relation::Nmod)
        || is_adjective && actor_word(scene.lower(at + 1)).is_none()
        || is_apart
}
