//! Who does what a verb says, read from the tree.
//!
//! In: a [`Scene`] and the place of a verb. Out: the words its subject stands among, and the word that governs it. In "Russia
//! agreed to meet Ukraine" the verb "meet" has the subject "Russia" and is governed by "agreed".

use super::actors::{Actor, ActorKind, within};
use super::scene::Scene;
use crate::lexicon::grammar::{WordClass, actor_word};
use crate::model::EventType;
use crate::text::{Relation, Upos, Xpos};
use std::ops::Range;

/// How many steps from verb to verb are followed.
const STEPS_MAX: usize = 6;

/// How far before a relative clause the "and" may stand that begins what it is about.
const NEXT_REACH: usize = 7;

/// The words of a subject, and the word that governs the verb.
pub type Found = (Range<usize>, Option<usize>);

/// Finds the subject of a verb; `None` where the tree shows none.
pub fn find(scene: &Scene<'_>, actors: &[Actor], verb: usize) -> Option<Found> {
    follow(scene, actors, verb, STEPS_MAX)
}

fn follow(scene: &Scene<'_>, actors: &[Actor], verb: usize, steps: usize) -> Option<Found> {
    let steps = steps.checked_sub(1)?;
    let tree = &scene.tree;
    if let Some(own) = tree.children(verb).find(|&child| tree.relation(child).is_subject()) {
        return Some((own_subject(scene, actors, verb, own, steps), None));
    }
    let up = tree.head(verb)?;
    match tree.relation(verb) {
        Relation::Conj if is_verbal(scene, up) => follow(scene, actors, sayer(scene, verb, up), steps),
        Relation::Aux | Relation::AuxPass | Relation::Cop => follow(scene, actors, up, steps),
        Relation::Xcomp | Relation::Ccomp if is_nobodys(scene, verb) => None,
        Relation::Xcomp => complement(scene, actors, verb, up, steps),
        Relation::Ccomp if !is_finite_here(scene, verb) => complement(scene, actors, verb, up, steps),
        Relation::Advcl => adverbial(scene, actors, verb, up, steps),
        Relation::Acl => of_noun(scene, actors, verb, up, steps),
        Relation::AclRelcl => Some((antecedent(scene, verb, up), None)),
        _ => None,
    }
}

/// Returns the verb that shares its subject with a second one: of "warned that people have nowhere to go and urged" it is "warned",
/// which is past as "urged" is, though the tree may join the two nearest.
fn sayer(scene: &Scene<'_>, second: usize, first: usize) -> usize {
    let tree = &scene.tree;
    let tense = |verb: usize| {
        let group = super::clause::group_start(scene, verb);
        let tag = scene.document.xpos(scene.first + group);
        (tag == Xpos::Vbd, matches!(tag, Xpos::Vbp | Xpos::Vbz))
    };
    if tense(second) != (true, false) {
        return first;
    }
    let mut up = std::iter::successors(Some(first), |&at| tree.head(at)).take(STEPS_MAX);
    let told =
        up.find(|&at| tree.relation(at) == Relation::Ccomp).filter(|&told| tense(told) == (false, true));
    let over = told.and_then(|told| tree.head(told));
    let is_other = |&over: &usize| scene.is(over, WordClass::Say) && tense(over) == (true, false);
    over.filter(is_other).unwrap_or(first)
}

fn is_verbal(scene: &Scene<'_>, at: usize) -> bool {
    matches!(scene.tree.upos(at), Upos::Verb | Upos::Aux | Upos::Adj)
}

/// Tells whether a verb is neither an "-ing" form nor an infinitive with "to".
fn is_finite_here(scene: &Scene<'_>, verb: usize) -> bool {
    let lower = scene.lower(verb);
    !lower.ends_with("ing")
        && !scene.tree.children(verb).any(|child| scene.lower(child) == "to" && child < verb)
}

/// The words of a subject without its relative clauses and appositions; for "who", those it stands for.
fn own_subject(scene: &Scene<'_>, actors: &[Actor], verb: usize, own: usize, steps: usize) -> Range<usize> {
    let tree = &scene.tree;
    let is_relative = scene.is(own, WordClass::Relative);
    if is_relative
        && tree.relation(verb) == Relation::AclRelcl
        && let Some(up) = tree.head(verb)
    {
        return antecedent(scene, verb, up);
    }
    let region = noun_phrase(scene, own);
    if within(actors, &region).is_empty()
        && let Some(sender) = sender(scene, own)
    {
        return sender;
    }
    // "Modi said his country had": who speaks for it.
    let is_own_country = scene
        .says(own, &["country", "nation", "ministry", "organisation", "organization", "group"])
        && tree.children(own).any(|child| scene.says(child, &["his", "her", "its", "their"]));
    let is_pronoun = scene.is(own, WordClass::Pronoun) || is_own_country;
    if is_pronoun && within(actors, &region).is_empty() {
        // "Kyiv said on Monday that it had attacked": the pronoun is most often who speaks.
        let said = tree
            .head(verb)
            .filter(|&up| tree.relation(verb) == Relation::Ccomp && scene.is(up, WordClass::Say));
        let found = said.and_then(|up| follow(scene, actors, up, steps));
        if let Some((speaker, _)) = found.filter(|(speaker, _)| may_stand_for(scene, actors, own, speaker)) {
            return speaker;
        }
    }
    region
}

/// Returns who sent what strikes: "the army" in "missiles fired by the army struck a depot".
fn sender(scene: &Scene<'_>, noun: usize) -> Option<Range<usize>> {
    let tree = &scene.tree;
    let is_sent = |&child: &usize| {
        tree.relation(child) == Relation::Acl
            && scene.says(
                child,
                &["fired", "launched", "dropped", "planted", "hurled", "thrown", "detonated", "flown"],
            )
    };
    let agent = tree.child(tree.children(noun).find(is_sent)?, &[Relation::OblAgent])?;
    Some(noun_phrase(scene, agent))
}

/// Tells whether a pronoun may stand for a speaker: "it" for a body or state, "they" for more than one.
fn may_stand_for(scene: &Scene<'_>, actors: &[Actor], pronoun: usize, speaker: &Range<usize>) -> bool {
    let speakers = within(actors, speaker);
    let Some(last) = speakers.last() else { return false };
    let is_common = last.kind == ActorKind::Common;
    let is_plural = speakers.len() > 1 || is_common && scene.lower(last.words.end - 1).ends_with('s');
    match scene.lower(pronoun) {
        "they" => is_plural,
        "it" => !is_plural,
        "he" | "she" => !is_plural && last.kind != ActorKind::Place,
        _ => true,
    }
}

/// Returns the words of a noun and what belongs to it, up to a clause or apposition about it.
pub fn noun_phrase(scene: &Scene<'_>, noun: usize) -> Range<usize> {
    let tree = &scene.tree;
    let reach = tree.reach(noun);
    let outer = [Relation::AclRelcl, Relation::Acl, Relation::Parataxis, Relation::Appos];
    let end = tree.children(noun).filter(|&child| child > noun && outer.contains(&tree.relation(child)));
    reach.start..end.map(|child| tree.reach(child).start).min().unwrap_or(reach.end).max(noun + 1)
}

/// Returns the noun that a relative clause is about, where the tree hangs it on a time behind it: "two raids last year that".
pub fn before_time(scene: &Scene<'_>, noun: usize) -> usize {
    (0..=noun).rev().find(|&at| !scene.words[at].is_time).unwrap_or(noun)
}

fn antecedent(scene: &Scene<'_>, verb: usize, noun: usize) -> Range<usize> {
    let tree = &scene.tree;
    let noun = before_time(scene, noun);
    let end = tree.reach(verb).start;
    // "Chad, which backs rebels, and Mali, which opposes them": of what stands before "and" the second clause tells nothing.
    let relative = end + usize::from(scene.lower(end) == ",");
    let is_after_comma =
        relative > 1 && scene.is(relative, WordClass::Relative) && scene.lower(relative - 1) == ",";
    let mut near =
        scene.before(relative.saturating_sub(1), NEXT_REACH).take_while(|&at| scene.lower(at) != ",");
    let next = near.find(|&at| scene.lower(at) == "and" && at > 0 && scene.lower(at - 1) == ",");
    let start = next.filter(|_| is_after_comma).map_or(tree.reach(noun).start, |and| and + 1);
    start..scene.tree.reach(verb).start.max(start)
}

/// Tells whether a verb rings somebody up, so that nothing is asked of them: "called Modi to congratulate him", but "called on".
pub fn rings(scene: &Scene<'_>, verb: usize) -> bool {
    scene.says(verb, &["call", "called", "calls", "calling"])
        && !scene.says(verb + 1, &["on", "upon", "for", "to"])
        && scene.tree.child(verb, &[Relation::Obj]).is_some_and(|object| verb < object)
}

/// "agreed to meet", "urged Russia to stop", "denied attacking"
fn complement(scene: &Scene<'_>, actors: &[Actor], verb: usize, up: usize, steps: usize) -> Option<Found> {
    if scene.is_any(up, &[WordClass::ObjectControl, WordClass::ObjectControlOf])
        && let Some(controller) = controller(scene, actors, up, verb)
    {
        return Some((controller, Some(up)));
    }
    let (region, _) = follow(scene, actors, up, steps)?;
    Some((region, Some(up)))
}

/// Returns the object of a verb that does what the verb's complement says: "Russia" in "called on Russia to stop".
fn controller(scene: &Scene<'_>, actors: &[Actor], up: usize, verb: usize) -> Option<Range<usize>> {
    let tree = &scene.tree;
    if rings(scene, up) {
        return None;
    }
    let is_object = |&child: &usize| {
        let relation = tree.relation(child);
        up < child
            && child < verb
            && matches!(relation, Relation::Obj | Relation::Iobj | Relation::Obl)
            && (relation != Relation::Obl
                || tree.children(child).any(|case| scene.says(case, &["on", "upon", "for", "to", "with"])))
            && !within(actors, &tree.reach(child)).is_empty()
    };
    let object = tree.children(up).find(is_object)?;
    Some(noun_phrase(scene, object))
}

/// "accused Russia of attacking", "left without condemning", "met Putin to discuss"
fn adverbial(scene: &Scene<'_>, actors: &[Actor], verb: usize, up: usize, steps: usize) -> Option<Found> {
    let tree = &scene.tree;
    let mark = tree
        .children(verb)
        .find(|&child| child < verb && matches!(tree.relation(child), Relation::Mark | Relation::Case));
    let says = |words: &[&str]| mark.is_some_and(|mark| scene.says(mark, words));
    if is_finite_here(scene, verb) {
        // "when attacked", "as expected": nobody is named.
        return follow(scene, actors, up, steps).filter(|_| mark.is_none());
    }
    if says(&["of", "for", "from", "into"])
        && scene.is_any(up, &[WordClass::ObjectControlOf, WordClass::ObjectControl])
        && let Some(controller) = controller(scene, actors, up, verb)
    {
        return Some((controller, Some(up)));
    }
    // "blocked them from marching": whoever is the object would have done it.
    if says(&["from"])
        && let Some(object) = tree.child(up, &[Relation::Obj]).filter(|&object| up < object && object < verb)
    {
        return Some((noun_phrase(scene, object), Some(up)));
    }
    if says(&["to"])
        && scene.is(up, WordClass::ObjectControl)
        && let Some(controller) = controller(scene, actors, up, verb)
    {
        return Some((controller, Some(up)));
    }
    let (region, _) = follow(scene, actors, up, steps)?;
    // "Striking at pirates, the navy prevented": what only goes along is not governed.
    let is_beside = mark.is_none() && verb < up && scene.lower(verb).ends_with("ing");
    let governor = if says(&["without", "instead", "despite"]) { mark } else { Some(up) };
    Some((region, governor.filter(|_| !is_beside)))
}

/// Tells whether nobody in the sentence need be the one who does it: "the importance of lifting the ban", but "his plan for lifting".
pub fn is_nobodys(scene: &Scene<'_>, verb: usize) -> bool {
    let tree = &scene.tree;
    // "feared lifting the ban would", "recommended expelling him"
    let over = tree.head(verb).filter(|&over| {
        over < verb && matches!(tree.relation(verb), Relation::Xcomp | Relation::Ccomp | Relation::Csubj)
    });
    let is_opinion = over.is_some_and(|over| {
        let lemma = scene.document.lemma(scene.first + over);
        matches!(
            &*lemma,
            "fear"
                | "recommend"
                | "suggest"
                | "oppose"
                | "support"
                | "favour"
                | "favor"
                | "advocate"
                | "mention"
                | "discuss"
                | "propose"
                | "involve"
                | "require"
        )
    });
    if is_opinion && scene.lower(verb).ends_with("ing") {
        return true;
    }
    // "argued that acceding to the treaty would help"
    let is_subject = tree.relation(verb) == Relation::Csubj && scene.lower(verb).ends_with("ing");
    if is_subject || is_judged(scene, verb) {
        return true;
    }
    let is_of = |&child: &usize| {
        child < verb
            && matches!(tree.relation(child), Relation::Mark | Relation::Case)
            && scene.says(child, &["of", "for"])
    };
    let noun = tree.head(verb).filter(|&noun| noun < verb && matches!(tree.upos(noun), Upos::Noun));
    let governs = [
        WordClass::Intend,
        WordClass::Desire,
        WordClass::Enact,
        WordClass::Oblige,
        WordClass::Refuse,
        WordClass::LightNoun,
    ];
    noun.is_some_and(|noun| !scene.is_any(noun, &governs) && actor_word(scene.lower(noun)).is_none())
        && tree.relation(verb) == Relation::Acl
        && scene.lower(verb).ends_with("ing")
        && tree.children(verb).any(|child| is_of(&child))
}

/// Tells whether a verb is what others plan or decide, of which the sentence's subject only thinks well or ill: "protested a decision to
/// disband the unit"; but "announced a decision to".
fn is_judged(scene: &Scene<'_>, verb: usize) -> bool {
    let tree = &scene.tree;
    let noun = tree.head(verb).filter(|&noun| {
        noun < verb && tree.relation(verb) == Relation::Acl && matches!(tree.upos(noun), Upos::Noun)
    });
    let is_to = tree.children(verb).any(|child| child < verb && scene.lower(child) == "to");
    let over = noun.and_then(|noun| tree.head(noun).filter(|_| tree.relation(noun) == Relation::Obj));
    let judges = |kind: EventType| {
        use EventType::*;
        matches!(kind, Accuse | Protest)
    };
    let is_judging = |over: usize| {
        let mut frames = scene.entries(over).iter();
        frames.any(|entry| entry.inflection.is_some() && entry.rest.is_empty() && judges(entry.frame.kind))
            || matches!(
                &*scene.document.lemma(scene.first + over),
                "oppose" | "reject" | "resist" | "scuttle" | "derail" | "thwart" | "foil"
            )
    };
    let has_owner = noun.is_some_and(|noun| tree.child(noun, &[Relation::NmodPoss]).is_some());
    is_to && !has_owner && over.is_some_and(is_judging)
}

/// "forces attacking Kyiv", "sanctions imposed on", "Germany's decision to send"
fn of_noun(scene: &Scene<'_>, actors: &[Actor], verb: usize, noun: usize, steps: usize) -> Option<Found> {
    let tree = &scene.tree;
    let start = tree.reach(noun).start;
    let mark = tree
        .children(verb)
        .find(|&child| child < verb && matches!(tree.relation(child), Relation::Mark | Relation::Case));
    if mark.is_none() {
        // "violence between rebels and troops backing Chad": the second of the two.
        let before = start..tree.reach(verb).start.max(start);
        let is_between = before.clone().any(|at| scene.lower(at) == "between");
        let and = before.rev().find(|&at| is_between && scene.lower(at) == "and");
        let start = and.map_or(start, |and| and + 1);
        let own = start..tree.reach(verb).start.max(start);
        let is_product = scene.lower(verb).ends_with("ing")
            && matches!(tree.relation(noun), Relation::Obj | Relation::Obl)
            && matches!(tree.upos(noun), Upos::Noun)
            && within(actors, &own).is_empty();
        // "put out a report accusing": who puts it out.
        let over = tree.head(noun).filter(|_| is_product);
        return Some(
            over.and_then(|over| follow(scene, actors, over, steps))
                .map_or((own, None), |found| (found.0, None)),
        );
    }
    // "accused Rwanda of backing rebels"
    let up = tree.head(noun).filter(|&up| up < noun);
    if let Some(up) =
        up.filter(|&up| scene.is_any(up, &[WordClass::ObjectControlOf, WordClass::ObjectControl]))
    {
        return Some((noun_phrase(scene, noun), Some(up)));
    }
    // "a motion by senators to free the editor", whichever noun the tree hangs the verb on
    let is_by = |&child: &usize| tree.children(child).any(|case| case < child && scene.lower(case) == "by");
    let maker = std::iter::once(noun)
        .chain(tree.children(noun))
        .find(|child| (noun..verb).contains(child) && is_by(child));
    let made =
        maker.map(|maker| noun_phrase(scene, maker)).filter(|region| !within(actors, region).is_empty());
    if let Some(region) = made {
        return Some((region, Some(noun)));
    }
    let holder = tree.child(noun, &[Relation::NmodPoss, Relation::Compound, Relation::Amod]);
    let own = holder.map(|holder| tree.reach(holder)).filter(|region| !within(actors, region).is_empty());
    if let Some(region) = own {
        return Some((region, Some(noun)));
    }
    // "Among the issues raised with Kenya are moves to": what the noun is the subject of says nothing of who moves.
    if is_nobodys(scene, verb) {
        return None;
    }
    let over = tree.head(noun).filter(|_| !tree.relation(noun).is_subject())?;
    let (region, _) = follow(scene, actors, over, steps)?;
    Some((region, Some(noun)))
}
