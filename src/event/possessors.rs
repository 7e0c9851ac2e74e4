//! Whose a noun is, so that they do what it names.
//!
//! In: a noun for an act. Out: those it belongs to. In "Putin's invasion" it is Putin, in "Moscow signalled it will step up its raids"
//! Moscow, in "ordered the arrest of" whoever ordered it.

use super::actors::{Actor, ActorKind};
use super::participants::{COORDINATED_MAX, View};
use super::triggers::Trigger;
use crate::lexicon::grammar::WordClass;
use crate::lexicon::verbs::Inflection;
use crate::model::{EventType, Sector};
use crate::text::{Relation, Upos};

/// How far before a noun its possessor or premodifier may stand ("Putin's bloody full-scale invasion").
const POSSESSOR_REACH: usize = 5;

/// How many steps are walked up from a noun to the verb whose subject "its" stands for.
const OWNER_STEPS_MAX: usize = 5;

impl View<'_, '_> {
    /// Returns who a noun belongs to: "Putin's invasion", "Russian attacks", "US sanctions".
    pub(super) fn possessor(&self, noun: usize) -> Vec<usize> {
        let last = self.actors.partition_point(|actor| actor.words.end <= noun);
        let Some(actor) = last.checked_sub(1) else { return Vec::new() };
        let gap = self.actors[actor].words.end..noun;
        if gap.len() > POSSESSOR_REACH {
            return Vec::new();
        }
        let possessive = gap.clone().next().is_some_and(|at| self.scene.is_possessive(at));
        let is_adjective = matches!(
            self.actors[actor].kind,
            ActorKind::Nationality | ActorKind::Place | ActorKind::Name | ActorKind::Common
        );
        let plain = |at: usize| {
            let word = &self.scene.words[at];
            !word.classes.is_closed() && !word.is_capital && word.lower.chars().any(char::is_alphabetic)
                || word.is_time
                // "Niger's continued support"
                || self.scene.tree.relation(at) == Relation::Amod
        };
        let joins = if possessive {
            gap.clone().skip(1).all(|at| plain(at) || self.scene.is_filler(at))
        } else {
            // "Putin and Modi discussed trade"
            let is_told = gap.clone().any(|at| super::clause::is_finite(self.scene, at));
            is_adjective && gap.len() <= 2 && gap.clone().all(plain) && !is_told
        };
        if !joins {
            return Vec::new();
        }
        // "Russia and China's talks": both.
        let mut first = actor;
        while first > 0
            && actor - first < COORDINATED_MAX
            && self.coordinated(first - 1, noun).contains(&actor)
        {
            first -= 1;
        }
        (first..=actor).collect()
    }

    /// Leaves out where a meeting is held or of what kind it is: "the Jeddah meetings", "a cabinet meeting", but "Xi's meeting".
    pub(super) fn without_seat(&self, possessor: Vec<usize>, trigger: &Trigger) -> Vec<usize> {
        let is_seat = |actor: &Actor| {
            let is_named = actor.kind == ActorKind::Name && actor.entity.is_some();
            !is_named && actor.kind != ActorKind::Coreferent && !self.scene.is_possessive(actor.words.end)
        };
        // "F-16 bombings", "an Internet protest": a name of nobody says of what kind it is.
        let is_kind = |actor: &Actor| {
            actor.kind == ActorKind::Name
                && actor.entity.is_none()
                && actor.country.is_none()
                && actor.sector.is_none()
                && !self.scene.is_possessive(actor.words.end)
        };
        let is_meeting = trigger.frame.kind == EventType::Consult && trigger.frame.mode != Some("visit");
        // "the East Asia summit": which one it is.
        let is_gathering = self.scene.says(trigger.head, &["summit", "summits", "conference", "forum"]);
        let is_which = |actor: &Actor| !self.scene.is_possessive(actor.words.end);
        // "his South American trip": where it leads.
        let is_goal = |actor: &Actor| {
            let before = actor.words.start.checked_sub(1);
            trigger.frame.mode == Some("visit")
                && !self.scene.is_possessive(actor.words.end)
                && before.is_some_and(|at| {
                    self.scene.is_possessive(at)
                        || self.scene.says(at, &["his", "her", "their", "its", "my", "our"])
                })
        };
        let is_left_out = possessor.len() == 1 && {
            let actor = &self.actors[possessor[0]];
            is_goal(actor)
                || is_meeting && is_seat(actor)
                || is_gathering && is_which(actor)
                || trigger.inflection.is_none() && is_kind(actor)
        };
        if is_left_out { Vec::new() } else { possessor }
    }

    /// Returns the subject of the verb that a noun hangs on.
    pub(super) fn over(&self, noun: usize) -> Vec<usize> {
        let tree = &self.scene.tree;
        let relations = [Relation::Obj, Relation::Obl];
        let Some(verb) = tree.head(noun).filter(|_| relations.contains(&tree.relation(noun))) else {
            return Vec::new();
        };
        let found = super::subject::find(self.scene, self.actors, verb)
            .filter(|_| matches!(tree.upos(verb), Upos::Verb));
        found.map_or(Vec::new(), |(region, _)| self.subject(super::actors::widen(self.actors, region), verb))
    }

    /// Returns whom "its" or "their" before a noun stands for: the subject of the verb over it.
    pub(super) fn own(&self, trigger: &Trigger) -> Vec<usize> {
        let tree = &self.scene.tree;
        let start = trigger.words.start;
        let is_own = self.scene.before(start, 3).any(|at| {
            self.scene.says(at, &["its", "their"])
                && (at + 1..start).all(|at| matches!(tree.upos(at), Upos::Adj | Upos::Noun))
        });
        if !is_own {
            return Vec::new();
        }
        // "Moscow signalled it will step up its raids": the next verb's subject where its own names nobody.
        let up = std::iter::successors(tree.head(trigger.head), |&at| tree.head(at)).take(OWNER_STEPS_MAX);
        let mut verbs = up.filter(|&verb| verb < start && matches!(tree.upos(verb), Upos::Verb));
        let subject = |verb: usize| {
            let (region, _) = super::subject::find(self.scene, self.actors, verb)?;
            let found = self.subject(super::actors::widen(self.actors, region), verb);
            (!found.is_empty()).then_some(found)
        };
        verbs.find_map(subject).unwrap_or_default()
    }

    /// Tells whether a place before a noun undergoes it: "the Ukraine war"; but "US airstrikes", "Russia's war".
    pub(super) fn is_undergoing(&self, possessor: &[usize], trigger: &Trigger) -> bool {
        let Some(actor) = possessor.last().map(|&place| &self.actors[place]) else { return false };
        let last = actor.words.end - 1;
        let is_short = self.scene.text(last).chars().all(|c| c.is_uppercase() || c == '.');
        if self.is_ones_own(actor, trigger) {
            return true;
        }
        let is_conflict = trigger.frame.kind.quad() == 4;
        if self.scene.lower(trigger.words.start) == "civil" && actor.kind == ActorKind::Place {
            return true;
        }
        is_conflict
            && actor.kind == ActorKind::Place
            && !is_short
            && !self.scene.is_possessive(actor.words.end)
    }

    /// Tells whether a noun names what befalls its owner: "Bashir's ouster", "the editor's arrest"; but "the army's killings".
    fn is_ones_own(&self, actor: &Actor, trigger: &Trigger) -> bool {
        let falls = ["ouster", "overthrow", "assassination", "impeachment"];
        let custody = [
            "arrest",
            "detention",
            "imprisonment",
            "expulsion",
            "deportation",
            "extradition",
            "conviction",
            "murder",
        ];
        use Sector::*;
        let may_hold = matches!(actor.sector, Some(Military | Police | Rebels | Judiciary | Igo))
            || actor.kind == ActorKind::Place;
        self.scene.is_possessive(actor.words.end)
            && (self.scene.says(trigger.head, &falls) || self.scene.says(trigger.head, &custody) && !may_hold)
    }

    /// Returns the subject of a verb before a noun whose subject does what the noun names: "ordered the arrest of".
    pub(super) fn enacting(&self, noun: usize) -> Vec<usize> {
        let is_verb = |at: &usize| {
            self.scene.is(*at, WordClass::Enact) && self.scene.tree.relation(*at) != Relation::Amod
        };
        let is_plain = |at: &usize| {
            let word = &self.scene.words[*at];
            // "stepped up attacks"
            let is_particle = self.scene.tree.relation(*at) == Relation::CompoundPrt;
            !word.classes.is_closed() || word.classes.is(WordClass::Determiner) || is_particle
        };
        let Some(verb) = self.scene.before(noun, POSSESSOR_REACH).find(|at| is_verb(at) || !is_plain(at))
        else {
            return Vec::new();
        };
        if !is_verb(&verb) {
            return Vec::new();
        }
        let clause = super::clause::find(self.scene, self.actors, verb, verb + 1, Inflection::Past);
        self.subject(clause.subject, verb)
    }
}
