//! Whose a common noun is.
//!
//! In: the actors of a sentence. Out: the same, common nouns with the country of what stands behind them. In "farmers from Poland" the
//! farmers are Poland's; in "foreign ambassadors in Warsaw" the ambassadors are not.

use super::actors::{Actor, ActorKind, within};
use super::scene::Scene;
use crate::lexicon::{Class, gazetteer};
use crate::model::Sector;
use crate::text::{Relation, Upos};

/// How many words may stand between a common noun and the place it belongs to ("base in the far north of Mali").
const ATTACHED_WORDS_MAX: usize = 5;

/// Gives a common noun the country of the place or body that follows it: "an army base in northern Afghanistan", "farmers from
/// Poland", "the leader of Boko Haram".
pub fn attach_places(scene: &Scene<'_>, actors: &mut [Actor]) {
    for place in 1..actors.len() {
        let (before, after) = actors.split_at_mut(place);
        let (common, place) = (&mut before[place - 1], &after[0]);
        let mut gap = common.words.end..place.words.start;
        // "members of the Syrian army"
        let is_body = place.kind == ActorKind::Common && place.country.is_some();
        let is_place =
            is_body || matches!(place.kind, ActorKind::Place | ActorKind::Nationality | ActorKind::Name);
        if common.kind != ActorKind::Common
            || common.country.is_some()
            || !is_place
            || gap.len() > ATTACHED_WORDS_MAX
        {
            continue;
        }
        let joins = gap.clone().position(|at| scene.says(at, &["in", "of", "from", "for", "at", "near"]));
        // "soldiers killed in Kabul" is two steps; only nouns may stand before the preposition.
        let is_plain =
            |at: usize| !scene.words[at].classes.is_closed() && !super::clause::is_finite(scene, at);
        // "terrorist bombings in Istanbul": what only describes belongs nowhere.
        if matches!(scene.tree.relation(common.words.end - 1), Relation::Compound | Relation::Amod) {
            continue;
        }
        // "foreign ambassadors in Ankara", "neighbouring countries from Mali" are not theirs.
        let is_foreign = scene
            .says(common.words.end - 1, &["countries", "nations", "ambassadors", "diplomats", "envoys"])
            && !scene.says(gap.start, &["of", "from"])
            || scene.says(common.words.end - 1, &["countries", "nations"])
            || common.words.clone().any(|at| scene.says(at, &["foreign", "foreigners", "international"]));
        // "employees of having arrived in Baku", "campaigners in the face of Chad's raids"
        let is_other = gap.clone().any(|at| {
            matches!(scene.tree.upos(at), Upos::Verb | Upos::Aux) && scene.tree.relation(at) != Relation::Amod
                || scene.says(at, &["face", "wake", "aftermath", "light"])
        });
        if !is_foreign
            && !is_other
            && joins.is_some_and(|joins| joins <= 1 && gap.by_ref().take(joins).all(is_plain))
        {
            common.country.clone_from(&place.country);
        }
    }
}

/// How many verbs are asked for the one "its" stands for: its own clause's, that of who tells it.
const VERBS_MAX: usize = 3;

/// Gives those who serve a state or belong to it the country of whom "its" or "their" stands for: "Russia said its forces".
pub fn attach_owners(scene: &Scene<'_>, actors: &mut [Actor]) {
    for place in 1..actors.len() {
        let actor = &actors[place];
        let last = actor.words.end - 1;
        let serves = matches!(actor.sector, Some(Sector::Government | Sector::Military | Sector::Police))
            || scene.says(last, &["citizens", "nationals", "people"]);
        if actor.kind != ActorKind::Common || actor.country.is_some() || !serves {
            continue;
        }
        let start = scene.tree.reach(last).start.min(actor.words.start);
        let Some(pronoun) = (start..last)
            .find(|&at| scene.says(at, &["its", "their", "his", "her"]) && scene.tree.head(at) == Some(last))
        else {
            continue;
        };
        let of_person = scene.says(pronoun, &["his", "her"]);
        let country = owner(scene, &actors[..place], last)
            .filter(|owner| !(of_person && owner.kind == ActorKind::Place))
            .and_then(|owner| owner.country.clone());
        actors[place].country = country;
    }
}

/// Returns the one who does what the verb over a noun says, or who tells it, where they stand before the noun.
fn owner<'a>(scene: &Scene<'_>, before: &'a [Actor], noun: usize) -> Option<&'a Actor> {
    let tree = &scene.tree;
    let up = std::iter::successors(tree.head(noun), |&at| tree.head(at)).take(2 * VERBS_MAX);
    let mut verbs = up.filter(|&at| matches!(tree.upos(at), Upos::Verb)).take(VERBS_MAX);
    verbs.find_map(|verb| {
        let (region, _) = super::subject::find(scene, before, verb)?;
        match within(before, &super::actors::widen(before, region)) {
            [one] => Some(one),
            _ => None,
        }
    })
}

/// Returns the country that the name of a body begins with: "Cambodia" of "Cambodia National Rescue Party".
pub fn leading_country(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let (len, senses) = gazetteer().longest_match(&words)?;
    let sense = senses.first().filter(|sense| {
        len < words.len() && !sense.needs_context && matches!(sense.class, Class::Country | Class::Demonym)
    });
    sense.map(|sense| sense.country.to_string()).filter(|country| !country.is_empty())
}
