//! Whom an act concerns where neither its object nor its prepositions name anybody.
//!
//! In: a verb's [`Trigger`] with its [`Clause`] and the actors found. Out: its recipients. In "Egypt declared a ceasefire in Gaza" it is
//! Gaza, in "Chad agreed to build a school in Niamey" Niamey, in "Peru will not lift the embargo until Chile pays" Chile.

use super::clause::Clause;
use super::participants::{Participants, View};
use super::recipients::PLACE_MARKERS;
use super::triggers::Trigger;
use crate::lexicon::grammar::WordClass;
use crate::model::EventType;
use crate::text::Relation;
use std::ops::Range;

/// How far behind a verb the condition of its refusal may stand ("will not end the strike, now in its ninth week, until").
const CONDITION_REACH: usize = 20;

/// How many words a condition is read for whoever has to meet it.
const CONDITION_WORDS_MAX: usize = 12;

impl View<'_, '_> {
    /// Returns those an act concerns, though its verb joins nobody to itself.
    pub(super) fn concerned(
        &self,
        trigger: &Trigger,
        clause: &Clause,
        found: &Participants,
        besides: &[usize],
    ) -> Vec<usize> {
        let by_condition = self.of_condition(trigger, clause, besides);
        if !by_condition.is_empty() {
            return by_condition;
        }
        let to_build = || self.of_agreed(trigger, clause, besides);
        let site = || {
            found.place.filter(|&place| {
                self.is_done_to_place(trigger, clause, found, place) && !besides.contains(&place)
            })
        };
        site().or_else(to_build).into_iter().collect()
    }

    /// Tells whether the place of an act is what it is done to: a curfew, a truce, relief, a raid "in Goma"; but a truce signed there
    /// holds elsewhere.
    fn is_done_to_place(
        &self,
        trigger: &Trigger,
        clause: &Clause,
        found: &Participants,
        place: usize,
    ) -> bool {
        use EventType::*;
        let is_of_kind = matches!(trigger.frame.kind, Coerce | Retreat | Aid | Assault | Sanction);
        let is_deal = self.scene.says(
            trigger.head,
            &[
                "sign", "signed", "signs", "agree", "agreed", "agrees", "reach", "reached", "broker",
                "brokered",
            ],
        );
        let is_inside = trigger.frame.kind != Assault
            || !matches!(self.markers(place, clause.start).0, "near" | "outside");
        // "Chad and Niger declared a truce in Zinder": between the two; in Bamako it is Mali's.
        let country = self.actors[place].country.as_ref();
        let is_at_home = country.is_none()
            || found.actors.iter().any(|&actor| self.actors[actor].country.as_ref() == country);
        let is_between = trigger.frame.is_mutual && found.actors.len() > 1 && is_at_home;
        is_of_kind
            && is_inside
            && !is_deal
            && !is_between
            && PLACE_MARKERS.iter().any(|marker| trigger.frame.to.contains(marker))
    }

    /// Returns where somebody agrees to do what is no meeting: "agreed to open a clinic in Lima".
    fn of_agreed(&self, trigger: &Trigger, clause: &Clause, besides: &[usize]) -> Option<usize> {
        let tree = &self.scene.tree;
        let is_agreement = trigger.frame.kind == EventType::Agree;
        // "agreed to open a clinic in Lima", "agreed to the opening of a clinic in Lima"
        let is_to = |&child: &usize| {
            let mut cases = tree.children(child).filter(|&case| case < child);
            tree.relation(child) == Relation::Xcomp
                || tree.relation(child) == Relation::Obl && cases.any(|case| self.scene.lower(case) == "to")
        };
        let to_do = tree.children(trigger.head).find(is_to).filter(|_| is_agreement)?;
        let is_talk = |at: usize| {
            let mut entries = self.scene.entries(at).iter();
            entries.any(|entry| entry.frame.kind == EventType::Consult && entry.inflection.is_none())
        };
        let words = to_do..clause.object.end.max(to_do);
        if words.clone().any(is_talk) {
            return None;
        }
        let mut inside = self.inside(&words).filter(|actor| !besides.contains(actor));
        inside.find(|&actor| {
            self.is_place(actor) && PLACE_MARKERS.contains(&self.markers(actor, words.start).0)
        })
    }

    /// Returns what somebody agrees to found or to go on with, which undergoes nothing: "agreed to set up an institute in Lima".
    pub(super) fn founded(&self, trigger: &Trigger) -> Option<usize> {
        let tree = &self.scene.tree;
        let is_agreement = trigger.frame.kind == EventType::Agree;
        let to_do = tree.child(trigger.head, &[Relation::Xcomp]).filter(|_| is_agreement)?;
        let lemma = self.scene.document.lemma(self.scene.first + to_do);
        let is_founding = matches!(
            &*lemma,
            "set"
                | "establish"
                | "create"
                | "form"
                | "found"
                | "build"
                | "open"
                | "launch"
                | "extend"
                | "expand"
        );
        let object = tree.child(to_do, &[Relation::Obj]).filter(|&object| is_founding && to_do < object)?;
        let at = self.actors.partition_point(|actor| actor.words.end <= object);
        self.actors.get(at).filter(|actor| actor.words.start <= object && !self.is_place(at)).map(|_| at)
    }

    /// Returns who has to do something before a refusal ends: "will not end the strike until the ministry pays".
    fn of_condition(&self, trigger: &Trigger, clause: &Clause, besides: &[usize]) -> Vec<usize> {
        let is_refusal = trigger.frame.kind == EventType::Reject
            || (clause.group..trigger.head).any(|at| self.scene.is(at, WordClass::Negative));
        let behind = self.scene.after(trigger.verb_end, CONDITION_REACH);
        let opener = behind.take_while(|&at| !self.scene.is_break(at)).find(|&at| {
            self.scene.says(at, &["until", "unless"])
                && !self.scene.words.get(at + 1).is_some_and(|word| word.is_time)
        });
        let Some(opener) = opener.filter(|_| is_refusal) else { return Vec::new() };
        let words = opener + 1..(opener + CONDITION_WORDS_MAX).min(self.scene.len());
        let (mut free, by) = (self.free(&words, besides, ""), self.free(&words, besides, "by"));
        // "until their demands are met by the company"
        if free.is_empty() {
            free = by;
        }
        free
    }

    /// Returns the first actor that a marker joins, "" for none, with those coordinated.
    fn free(&self, words: &Range<usize>, besides: &[usize], marker: &str) -> Vec<usize> {
        let mut inside = self.inside(words);
        let first = inside.find(|&actor| {
            !besides.contains(&actor)
                && !self.scene.is_possessive(self.actors[actor].words.end)
                && self.markers(actor, words.start).0 == marker
        });
        first.map_or(Vec::new(), |first| self.coordinated(first, words.end))
    }

    /// Returns the object of two verbs of force that stand side by side, whichever a tree hangs it on: "shot and killed nine officers".
    pub(super) fn shared_object(&self, trigger: &Trigger) -> Option<usize> {
        let (tree, scene, verb) = (&self.scene.tree, self.scene, trigger.head);
        let is_force = |at: usize| {
            let mut entries = scene.entries(at).iter();
            entries.any(|entry| entry.inflection.is_some() && entry.frame.kind == EventType::Assault)
        };
        let is_pair = |first: usize| {
            scene.lower(first + 1) == "and"
                && tree.head(first + 2) == Some(first)
                && is_force(first)
                && is_force(first + 2)
        };
        let is_plain = trigger.frame.kind == EventType::Assault && trigger.object.is_none();
        let first = [Some(verb), verb.checked_sub(2)]
            .into_iter()
            .flatten()
            .find(|&first| is_plain && is_pair(first))?;
        let object = |verb: usize| {
            tree.children(verb).find(|&child| first + 2 < child && tree.relation(child) == Relation::Obj)
        };
        object(first).or_else(|| object(first + 2))
    }

    /// Tells whether a noun says that an actor was killed, taken or held: "the murder of".
    pub(super) fn is_victim(&self, actor: usize, from: usize) -> bool {
        let of = self.marker_before(actor, self.actors[actor].words.start, from);
        of.is_some_and(|(of, _)| of > 0 && self.scene.is(of - 1, WordClass::Befall))
    }

    /// Returns whose the first of two nouns is, where the second has no owner: "Chad's annexation of Aouzou and its support" are
    /// told apart by "its", "Chad's annexation of Aouzou and support for rebels" is Chad's support.
    pub(super) fn shared_possessor(&self, trigger: &Trigger) -> Vec<usize> {
        let tree = &self.scene.tree;
        let first = tree.head(trigger.head).filter(|_| tree.relation(trigger.head) == Relation::Conj);
        let Some(first) = first.filter(|&first| first < trigger.words.start) else { return Vec::new() };
        let has_own = tree.children(trigger.head).any(|child| {
            child < trigger.head && matches!(tree.relation(child), Relation::Det | Relation::NmodPoss)
        });
        let is_owned = tree.child(first, &[Relation::NmodPoss]).is_some();
        if is_owned && !has_own { self.possessor(first) } else { Vec::new() }
    }

    /// Returns the country whose authorities arrested, tried or let go somebody there: "was jailed in Rwanda", "were expelled from
    /// Chad". Custody is the state's, so where nobody else is said to have it, the place stands for its authorities.
    pub(super) fn custodian(&self, trigger: &Trigger, clause: &Clause, found: &Participants) -> Vec<usize> {
        let is_place = |&actor: &usize| self.is_place(actor) && self.actors[actor].country.is_some();
        let (is_custody, is_expulsion) = match trigger.frame.mode {
            Some("arrest" | "convict" | "release") => (true, false),
            Some("deport" | "expel") => (false, true),
            _ => return Vec::new(),
        };
        if is_expulsion {
            let from = self.marked(clause.object.clone(), &["from"], &found.recipients);
            return from.into_iter().filter(is_place).collect();
        }
        // "an engineer kidnapped in Iraq has been freed": where he was taken says nothing of who let him go.
        let tree = &self.scene.tree;
        let own = tree.children(trigger.head).find(|&child| tree.relation(child).is_subject());
        let is_of_subject = |&place: &usize| {
            let of_place = own.filter(|&own| tree.reach(own).contains(&self.actors[place].words.start));
            let clause = of_place.and_then(|own| tree.child(own, &[Relation::Acl, Relation::AclRelcl]));
            let is_in_clause =
                clause.is_some_and(|clause| tree.reach(clause).contains(&self.actors[place].words.start));
            is_in_clause || of_place.is_some() && trigger.frame.mode == Some("release")
        };
        let place = found.place.filter(|place| is_custody && is_place(place) && !is_of_subject(place));
        place.into_iter().collect()
    }
}
