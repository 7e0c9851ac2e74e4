//! Whether an act is told as done, denied, planned, wished for, or as history.
//!
//! In: a [`Trigger`] with its [`Clause`]. Out: negation, modality, background. "China has not condemned Russia" is a negated act;
//! "plans to meet" a future one.

use super::clause::Clause;
use super::scene::Scene;
use super::triggers::Trigger;
use crate::lexicon::grammar::WordClass;
use crate::model::Modality;

/// How many words before a noun can deny it or make it a possible one ("no new direct talks").
const NOUN_REACH: usize = 4;

/// How many words after a noun its verb may stand ("talks in Geneva will").
const VERB_REACH: usize = 7;

/// Tells whether an act is told as one that is not or was not done.
pub fn is_negated(scene: &Scene<'_>, trigger: &Trigger, clause: Option<&Clause>) -> bool {
    let Some(clause) = clause else { return is_noun_negated(scene, trigger.words.start) };
    let is_no = |at: usize| scene.is_any(at, &[WordClass::Negative, WordClass::No]);
    let in_group = (clause.group..trigger.head).any(|at| scene.is(at, WordClass::Negative));
    let by_subject = scene
        .after(clause.subject.start, 3)
        .any(|at| clause.subject.contains(&at) && scene.says(at, &["no", "neither", "none", "nobody"]));
    // "held no talks", "no sanctions were imposed"
    let by_object =
        trigger.object.is_some_and(|object| scene.before(object, 3).any(|at| scene.lower(at) == "no"));
    let by_governor = clause.governor.is_some_and(|governor| {
        let refused = scene.is(governor, WordClass::Refuse);
        let denied = (super::clause::group_start(scene, governor)..governor)
            .any(|at| scene.is(at, WordClass::Negative));
        (refused != denied) || scene.lower(governor) == "without"
    });
    let before = clause.group.checked_sub(1);
    let by_without = before.is_some_and(|at| is_no(at) && scene.says(at, &["without", "no"]));
    // "denied that it had attacked", "rejected claims that it armed"
    let by_report = !by_governor
        && scene
            .before(clause.start, 4)
            .take_while(|&at| !scene.is_break(at))
            .any(|at| scene.is(at, WordClass::Deny));
    (in_group ^ by_governor ^ by_report) || by_subject || by_object || by_without
}

fn is_noun_negated(scene: &Scene<'_>, start: usize) -> bool {
    for at in scene.before(start, NOUN_REACH) {
        let is_ruled_out =
            scene.says(at, &["ruled", "rules", "rule", "ruling"]) && scene.lower(at + 1) == "out";
        let is_called_off = scene.says(at, &["called", "calls", "calling"]) && scene.lower(at + 1) == "off";
        let denies = [WordClass::No, WordClass::Refuse, WordClass::Unmake];
        if scene.is_any(at, &denies) || scene.lower(at) == "not" || is_ruled_out || is_called_off {
            return true;
        }
        if scene.is_break(at) || scene.lower(at) == "," || scene.is(at, WordClass::Conjunction) {
            return false;
        }
    }
    false
}

/// Returns whether an act is told as a fact, and if not, as what.
pub fn modality(scene: &Scene<'_>, trigger: &Trigger, clause: Option<&Clause>) -> Modality {
    let Some(clause) = clause else { return noun_modality(scene, trigger) };
    if clause.opener.is_some_and(|opener| scene.is(opener, WordClass::Condition)) {
        return Modality::Conditional;
    }
    if let Some(modality) = (clause.group..trigger.head).find_map(|at| of_auxiliary(scene, at)) {
        let has_if = scene.says(clause.group, &["would", "could"]) && near_condition(scene, trigger);
        return if has_if { Modality::Conditional } else { modality };
    }
    let to = scene.before(trigger.head, 4).find(|&at| scene.lower(at) == "to");
    match clause.governor {
        Some(governor) => governed(scene, governor, to.is_some(), clause),
        // A headline: "Xi to visit Moscow".
        None if to.is_some_and(|to| to + 1 >= clause.group) => Modality::Future,
        None => Modality::Asserted,
    }
}

fn near_condition(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    scene
        .before(trigger.words.start, 15)
        .chain(scene.after(trigger.words.end, 15))
        .any(|at| scene.is(at, WordClass::Condition))
}

fn of_auxiliary(scene: &Scene<'_>, at: usize) -> Option<Modality> {
    match () {
        // "in May"
        _ if scene.words[at].is_time => None,
        _ if scene.is(at, WordClass::Future) => Some(Modality::Future),
        _ if scene.is(at, WordClass::Possible) => Some(Modality::Possible),
        _ if scene.is(at, WordClass::Obligated) => Some(Modality::Obligated),
        _ => None,
    }
}

/// The modality that a governing verb gives to what it governs.
fn governed(scene: &Scene<'_>, governor: usize, is_infinitive: bool, clause: &Clause) -> Modality {
    let object_control = scene.is(governor, WordClass::ObjectControl) && clause.subject.start > governor;
    match () {
        _ if scene.is(governor, WordClass::Refuse) => Modality::Asserted,
        _ if scene.is(governor, WordClass::Oblige) && !scene.is(governor, WordClass::Desire) => {
            Modality::Obligated
        }
        _ if scene.says(governor, &["need", "needs", "needed"]) => Modality::Obligated,
        _ if object_control && scene.is(governor, WordClass::ObjectControlOf) && !is_infinitive => {
            Modality::Asserted
        }
        _ if object_control
            && scene
                .says(governor, &["force", "forces", "forced", "forcing", "helped", "led", "enabled"]) =>
        {
            Modality::Asserted
        }
        _ if scene.is(governor, WordClass::Desire) || object_control => Modality::Desired,
        _ if scene.is(governor, WordClass::Intend) => Modality::Future,
        _ if is_infinitive && scene.is(governor, WordClass::Be) => Modality::Future,
        _ => Modality::Asserted,
    }
}

fn noun_modality(scene: &Scene<'_>, trigger: &Trigger) -> Modality {
    for at in scene.before(trigger.words.start, NOUN_REACH) {
        if scene.is_break(at) || scene.lower(at) == "," {
            break;
        }
        if scene.is(at, WordClass::PossibleModifier) {
            return Modality::Possible;
        }
        if scene.is(at, WordClass::FutureModifier) {
            return Modality::Future;
        }
        if scene.is(at, WordClass::Condition) {
            return Modality::Conditional;
        }
        let wished = scene.is(at, WordClass::Desire)
            && (scene.lower(at + 1) == "for"
                || scene.says(
                    at,
                    &["want", "wants", "wanted", "demand", "demands", "demanded", "seek", "seeks", "sought"],
                ));
        if wished {
            return Modality::Desired;
        }
    }
    for at in scene.after(trigger.words.end, VERB_REACH) {
        if scene.is_break(at)
            || scene.lower(at) == ","
            || scene.is_any(at, &[WordClass::Relative, WordClass::Say])
        {
            break;
        }
        if let Some(modality) = of_auxiliary(scene, at) {
            return modality;
        }
    }
    Modality::Asserted
}

/// Tells whether an act is told as history: "since Russia invaded", "after the annexation".
pub fn is_background(scene: &Scene<'_>, trigger: &Trigger, clause: Option<&Clause>, is_object: bool) -> bool {
    if let Some(clause) = clause {
        return clause.opener.is_some_and(|opener| scene.is(opener, WordClass::Background));
    }
    if is_object {
        return true;
    }
    for at in scene.before(trigger.words.start, NOUN_REACH + 2) {
        if scene.is(at, WordClass::Background) {
            return true;
        }
        if scene.is_break(at) || scene.lower(at) == "," || super::clause::is_finite(scene, at) {
            return false;
        }
    }
    false
}
