//! Who does an act, and to whom.
//!
//! In: a [`Trigger`] with its [`Clause`]. Out: actors and recipients, in order. "Sanctions imposed on Russia by the EU" has the
//! actor EU and the recipient Russia.

use super::actors::{Actor, ActorKind, last_before};
use super::clause::Clause;
use super::recipients::PLACE_MARKERS;
use super::scene::Scene;
use super::triggers::Trigger;
use crate::lexicon::grammar::WordClass;
use crate::lexicon::verbs::Inflection;
use crate::model::{EventType, Sector};
use crate::text::{Relation, Upos};
use std::ops::Range;

/// How far after a noun its participants may stand ("invasion, launched last year, of Ukraine" is left out).
const NOUN_REACH: usize = 14;

/// How far a preposition looks for its actor ("to the eastern port of Odesa").
const MARKER_REACH: usize = 7;

/// How many may stand on one side; what is longer is a table or a list.
pub const COORDINATED_MAX: usize = 12;

/// The participants of an act, as places in the sentence's actors.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Participants {
    /// Who does it.
    pub actors: Vec<usize>,
    /// To whom.
    pub recipients: Vec<usize>,
    /// Where, as an actor that stands after "in" or "at".
    pub place: Option<usize>,
    /// Whether the actor is only the country it was done in: "was jailed in Rwanda".
    pub is_by_place: bool,
}

/// Finds the participants of a verb or phrase.
pub fn of_verb(scene: &Scene<'_>, actors: &[Actor], trigger: &Trigger, clause: &Clause) -> Participants {
    let view = View { scene, actors };
    let subject = view.subject(clause.subject.clone(), clause.group);
    let mut found = Participants::default();
    let mut besides = Vec::new();
    if trigger.is_passive {
        let mut agent = view.marked(clause.object.clone(), &["by"], &[]);
        // "were deployed before the ceremony, during which he was sworn in by the president"
        if agent.first().is_some_and(|&agent| view.is_of_other_clause(agent, trigger.head)) {
            agent.clear();
        }
        let between = view.marked(clause.object.clone(), &["between"], &[]);
        let to: Vec<&str> =
            trigger.frame.to.iter().copied().filter(|&to| to != "obj" && to != "by").collect();
        let marked = view.marked(clause.object.clone(), &to, &agent);
        if trigger.object.is_some() {
            found.actors = if agent.is_empty() { between } else { agent };
            // "prisoners have been released by rebels in Tripoli": the noun of the phrase undergoes it.
            let undergoers = view.undergoing_object(trigger);
            found.recipients =
                if undergoers.is_empty() { view.without(marked, &found.actors) } else { undergoers };
            // "Russian troops were sent", "Sanctions were imposed": what stands before may still tell whose they are.
            if found.actors.is_empty() && trigger.frame.kind.quad() != 4 {
                let is_topic = |one: &usize| {
                    matches!(view.markers(*one, clause.subject.start).0, "on" | "about" | "over" | "against")
                };
                let own: Vec<usize> = subject.into_iter().filter(|one| !is_topic(one)).collect();
                found.actors = view.without_seat(view.without(own, &found.recipients), trigger);
            }
        } else {
            found.actors = agent;
            // "has been killed in Syria" does not say who.
            let is_place = |&actor: &usize| PLACE_MARKERS.contains(&view.marker(actor, clause.object.start));
            let marked = if marked.iter().any(is_place) { Vec::new() } else { marked };
            // "the fight against the rebels is backed by Kenya": they are no recipients.
            let is_relative = scene.tree.relation(trigger.head) == Relation::AclRelcl;
            let is_partner =
                |&one: &usize| is_relative || !view.is_fought(one, clause.subject.start, trigger.frame);
            let subject: Vec<usize> = subject.into_iter().filter(is_partner).collect();
            found.recipients = if subject.is_empty() { marked } else { subject };
        }
    } else {
        found.actors = view.with_conjuncts(subject, trigger.head);
        besides.clone_from(&found.actors);
        // "massed troops near Ukraine": the noun of the phrase is what the act is done with.
        if let Some(object) = trigger
            .object
            .filter(|_| !(trigger.frame.to.contains(&"obj") || trigger.frame.mode == Some("release")))
        {
            let words = object + 1 - trigger.object_words..object + 1;
            let is_object = |&place: &usize| {
                actors[place].sector != Some(Sector::Civilians)
                    && actors[place].words.clone().any(|word| words.contains(&word))
            };
            besides.extend((0..actors.len()).filter(is_object));
        }
        besides.extend(view.own_possessor(trigger, &found.actors));
        besides.extend(view.founded(trigger));
        found.recipients = view.recipients(clause.object.clone(), trigger, &besides, found.actors.len() > 1);
        if found.recipients.is_empty() && scene.lower(trigger.head) == "met" {
            found.recipients = view.marked(clause.object.clone(), &["with"], &found.actors);
        }
    }
    found.place = view.place(clause.start..clause.object.end, &found);
    if found.recipients.is_empty() && !found.actors.is_empty() {
        found.recipients = view.concerned(trigger, clause, &found, &besides);
        found.place = found.place.filter(|place| !found.recipients.contains(place));
    }
    if trigger.is_passive && found.actors.is_empty() && !found.recipients.is_empty() {
        found.actors = view.custodian(trigger, clause, &found);
        found.is_by_place = !found.actors.is_empty();
    }
    found
}

/// Finds the participants of a noun: possessor, premodifier, and what prepositions join.
pub fn of_noun(scene: &Scene<'_>, actors: &[Actor], trigger: &Trigger) -> Participants {
    let view = View { scene, actors };
    // "efforts to win their release": they are let go, whoever they are.
    let is_ones_own = scene.before(trigger.words.start, 2).any(|at| scene.says(at, &["their", "his", "her"]));
    if trigger.frame.mode == Some("release") && is_ones_own {
        return Participants::default();
    }
    let after = trigger.words.end..view.noun_end(trigger);
    let mut found = Participants::default();
    let between = view.marked(after.clone(), &["between"], &[]);
    let by = view.marked(after.clone(), &["by"], &between);
    let mut possessor = view.possessor(trigger.words.start);
    if possessor.is_empty() {
        possessor = view.shared_possessor(trigger);
    }
    if possessor.is_empty()
        && between.is_empty()
        && let Some(found) = undergone(&view, trigger, &by, after.clone())
    {
        return found;
    }
    let others = [between.as_slice(), &by].concat();
    let mut recipients = view.marked(after.clone(), &trigger.frame.to, &others);
    // "the extradition of spies to Germany"
    if let &[one] = recipients.as_slice()
        && view.is_unknown(one)
        && trigger.frame.to.contains(&"to")
    {
        let named = view.marked(after.clone(), &["to"], &others);
        recipients = if named.is_empty() { recipients } else { named };
    }
    recipients = view.without(recipients, &by);
    if !between.is_empty() && !possessor.is_empty() {
        // "China's mediation between Russia and Ukraine"
        (found.actors, recipients) = (possessor, between);
    } else if !between.is_empty() {
        found.actors = between;
        recipients.clear();
    } else if !by.is_empty() {
        found.actors = by;
    } else if recipients.is_empty() && view.is_undergoing(&possessor, trigger) {
        recipients = possessor;
    } else {
        found.actors = view.without_seat(possessor, trigger);
    }
    // "their opposition to Russia": the subject of the clause.
    if found.actors.is_empty() {
        found.actors = view.without(view.own(trigger), &recipients);
    }
    // "the visit of Xi to Moscow", "the resignation of Johnson": of names who does it, unless the frame says otherwise.
    if found.actors.is_empty() && !trigger.frame.to.contains(&"of") {
        let of = view.marked(after.clone(), &["of"], &[]);
        // "sanctions against the regime of Assad" are not his.
        let is_own = of.first() == view.inside(&after).next().as_ref();
        found.actors = if is_own { view.without(of, &recipients) } else { Vec::new() };
        // "fighting between an alliance of rebels and the army": the army is the other side.
        if scene.before(trigger.words.start, 4).any(|at| scene.lower(at) == "between") {
            found.actors.truncate(1);
        }
    }
    if found.actors.is_empty() {
        found.actors = view.without(view.enacting(trigger.words.start), &recipients);
    }
    // "presided over a meeting with Kerry", "flew home after talks with Lula": whoever the sentence is about.
    if found.actors.is_empty() && !recipients.is_empty() && trigger.frame.kind == EventType::Consult {
        found.actors = view.without(view.over(trigger.head), &recipients);
    }
    found.recipients = view.without(recipients, &found.actors);
    found.place = view.place(after, &found);
    found
}

/// Returns who demands that somebody act: "Germany said Russia must withdraw" is Germany's demand of Russia.
pub fn demander(
    scene: &Scene<'_>,
    actors: &[Actor],
    trigger: &Trigger,
    clause: &Clause,
) -> Option<Vec<usize>> {
    let tree = &scene.tree;
    let is_due = (clause.group..trigger.head).any(|at| scene.is(at, WordClass::Obligated));
    let say = tree.head(trigger.head).filter(|_| tree.relation(trigger.head) == Relation::Ccomp)?;
    if !is_due || !scene.is(say, WordClass::Say) || trigger.is_passive {
        return None;
    }
    let (region, _) = super::subject::find(scene, actors, say)?;
    let speaker = View { scene, actors }.subject(super::actors::widen(actors, region), say);
    (!speaker.is_empty()).then_some(speaker)
}

/// "Iran faces criticism from Germany", "Kenya drew praise": the verb's subject undergoes what the noun names.
fn undergone(
    view: &View<'_, '_>,
    trigger: &Trigger,
    by: &[usize],
    after: Range<usize>,
) -> Option<Participants> {
    let View { scene, actors } = view;
    let verb =
        scene.tree.head(trigger.head).filter(|_| scene.tree.relation(trigger.head) == Relation::Obj)?;
    let is_undergoing = scene.is(verb, WordClass::Undergo) && matches!(scene.tree.upos(verb), Upos::Verb);
    if !is_undergoing || super::triggers::is_passive(scene, verb, verb + 1) {
        return None;
    }
    let clause = super::clause::find(scene, actors, verb, verb + 1, Inflection::Past);
    let recipients = view.subject(clause.subject, clause.group);
    let from = if by.is_empty() { view.marked(after, &["from"], &[]) } else { by.to_vec() };
    let actors = view.without(from, &recipients);
    let found = Participants { actors, recipients, ..Participants::default() };
    (!found.recipients.is_empty()).then_some(found)
}

pub(super) struct View<'a, 'd> {
    pub scene: &'a Scene<'d>,
    pub actors: &'a [Actor],
}

impl View<'_, '_> {
    /// Returns the actors that lie in a range of words.
    pub(super) fn inside(&self, words: &Range<usize>) -> Range<usize> {
        let start = self.actors.partition_point(|actor| actor.words.start < words.start);
        let end = self.actors.partition_point(|actor| actor.words.end <= words.end);
        start..end.max(start)
    }

    /// Returns the words that join an actor to what stands before it, nearest first: "to" and "of" for Poland in "to the plan
    /// of Poland"; "" where it stands alone.
    pub(super) fn markers(&self, actor: usize, from: usize) -> (&str, &str) {
        // "over clashes in Syria's Idlib": Idlib is joined by what joins Syria.
        let owner = actor.checked_sub(1).filter(|&owner| {
            let end = self.actors[owner].words.end;
            end > from && end + 1 == self.actors[actor].words.start && self.scene.is_possessive(end)
        });
        if let Some(owner) = owner {
            return self.markers(owner, from);
        }
        let near = self.marker_before(actor, self.actors[actor].words.start, from);
        match near {
            Some((at, "of" | "to")) if self.is_outer(at) => ("according", ""),
            Some((at, "of" | "in" | "from" | "for" | "by" | "on" | "with")) => {
                // "according to a statement from the ministry"
                match self.marker_before(actor, at, from) {
                    Some((outer, "to")) if self.is_outer(outer) => ("according", ""),
                    outer => (self.scene.lower(at), outer.map_or("", |(_, word)| word)),
                }
            }
            Some((_, word)) => (word, ""),
            None => ("", ""),
        }
    }

    /// Tells whether "of" or "to" ends a phrase that tells when or why: "in the wake of", "due to", "according to".
    fn is_outer(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |at| self.scene.lower(at));
        let opens =
            |count: usize| at >= count && self.scene.says(at - count, &["in", "as", "at", "on", "with"]);
        match before {
            "according" | "due" | "thanks" | "because" | "ahead" | "instead" => true,
            "wake" | "aftermath" | "face" | "eve" | "midst" | "help" | "behest" | "request" | "result"
            | "part" | "light" | "front" | "behalf" | "response" | "spite" | "presence" | "absence" => {
                opens(2) || opens(3)
            }
            _ => false,
        }
    }

    /// Returns the nearest word that joins an actor to what stands before it; "" for none.
    fn marker(&self, actor: usize, from: usize) -> &str {
        self.markers(actor, from).0
    }

    pub(super) fn marker_before(&self, actor: usize, start: usize, from: usize) -> Option<(usize, &str)> {
        let floor = self.actors[..actor].last().map_or(from, |last| last.words.end.max(from));
        let joins = |&at: &usize| {
            self.scene.is(at, WordClass::Preposition) && !self.scene.words[at].is_time && !self.counts(at)
                || self.scene.says(at, &["that", ",", "as"])
        };
        let at = self.scene.before(start, MARKER_REACH).take_while(|&at| at >= floor).find(joins)?;
        Some((at, self.scene.lower(at)))
    }

    /// Tells whether a preposition belongs to a number: "at least 75 people", "up to nine".
    fn counts(&self, at: usize) -> bool {
        let next = self.scene.lower(at + 1);
        match self.scene.lower(at) {
            "at" => matches!(next, "least" | "most"),
            "to" => at > 0 && self.scene.lower(at - 1) == "up",
            "up" => next == "to",
            "over" | "about" | "around" => next.starts_with(|c: char| c.is_ascii_digit()),
            _ => false,
        }
    }

    /// Returns an actor with those coordinated with it: "A, B and C".
    pub(super) fn coordinated(&self, first: usize, end: usize) -> Vec<usize> {
        let mut all = vec![first];
        let mut pending = Vec::new();
        let mut last = first;
        let mut home = first;
        for next in first + 1..self.actors.len().min(first + COORDINATED_MAX) {
            // "Ana Paz of Peru and Luis Diaz of Chile"
            if self.is_home_of(next, last) {
                home = next;
                continue;
            }
            let before = if home + 1 == next { home } else { last };
            let gap = self.actors[before].words.end..self.actors[next].words.start;
            if self.actors[next].words.end > end || gap.len() > 4 || gap.is_empty() {
                break;
            }
            let joins = |at: usize| self.scene.says(at, &["and", "&", "nor"]);
            let rest = |at: usize| {
                self.scene.is(at, WordClass::Determiner)
                    || self.scene.says(at, &[",", "and", "&", "nor", "as", "well"])
            };
            // "soldiers and unarmed civilians", "rebels and one policeman", "Ana Paz and former President Luis Diaz"
            let describes = |at: usize| {
                matches!(self.scene.tree.relation(at), Relation::Amod | Relation::Nummod | Relation::Compound)
                    && self.scene.tree.head(at).is_some_and(|head| self.actors[next].words.contains(&head))
            };
            if !gap.clone().all(|at| rest(at) || at > gap.start && describes(at)) {
                break;
            }
            // "Russia, which backs Syria, and Turkey": two are not joined over a comma.
            let is_pair = all.len() == 1 && pending.is_empty();
            if is_pair && self.scene.lower(gap.start) == "," && gap.clone().any(joins) {
                break;
            }
            pending.push(next);
            last = next;
            if gap.clone().any(joins) {
                all.append(&mut pending);
            } else if self.scene.lower(gap.start) != "," {
                break;
            }
        }
        all
    }

    /// Tells whether a place is where somebody named before it is from, and another person follows: "Ana Paz of Peru and Luis Diaz".
    fn is_home_of(&self, place: usize, person: usize) -> bool {
        let (home, name) = (&self.actors[place], &self.actors[person]);
        let Some(next) = self.actors.get(place + 1) else { return false };
        let gap = home.words.end..next.words.start;
        home.kind == ActorKind::Place
            && name.kind == ActorKind::Name
            && next.kind == ActorKind::Name
            && person + 1 == place
            && name.words.end + 1 == home.words.start
            && self.scene.lower(name.words.end) == "of"
            && gap.len() == 1
            && self.scene.says(gap.start, &["and", ","])
    }

    /// Returns the subject in its region: the first actor that no place or time preposition joins.
    /// Others that are coordinated with it may stand up to the verb.
    pub(super) fn subject(&self, region: Range<usize>, verb: usize) -> Vec<usize> {
        let inside = self.inside(&region);
        let stands = |&actor: &usize| {
            let marker = self.marker(actor, region.start);
            if marker == "of" && self.is_of_thing(actor) {
                return false;
            }
            matches!(marker, "" | "," | "of" | "for" | "from" | "that" | "by" | "against" | "between")
        };
        let first = inside.clone().find(stands).or_else(|| {
            inside.clone().find(|&actor| !matches!(self.marker(actor, region.start), "in" | "of"))
        });
        let Some(mut first) = first else { return Vec::new() };
        // "his predecessor, Ana Paz, threatened"
        if self.is_unknown(first)
            && let Some(name) = self.apposed(self.actors[first].words.end - 1)
        {
            return vec![name];
        }
        let end = region.end.max(verb);
        // "after Russia and Syria launched": a tree may leave the first out.
        while first > 0
            && self.marker(first - 1, 0).is_empty()
            && self.coordinated(first - 1, end).contains(&first)
        {
            first -= 1;
        }
        self.spread(self.coordinated(first, end))
    }

    /// Adds those whom the tree joins to a verb's subject over clauses about them: "Russia, which backs Syria, and Turkey signed".
    fn with_conjuncts(&self, mut subject: Vec<usize>, verb: usize) -> Vec<usize> {
        let tree = &self.scene.tree;
        let own = tree.children(verb).find(|&child| child < verb && tree.relation(child).is_subject());
        let is_own = |own: &usize| subject.iter().any(|&actor| self.actors[actor].words.contains(own));
        let Some(own) = own.filter(is_own) else { return subject };
        for word in tree.children(own).filter(|&word| word < verb && tree.relation(word) == Relation::Conj) {
            let at = self.actors.partition_point(|actor| actor.words.end <= word);
            let is_there = self.actors.get(at).is_some_and(|actor| actor.words.end == word + 1);
            if is_there && !subject.contains(&at) && subject.len() < COORDINATED_MAX {
                subject.push(at);
            }
        }
        // "Chad, which backs rebels, and Mali, which opposes them, signed": a tree may hang the second on the first's clause.
        let is_list = self.scene.lower(own + 1) == "," && self.scene.is(own + 2, WordClass::Relative);
        let goes_on = |&at: &usize| self.scene.lower(at) == "," && self.scene.lower(at + 1) == "and";
        for and in (own + 2..verb).filter(goes_on).filter(|_| is_list) {
            let at = self.actors.partition_point(|actor| actor.words.start < and + 2);
            let Some(next) = self.actors.get(at).filter(|next| next.words.start <= and + 3) else { continue };
            let end = next.words.end;
            let is_subject = self.scene.lower(end) == "," && self.scene.is(end + 1, WordClass::Relative);
            if is_subject && end < verb && !subject.contains(&at) {
                subject.push(at);
            }
        }
        subject.sort_unstable();
        subject
    }

    /// Puts those whose people act in the place of these people, where there are several: "the armies of Brazil and Argentina".
    pub(super) fn spread(&self, all: Vec<usize>) -> Vec<usize> {
        let [first, ..] = all[..] else { return all };
        let people = &self.actors[first];
        let is_state = matches!(people.sector, Some(Sector::Government | Sector::Military))
            && people.kind == ActorKind::Common;
        let last = people.words.end - 1;
        if !is_state || !matches!(self.scene.tree.upos(last), Upos::Noun) {
            return all;
        }
        let Some(next) = self.actors.get(first + 1).filter(|next| next.kind != ActorKind::Common) else {
            return all;
        };
        let gap = people.words.end..next.words.start;
        let is_joined = self.scene.says(gap.start, &["of", "from"])
            && gap.clone().skip(1).all(|at| self.scene.is(at, WordClass::Determiner));
        let owners = self.coordinated(first + 1, self.scene.len());
        if is_joined && owners.len() > 1 && self.scene.lower(last).ends_with(['s', 'n']) {
            owners
        } else {
            all
        }
    }

    /// Tells whether a place stands behind "of" a thing, so that it does nothing itself: "the fall of Aleppo", but "the city of Aleppo".
    fn is_of_thing(&self, actor: usize) -> bool {
        let at = self.actors[actor].words.start;
        let of = self.scene.before(at, MARKER_REACH).find(|&at| self.scene.lower(at) == "of");
        let noun = of.and_then(|of| of.checked_sub(1));
        let is_seat = |noun: usize| {
            self.scene.words[noun].is_capital
                || self.scene.says(
                    noun,
                    &[
                        "city", "town", "state", "kingdom", "republic", "island", "village", "province",
                        "region", "people",
                    ],
                )
                || last_before(self.actors, noun + 1).is_some_and(|actor| actor.words.end == noun + 1)
        };
        self.actors[actor].kind == ActorKind::Place && noun.is_some_and(|noun| !is_seat(noun))
    }

    /// Returns the first actor that one of these prepositions joins, with those coordinated.
    pub(super) fn marked(&self, region: Range<usize>, markers: &[&str], besides: &[usize]) -> Vec<usize> {
        let found = self
            .inside(&region)
            .find(|actor| !besides.contains(actor) && markers.contains(&self.marker(*actor, region.start)));
        found.map_or(Vec::new(), |first| self.coordinated(first, region.end))
    }

    pub(super) fn without(&self, from: Vec<usize>, these: &[usize]) -> Vec<usize> {
        from.into_iter().filter(|actor| !these.contains(actor)).collect()
    }

    /// Returns where the words that belong to a noun end.
    fn noun_end(&self, trigger: &Trigger) -> usize {
        let from = trigger.words.end;
        let verb = self
            .scene
            .tree
            .head(trigger.head)
            .filter(|_| self.scene.tree.relation(trigger.head).is_subject());
        let stops = |at: &usize| {
            self.scene.is_break(*at)
                || Some(*at) == verb
                || super::clause::is_finite(self.scene, *at)
                || self.scene.is(*at, WordClass::Relative)
                || self.scene.lower(*at) == "without"
                || self.scene.lower(*at) == ","
                    && last_before(self.actors, *at).is_none_or(|actor| actor.words.end < *at)
        };
        self.scene.after(from, NOUN_REACH).find(stops).unwrap_or((from + NOUN_REACH).min(self.scene.len()))
    }

    /// Returns the place in a clause: what stands after "in" or "at" and takes no other part.
    fn place(&self, region: Range<usize>, found: &Participants) -> Option<usize> {
        self.inside(&region).find(|actor| {
            let is_free = !found.actors.contains(actor) && !found.recipients.contains(actor);
            is_free
                && self.actors[*actor].kind == ActorKind::Place
                && PLACE_MARKERS.contains(&self.marker(*actor, region.start))
                && !self.is_undergone(*actor, region.start)
        })
    }

    /// Tells whether a verb stands between an actor and what joins it: "effort in protecting Kenya".
    fn is_undergone(&self, actor: usize, from: usize) -> bool {
        let tree = &self.scene.tree;
        let start = self.actors[actor].words.start;
        let marker = self.marker_before(actor, start, from);
        marker.is_some_and(|(at, _)| {
            (at + 1..start).any(|at| {
                matches!(tree.upos(at), Upos::Verb)
                    && tree.relation(at) != Relation::Amod
                    && !self.scene.words[at].is_capital
            })
        })
    }
}
