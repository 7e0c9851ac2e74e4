//! What reads like an act and is none.
//!
//! In: a trigger of a [`Reading`] with its participants. Out: whether it is left out. "The storm killed nine", "Germany beat
//! Brazil", "aid arrived" and "Ruto left Kampala" are.

use super::Reading;
use super::actors::{Actor, ActorKind};
use super::clause::Clause;
use super::participants::Participants;
use super::scene::Scene;
use super::triggers::Trigger;
use crate::entity::Names;
use crate::lexicon::events::Entry;
use crate::lexicon::grammar::WordClass;
use crate::lexicon::verbs::Inflection;
use crate::model::{EntityKind, EventType, Sector};
use crate::text::{Relation, Upos, Xpos};

/// How far behind "provided" the verb of its condition may stand.
const CONDITION_REACH: usize = 6;

/// How far before "from" the verb may stand that keeps somebody from an act.
const BAR_REACH: usize = 14;

/// Tells whether the trigger at a place, with these participants, is no report of an act.
pub fn is_no_act(reading: &Reading<'_>, names: &Names, place: usize, found: &Participants) -> bool {
    let (scene, trigger) = (reading.scene, &reading.triggers[place]);
    let is_play = is_play(trigger, found, reading.actors, reading.is_sport);
    lacks_sides(reading.actors, trigger, found)
        || is_play
        || is_audience(scene, trigger, found)
        || reading.clauses[place].as_ref().is_some_and(|clause| {
            is_by_nature(scene, trigger, clause, found)
                || is_mere_refusal(reading, place)
                || frees_nobody(scene, trigger, found)
                || is_opinion(scene, trigger)
                || is_private(trigger, found, reading.actors)
                || is_unattended(trigger, found, reading.actors)
                || is_favour(names, trigger, found, reading.actors)
                || is_naming(reading, names, trigger, found)
                || is_unsaid(trigger, found)
                || is_departure(reading, names, trigger, found)
                || is_course(reading, trigger)
                || is_need(scene, trigger, found)
                || is_to_itself(trigger, found, reading.actors)
                || is_other_sense(scene, trigger)
                || is_barred(scene, trigger, clause)
                || is_harm(reading, place)
        })
}

/// Tells whether a gathering is only where somebody speaks: "told a rally in Ohio", "speaking at a rally".
fn is_audience(scene: &Scene<'_>, trigger: &Trigger, found: &Participants) -> bool {
    let tree = &scene.tree;
    let verb = tree.head(trigger.head).filter(|&verb| matches!(tree.upos(verb), Upos::Verb));
    let is_rally = trigger.inflection.is_none() && scene.says(trigger.head, &["rally", "rallies"]);
    is_rally
        && found.actors.is_empty()
        && !tree.relation(trigger.head).is_subject()
        && verb.is_some_and(|verb| {
            let lemma = scene.document.lemma(scene.first + verb);
            scene.is(verb, WordClass::Say)
                || matches!(&*lemma, "speak" | "address" | "tell" | "appear" | "campaign" | "say")
        })
}

/// Returns what somebody is, where a name tells.
fn kind_of(names: &Names, actor: &Actor) -> Option<EntityKind> {
    actor.entity.map(|entity| names.entity(entity).kind)
}

/// Tells whether those who would make it an act are not named: "aid arrived", "their support".
fn lacks_sides(actors: &[Actor], trigger: &Trigger, found: &Participants) -> bool {
    let sides = (found.actors.len(), found.recipients.len());
    let is_noun = trigger.inflection.is_none();
    let needs_recipient = trigger.frame.needs_recipient && !trigger.is_passive;
    let is_thing = is_noun && needs_both_sides(trigger.frame.kind) && sides.0.min(sides.1) == 0;
    let is_known =
        |&place: &usize| actors[place].kind != ActorKind::Common || actors[place].country.is_some();
    // "a deal signed last year with the government"
    let is_of_nobody = trigger.frame.is_mutual && sides.0 == 0 && !found.recipients.iter().any(is_known);
    sides == (0, 0)
        || is_of_nobody
        || sides.0 < 2 && (is_thing || needs_recipient && sides.1 == 0)
        || is_noun && needs_actor(trigger.frame.kind) && sides.0 == 0
        || is_noun && !found.actors.iter().chain(&found.recipients).any(is_known)
}

/// Tells whether a noun of this type is an act only with both sides: "support", "aid" and "offer" alone name things.
fn needs_both_sides(kind: EventType) -> bool {
    use EventType::*;
    matches!(kind, Agree | Support | Aid | Cooperate | Accuse | Mobilize)
}

/// Tells whether a noun of this type is an act only where it is said whose: "the face of opposition to the bill".
fn needs_actor(kind: EventType) -> bool {
    matches!(kind, EventType::Reject | EventType::Request | EventType::Threaten)
}

/// "Calls to end the war grew": an act of words that nobody is said to do is no report of one.
fn is_unsaid(trigger: &Trigger, found: &Participants) -> bool {
    !trigger.is_passive && found.actors.is_empty() && trigger.frame.kind.quad() != 4
}

/// Tells whether what a verb says is nobody's act: "the storm killed nine", "was killed in a crash", "a report criticised".
fn is_by_nature(scene: &Scene<'_>, trigger: &Trigger, clause: &Clause, found: &Participants) -> bool {
    if trigger.frame.kind == EventType::Assault {
        let by = |&at: &usize| scene.says(at, &["in", "by", "from", "of", "after", "when"]);
        let cause = clause.object.clone().find(by).map_or(0..0, |at| at + 1..(at + 6).min(clause.object.end));
        let words = if trigger.is_passive { cause } else { clause.subject.clone() };
        return words.into_iter().any(|at| is_nature(scene, at));
    }
    // "rains forced thousands from their homes"
    let tree = &scene.tree;
    let own = tree.children(trigger.head).find(|&child| tree.relation(child).is_subject());
    if !trigger.is_passive && own.is_some_and(|own| is_nature(scene, own)) {
        return true;
    }
    // "Kenyan laws allow Uganda to"
    let is_rule = |own: usize| {
        scene.says(
            own,
            &["law", "laws", "rule", "rules", "constitution", "legislation", "statute", "statutes"],
        )
    };
    if !trigger.is_passive && trigger.frame.kind.quad() < 3 && own.is_some_and(is_rule) {
        return true;
    }
    let is_thing = |at: usize| matches!(scene.tree.upos(at), Upos::Noun) && !scene.is(at, WordClass::Pronoun);
    let is_told_of_thing =
        !trigger.is_passive && found.actors.is_empty() && clause.subject.clone().any(is_thing);
    is_told_of_thing && trigger.frame.kind.quad() != 4
}

/// Tells whether a word names what is nobody's act: "a storm", but "artillery fire".
fn is_nature(scene: &Scene<'_>, at: usize) -> bool {
    let is_of_arms = at > 0
        && scene.says(
            at - 1,
            &["artillery", "mortar", "rocket", "tank", "sniper", "gun", "machine-gun", "rifle", "missile"],
        );
    scene.is(at, WordClass::Nature) && !is_of_arms && !scene.is_possessive(at + 1)
}

/// Tells whether a word of a sentence is one of sport.
pub fn is_sport(scene: &Scene<'_>) -> bool {
    (0..scene.len()).any(|at| scene.is(at, WordClass::Sport))
}

/// Tells whether an act is one of sport: "Germany beat Brazil", "met in the semi-final".
fn is_play(trigger: &Trigger, found: &Participants, actors: &[Actor], is_sport: bool) -> bool {
    use EventType::*;
    let is_side = |&place: &usize| actors[place].kind != ActorKind::Common;
    let is_beaten = trigger.frame.mode == Some("beat")
        && !found.recipients.is_empty()
        && found.actors.iter().chain(&found.recipients).all(is_side);
    let may_be =
        matches!(trigger.frame.kind, Assault | Consult | Sanction | Support | Retreat | Threaten | Agree);
    is_beaten || may_be && is_sport
}

/// Tells whether somebody only does not do what would be hostile: "refused to condemn Russia" is a condemnation that was not, and
/// no rejection of Russia.
fn is_mere_refusal(reading: &Reading<'_>, place: usize) -> bool {
    let (tree, trigger) = (&reading.scene.tree, &reading.triggers[place]);
    let governs = |other: usize| {
        let other = &reading.triggers[other];
        tree.head(other.head) == Some(trigger.head)
            && tree.relation(other.head) == Relation::Xcomp
            && other.frame.kind.quad() >= 3
    };
    // To deny it is an act.
    trigger.frame.kind == EventType::Reject
        && !reading.scene.is(trigger.head, WordClass::Deny)
        && tree.child(trigger.head, &[Relation::Obj]).is_none()
        && trigger.object.is_none()
        && reading.scene.is(trigger.head, WordClass::Refuse)
        && (place + 1..reading.triggers.len().min(place + 3)).any(governs)
}

/// Tells whether nobody is let go or given back: "a readout released by the ministry", "returned to the polls".
fn frees_nobody(scene: &Scene<'_>, trigger: &Trigger, found: &Participants) -> bool {
    let goes_back = || {
        let is_return = scene.lower(trigger.head).starts_with("return");
        is_return && !trigger.is_passive && scene.tree.child(trigger.head, &[Relation::Obj]).is_none()
    };
    trigger.frame.mode == Some("release")
        && trigger.object.is_none()
        && (found.recipients.is_empty() || goes_back())
}

/// Tells whether an act of cooperation is told of somebody without its other side: "a nurse trained in Lima", "the candidate was
/// headed to the hall".
fn is_unattended(trigger: &Trigger, found: &Participants, actors: &[Actor]) -> bool {
    use EventType::*;
    let is_mutual = matches!(trigger.frame.kind, Support | Cooperate | Consult | Aid);
    let is_anybody =
        |&place: &usize| actors[place].kind == ActorKind::Common && actors[place].country.is_none();
    let is_lonely =
        trigger.is_passive && found.actors.is_empty() && is_mutual && found.recipients.iter().all(is_anybody);
    let is_nowhere =
        trigger.frame.mode == Some("visit") && found.recipients.is_empty() && found.place.is_none();
    trigger.object.is_none() && (is_lonely || is_nowhere)
}

/// Tells whether one person only does another a good turn: "voters helped her win".
fn is_favour(names: &Names, trigger: &Trigger, found: &Participants, actors: &[Actor]) -> bool {
    let is_person = |&place: &usize| {
        let kind = kind_of(names, &actors[place]);
        kind == Some(EntityKind::Person)
    };
    trigger.frame.kind == EventType::Aid
        && trigger.object.is_none()
        && trigger.frame.mode.is_none()
        && !found.recipients.is_empty()
        && found.recipients.iter().all(is_person)
}

/// Tells whether "called" gives somebody a name, or a duty, rather than a ring: "called Putin a liar".
fn is_naming(reading: &Reading<'_>, names: &Names, trigger: &Trigger, found: &Participants) -> bool {
    let (scene, actors) = (reading.scene, reading.actors);
    if trigger.frame.mode != Some("phone") || !scene.lower(trigger.head).starts_with("call") {
        return false;
    }
    let Some(called) = found.recipients.last().map(|&place| &actors[place]) else { return true };
    let kind = kind_of(names, called);
    let ends =
        [",", ".", "to", "on", "after", "and", "from", "late", "early", "earlier", "again", "in", "before"];
    let next = called.words.end;
    let is_rung = next >= scene.len() || scene.words[next].is_time || scene.says(next, &ends);
    let is_object =
        scene.tree.child(trigger.head, &[Relation::Obj]).is_some_and(|at| called.words.contains(&at));
    kind != Some(EntityKind::Person) || !is_rung || !is_object
}

/// Tells whether several are only of one mind: "experts agreed that there is no solution".
fn is_opinion(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let is_agree = trigger.frame.kind == EventType::Agree && scene.lower(trigger.head).starts_with("agree");
    let told = scene.tree.child(trigger.head, &[Relation::Ccomp]).filter(|_| is_agree);
    told.is_some_and(|verb| {
        let group = super::clause::group_start(scene, verb);
        let tags = [group, verb].map(|at| scene.document.xpos(scene.first + at));
        tags.iter().any(|tag| matches!(tag, Xpos::Vbz | Xpos::Vbp)) && trigger.object.is_none()
    })
}

/// Tells whether those who travel are nobody of public life: "tourists arrived in Kenya", "a suspect travelled to Mali".
fn is_private(trigger: &Trigger, found: &Participants, actors: &[Actor]) -> bool {
    let is_civilian = |&place: &usize| {
        let actor = &actors[place];
        actor.kind == ActorKind::Common
            && matches!(actor.sector, None | Some(Sector::Civilians | Sector::Media | Sector::Business))
    };
    trigger.frame.mode == Some("visit") && !found.actors.is_empty() && found.actors.iter().all(is_civilian)
}

/// Tells whether the one who would do an act is its object too, so that who does it is not known: "it considers them enemies and
/// represses them".
fn is_to_itself(trigger: &Trigger, found: &Participants, actors: &[Actor]) -> bool {
    let ([one], [other]) = (found.actors.as_slice(), found.recipients.as_slice()) else { return false };
    let [one, other] = [&actors[*one], &actors[*other]];
    let is_group = one.kind != ActorKind::Common && other.kind != ActorKind::Common;
    trigger.frame.kind.quad() == 4 && is_group && one.entity.is_some() && one.entity == other.entity
}

/// Tells whether somebody has only to do something, at nobody's hands: "we are compelled to act".
fn is_need(scene: &Scene<'_>, trigger: &Trigger, found: &Participants) -> bool {
    trigger.is_passive
        && found.actors.is_empty()
        && scene.is(trigger.head, WordClass::Cause)
        && trigger.object.is_none()
        && found.place.is_none()
}

/// Tells whether a verb says how another act goes on: "talks between Russia and Ukraine stalled".
fn is_course(reading: &Reading<'_>, trigger: &Trigger) -> bool {
    let tree = &reading.scene.tree;
    let subject = tree.children(trigger.head).find(|&child| tree.relation(child).is_subject());
    let is_act = |subject: usize| {
        let at = reading.triggers.partition_point(|other| other.words.end <= subject);
        reading.triggers.get(at).is_some_and(|other| other.head == subject && other.inflection.is_none())
    };
    trigger.frame.kind.quad() != 4
        && trigger.object.is_none()
        && subject.is_some_and(|subject| subject < trigger.head && is_act(subject))
}

/// Tells whether somebody only goes away: "Ruto left Kampala" is no retreat.
fn is_departure(reading: &Reading<'_>, names: &Names, trigger: &Trigger, found: &Participants) -> bool {
    let (scene, actors) = (reading.scene, reading.actors);
    let is_one = |&place: &usize| {
        let actor = &actors[place];
        let kind = kind_of(names, actor);
        let is_name = actor.kind == ActorKind::Name && actor.sector.is_none();
        actor.kind == ActorKind::Coreferent || kind == Some(EntityKind::Person) || is_name
    };
    let is_civilian = |&place: &usize| actors[place].sector == Some(Sector::Civilians);
    let is_retreat = trigger.frame.kind == EventType::Retreat;
    // "left most of it intact"
    let is_leaving = is_retreat
        && scene.is(trigger.head, WordClass::Depart)
        && scene.tree.child(trigger.head, &[Relation::Xcomp]).is_some()
        || is_retreat && scene.is(trigger.head, WordClass::Depart) && found.actors.iter().all(is_one);
    // "refugees fleeing the city" do not withdraw.
    let is_flight = is_retreat
        && matches!(trigger.frame.mode, Some("withdraw"))
        && !found.actors.is_empty()
        && found.actors.iter().all(is_civilian);
    is_leaving || is_flight
}

/// Tells a verb of an act from another use of it, by what the tree hangs on it: "demonstrated his skill", "was encouraged by the
/// vote", "talks, provided the rebels stop", "to share this with Peru".
fn is_other_sense(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let (tree, verb) = (&scene.tree, trigger.head);
    let lemma = scene.document.lemma(scene.first + verb);
    let object = tree.child(verb, &[Relation::Obj]).filter(|&object| verb < object);
    match &*lemma {
        // "is honoured to be here"
        "honor" | "honour" => trigger.is_passive && tree.child(verb, &[Relation::OblAgent]).is_none(),
        // "was treated at a hospital", "is treated as a threat"
        "treat" => {
            let case = |child| tree.child(child, &[Relation::Case]);
            let is_joined = |case: usize| scene.says(case, &["at", "in", "as", "to", "with", "like"]);
            trigger.is_passive && tree.children(verb).filter_map(case).any(is_joined)
        }
        "decline" | "refuse" if is_silence(scene, verb) => true,
        // "the debt has declined steadily"
        "decline" => {
            let to_do = tree.child(verb, &[Relation::Xcomp, Relation::Ccomp]);
            object.is_none() && to_do.is_none() && scene.lower(verb + 1) != "to" && !trigger.is_passive
        }
        // "returned the president to office"
        "return" => scene.after(verb + 1, CONDITION_REACH).any(|at| {
            scene.lower(at) == "to"
                && scene.says(at + 1, &["office", "power", "work", "school", "duty", "normal"])
        }),
        "doubt" => tree.child(verb, &[Relation::Ccomp]).is_some(),
        "demonstrate" => object.is_some() || tree.child(verb, &[Relation::Ccomp]).is_some(),
        "encourage" | "frustrate" => {
            trigger.is_passive
                && tree.child(verb, &[Relation::OblAgent]).is_some()
                && !has_infinitive(scene, verb)
        }
        "provide" => {
            let is_next = |&at: &usize| super::clause::is_finite(scene, at) || is_plural_verb(scene, at);
            verb > 0
                && scene.lower(verb - 1) == ","
                && scene.after(verb + 1, CONDITION_REACH).any(|at| is_next(&at))
        }
        "share" => {
            object.is_some_and(|object| scene.is(object, WordClass::Pronoun) || scene.lower(object) == "this")
        }
        _ => false,
    }
}

/// "declined to answer", "refused to say when": tells whether what somebody refuses is only to speak to reporters.
fn is_silence(scene: &Scene<'_>, verb: usize) -> bool {
    const SPEAK: [&str; 6] = ["answer", "comment", "elaborate", "say", "specify", "speculate"];
    let to_do = scene.tree.child(verb, &[Relation::Xcomp, Relation::Ccomp]);
    to_do.is_some_and(|to_do| verb < to_do && scene.says(to_do, &SPEAK))
}

/// Tells whether an infinitive hangs on a verb: "was encouraged to leave".
fn has_infinitive(scene: &Scene<'_>, verb: usize) -> bool {
    scene.tree.child(verb, &[Relation::Xcomp, Relation::Ccomp]).is_some_and(|to_do| verb < to_do)
}

/// Tells whether a word is a verb in the form of its lemma that no "to" stands before: "the rebels stop".
fn is_plural_verb(scene: &Scene<'_>, at: usize) -> bool {
    matches!(scene.document.xpos(scene.first + at), Xpos::Vbp | Xpos::Vbz)
}

/// Tells whether somebody is kept from an act: "banned the editor and nine others from leaving Chad".
fn is_barred(scene: &Scene<'_>, trigger: &Trigger, clause: &Clause) -> bool {
    let start = trigger.head;
    // "sanctions that bar trading with Mali"
    let over = scene.tree.head(start).filter(|&over| {
        let relations = [Relation::Obj, Relation::Xcomp, Relation::Ccomp];
        trigger.inflection == Some(Inflection::Ing)
            && over < start
            && relations.contains(&scene.tree.relation(start))
    });
    if over.is_some_and(|over| is_ban(scene, over)) {
        return true;
    }
    if start == 0 || scene.lower(start - 1) != "from" || trigger.inflection != Some(Inflection::Ing) {
        return false;
    }
    // "prevented the rebels from attacking": told as what was not done.
    if clause.governor.is_some_and(|governor| scene.is(governor, WordClass::Refuse)) {
        return false;
    }
    let mut before = scene.before(start - 1, BAR_REACH).take_while(|&at| !scene.is_break(at));
    let keeps = |at: usize| {
        is_ban(scene, at) || scene.says(at, &["prevent", "prevented", "prevents", "stop", "stopped"])
    };
    before.any(|at| {
        matches!(scene.tree.upos(at), Upos::Verb)
            && (keeps(at) || &*scene.document.lemma(scene.first + at) == "keep")
    })
}

/// Tells whether a verb forbids what it governs.
fn is_ban(scene: &Scene<'_>, at: usize) -> bool {
    let lemma = scene.document.lemma(scene.first + at);
    let bans = ["ban", "bar", "block", "prohibit", "forbid", "outlaw", "deter", "discourage", "dissuade"];
    bans.contains(&&*lemma)
}

/// Tells whether what somebody is helped to do is itself hostile: "helped deport the refugees" is no aid to them.
fn is_harm(reading: &Reading<'_>, place: usize) -> bool {
    let trigger = &reading.triggers[place];
    let is_help = trigger.frame.kind == EventType::Aid && trigger.object.is_none();
    let next = trigger.verb_end + usize::from(reading.scene.lower(trigger.verb_end) == "to");
    let is_hostile = |entry: &Entry| {
        entry.inflection == Some(Inflection::Base) && entry.rest.is_empty() && entry.frame.kind.quad() == 4
    };
    is_help
        && !reading.scene.words.get(next).is_some_and(|word| word.is_capital)
        && (reading.scene.entries(next).iter().any(is_hostile)
            || reading.scene.says(next, &["orchestrate", "plot", "mastermind", "smuggle", "launder"]))
}
