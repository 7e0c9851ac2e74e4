//! The clause an act stands in: its subject by the tree where that gives somebody, else by the words beside the verb.
//!
//! In: a [`Scene`], its actors and the place of a verb. Out: where its subject and object may stand, and the verb that governs
//! it. In "Germany, which backs Ukraine, refused to meet Putin" the verb "meet" is governed by "refused".

use super::actors::{Actor, last_before, within};
use super::scene::Scene;
use crate::lexicon::grammar::{AUXILIARIES, MODALS, WordClass};
use crate::lexicon::verbs::{Inflection, is_irregular_past};
use crate::text::{Relation, Upos};
use std::ops::Range;

/// How far a clause is followed to either side; longer ones are lists or broken text.
const REACH: usize = 40;

/// How many steps from verb to governing or coordinated verb are followed.
const STEPS_MAX: usize = 4;

/// How many words the next of a list may have before the clause about it.
const LIST_REACH: usize = 6;

/// How far before "to" its governor may stand ("urged the government of Ukraine to").
const GOVERNOR_REACH: usize = 9;

/// Where things stand about a verb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// First word of the verb with its auxiliaries: "has not" in "has not condemned".
    pub group: usize,
    /// Words the subject is in; empty where there is none.
    pub subject: Range<usize>,
    /// Words objects and adverbials are in.
    pub object: Range<usize>,
    /// The word that governs the verb: "refused" in "refused to meet".
    pub governor: Option<usize>,
    /// First word of the clause.
    pub start: usize,
    /// The word that opens the clause, if it is a subordinator: "if".
    pub opener: Option<usize>,
}

/// Finds the clause of the verb at `head`, whose words end before `end`.
pub fn find(scene: &Scene<'_>, actors: &[Actor], head: usize, end: usize, inflection: Inflection) -> Clause {
    let group = group_start(scene, head);
    let by_tree = super::subject::find(scene, actors, head)
        .map(|(region, governor)| (super::actors::widen(actors, region), governor));
    let is_empty = |found: &(Range<usize>, Option<usize>)| within(actors, &found.0).is_empty();
    let (subject, governor) = match by_tree {
        Some(found) if !is_empty(&found) => found,
        // "the effort ignores": a noun right before the verb is its subject, whoever else stands before.
        Some(found)
            if is_beside(scene, head, group)
                || is_of_thing(scene, head)
                || is_of_document(scene, head)
                || is_object_pronoun(scene, &found.0) =>
        {
            found
        }
        // "the importance of lifting the ban"
        None if super::subject::is_nobodys(scene, head) => (head..head, None),
        // A tree is wrong for one subject in six; the words beside the verb are asked where it gives nobody.
        other => {
            let by_words = subject(scene, actors, head, group, inflection, STEPS_MAX);
            if is_empty(&by_words) { other.unwrap_or(by_words) } else { by_words }
        }
    };
    let governor = governor.or_else(|| shared_governor(scene, head, inflection));
    let (start, opener) = left_bound(scene, actors, group);
    // "After talks in Geneva, Germany criticised": the opener's words end at the comma.
    let is_own = (start..group).all(|at| scene.lower(at) != ",");
    let opener = opener_of(scene, head).or_else(|| opener.filter(|_| is_own));
    Clause { group, subject, object: end..object_end(scene, actors, head, end), governor, start, opener }
}

/// Tells whether a verb's subject is a common noun that stands right before it.
fn is_beside(scene: &Scene<'_>, head: usize, group: usize) -> bool {
    let tree = &scene.tree;
    let subject = tree.children(head).find(|&child| tree.relation(child).is_subject());
    // "anyone accusing Turkey": nobody who is named.
    let of_pronoun = tree.head(head).is_some_and(|noun| {
        noun + 1 == group
            && tree.relation(head) == Relation::Acl
            && (scene.is(noun, WordClass::Pronoun)
                || scene.says(noun, &["anyone", "those", "someone", "everyone"]))
    });
    of_pronoun
        || subject.is_some_and(|subject| {
            let whole = tree.reach(subject).end;
            let is_plain = matches!(tree.upos(subject), Upos::Noun) || is_pronoun(scene, subject);
            // "the bill, written by two senators, accuses": what stands between belongs to the noun.
            let is_next = (subject + 1..group).all(|at| scene.is_filler(at))
                || whole <= group && (whole..group).all(|at| scene.is_filler(at) || scene.lower(at) == ",");
            subject < group && is_plain && is_next
        })
}

/// "has refrained from involvement or sending arms": what governs the noun governs the second verb, which the tree may hang on it.
fn shared_governor(scene: &Scene<'_>, head: usize, inflection: Inflection) -> Option<usize> {
    let tree = &scene.tree;
    let is_second = inflection == Inflection::Ing && tree.relation(head) == Relation::Conj;
    tree.head(head).filter(|&above| is_second && scene.is(above, WordClass::Refuse))
}

/// Tells whether a participle with "by" tells what befell a thing right before it: "a site hit by shells".
fn is_of_thing(scene: &Scene<'_>, head: usize) -> bool {
    let tree = &scene.tree;
    let noun = tree.head(head).filter(|&noun| tree.relation(head) == Relation::Acl && noun + 1 == head);
    noun.is_some_and(|noun| matches!(tree.upos(noun), Upos::Noun))
        && scene.lower(head).ends_with(|c: char| c != 'g')
        && scene.after(head + 1, 2).any(|at| scene.lower(at) == "by")
}

/// Tells whether a text that nobody is said to have made says it: "blocked the passage of resolutions condemning Chad".
fn is_of_document(scene: &Scene<'_>, head: usize) -> bool {
    let texts = [
        "resolution",
        "resolutions",
        "statement",
        "statements",
        "letter",
        "petition",
        "bill",
        "legislation",
        "motion",
    ];
    head > 0
        && scene.lower(head).ends_with("ing")
        && scene.tree.relation(head) == Relation::Acl
        && scene.says(head - 1, &texts)
}

/// Tells whether a region is but a pronoun that is somebody's object: "blocked them from marching".
fn is_object_pronoun(scene: &Scene<'_>, region: &Range<usize>) -> bool {
    region.len() == 1 && scene.says(region.start, &["him", "her", "them", "us", "me"])
}

/// Tells whether a word is a pronoun that, where it is not known for whom it stands, names nobody: "we", "it", "this".
fn is_pronoun(scene: &Scene<'_>, at: usize) -> bool {
    scene.says(at, &["we", "i", "you", "it", "this"])
}

/// Returns the word that makes a verb's clause a subordinate one: "if", "since".
fn opener_of(scene: &Scene<'_>, head: usize) -> Option<usize> {
    let tree = &scene.tree;
    let opens = |&child: &usize| {
        child < head
            && matches!(tree.relation(child), Relation::Mark | Relation::Advmod)
            && scene.is(child, WordClass::Subordinator)
    };
    tree.children(head).find(opens)
}

/// Returns where a verb's own words end: before a coordinated verb, a clause after a comma, or the end of what hangs on it.
fn object_end(scene: &Scene<'_>, actors: &[Actor], head: usize, end: usize) -> usize {
    let tree = &scene.tree;
    let reach = tree.reach(head).end.max(end);
    let is_other = |&child: &usize| {
        let start = tree.reach(child).start;
        let after_comma = start > 0 && scene.lower(start - 1) == "," || scene.lower(start) == ",";
        child > end
            && match tree.relation(child) {
                Relation::Conj | Relation::Parataxis => true,
                Relation::Advcl => after_comma || opener_of(scene, child).is_some(),
                _ => false,
            }
    };
    let other = tree.children(head).filter(is_other).map(|child| tree.reach(child).start).min();
    // "rejected the claims and accuses India": a verb right behind "and" has objects of its own.
    // As does one with a subject of its own: "spoke with Lavrov and Lavrov told".
    let is_other_clause = |&child: &usize| {
        let start = tree.reach(child).start;
        start > end
            && tree.relation(child) == Relation::Conj
            && tree.children(child).any(|own| own < child && tree.relation(own).is_subject())
            && (scene.is(start, WordClass::Conjunction) || scene.is(start - 1, WordClass::Conjunction))
    };
    let clause = tree.children(head).filter(is_other_clause).map(|child| tree.reach(child).start).min();
    let is_second = |&child: &usize| {
        child > end
            && tree.relation(child) == Relation::Conj
            && matches!(tree.upos(child), Upos::Verb)
            && scene.is(child - 1, WordClass::Conjunction)
            // "did not meet or call Uganda"
            && child - 1 > end
    };
    let second = tree.children(head).filter(is_second).min();
    let by_words = right_bound(scene, actors, end);
    let whole = reach.max(by_words).min(end + REACH).min(scene.len());
    let whole = second.into_iter().chain(clause).min().unwrap_or(whole).clamp(end, whole);
    let whole = next_of_list(scene, head, end..whole).unwrap_or(whole);
    // "Speaking in Lima, Ruto praised Peru": what stands behind the comma is the next verb's.
    let is_opening = head == scene.opening && scene.lower(head).ends_with("ing");
    if let Some(comma) = (end..whole).find(|&at| is_opening && scene.lower(at) == ",") {
        return comma;
    }
    let cut = other.unwrap_or(whole).clamp(end, whole);
    // A cut that leaves nobody is most often a wrong tree's.
    if within(actors, &(end..cut)).is_empty() { by_words.min(whole) } else { cut }
}

/// Returns where the words of a relative clause end because the list that it interrupts goes on: "Chad, which backs rebels, and Mali,
/// which opposes them, signed".
fn next_of_list(scene: &Scene<'_>, head: usize, words: Range<usize>) -> Option<usize> {
    let group = group_start(scene, head);
    let is_relative = group > 1
        && scene.is(group - 1, WordClass::Relative)
        && scene.lower(group - 1) != "that"
        && scene.lower(group - 2) == ",";
    let goes_on = |&at: &usize| {
        at > words.start
            && scene.lower(at) == ","
            && scene.lower(at + 1) == "and"
            && scene
                .after(at + 2, LIST_REACH)
                .any(|next| scene.lower(next) == "," && scene.is(next + 1, WordClass::Relative))
    };
    words.clone().find(goes_on).filter(|_| is_relative)
}

/// Returns the first word of a verb's group: auxiliaries, negation, adverbs, times.
pub fn group_start(scene: &Scene<'_>, head: usize) -> usize {
    let mut start = head;
    for at in scene.before(head, 10) {
        let is_auxiliary = scene.is_any(at, &AUXILIARIES) || scene.is(at, WordClass::Negative);
        let is_group = is_auxiliary && !scene.is_possessive(at);
        let is_time = scene.words[at].is_time
            || (scene.says(at, &["on", "in"]) && scene.words.get(at + 1).is_some_and(|word| word.is_time));
        if is_group {
            start = at;
        } else if !(scene.is_filler(at) || is_time || is_in_aside(scene, at)) {
            break;
        }
    }
    start
}

/// Tells whether a word is of a short phrase between an auxiliary and its verb: "cannot under any circumstances accept".
fn is_in_aside(scene: &Scene<'_>, at: usize) -> bool {
    let opens = |place: &usize| scene.is(*place, WordClass::Preposition) && scene.lower(*place) != "to";
    let Some(first) = scene.before(at + 1, 3).find(opens) else { return false };
    let is_plain = |place: usize| {
        scene.is(place, WordClass::Determiner)
            || matches!(scene.tree.upos(place), Upos::Noun | Upos::Adj | Upos::Det)
                && !scene.words[place].is_capital
    };
    (first + 1..at + 1).all(is_plain)
        && first > 0
        && (scene.is(first - 1, WordClass::Negative) || scene.is_any(first - 1, &MODALS))
}

/// Tells whether a word is, by its form, a verb with a subject of its own.
pub fn is_finite(scene: &Scene<'_>, at: usize) -> bool {
    let Some(word) = scene.words.get(at) else { return false };
    let before = at.checked_sub(1);
    let is_tail = at > 0 && scene.says(at - 1, &["-", "‑"]);
    // "26 alleged members"
    let follows = before.map(|before| scene.tree.upos(before));
    let is_described = scene.tree.relation(at) == Relation::Amod
        && scene.tree.head(at).is_some_and(|noun| at < noun)
        && matches!(follows, Some(Upos::Num | Upos::Det | Upos::Adj | Upos::Adp));
    if word.is_capital && at > 0 || word.is_time || word.is_aside || is_tail || is_described {
        return false;
    }
    if word.classes.is_any(&AUXILIARIES) {
        return !scene.is_possessive(at)
            && !matches!(word.lower.as_str(), "being" | "having" | "been" | "be");
    }
    if word.classes.is(WordClass::Say) {
        return !word.lower.ends_with("ing") && word.lower != "according";
    }
    let by_ending = word.lower.len() > 4 && word.lower.ends_with("ed") && word.lower.is_ascii();
    let is_adjective = before.is_some_and(|before| scene.is(before, WordClass::Determiner));
    (by_ending || is_irregular_past(&word.lower)) && !is_adjective
}

/// Returns where the subject of a verb may stand, and the word that governs it.
fn subject(
    scene: &Scene<'_>,
    actors: &[Actor],
    head: usize,
    group: usize,
    inflection: Inflection,
    steps: usize,
) -> (Range<usize>, Option<usize>) {
    let none = (group..group, None);
    if steps == 0 {
        return none;
    }
    let Some(before) = scene.before(group, 4).find(|&at| !scene.is_filler(at) && !scene.words[at].is_time)
    else {
        return if inflection == Inflection::Ing { (opening_subject(scene, head), None) } else { none };
    };
    let is_having = scene.lower(group) == "having";
    let inflection = if is_having { Inflection::Ing } else { inflection };
    let has_auxiliary = !is_having && group < head && scene.is_any(group, &AUXILIARIES);
    if scene.lower(before) == "to" && !has_auxiliary {
        return of_infinitive(scene, actors, before, steps);
    }
    if inflection == Inflection::Ing && !has_auxiliary {
        return of_participle(scene, actors, before, head, steps);
    }
    if scene.is(before, WordClass::Relative) && scene.lower(before) != "that" {
        return (antecedent(scene, actors, before), None);
    }
    if scene.lower(before) == "that" {
        return (antecedent(scene, actors, before), None);
    }
    let joined = scene.is(before, WordClass::Conjunction)
        || (scene.lower(before) == "," && !is_after_aside(scene, before));
    if joined {
        let skip = if scene.is(before, WordClass::Conjunction) && before > 0 && scene.lower(before - 1) == ","
        {
            before - 1
        } else {
            before
        };
        if let Some(verb) = verb_before(scene, skip) {
            let (range, governor) =
                subject(scene, actors, verb, group_start(scene, verb), Inflection::Past, steps - 1);
            // "agreed to meet and sign": the infinitive's governor governs both.
            return (range, governor);
        }
    }
    let (start, _) = left_bound(scene, actors, group);
    let region = without_opening(scene, actors, start..group);
    let has_actor = !within(actors, &region).is_empty();
    if !has_actor
        && region.start > 0
        && is_finite(scene, region.start - 1)
        && !scene.is(region.start - 1, WordClass::Say)
        && steps > 1
    {
        // "talks held in May failed": the verb before is part of the subject.
        let verb = region.start - 1;
        return subject(scene, actors, verb, group_start(scene, verb), Inflection::Past, steps - 1);
    }
    if !has_actor && steps > 1 && region.len() <= 2 && scene.is(region.start, WordClass::Pronoun) {
        // "Kyiv said on Monday that it had attacked": the pronoun is most often who speaks.
        let is_between = |&at: &usize| scene.is_filler(at) || scene.says(at, &["that", "on"]);
        let before = scene.before(region.start, 6).find(|at| !is_between(at));
        if let Some(verb) = before.filter(|&at| scene.is(at, WordClass::Say) && is_finite(scene, at)) {
            return (
                subject(scene, actors, verb, group_start(scene, verb), Inflection::Past, steps - 1).0,
                None,
            );
        }
    }
    (region, None)
}

/// Tells whether a comma closes an aside after a name: "Wang, 68, condemned".
fn is_after_aside(scene: &Scene<'_>, comma: usize) -> bool {
    scene
        .before(comma, REACH)
        .take_while(|&at| !is_finite(scene, at) && !scene.is_break(at))
        .any(|at| scene.lower(at) == ",")
        || verb_before(scene, comma).is_none()
}

/// Returns the nearest finite verb before a place, in the same stretch.
fn verb_before(scene: &Scene<'_>, before: usize) -> Option<usize> {
    scene
        .before(before, REACH)
        .take_while(|&at| !scene.is_break(at))
        .find(|&at| is_finite(scene, at) && !scene.is(at, WordClass::Be))
}

/// "to meet": who does it, and what governs it.
fn of_infinitive(
    scene: &Scene<'_>,
    actors: &[Actor],
    to: usize,
    steps: usize,
) -> (Range<usize>, Option<usize>) {
    let governing = [
        WordClass::Desire,
        WordClass::Intend,
        WordClass::Refuse,
        WordClass::Oblige,
        WordClass::ObjectControl,
        WordClass::Be,
    ];
    let mut governor = None;
    for at in scene.before(to, GOVERNOR_REACH) {
        if scene.is_break(at) {
            break;
        }
        if scene.is_any(at, &governing)
            || is_finite(scene, at)
            || scene.entries(at).iter().any(|entry| entry.inflection.is_some())
        {
            governor = Some(at);
            break;
        }
    }
    let Some(governor) = governor else {
        // A headline: "Xi to visit Moscow".
        let (start, _) = left_bound(scene, actors, to);
        return (start..to, None);
    };
    let between = governor + 1..to;
    if scene.is(governor, WordClass::ObjectControl) && !within(actors, &between).is_empty() {
        return (between, Some(governor));
    }
    let verb = if is_finite(scene, governor) { Some(governor) } else { None };
    let (range, _) = match verb {
        Some(verb) => subject(scene, actors, verb, group_start(scene, verb), Inflection::Past, steps - 1),
        None if scene.lower(governor).ends_with("ing") => {
            subject(scene, actors, governor, group_start(scene, governor), Inflection::Ing, steps - 1)
        }
        None => subject(scene, actors, governor, group_start(scene, governor), Inflection::Base, steps - 1),
    };
    (range, Some(governor))
}

/// "of attacking", ", condemning": who does it, and what governs it.
fn of_participle(
    scene: &Scene<'_>,
    actors: &[Actor],
    before: usize,
    head: usize,
    steps: usize,
) -> (Range<usize>, Option<usize>) {
    if scene.is(before, WordClass::Preposition) {
        let control = scene
            .before(before, GOVERNOR_REACH)
            .find(|&at| scene.is(at, WordClass::ObjectControlOf) || scene.is_break(at));
        if let Some(control) = control.filter(|&at| !scene.is_break(at)) {
            return (control + 1..before, Some(control));
        }
        // "refrained from condemning", "stopped short of condemning"
        if let Some(refuse) = scene.before(before, 3).find(|&at| scene.is(at, WordClass::Refuse)) {
            let (range, _) =
                subject(scene, actors, refuse, group_start(scene, refuse), Inflection::Past, steps - 1);
            return (range, Some(refuse));
        }
    }
    if scene.is_any(before, &[WordClass::Refuse, WordClass::Desire, WordClass::Intend]) {
        let (range, _) =
            subject(scene, actors, before, group_start(scene, before), Inflection::Past, steps - 1);
        return (range, Some(before));
    }
    // "forces attacking Kyiv"
    if let Some(actor) = last_before(actors, before + 1).filter(|actor| actor.words.end == before + 1)
        && !scene.is_possessive(before)
    {
        return (actor.words.clone(), None);
    }
    if let Some(verb) = verb_before(scene, before) {
        let (range, _) = subject(scene, actors, verb, group_start(scene, verb), Inflection::Past, steps - 1);
        return (range, Some(before));
    }
    let opens = (0..head).all(|at| !is_finite(scene, at));
    (if opens { opening_subject(scene, head) } else { head..head }, Some(before))
}

/// "Having met Xi, Putin flew home": the subject stands after the comma.
fn opening_subject(scene: &Scene<'_>, head: usize) -> Range<usize> {
    let Some(comma) = scene.after(head, REACH).find(|&at| scene.lower(at) == ",") else { return head..head };
    let end = scene.after(comma, REACH).find(|&at| is_finite(scene, at)).unwrap_or(comma + 1);
    comma + 1..end.max(comma + 1)
}

/// The words that "who", "which" or "that" stands for; for a "that" after a verb, nothing.
fn antecedent(scene: &Scene<'_>, actors: &[Actor], relative: usize) -> Range<usize> {
    let end = if relative > 0 && scene.lower(relative - 1) == "," { relative - 1 } else { relative };
    let near = last_before(actors, end).filter(|actor| end - actor.words.end <= 4);
    near.map_or(relative..relative, |actor| actor.words.clone())
}

/// Returns where the clause that holds a place begins, and the word that opens it.
fn left_bound(scene: &Scene<'_>, actors: &[Actor], place: usize) -> (usize, Option<usize>) {
    for at in scene.before(place, REACH) {
        if scene.is_break(at) {
            return (at + 1, None);
        }
        let in_actor = actors.binary_search_by(|actor| {
            if actor.words.end <= at {
                std::cmp::Ordering::Less
            } else if actor.words.start > at {
                std::cmp::Ordering::Greater
            } else {
                std::cmp::Ordering::Equal
            }
        });
        if in_actor.is_ok() {
            continue;
        }
        if scene.is(at, WordClass::Subordinator) && !scene.words[at].is_time {
            return (at + 1, Some(at));
        }
        if is_finite(scene, at) {
            return (at + 1, None);
        }
    }
    (place.saturating_sub(REACH), None)
}

/// Cuts an opening phrase from a subject's region: "After talks in Beijing, Wang" is "Wang".
fn without_opening(scene: &Scene<'_>, actors: &[Actor], region: Range<usize>) -> Range<usize> {
    let mut start = region.start;
    // A region after a verb or a subordinator begins with that one's own words if a comma follows.
    let opens = |at: usize| {
        scene.is_any(at, &[WordClass::Preposition, WordClass::Subordinator])
            || scene.words.get(at).is_some_and(|word| word.is_time || word.classes.is(WordClass::Adverb))
            || scene.lower(at).ends_with("ly")
    };
    let after_other = start > 0
        && scene.lower(start - 1) != ","
        && !scene.is_break(start - 1)
        && !scene.is(start - 1, WordClass::Say);
    let mut is_cut = after_other;
    for _ in 0..STEPS_MAX {
        if !(opens(start) || is_cut) {
            break;
        }
        is_cut = false;
        let Some(comma) = (start..region.end).find(|&at| scene.lower(at) == ",") else { break };
        let rest = !within(actors, &(comma + 1..region.end)).is_empty();
        if !rest {
            break;
        }
        start = comma + 1;
    }
    start..region.end.max(start)
}

/// Returns where the clause that goes on at a place ends.
fn right_bound(scene: &Scene<'_>, actors: &[Actor], place: usize) -> usize {
    let limit = (place + REACH).min(scene.len());
    let mut depth = 0;
    for at in place..limit {
        let next = at + 1;
        if scene.is_break(at) || matches!(scene.lower(at), ".") && next >= scene.len() {
            return at;
        }
        let is_list = |at: usize| {
            let next = actors.partition_point(|actor| actor.words.start <= at);
            last_before(actors, at).is_some_and(|actor| actor.words.end == at)
                && actors.get(next).is_some_and(|actor| actor.words.start <= at + 3)
        };
        if scene.lower(at) == "," && !is_list(at) {
            return at;
        }
        if scene.is(at, WordClass::Subordinator)
            && !scene.says(at, &["that", "as", "once", "so", "amid", "following", "since"])
            && !scene.words.get(next).is_some_and(|word| word.is_time)
        {
            return at;
        }
        if scene.is(at, WordClass::Conjunction)
            && (is_finite(scene, next) || scene.is_filler(next) && is_finite(scene, next + 1))
        {
            return at;
        }
        if scene.is(at, WordClass::Relative) && scene.lower(at) != "that" {
            return at;
        }
        depth += usize::from(is_finite(scene, at));
        // A second verb has objects of its own: "said he would leave".
        if depth > 2 {
            return at;
        }
    }
    limit
}
