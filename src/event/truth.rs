//! Whether an act is told as done, denied, planned, wished for, or as history.
//!
//! In: a [`Trigger`] with its [`Clause`]. Out: negation, modality, background. "China has not condemned Russia" is a negated act;
//! "plans to meet" a future one.

use super::clause::Clause;
use super::scene::Scene;
use super::triggers::Trigger;
use crate::lexicon::grammar::WordClass;
use crate::lexicon::verbs::Inflection;
use crate::model::Modality;
use crate::text::{Relation, Upos, Xpos};

/// How many words before a noun can deny it or make it a possible one ("no new direct talks").
const NOUN_REACH: usize = 4;

/// How many words after a noun its verb may stand ("talks in Geneva will").
const VERB_REACH: usize = 7;

/// How many words after a verb the mark of its question may stand. Sentences are shorter; text without marks is one sentence of
/// any length, and a walk to its end for each of its verbs would cost its length squared.
const QUESTION_REACH: usize = 100;

/// Lists of verbs are not followed further back.
const FIRSTS_MAX: usize = 4;

/// Tells whether an act is told as one that is not or was not done.
pub fn is_negated(scene: &Scene<'_>, trigger: &Trigger, clause: Option<&Clause>) -> bool {
    let Some(clause) = clause else { return is_noun_negated(scene, trigger) };
    let is_no = |at: usize| scene.is_any(at, &[WordClass::Negative, WordClass::No]);
    // "not only called for"
    let is_not = |at: usize| {
        scene.is(at, WordClass::Negative)
            && !(scene.lower(at) == "not" && scene.says(at + 1, &["only", "just", "merely"]))
    };
    // "cannot under any circumstances accept": the tree reaches over what stands between.
    let by_tree = || {
        let mut words = scene.tree.children(trigger.head).take_while(|&child| child < clause.group);
        words.any(|child| {
            let relation = scene.tree.relation(child);
            matches!(relation, Relation::Advmod | Relation::Aux) && is_not(child)
        })
    };
    let in_group = (clause.group..trigger.head).any(is_not) || by_tree();
    let by_subject = scene
        .after(clause.subject.start, 3)
        .any(|at| clause.subject.contains(&at) && scene.says(at, &["no", "neither", "none", "nobody"]));
    // "held no talks", "no sanctions were imposed"
    let by_object =
        trigger.object.is_some_and(|object| scene.before(object, 3).any(|at| scene.lower(at) == "no"));
    // "did not cross the line after making the threat"
    let is_told_beside = clause
        .opener
        .is_some_and(|opener| scene.says(opener, &["after", "before", "while", "when", "since"]));
    let by_governor = clause.governor.filter(|_| !is_told_beside).is_some_and(|governor| {
        let refused = scene.is(governor, WordClass::Refuse);
        let denied = (super::clause::group_start(scene, governor)..governor)
            .any(|at| scene.is(at, WordClass::Negative));
        (refused != denied) || scene.lower(governor) == "without"
    });
    let before = clause.group.checked_sub(1);
    let by_without = before.is_some_and(|at| is_no(at) && scene.says(at, &["without", "no"]));
    let by_words = is_denied_before(scene, clause);
    let by_plan = clause.governor.is_some_and(|governor| is_given_up(scene, governor));
    // "denied that it had attacked", "rejected claims that it armed"
    let by_report = !by_governor && is_reported_denied(scene, trigger.head, clause.start);
    (in_group ^ by_governor ^ by_report) || by_subject || by_object || by_without || by_words || by_plan
}

/// Tells whether the words before a verb deny it: "stopped short of", "no longer", "chose not to", "it is not true that", "not
/// a single minister".
fn is_denied_before(scene: &Scene<'_>, clause: &Clause) -> bool {
    let [one, two] = [1, 2].map(|back| clause.group.checked_sub(back).map_or("", |at| scene.lower(at)));
    let by_pair = matches!(
        (two, one),
        ("short" | "instead", "of") | ("rather", "than") | ("no", "longer") | ("not" | "never", "to")
    );
    let subject = clause.subject.start;
    // The tree may leave "neither" in front of its subject out of it.
    let by_none =
        scene.lower(subject) == "not" || subject > 0 && scene.says(subject - 1, &["not", "neither"]);
    let is_untrue = |at: usize| {
        scene.says(at, &["untrue", "false"])
            || scene.says(at, &["true", "case"])
                && scene.before(at, 3).any(|at| scene.is(at, WordClass::Negative))
    };
    let that = scene.before(clause.start, 2).find(|&at| scene.lower(at) == "that").or(Some(clause.start));
    let by_truth = that.and_then(|at| at.checked_sub(1)).is_some_and(is_untrue);
    by_pair || by_none && !clause.subject.is_empty() || by_truth
}

/// Tells whether a clause is what somebody denies: "denied that it had attacked", "rejected claims that it armed".
fn is_reported_denied(scene: &Scene<'_>, verb: usize, start: usize) -> bool {
    let passed = [
        "that",
        "it",
        "he",
        "she",
        "they",
        "its",
        "his",
        "her",
        "their",
        "any",
        "all",
        "the",
        "claims",
        "claim",
        "reports",
        "report",
        "allegations",
        "allegation",
        "accusations",
        "accusation",
        "suggestions",
        "rumours",
        "rumors",
        "charges",
        "charge",
        "having",
        "being",
        "ever",
    ];
    let is_passed = |at: usize| {
        scene.says(at, &passed)
            || scene.is_filler(at)
            || scene.is_possessive(at)
            || matches!(scene.tree.upos(at), Upos::Adj | Upos::Propn)
    };
    // "rejected the claims and accused India": a second verb reports nothing.
    let tree = &scene.tree;
    let first = tree.head(verb).filter(|_| tree.relation(verb) == Relation::Conj);
    // "rejected the claims and accuses India of arming them"
    let is_second = |&at: &usize| {
        tree.relation(at) == Relation::Conj && tree.head(at).is_some_and(|up| scene.is(up, WordClass::Deny))
    };
    let over_second = std::iter::successors(Some(verb), |&at| tree.head(at)).take(4).any(|at| is_second(&at));
    if over_second || first.is_some_and(|first| scene.is(first, WordClass::Deny)) {
        return false;
    }
    if start > 0 && scene.is(start - 1, WordClass::Conjunction) || scene.is(start, WordClass::Conjunction) {
        return false;
    }
    let verb = scene.before(start + 1, 8).find(|&at| !is_passed(at));
    verb.is_some_and(|at| scene.is(at, WordClass::Deny))
}

/// Tells whether what a noun like "plan" stands for is given up: "abandoned plans to invade".
fn is_given_up(scene: &Scene<'_>, governor: usize) -> bool {
    let tree = &scene.tree;
    let is_object = matches!(tree.relation(governor), Relation::Obj | Relation::Nsubj | Relation::NsubjPass);
    let over = tree.head(governor).filter(|_| is_object);
    let is_none = scene.before(governor, 2).any(|at| scene.lower(at) == "no");
    is_none && is_object
        || over.is_some_and(|over| scene.is_any(over, &[WordClass::Unmake, WordClass::Refuse]))
}

/// Tells whether a noun is denied: "no talks", "called off the visit". What a denied verb is about took place all the same:
/// "has not condemned Russia's invasion", "rejected the sanctions".
fn is_noun_negated(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let start = trigger.words.start;
    let is_conflict = trigger.frame.kind.quad() >= 3;
    for at in scene.before(start, NOUN_REACH) {
        if scene.is_possessive(at) || scene.says(at, &["its", "their", "his", "her"]) {
            break;
        }
        let is_ruled_out =
            scene.says(at, &["ruled", "rules", "rule", "ruling"]) && scene.lower(at + 1) == "out";
        let is_called_off = scene.says(at, &["called", "calls", "calling"]) && scene.lower(at + 1) == "off";
        let is_refused = !is_conflict && scene.is(at, WordClass::Refuse);
        let is_not = scene.lower(at) == "not" && (at + 1 == start || scene.says(at + 1, &["a", "an", "any"]));
        let denies = [WordClass::No, WordClass::Unmake];
        if scene.is_any(at, &denies) || is_refused || is_not || is_ruled_out || is_called_off {
            return true;
        }
        if scene.is_break(at) || scene.lower(at) == "," || scene.is(at, WordClass::Conjunction) {
            break;
        }
    }
    is_undone_after(scene, trigger)
}

/// Tells whether the verb of a noun says that it does not take place: "the talks never happened", "the visit was called off".
fn is_undone_after(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let tree = &scene.tree;
    let is_undone = |at: usize| {
        scene.is(at, WordClass::Unmake) || scene.lower(at) == "called" && scene.lower(at + 1) == "off"
    };
    let by_words = scene
        .after(trigger.words.end, VERB_REACH)
        .take_while(|&at| !scene.is_break(at) && scene.lower(at) != ",")
        .any(|at| is_undone(at) && scene.is(at - 1, WordClass::Be));
    if !tree.relation(trigger.head).is_subject() {
        return by_words;
    }
    let Some(verb) = tree.head(trigger.head).filter(|&verb| verb > trigger.head) else { return false };
    let group = super::clause::group_start(scene, verb);
    let is_denied = (group..verb).any(|at| scene.is(at, WordClass::Negative));
    if scene.is(verb, WordClass::Occur) {
        // "did not go over well"
        return is_denied
            && !scene.says(verb + 1, &["over", "down", "far", "well", "unnoticed", "unanswered"]);
    }
    let is_called_off = scene.says(verb, &["called", "ruled"]) && scene.says(verb + 1, &["off", "out"]);
    let is_undone = is_called_off || scene.is(verb, WordClass::Unmake);
    is_undone && !is_denied && super::triggers::is_passive(scene, verb, verb + 1)
}

/// Returns whether an act is told as a fact, and if not, as what. What is only asked about is possible.
pub fn modality(scene: &Scene<'_>, trigger: &Trigger, clause: Option<&Clause>) -> Modality {
    let told = statement(scene, trigger, clause);
    let is_asked = told == Modality::Asserted && clause.is_some() && is_question(scene, trigger.head);
    if is_asked { Modality::Possible } else { told }
}

/// Tells whether the sentence of a verb is a question: the first mark behind it that ends a sentence asks.
fn is_question(scene: &Scene<'_>, verb: usize) -> bool {
    let end = scene.after(verb, QUESTION_REACH).find(|&at| scene.says(at, &["?", "!", ";", "”", "\""]));
    end.is_some_and(|end| scene.lower(end) == "?")
}

fn statement(scene: &Scene<'_>, trigger: &Trigger, clause: Option<&Clause>) -> Modality {
    let Some(clause) = clause else { return noun_modality(scene, trigger) };
    if clause.opener.is_some_and(|opener| scene.is(opener, WordClass::Condition)) {
        return Modality::Conditional;
    }
    if is_awaited(scene, trigger, clause) {
        return Modality::Conditional;
    }
    if is_wished(scene, trigger) {
        return Modality::Desired;
    }
    if let Some(modality) = (clause.group..trigger.head).find_map(|at| of_auxiliary(scene, at)) {
        let has_if = scene.says(clause.group, &["would", "could"]) && near_condition(scene, trigger);
        return if has_if { Modality::Conditional } else { modality };
    }
    if let Some(modality) = first_of_pair(scene, trigger, clause) {
        return modality;
    }
    // "urged that the party be banned"
    if clause.group < trigger.head && scene.lower(clause.group) == "be" {
        let to = clause.group.checked_sub(1).is_some_and(|at| scene.lower(at) == "to");
        if !to {
            return Modality::Desired;
        }
    }
    let to = scene.before(trigger.head, 4).find(|&at| scene.lower(at) == "to");
    // "is known to have killed", "claimed to have been invited"
    let is_past = clause.group < trigger.head
        && scene.lower(clause.group) == "have"
        && to.is_some_and(|to| to > 0 && to + 1 == clause.group && !scene.is(to - 1, WordClass::Be));
    if is_past {
        return Modality::Asserted;
    }
    match clause.governor {
        Some(governor) => governed(scene, governor, to.is_some(), clause),
        // A headline: "Xi to visit Moscow".
        None if to.is_some_and(|to| to + 1 >= clause.group) => Modality::Future,
        None => Modality::Asserted,
    }
}

/// Tells whether something else waits for an act: "will not return until Chad frees them", but "fought on until Chad withdrew".
fn is_awaited(scene: &Scene<'_>, trigger: &Trigger, clause: &Clause) -> bool {
    let tree = &scene.tree;
    let is_until = clause.opener.is_some_and(|opener| scene.says(opener, &["until", "till"]));
    let Some(main) = tree.head(trigger.head).filter(|&main| is_until && main < trigger.head) else {
        return false;
    };
    (super::clause::group_start(scene, main)..main)
        .any(|at| scene.is_any(at, &[WordClass::Negative, WordClass::Future]))
}

/// "will meet Xi and sign a treaty": the auxiliary of the first verb holds for the second.
fn first_of_pair(scene: &Scene<'_>, trigger: &Trigger, clause: &Clause) -> Option<Modality> {
    let is_bare = clause.group == trigger.head && trigger.inflection == Some(Inflection::Base);
    let mut firsts = firsts(scene, trigger.head).filter(|_| is_bare);
    firsts.find_map(|first| {
        (super::clause::group_start(scene, first)..first).find_map(|at| of_auxiliary(scene, at))
    })
}

/// Returns the words that a verb is coordinated with, from the last to the first: of "remain calm and talk" also the verb.
fn firsts<'a>(scene: &'a Scene<'_>, verb: usize) -> impl Iterator<Item = usize> + 'a {
    let above = |&at: &usize| {
        let tree = &scene.tree;
        tree.head(at).filter(|_| matches!(tree.relation(at), Relation::Conj | Relation::Xcomp))
    };
    std::iter::successors(Some(verb), above).skip(1).take(FIRSTS_MAX)
}

/// Tells whether a verb is what somebody hopes or asks for: "hopes that Norway will send aid".
fn is_wished(scene: &Scene<'_>, trigger: &Trigger) -> bool {
    let tree = &scene.tree;
    let verb = std::iter::once(trigger.head)
        .chain(firsts(scene, trigger.head))
        .find(|&at| tree.relation(at) == Relation::Ccomp);
    verb.and_then(|verb| tree.head(verb).filter(|&above| above < verb))
        .is_some_and(|above| scene.is(above, WordClass::Desire))
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
        // "he'd ask"
        _ if scene.says(at, &["'d"]) && scene.document.xpos(scene.first + at) == Xpos::Md => {
            Some(Modality::Future)
        }
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
        // "called Modi to congratulate him"
        _ if super::subject::rings(scene, governor) => Modality::Asserted,
        _ if scene.is(governor, WordClass::Oblige) => Modality::Obligated,
        _ if object_control && scene.is(governor, WordClass::ObjectControlOf) && !is_infinitive => {
            Modality::Asserted
        }
        _ if object_control && scene.is(governor, WordClass::Cause) => Modality::Asserted,
        _ if scene.is(governor, WordClass::Desire) || object_control => Modality::Desired,
        _ if scene.is(governor, WordClass::Intend) => Modality::Future,
        _ if is_infinitive && scene.is(governor, WordClass::Be) => Modality::Future,
        // "won a contract to supply", "was chosen to lead"
        _ if is_infinitive && matches!(scene.tree.upos(governor), Upos::Noun) => Modality::Future,
        _ if is_infinitive && is_chosen(scene, governor) => Modality::Future,
        _ => Modality::Asserted,
    }
}

/// Tells whether a governor is a passive that tells what somebody is to do: "was chosen to", but not "was forced to".
fn is_chosen(scene: &Scene<'_>, governor: usize) -> bool {
    super::triggers::is_passive(scene, governor, governor + 1)
        && !scene.is_any(governor, &[WordClass::ObjectControl, WordClass::Say, WordClass::Be])
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
        if scene.is(at, WordClass::Wish) || scene.is(at, WordClass::Desire) && scene.lower(at + 1) == "for" {
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
