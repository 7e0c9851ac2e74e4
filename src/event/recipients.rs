//! To whom a verb's act is done.
//!
//! In: a verb's [`Trigger`] and the region its objects stand in. Out: the recipients. In "Russia rejected a bid by Kosovo to join"
//! it is Kosovo, named inside the object; in "police held 18 people after a fire, Xinhua reported" it is the people.
//!
//! The tree is asked first: the verb's object, then what its prepositions join, each without the clauses about it. A tree is
//! wrong for one object in six: where it gives nobody, the words of the region are read in order. Both take the first named
//! actor inside the object rather than its last noun, which who-to-whom data bears out (knowledge of the field, "Events").

use super::actors::ActorKind;
use super::participants::{COORDINATED_MAX, View};
use super::subject::noun_phrase;
use super::triggers::Trigger;
use crate::lexicon::events::Frame;
use crate::lexicon::grammar::WordClass;
use crate::model::EventType;
use crate::text::Relation;
use std::ops::Range;

/// Prepositions that tell where.
pub const PLACE_MARKERS: [&str; 5] = ["in", "at", "near", "outside", "inside"];

/// Prepositions of what has no part in an act: who else does it, when, beside what.
const OUTER_MARKERS: [&str; 16] = [
    "within",
    "according",
    "by",
    "after",
    "before",
    "since",
    "during",
    "amid",
    "despite",
    "following",
    "alongside",
    "until",
    "like",
    "under",
    "as",
    ",",
];

/// How far before a name the act may stand that it takes part in ("invasion of eastern Ukraine").
const ACT_REACH: usize = 4;

/// How many steps are walked up a tree.
const STEPS_MAX: usize = 12;

/// How far behind "by" the one may end who made what is refused.
const MAKER_REACH: usize = 8;

/// Prepositions and relations that join an actor to the object it undergoes the act with.
const OBJECT_MARKERS: [&str; 13] =
    ["", "of", "from", "against", "for", "with", "to", "over", "about", "on", "between", "into", "among"];

/// What a relative pronoun stands for.
struct Antecedent {
    noun: usize,
    words: Range<usize>,
}

impl View<'_, '_> {
    /// Returns the recipients of a verb; `region` is where its objects may stand, `besides` has no part in them.
    pub fn recipients(
        &self,
        region: Range<usize>,
        trigger: &Trigger,
        besides: &[usize],
        is_mutual: bool,
    ) -> Vec<usize> {
        let is_pair = is_mutual && trigger.frame.mode == Some("sign");
        if self.is_pronoun(&region, trigger) {
            return Vec::new();
        }
        if let Some(object) = self.shared_object(trigger) {
            let words = super::actors::widen(self.actors, noun_phrase(self.scene, object));
            let shared = self.in_object(&words, object, trigger.frame, besides);
            return shared.map_or(Vec::new(), |first| self.coordinated(first, words.end));
        }
        if let Some(antecedent) = self.antecedent(trigger) {
            return self
                .in_object(&antecedent.words, antecedent.noun, trigger.frame, besides)
                .into_iter()
                .collect();
        }
        let told = self.told(trigger);
        if let Some(own) = told.filter(|_| trigger.frame.kind == EventType::Request) {
            let asked = self.asked(&region, own, besides);
            return asked.map_or(Vec::new(), |first| self.coordinated(first, region.end));
        }
        let by_tree = if is_pair { None } else { self.by_tree(&region, trigger, besides) };
        // "warned that people have nowhere to go", "pledged that Chad would help": they are not who is told.
        let is_of_others = told.is_some()
            && (trigger.frame.kind == EventType::Agree || self.scene.lower(trigger.head).starts_with("warn"));
        let by_words = || self.by_words(&region, trigger, besides, is_mutual);
        let first = by_tree.or_else(|| if is_of_others { None } else { by_words() });
        let Some(mut first) = first.filter(|&first| !self.is_own_force(first, trigger)) else {
            return Vec::new();
        };
        // "jailed an Iranian and three Afghan men": the tree's object is the last.
        let floor = first.saturating_sub(COORDINATED_MAX);
        while first > floor
            && !besides.contains(&(first - 1))
            && self.actors[first - 1].words.start >= region.start
            && self.coordinated(first - 1, region.end).contains(&first)
        {
            first -= 1;
        }
        self.coordinated(first, region.end)
    }

    /// Tells whether what somebody agrees on is their own: "agreed to extend its peacekeeping mission".
    fn is_own_force(&self, actor: usize, trigger: &Trigger) -> bool {
        let is_common =
            self.actors[actor].kind == ActorKind::Common && trigger.frame.kind == EventType::Agree;
        let mut before = self.scene.before(self.actors[actor].words.start, 3);
        is_common && before.any(|at| self.scene.says(at, &["its", "their"]))
    }

    /// Returns the subject of the clause that a verb without an object takes: "Chile" in "demanded that Chile pay".
    fn told(&self, trigger: &Trigger) -> Option<usize> {
        let tree = &self.scene.tree;
        let is_object = |&child: &usize| {
            trigger.head < child && matches!(tree.relation(child), Relation::Obj | Relation::Iobj)
        };
        let clause = tree.child(trigger.head, &[Relation::Ccomp]).filter(|&clause| trigger.head < clause)?;
        let own = tree.children(clause).find(|&child| child < clause && tree.relation(child).is_subject())?;
        tree.children(trigger.head).find(is_object).is_none().then_some(own)
    }

    /// Returns who is to do what is demanded: nobody in "demanded that anyone accusing Russia show proof".
    fn asked(&self, region: &Range<usize>, own: usize, besides: &[usize]) -> Option<usize> {
        let phrase = super::actors::widen(self.actors, noun_phrase(self.scene, own));
        let mut inside = self.inside(&phrase).filter(|actor| !besides.contains(actor));
        let named = inside.clone().find(|&actor| self.actors[actor].words.contains(&own));
        let whose = inside.find(|&actor| {
            self.markers(actor, phrase.start).0.is_empty() || self.markers(actor, phrase.start).0 == "of"
        });
        named.or(whose).filter(|&actor| region.contains(&self.actors[actor].words.start))
    }

    /// Returns what "which" or "that" stands for, where it is the verb's object: "the raid, which Peru has never condemned".
    fn antecedent(&self, trigger: &Trigger) -> Option<Antecedent> {
        let (tree, verb) = (&self.scene.tree, trigger.head);
        let noun = tree.head(verb).filter(|_| tree.relation(verb) == Relation::AclRelcl)?;
        let is_object = |&child: &usize| {
            child < verb && tree.relation(child) == Relation::Obj && self.scene.is(child, WordClass::Relative)
        };
        let is_taken = trigger.object.is_none() && trigger.frame.to.contains(&"obj");
        // "a report that Russia has helped Iran": what has an object of its own has no other.
        let has_own = tree.children(verb).any(|child| {
            verb < child && matches!(tree.relation(child), Relation::Obj | Relation::Xcomp | Relation::Ccomp)
        });
        tree.children(verb).find(is_object).filter(|_| is_taken && !has_own)?;
        // "Chad's invasion of Niger, which": a tree may take the last noun for the act.
        let is_act = |at: &usize| {
            let mut entries = self.scene.entries(*at).iter();
            entries.any(|entry| entry.inflection.is_none())
        };
        let is_joined = self.scene.before(noun, ACT_REACH).any(|at| self.scene.lower(at) == "of");
        let noun = self.scene.before(noun, ACT_REACH).find(is_act).filter(|_| is_joined).unwrap_or(noun);
        let words = noun_phrase(self.scene, noun);
        // "despite Chad's raid, which"
        let start = words.start + usize::from(self.scene.is(words.start, WordClass::Preposition));
        Some(Antecedent { noun, words: start..words.end.min(verb) })
    }

    /// Tells whether the verb's object is a pronoun that stands for nobody known: "decorated him with a medal".
    fn is_pronoun(&self, region: &Range<usize>, trigger: &Trigger) -> bool {
        let tree = &self.scene.tree;
        let takes_object = trigger.frame.to.contains(&"obj");
        let object = tree.children(trigger.head).find(|&child| {
            trigger.head < child && tree.relation(child) == Relation::Obj && region.contains(&child)
        });
        let is_known = |object: usize| {
            let at = self.actors.partition_point(|actor| actor.words.end <= object);
            self.actors.get(at).is_some_and(|actor| actor.words.start <= object)
        };
        object.is_some_and(|object| {
            takes_object
                && self.scene.says(object, &["him", "her", "them", "us", "it", "me"])
                && !is_known(object)
        })
    }

    /// Returns the first recipient in the verb's object or behind a preposition of the frame, in the frame's order of them.
    fn by_tree(&self, region: &Range<usize>, trigger: &Trigger, besides: &[usize]) -> Option<usize> {
        let to = trigger.frame.to.iter().copied().filter(|to| !PLACE_MARKERS.contains(to));
        let (of_object, others): (Vec<&str>, Vec<&str>) = to.partition(|&to| to == "of");
        let first = |to: &str| {
            let nouns = self.joined_by(trigger, to).into_iter();
            nouns.filter_map(|noun| self.in_object(region, noun, trigger.frame, besides)).next()
        };
        // "sacked an ambassador of Russia", "freed 37 prisoners", but "freed 37 prisoners to Ukraine".
        let own = self.phrase_object(region, trigger, besides);
        let is_first = |to: &&str| own.is_none() || *to == "to";
        let prepositions = others.iter().copied().filter(is_first);
        // "rejected Kenya's request for arms from Peru": whose it is comes first.
        let is_refusal = trigger.frame.kind == EventType::Reject && trigger.object.is_some();
        let whose = || self.whose_object(region, trigger, besides).filter(|_| is_refusal);
        let found = whose().or_else(|| prepositions.into_iter().find_map(first)).or(own);
        let found = found.or_else(|| of_object.into_iter().find_map(first));
        found.or_else(|| self.whose_object(region, trigger, besides))
    }

    /// Returns whose the noun of a phrase is, where that is whom the act is about: "rejected a U.S. call", "backed Kenya's plan".
    fn whose_object(&self, region: &Range<usize>, trigger: &Trigger, besides: &[usize]) -> Option<usize> {
        let object = trigger.object.filter(|&object| trigger.head < object)?;
        if !matches!(trigger.frame.kind, EventType::Reject | EventType::Support) {
            return None;
        }
        let start = noun_phrase(self.scene, object).start.max(region.start);
        let mut inside = self.inside(&(start..object)).filter(|actor| !besides.contains(actor));
        let is_whose = |&actor: &usize| self.markers(actor, start).0.is_empty() && !self.is_unknown(actor);
        inside.rfind(is_whose)
    }

    /// Returns whose the noun of a phrase is, where it is the actors' own country: "Egypt's ministry expressed Egypt's support".
    pub(super) fn own_possessor(&self, trigger: &Trigger, actors: &[usize]) -> Vec<usize> {
        let is_support = matches!(trigger.frame.kind, EventType::Support | EventType::Agree);
        let Some(object) = trigger.object.filter(|&object| is_support && trigger.head < object) else {
            return Vec::new();
        };
        let start = noun_phrase(self.scene, object).start.max(trigger.verb_end);
        let is_own = |actor: &usize| {
            let owner = &self.actors[*actor];
            matches!(owner.kind, ActorKind::Place | ActorKind::Nationality)
                && owner.country.is_some()
                && actors.iter().any(|&one| self.actors[one].country == owner.country)
        };
        self.inside(&(start..object.max(start))).filter(is_own).collect()
    }

    /// Tells whether an actor is a place.
    pub(super) fn is_place(&self, actor: usize) -> bool {
        self.actors[actor].kind == ActorKind::Place
    }

    /// Returns those whom the noun of a phrase names, where the act is done to them: "prisoners" in "prisoners were released".
    pub(super) fn undergoing_object(&self, trigger: &Trigger) -> Vec<usize> {
        let Some(object) = trigger.object.filter(|_| trigger.frame.mode == Some("release")) else {
            return Vec::new();
        };
        let words = object + 1 - trigger.object_words..object + 1;
        let names = |actor: &usize| self.actors[*actor].words.clone().any(|word| words.contains(&word));
        let at = self.actors.partition_point(|actor| actor.words.end <= words.start);
        (at..self.actors.len().min(at + 1)).filter(names).collect()
    }

    /// Returns the noun of a phrase where it is somebody the act is done to.
    fn phrase_object(&self, region: &Range<usize>, trigger: &Trigger, besides: &[usize]) -> Option<usize> {
        let frame = trigger.frame;
        // "took Russia to court": the noun of the phrase is not the verb's object.
        let is_object = |&object: &usize| self.scene.tree.relation(object) != Relation::Obl;
        let object = trigger.object.filter(is_object)?;
        let words = object + 1 - trigger.object_words..object + 1;
        let found = self.inside(region).find(|&actor| {
            !besides.contains(&actor) && self.actors[actor].words.clone().any(|word| words.contains(&word))
        });
        found.filter(|_| frame.to.contains(&"obj") && frame.kind.quad() != 3 || frame.mode == Some("release"))
    }

    /// Returns the nouns that "obj" or a preposition joins to a verb, or to the noun of its phrase.
    fn joined_by(&self, trigger: &Trigger, to: &str) -> Vec<usize> {
        let tree = &self.scene.tree;
        let after = |at: usize| tree.children(at).filter(move |&child| trigger.head < child);
        if to == "obj" {
            let objects = |relation| after(trigger.head).find(|&child| tree.relation(child) == relation);
            let mut found: Vec<usize> =
                [Relation::Iobj, Relation::Obj].into_iter().filter_map(objects).collect();
            // "called on regional leaders to join the bloc"
            let words = trigger.head + 1..trigger.verb_end;
            let is_on = |case: usize| self.scene.says(case, &["on", "upon", "to"]);
            let is_called = |&child: &usize| {
                tree.relation(child) == Relation::Obl
                    && tree.children(child).any(|case| {
                        words.contains(&case) && is_on(case) && tree.relation(case) == Relation::Case
                    })
            };
            if found.is_empty() {
                found.extend(after(trigger.head).find(is_called));
            }
            return found;
        }
        let is_joined = |&child: &usize| {
            matches!(tree.relation(child), Relation::Obl | Relation::Nmod | Relation::OblAgent)
                && tree.children(child).any(|case| {
                    tree.relation(case) == Relation::Case && case < child && self.scene.lower(case) == to
                })
        };
        let of_verb = after(trigger.head).filter(is_joined);
        of_verb.chain(trigger.object.into_iter().flat_map(|object| after(object).filter(is_joined))).collect()
    }

    /// Returns the actor that an object is, or the first named one inside it, or the first of all there.
    fn in_object(
        &self,
        region: &Range<usize>,
        object: usize,
        frame: &Frame,
        besides: &[usize],
    ) -> Option<usize> {
        let object = self.counted(object);
        let phrase = noun_phrase(self.scene, object);
        let words = phrase.start.max(region.start)..phrase.end.min(region.end);
        if words.is_empty() {
            return None;
        }
        let inside = self.inside(&super::actors::widen(self.actors, words.clone()));
        let inside = inside.filter(|actor| !besides.contains(actor));
        let is_object = |&actor: &usize| self.actors[actor].words.contains(&object);
        let apposed = self.apposed(object).filter(|actor| !besides.contains(actor));
        if let Some(actor) = inside.clone().find(is_object) {
            let apposed = apposed.or_else(|| self.named_ally(actor));
            return apposed.filter(|_| self.is_unknown(actor)).or(Some(actor));
        }
        let near = |actor: usize| self.markers(actor, words.start).0;
        // "condemned the attack by Russia on Odesa": it is who did that.
        let doer =
            inside.clone().find(|&actor| near(actor) == "by").filter(|_| frame.kind == EventType::Accuse);
        // "bombing villages from Chad"
        let is_source = |actor: usize| {
            near(actor) == "from" && frame.kind == EventType::Assault && !frame.to.contains(&"from")
        };
        // "hit a base in Idlib", "blew up a bridge near Kherson"
        let is_site = |&actor: &usize| {
            self.actors[actor].kind == ActorKind::Place && PLACE_MARKERS.contains(&near(actor))
        };
        let site = inside.clone().find(is_site).filter(|_| frame.kind == EventType::Assault);
        let joined = inside.filter(|&actor| {
            (OBJECT_MARKERS.contains(&near(actor)) || near(actor) == "by")
                && !is_source(actor)
                && !self.has_no_part(actor, words.start, frame)
                && !self.is_in_clause_about(actor, object)
        });
        let named = joined.clone().find(|&actor| !self.is_unknown(actor));
        if let Some(alleged) = self.alleged(object, frame).filter(|actor| !besides.contains(actor)) {
            return Some(alleged);
        }
        let maker = || self.maker(object, frame).filter(|actor| !besides.contains(actor));
        doer.or_else(maker).or(named).or_else(|| joined.clone().next()).or(apposed).or(site)
    }

    /// Returns of whom a claim that is looked into tells: "an inquiry into claims that two soldiers beat villagers".
    fn alleged(&self, object: usize, frame: &Frame) -> Option<usize> {
        let tree = &self.scene.tree;
        let is_claim = frame.mode == Some("investigate")
            && self.scene.says(
                object,
                &[
                    "claim",
                    "claims",
                    "allegation",
                    "allegations",
                    "report",
                    "reports",
                    "accusations",
                    "suspicions",
                ],
            );
        let relations = [Relation::Acl, Relation::AclRelcl, Relation::Ccomp];
        let clause = tree.child(object, &relations).filter(|_| is_claim)?;
        let own = tree.children(clause).find(|&child| child < clause && tree.relation(child).is_subject())?;
        let at = self.actors.partition_point(|actor| actor.words.end <= own);
        self.actors.get(at).filter(|actor| actor.words.start <= own).map(|_| at)
    }

    /// Returns who made what is refused: "the senator" in "dismissed a protest filed by the senator against his rival".
    fn maker(&self, object: usize, frame: &Frame) -> Option<usize> {
        let tree = &self.scene.tree;
        let is_made = |&child: &usize| tree.relation(child) == Relation::Acl && object < child;
        let made = tree.children(object).find(is_made).filter(|_| frame.kind == EventType::Reject)?;
        let by = self.scene.after(made + 1, 2).find(|&at| self.scene.lower(at) == "by")?;
        let mut inside = self.inside(&(by..(by + MAKER_REACH).min(self.scene.len())));
        inside.find(|&actor| self.markers(actor, by).0 == "by")
    }

    /// Returns the noun that a word of number counts: "journalists" in "a handful of journalists"; else the word itself.
    fn counted(&self, noun: usize) -> usize {
        let tree = &self.scene.tree;
        let is_of = |&child: &usize| {
            noun < child
                && tree.relation(child) == Relation::Nmod
                && tree.children(child).any(|case| case < child && self.scene.lower(case) == "of")
        };
        let counted = tree.children(noun).find(is_of).filter(|_| self.scene.is(noun, WordClass::Quantity));
        counted.unwrap_or(noun)
    }

    /// Returns the name in apposition to a noun: "Juan Perez" in "a member of the council, Juan Perez".
    pub(super) fn apposed(&self, noun: usize) -> Option<usize> {
        let name = self.scene.tree.child(noun, &[Relation::Appos])?;
        let at = self.actors.partition_point(|actor| actor.words.end <= name);
        let actor = self.actors.get(at).filter(|actor| actor.words.start <= name)?;
        // "the country's ally, Peru"
        let is_state = actor.kind == ActorKind::Place && self.scene.says(noun, &super::actors::RELATED);
        (actor.kind == ActorKind::Name || is_state).then_some(at)
    }

    /// Returns whom "Chad's closest ally, Niger" names, which a tree may not join.
    fn named_ally(&self, actor: usize) -> Option<usize> {
        let end = self.actors[actor].words.end;
        let is_ally = self.scene.says(end - 1, &super::actors::RELATED) && self.scene.lower(end) == ",";
        let name = self.actors.get(actor + 1).filter(|next| is_ally && next.words.start == end + 1)?;
        let is_apart = self.scene.says(name.words.end, &[",", ".", ";", ")"]);
        (is_apart && name.kind != ActorKind::Common).then_some(actor + 1)
    }

    /// Tells whether an actor is only a common noun: "troops".
    pub(super) fn is_unknown(&self, actor: usize) -> bool {
        self.actors[actor].kind == ActorKind::Common && self.actors[actor].country.is_none()
    }

    /// Returns the first named actor that one of the frame's markers joins, else a common noun, else one that nothing sets
    /// apart, else one that only a place joins ("detained in Minsk").
    fn by_words(
        &self,
        region: &Range<usize>,
        trigger: &Trigger,
        besides: &[usize],
        is_mutual: bool,
    ) -> Option<usize> {
        let frame = trigger.frame;
        let inside = self.inside(region);
        let inside = inside.filter(|actor| !besides.contains(actor) && !self.is_told_apart(*actor, trigger));
        // "Jordan and Britain signed a pact": the two are all there is, unless it is said with whom else.
        let is_pair = is_mutual && (frame.kind == EventType::Agree || frame.mode == Some("sign"));
        // "Russia and Turkey met after clashes over Idlib": with nobody else.
        let is_meeting = is_mutual && frame.kind == EventType::Consult;
        let is_partner = |actor: usize| match self.markers(actor, region.start).0 {
            "on" | "about" | "over" | "between" => !is_pair && !is_meeting,
            near => !is_meeting || matches!(near, "" | "with" | "to"),
        };
        let joined =
            inside.clone().filter(|&actor| self.is_joined(actor, region.start, frame) && is_partner(actor));
        let by_place = |actor: usize| {
            let (near, outer) = self.markers(actor, region.start);
            PLACE_MARKERS.contains(&near) || near == "of" && PLACE_MARKERS.contains(&outer)
        };
        let at_once = joined.clone().filter(|&actor| !by_place(actor));
        let named = at_once.clone().find(|&actor| !self.is_unknown(actor));
        let first = named.or_else(|| at_once.clone().next());
        let is_signing = frame.mode == Some("sign");
        // "chanted slogans with people of Aleppo", "moved troops and strengthened ties with Chad": only what the frame joins.
        let is_bound = frame.kind == EventType::Mobilize;
        let is_beside = |actor: usize| {
            frame.kind == EventType::Protest
                && matches!(self.markers(actor, region.start), ("with", _) | (_, "with"))
        };
        let is_there = |actor: usize| self.is_elsewhere(actor, region.start, frame) && !is_beside(actor);
        let elsewhere = || inside.clone().find(|&actor| is_there(actor));
        let first = first.or_else(|| if is_mutual || is_signing || is_bound { None } else { elsewhere() });
        first.or_else(|| joined.clone().next().filter(|_| !is_mutual))
    }

    /// Tells whether one of a frame's markers joins an actor to its verb.
    fn is_joined(&self, actor: usize, from: usize, frame: &Frame) -> bool {
        let to = frame.to.as_slice();
        let (near, outer) = self.markers(actor, from);
        let takes_object = to.contains(&"obj");
        // "met to discuss Kenya": whom a meeting is about is no partner.
        let is_topic = frame.kind == EventType::Consult
            && takes_object
            && !to.contains(&near)
            && !matches!(near, "" | "of");
        let is_joined = to.contains(&near)
            || !outer.is_empty() && to.contains(&outer)
            || near.is_empty() && to.contains(&"that")
            || takes_object && near != "between" && (OBJECT_MARKERS.contains(&near) || near == "that");
        // "sued in every court under the terms of the treaty with Peru"
        let is_apart = matches!(outer, "under" | "during" | "amid" | "despite" | "until");
        is_joined && !is_apart && !is_topic && !self.has_no_part(actor, from, frame)
    }

    /// Tells whether an act is neither done to an actor nor with them: whom cooperation is against, and, in "condemned the killing of a
    /// judge", whoever it befell.
    fn has_no_part(&self, actor: usize, from: usize, frame: &Frame) -> bool {
        let is_judged = frame.kind == EventType::Accuse && frame.mode != Some("investigate");
        let is_of = || self.markers(actor, from).0 == "of" && self.is_victim(actor, from);
        self.is_fought(actor, from, frame) || is_judged && is_of()
    }

    /// Tells whether cooperation is against an actor, or one coordinated with it: "backed the war on insurgents and traffickers".
    pub(super) fn is_fought(&self, actor: usize, from: usize, frame: &Frame) -> bool {
        let (near, outer) = self.markers(actor, from);
        let is_next = |&before: &usize| self.coordinated(before, self.scene.len()).contains(&actor);
        let before = actor.checked_sub(1).filter(|before| self.actors[*before].words.start >= from);
        is_enemy(frame, near, outer)
            || near.is_empty()
                && before.filter(is_next).is_some_and(|before| self.is_fought(before, from, frame))
    }

    /// Tells whether an actor, though no marker of the frame joins it, stands where a recipient may.
    fn is_elsewhere(&self, actor: usize, from: usize, frame: &Frame) -> bool {
        // "redeployed jets near Estonia": what an act is done with; but "rejected the Iraqi government's demand".
        let takes_object = frame.to.contains(&"obj");
        let is_owner = self.scene.is_possessive(self.actors[actor].words.end);
        let is_means = !takes_object && self.actors[actor].kind == ActorKind::Common && !is_owner;
        let (near, outer) = self.markers(actor, from);
        let is_aside = |marker: &str| OUTER_MARKERS.contains(&marker) || PLACE_MARKERS.contains(&marker);
        let is_topic = frame.kind == EventType::Consult && !near.is_empty() || near == "between";
        !is_means
            && !is_topic
            && !self.has_no_part(actor, from, frame)
            && !self.is_unknown(actor)
            && !is_aside(near)
            && !is_aside(outer)
    }

    /// Tells whether a relative clause that does not hold the verb holds an actor.
    pub(super) fn is_of_other_clause(&self, actor: usize, verb: usize) -> bool {
        let tree = &self.scene.tree;
        let last = self.actors[actor].words.end - 1;
        let up = std::iter::successors(Some(last), |&at| tree.head(at)).take(STEPS_MAX);
        let mut between = up.take_while(|&at| at != verb);
        between.any(|at| matches!(tree.relation(at), Relation::AclRelcl | Relation::AdvclRelcl))
    }

    /// Tells whether an actor stands in a clause about a noun inside an object: "condemned the theft of a ship that feeds Somalis".
    fn is_in_clause_about(&self, actor: usize, object: usize) -> bool {
        let tree = &self.scene.tree;
        let last = self.actors[actor].words.end - 1;
        let up = || std::iter::successors(Some(last), |&at| tree.head(at)).take(STEPS_MAX);
        // "approved a statement saying that Chad had won"
        let mut below = up().take_while(|&at| at != object);
        let is_said = below.any(|at| tree.relation(at) == Relation::Acl && self.scene.is(at, WordClass::Say));
        up().any(|at| at == object) && (is_said || self.is_of_other_clause(actor, object))
    }

    /// Tells whether an actor stands in a clause about something else: "captured the bridge from which Russia fled",
    /// "held 18 people, Xinhua reported".
    fn is_told_apart(&self, actor: usize, trigger: &Trigger) -> bool {
        let (tree, verb) = (&self.scene.tree, trigger.head);
        let last = self.actors[actor].words.end - 1;
        let up = std::iter::successors(Some(last), |&at| tree.head(at)).take(STEPS_MAX);
        let mut relations = up.take_while(|&at| at != verb).map(|at| (at, tree.relation(at)));
        let is_agent = matches!(trigger.frame.kind.quad(), 2 | 4) && self.markers(actor, 0).0 == "by";
        relations.any(|(at, relation)| match relation {
            Relation::AclRelcl | Relation::AdvclRelcl | Relation::Parataxis => true,
            Relation::Acl if self.scene.is(at, WordClass::Say) => true,
            // "pledged to lead the coalition, working to end the rule of Assad"
            Relation::Advcl => {
                trigger.frame.kind == EventType::Agree && self.scene.lower(at).ends_with("ing")
            }
            // "the fund set up by Kenya"
            Relation::Acl => is_agent && at != last,
            _ => false,
        })
    }
}

/// "cooperate against the rebels": whom cooperation is against is no partner.
fn is_enemy(frame: &Frame, near: &str, outer: &str) -> bool {
    frame.kind.quad() < 3 && !frame.to.contains(&"against") && (near == "against" || outer == "against")
}
