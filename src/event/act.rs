//! What an act counts as, who is stored with it, and how sure it is.
//!
//! In: a [`Trigger`] with its clause and participants. Out: the type it is coded as and the rows of its participants. "Xi will meet
//! Putin" is AGREE, with two of them.

use super::actors::{Actor, ActorKind};
use super::clause::Clause;
use super::participants::Participants;
use super::scene::Scene;
use super::triggers::Trigger;
use crate::lexicon::grammar::WordClass;
use crate::model::{Confidence, EventType, Modality, Participant, ParticipantRole, Sector, Span};

/// How many words behind its verb it may be told that people talk by telephone.
const LINE_REACH: usize = 10;

/// What an act counts as.
pub struct Coded {
    pub kind: EventType,
    pub mode: Option<&'static str>,
    pub cameo: Option<&'static str>,
    pub score: Option<f64>,
}

impl Coded {
    /// Codes an act: in PLOVER, cooperation to come is an agreement, material conflict to come a threat, and cooperation that
    /// somebody "will not" give a rejection. Nouns and what else is denied stay what they are.
    pub fn new(act: &Act<'_>, modality: Modality, negated: bool) -> Coded {
        let frame = act.trigger.frame;
        let stays = negated || act.trigger.inflection.is_none();
        let is_to_come = modality == Modality::Future && !stays;
        let coded =
            |kind, cameo, score| Coded { kind, mode: frame.mode, cameo: Some(cameo), score: Some(score) };
        match frame.kind.quad() {
            _ if act.is_demanded => Coded { mode: None, ..coded(EventType::Request, "100", -5.0) },
            1 | 2 if act.will_not(negated, modality) => coded(EventType::Reject, "120", -4.0),
            1 | 2 if is_to_come => coded(EventType::Agree, "030", 4.0),
            4 if frame.kind == EventType::Mobilize && act.is_for_peace() => {
                Coded { mode: Some("military"), ..coded(EventType::Aid, "074", 8.5) }
            }
            4 if is_to_come && frame.kind != EventType::Mobilize => coded(EventType::Threaten, "130", -4.4),
            1 if frame.mode == Some("meet") && act.is_from_afar() => {
                Coded { mode: Some("phone"), ..coded(frame.kind, "041", 1.0) }
            }
            _ => Coded { kind: frame.kind, mode: frame.mode, cameo: frame.cameo, score: frame.score },
        }
    }
}

/// An act found in a sentence.
pub struct Act<'a> {
    pub scene: &'a Scene<'a>,
    pub actors: &'a [Actor],
    pub trigger: &'a Trigger,
    pub clause: Option<&'a Clause>,
    pub found: Participants,
    /// A noun with an actor of its own inside another act's object: "condemned Moscow's invasion".
    pub is_object: bool,
    /// Somebody says that it must be done.
    pub is_demanded: bool,
}

impl Act<'_> {
    /// Returns the words a time of the act may stand among.
    pub fn clause_span(&self) -> Span {
        let words = match self.clause {
            Some(clause) => {
                clause.start.min(self.trigger.words.start)..clause.object.end.max(self.trigger.words.end)
            }
            None => {
                let (start, end) = (self.trigger.words.start, self.trigger.words.end);
                let stops = |&at: &usize| {
                    self.scene.is_break(at)
                        || self.scene.lower(at) == ","
                        || self.scene.is_any(at, &[WordClass::Subordinator, WordClass::Relative])
                        || self.scene.is(at, WordClass::Conjunction)
                };
                let from =
                    self.scene.before(start, 4).find(stops).map_or(start.saturating_sub(4), |at| at + 1);
                from..self.scene.after(end, 8).find(stops).unwrap_or((end + 8).min(self.scene.len()))
            }
        };
        self.scene.span(words)
    }

    /// Tells whether the clause follows a verb of saying: "Ukraine said Russia attacked".
    pub fn is_under_say(&self) -> bool {
        let is_next = |clause: &&Clause| (clause.start..clause.group).all(|at| self.scene.lower(at) != ",");
        let before = self.clause.filter(is_next).and_then(|clause| clause.start.checked_sub(1));
        let verb =
            before.and_then(|at| if self.scene.lower(at) == "that" { at.checked_sub(1) } else { Some(at) });
        verb.is_some_and(|at| self.scene.is(at, WordClass::Say))
    }

    /// Tells whether somebody says not to do it: "will not lift the ban".
    pub fn will_not(&self, negated: bool, modality: Modality) -> bool {
        negated && modality == Modality::Future && self.clause.is_some_and(|clause| clause.opener.is_none())
    }

    /// Tells whether forces are sent to keep the peace.
    fn is_for_peace(&self) -> bool {
        let Some(clause) = self.clause else { return false };
        let words =
            clause.subject.start.min(self.trigger.words.start)..clause.object.end.max(self.trigger.words.end);
        words.into_iter().any(|at| self.scene.lower(at).starts_with("peacekeep"))
    }

    /// Tells whether people talk from afar: "had a telephone conversation", "held talks by video link".
    fn is_from_afar(&self) -> bool {
        let (scene, end) = (self.scene, self.trigger.words.end);
        let is_line = |at: usize| scene.says(at, &["phone", "telephone", "video", "videolink", "hotline"]);
        let noun = self.trigger.object.unwrap_or(self.trigger.head);
        let mut behind = scene.after(end, LINE_REACH).take_while(|&at| !scene.is_break(at));
        scene.before(noun, 1).any(is_line)
            || behind.any(|at| {
                let is_by = scene.says(at, &["by", "over", "via"]);
                is_by && (is_line(at + 1) || scene.lower(at + 1) == "the" && is_line(at + 2))
            })
    }

    pub fn confidence(&self) -> Confidence {
        let is_known = |&place: &usize| {
            self.actors[place].kind != ActorKind::Common || self.actors[place].country.is_some()
        };
        let sides = [&self.found.actors, &self.found.recipients].map(|side| side.iter().any(is_known));
        match (sides, self.trigger.inflection.is_some()) {
            _ if self.found.is_by_place => Confidence::Low,
            ([true, true], true) => Confidence::High,
            ([false, false], _) | (_, false) => Confidence::Low,
            _ => Confidence::Medium,
        }
    }

    pub fn participants(&self) -> Vec<Participant> {
        let mut recipients = self.found.recipients.as_slice();
        let mut actors = self.found.actors.as_slice();
        // "Talks were held with Russia": one side only is the actor of a mutual act.
        if actors.is_empty() && self.trigger.frame.kind == EventType::Consult {
            (actors, recipients) = (recipients, &[]);
        }
        let role = |places: &[usize], role: ParticipantRole| {
            places.iter().map(move |&place| (place, role)).collect::<Vec<_>>()
        };
        // "Kenya denied that it ...": nobody does it to themselves; "Polish miners" may to "the Polish government".
        let is_same = |one: usize, other: usize| {
            let [one, other] = [one, other].map(|place| &self.actors[place]);
            let are_people = one.kind == ActorKind::Common && other.kind == ActorKind::Common;
            let is_told_apart = are_people && one.sector != other.sector;
            one.entity.is_some() && one.entity == other.entity && !is_told_apart
        };
        // "A Kremlin spokesman denied Moscow's part": words for one state.
        let is_word = self.scene.is(self.trigger.head, WordClass::Deny);
        let is_seat = |one: usize, other: usize| {
            let [one, other] = [one, other].map(|place| &self.actors[place]);
            let is_government = |actor: &Actor| actor.sector == Some(Sector::Government);
            is_word
                && other.kind == ActorKind::Place
                && is_government(one)
                && is_government(other)
                && one.country.is_some()
                && one.country == other.country
        };
        // "Bolivia declared a state of siege in Bolivia": at home.
        let is_home = |place: usize| {
            self.trigger.frame.mode == Some("martial") && self.actors[place].kind == ActorKind::Place
        };
        let is_other = |&place: &usize| {
            is_home(place) || !actors.iter().any(|&actor| is_same(actor, place) || is_seat(actor, place))
        };
        let recipients: Vec<usize> = recipients.iter().copied().filter(is_other).collect();
        let all =
            [role(actors, ParticipantRole::Actor), role(&recipients, ParticipantRole::Recipient)].concat();
        all.into_iter().map(|(place, role)| self.participant(place, role)).collect()
    }

    fn participant(&self, place: usize, role: ParticipantRole) -> Participant {
        let actor = &self.actors[place];
        // "Police arrested", "was jailed in Rwanda": the authorities are those of the place.
        let is_authority = actor.kind == ActorKind::Common
            && role == ParticipantRole::Actor
            && matches!(actor.sector, Some(Sector::Police | Sector::Judiciary));
        let place = self.found.place.filter(|_| is_authority && actor.entity.is_none());
        let country = place.and_then(|place| self.actors[place].country.as_ref());
        Participant {
            role,
            span: self.scene.span(actor.name.clone()),
            entity: actor.entity,
            country: actor.country.as_ref().or(country).cloned(),
            sector: actor.sector,
            via: actor.via,
        }
    }
}
