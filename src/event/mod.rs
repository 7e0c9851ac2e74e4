//! Who did what to whom, when and where.
//!
//! In: a [`Document`] with its names, quotes and times. Out: events in PLOVER types. "Wang met Lavrov in Jakarta" is CONSULT.
//!
//! The rules read tokens, not trees: [`triggers`] finds the words of an act, [`clause`] the stretch its subject and objects may
//! stand in, [`participants`] chooses among the [`actors`] there, [`truth`] and [`when`] say how and when it is told.

mod actors;
mod clause;
mod participants;
mod recipients;
mod scene;
mod subject;
mod tree;
mod triggers;
mod truth;
mod when;

use crate::entity::Names;
use crate::lexicon::grammar::WordClass;
use crate::model::{
    Attribution, Confidence, EntityKind, Event, EventType, Modality, Participant, ParticipantRole, Quote,
    QuoteKind, Sector, Span, TimeExpression,
};
use crate::text::{Document, Sentence, Upos};
use actors::{Actor, ActorKind};
use clause::Clause;
use participants::Participants;
use scene::Scene;
use triggers::Trigger;

/// How many quotes that begin before a trigger are tried for holding it; quotes nest two or three deep.
const QUOTES_TRIED: usize = 12;

/// Finds the events of an article, in order of their trigger; no two have the same trigger.
pub fn find(
    document: &Document<'_>,
    names: &Names,
    quotes: &[Quote],
    times: &[TimeExpression],
) -> Vec<Event> {
    let contents = Contents::new(quotes);
    let mut events = Vec::new();
    for sentence in document.readable().filter(|sentence| !sentence.tokens.is_empty()) {
        let reader = Reader { document, names, contents: &contents, times: of_sentence(times, sentence) };
        reader.read(sentence, &mut events);
    }
    events.sort_by_key(|event| (event.trigger.start, event.trigger.end));
    events.dedup_by_key(|event| event.trigger);
    when::inherit(document.article, &mut events);
    events
}

/// Finds the words that may name an act, each with its sentence, whether or not an event comes of them.
pub fn triggers(document: &Document<'_>, names: &Names, times: &[TimeExpression]) -> Vec<(Span, Span)> {
    let mut found = Vec::new();
    for sentence in document.readable().filter(|sentence| !sentence.tokens.is_empty()) {
        let scene = Scene::new(document, sentence, of_sentence(times, sentence));
        let actors = actors::find(&scene, names, sentence.span);
        let triggers = triggers::find(&scene, &actors).into_iter();
        found.extend(triggers.map(|trigger| (scene.span(trigger.words), sentence.span)));
    }
    found
}

/// Returns the time expressions of a sentence.
fn of_sentence<'a>(times: &'a [TimeExpression], sentence: &Sentence) -> &'a [TimeExpression] {
    let from = times.partition_point(|time| time.span.start < sentence.span.start);
    let to = times.partition_point(|time| time.span.end <= sentence.span.end);
    &times[from..to.max(from)]
}

/// The contents of an article's quotes, in order.
struct Contents<'a> {
    quotes: &'a [Quote],
    /// Piece, place of its quote, and whether it stands in marks.
    pieces: Vec<(Span, usize, bool)>,
}

impl Contents<'_> {
    fn new(quotes: &[Quote]) -> Contents<'_> {
        let mut pieces = Vec::new();
        for (index, quote) in quotes.iter().enumerate() {
            let is_direct = quote.kind == QuoteKind::Direct;
            pieces.extend(quote.content.iter().map(|&piece| (piece, index, is_direct)));
            pieces.extend(quote.quoted.iter().map(|&piece| (piece, index, true)));
        }
        pieces.sort_unstable();
        Contents { quotes, pieces }
    }

    /// Returns the innermost quote that holds a span, and whether the span stands in marks.
    fn around(&self, span: Span) -> Option<(usize, bool)> {
        let end = self.pieces.partition_point(|(piece, ..)| piece.start <= span.start);
        let tried = self.pieces[end.saturating_sub(QUOTES_TRIED)..end].iter().rev();
        let &(_, quote, is_direct) = tried.clone().find(|(piece, ..)| piece.contains(span))?;
        Some((quote, is_direct))
    }
}

struct Reader<'a> {
    document: &'a Document<'a>,
    names: &'a Names,
    contents: &'a Contents<'a>,
    /// Those of the sentence.
    times: &'a [TimeExpression],
}

impl Reader<'_> {
    fn read(&self, sentence: &Sentence, events: &mut Vec<Event>) {
        let scene = Scene::new(self.document, sentence, self.times);
        let mut actors = actors::find(&scene, self.names, sentence.span);
        self.add_speakers(&scene, &mut actors);
        let triggers = triggers::find(&scene, &actors);
        let mut verbs: Vec<(usize, Clause)> = Vec::new();
        for (place, trigger) in triggers.iter().enumerate() {
            if let Some(form) = trigger.inflection {
                verbs.push((place, clause::find(&scene, &actors, trigger.head, trigger.verb_end, form)));
            }
        }
        let mut told: Vec<(usize, EventType)> = Vec::new();
        let mut next_verb = 0;
        for (place, trigger) in triggers.iter().enumerate() {
            let own = verbs.get(next_verb).filter(|(verb, _)| *verb == place).map(|(_, clause)| clause);
            next_verb += usize::from(own.is_some());
            let mut found = match own {
                Some(clause) => participants::of_verb(&scene, &actors, trigger, clause),
                None => participants::of_noun(&scene, &actors, trigger),
            };
            let demander = own.and_then(|clause| participants::demander(&scene, &actors, trigger, clause));
            let demander = demander.filter(|side| !found.actors.is_empty() && *side != found.actors);
            let is_demanded = demander.is_some();
            if let Some(side) = demander {
                found.recipients = std::mem::replace(&mut found.actors, side);
            }
            let sides = (found.actors.len(), found.recipients.len());
            let is_noun = trigger.inflection.is_none();
            let needs_recipient = trigger.frame.needs_recipient && !trigger.is_passive;
            let is_thing = is_noun && needs_both_sides(trigger.frame.kind) && sides.0.min(sides.1) == 0;
            if sides == (0, 0) || sides.0 < 2 && (is_thing || needs_recipient && sides.1 == 0) {
                continue;
            }
            let is_known =
                |&place: &usize| actors[place].kind != ActorKind::Common || actors[place].country.is_some();
            if is_noun && !found.actors.iter().chain(&found.recipients).any(is_known) {
                continue;
            }
            if own.is_some_and(|clause| is_by_nature(&scene, trigger, clause, &found))
                || is_play(&scene, trigger, &found, &actors)
            {
                continue;
            }
            // "Calls to end the war grew": an act of words that nobody is said to do is no report of one.
            if own.is_some()
                && !trigger.is_passive
                && found.actors.is_empty()
                && trigger.frame.kind.quad() != 4
            {
                continue;
            }
            if own.is_some()
                && (self.is_departure(&scene, trigger, &found, &actors)
                    || is_course(&scene, &triggers, trigger))
            {
                continue;
            }
            let before = next_verb.checked_sub(1).and_then(|verb| verbs.get(verb)).filter(|_| own.is_none());
            let after = verbs.get(next_verb).filter(|_| own.is_none());
            let is_object = before.is_some_and(|(_, clause)| clause.object.contains(&trigger.head));
            // "A car bomb killed nine", "met for talks": one act, told by the verb.
            let same = |verb: &(usize, Clause)| triggers[verb.0].frame.kind == trigger.frame.kind;
            let is_told = before.filter(|_| is_object).is_some_and(same)
                || after.filter(|(_, clause)| clause.subject.contains(&trigger.head)).is_some_and(same);
            if is_told {
                continue;
            }
            // "refused to meet", "urged Russia to stop", "demanded sanctions": the verb before tells the whole act.
            let governor = own.and_then(|clause| clause.governor);
            let over =
                governor.or_else(|| before.filter(|_| is_object).map(|(verb, _)| triggers[*verb].head));
            let kind_over =
                over.and_then(|over| told.iter().find(|(head, _)| *head == over)).map(|(_, kind)| *kind);
            if kind_over.is_some_and(|kind| tells_what_it_governs(kind, is_noun)) {
                continue;
            }
            told.push((trigger.head, trigger.frame.kind));
            let is_object = is_object && !found.actors.is_empty();
            let act = Act {
                scene: &scene,
                actors: &actors,
                trigger,
                clause: own,
                found: &found,
                is_object,
                is_demanded,
            };
            events.push(self.event(sentence, &act));
        }
    }

    /// Adds who says "we" or "I" inside quotation marks.
    fn add_speakers(&self, scene: &Scene<'_>, actors: &mut Vec<Actor>) {
        for at in (0..scene.len()).filter(|&at| scene.says(at, &["we", "i"])) {
            let around = self.contents.around(scene.span(at..at + 1)).filter(|(_, is_direct)| *is_direct);
            let Some(speaker) = around.and_then(|(quote, _)| self.contents.quotes[quote].speaker) else {
                continue;
            };
            let place = actors.partition_point(|actor| actor.words.end <= at);
            if actors.get(place).is_none_or(|next| next.words.start > at) {
                actors.insert(place, actors::of_speaker(self.names, speaker, at));
            }
        }
    }

    /// Tells whether somebody only goes away: "Ruto left Kampala" is no retreat.
    fn is_departure(
        &self,
        scene: &Scene<'_>,
        trigger: &Trigger,
        found: &Participants,
        actors: &[Actor],
    ) -> bool {
        let is_one = |&place: &usize| {
            let actor = &actors[place];
            let kind = actor.entity.map(|entity| self.names.entity(entity).kind);
            let is_name = actor.kind == ActorKind::Name && actor.sector.is_none();
            actor.kind == ActorKind::Coreferent || kind == Some(EntityKind::Person) || is_name
        };
        trigger.frame.kind == EventType::Retreat
            && scene.is(trigger.head, WordClass::Depart)
            && found.actors.iter().all(is_one)
    }

    fn event(&self, sentence: &Sentence, act: &Act<'_>) -> Event {
        let Act { scene, trigger, clause, .. } = act;
        let frame = trigger.frame;
        let mut span = scene.span(trigger.words.clone());
        let (modality, negated) = match act.is_demanded {
            true => (Modality::Asserted, false),
            false => (truth::modality(scene, trigger, *clause), truth::is_negated(scene, trigger, *clause)),
        };
        let coded = Coded::new(act, modality, negated);
        let is_refused = act.will_not(negated, modality) && coded.kind == EventType::Reject;
        let (negated, modality) = if is_refused { (false, Modality::Asserted) } else { (negated, modality) };
        if let (true, Some(clause)) = (is_refused, clause) {
            span = span.enclose(scene.span(clause.group..clause.group + 1));
        }
        let mut is_background = truth::is_background(scene, trigger, *clause, act.is_object);
        let quote = self.contents.around(span);
        let told = when::Told {
            trigger: span,
            clause: act.clause_span(),
            modality,
            is_noun: trigger.inflection.is_none(),
            is_background,
            is_reported: quote.is_some() || act.is_under_say(),
        };
        let date = when::date(self.document, self.times, &told);
        is_background |= when::is_history(self.document.article, date);
        let place = act.found.place.map(|place| &act.actors[place]);
        Event {
            kind: coded.kind,
            mode: coded.mode,
            cameo: coded.cameo,
            score: coded.score,
            trigger: span,
            sentence: sentence.span,
            date,
            place: place.and_then(|place| place.entity),
            place_text: place.map(|place| scene.span(place.name.clone())),
            negated,
            modality,
            attribution: match quote {
                Some((_, true)) => Attribution::Quoted,
                Some((_, false)) => Attribution::Reported,
                None if act.is_under_say() => Attribution::Reported,
                None => Attribution::Narrator,
            },
            reported_by: quote.and_then(|(quote, _)| self.contents.quotes[quote].speaker),
            quote: quote.map(|(quote, _)| quote),
            is_background,
            confidence: act.confidence(),
            participants: act.participants(),
            rule: match frame.form {
                _ if act.found.is_by_place => "verb_in_place",
                crate::lexicon::events::Form::Verb => "verb",
                crate::lexicon::events::Form::Phrase => "phrase",
                crate::lexicon::events::Form::Noun => "noun",
            },
        }
    }
}

/// Tells whether what a verb says is nobody's act: "the storm killed nine", "was killed in a crash", "a report criticised".
fn is_by_nature(scene: &Scene<'_>, trigger: &Trigger, clause: &Clause, found: &Participants) -> bool {
    if trigger.frame.kind == EventType::Assault {
        let by = |&at: &usize| scene.says(at, &["in", "by", "from", "of", "after", "when"]);
        let cause = clause.object.clone().find(by).map_or(0..0, |at| at + 1..(at + 6).min(clause.object.end));
        let words = if trigger.is_passive { cause } else { clause.subject.clone() };
        return words.into_iter().any(|at| scene.is(at, WordClass::Nature) && !scene.is_possessive(at + 1));
    }
    let is_thing = |at: usize| matches!(scene.tree.upos(at), Upos::Noun) && !scene.is(at, WordClass::Pronoun);
    let is_told_of_thing =
        !trigger.is_passive && found.actors.is_empty() && clause.subject.clone().any(is_thing);
    is_told_of_thing && trigger.frame.kind.quad() != 4
}

/// Tells whether an act is one of sport: "Germany beat Brazil", "met in the semi-final".
fn is_play(scene: &Scene<'_>, trigger: &Trigger, found: &Participants, actors: &[Actor]) -> bool {
    use EventType::*;
    let is_side = |&place: &usize| actors[place].kind != ActorKind::Common;
    let is_beaten = trigger.frame.mode == Some("beat")
        && !found.recipients.is_empty()
        && found.actors.iter().chain(&found.recipients).all(is_side);
    let may_be =
        matches!(trigger.frame.kind, Assault | Consult | Sanction | Support | Retreat | Threaten | Agree);
    is_beaten || may_be && (0..scene.len()).any(|at| scene.is(at, WordClass::Sport))
}

/// Tells whether a verb says how another act goes on: "talks between Russia and Ukraine stalled".
fn is_course(scene: &Scene<'_>, triggers: &[Trigger], trigger: &Trigger) -> bool {
    let subject = scene.tree.children(trigger.head).find(|&child| scene.tree.relation(child).is_subject());
    let is_act = |other: &Trigger| Some(other.head) == subject && other.inflection.is_none();
    subject.is_some_and(|subject| subject < trigger.head)
        && trigger.frame.kind.quad() != 4
        && trigger.object.is_none()
        && triggers.iter().any(is_act)
}

/// Tells whether an act of this type stands for the act that its verb governs as "to do" or as a noun.
fn tells_what_it_governs(kind: EventType, is_noun: bool) -> bool {
    use EventType::*;
    matches!(kind, Request | Agree | Threaten) || kind == Reject && !is_noun
}

/// Tells whether a noun of this type is an act only with both sides: "support", "aid" and "offer" alone name things.
fn needs_both_sides(kind: EventType) -> bool {
    use EventType::*;
    matches!(kind, Agree | Support | Aid | Cooperate | Accuse | Mobilize)
}

/// What an act counts as.
struct Coded {
    kind: EventType,
    mode: Option<&'static str>,
    cameo: Option<&'static str>,
    score: Option<f64>,
}

impl Coded {
    /// Codes an act: in PLOVER, cooperation to come is an agreement, material conflict to come a threat, and cooperation that
    /// somebody "will not" give a rejection. Nouns and what else is denied stay what they are.
    fn new(act: &Act<'_>, modality: Modality, negated: bool) -> Coded {
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
            _ => Coded { kind: frame.kind, mode: frame.mode, cameo: frame.cameo, score: frame.score },
        }
    }
}

/// An act found in a sentence.
struct Act<'a> {
    scene: &'a Scene<'a>,
    actors: &'a [Actor],
    trigger: &'a Trigger,
    clause: Option<&'a Clause>,
    found: &'a Participants,
    /// A noun with an actor of its own inside another act's object: "condemned Moscow's invasion".
    is_object: bool,
    /// Somebody says that it must be done.
    is_demanded: bool,
}

impl Act<'_> {
    /// Returns the words a time of the act may stand among.
    fn clause_span(&self) -> Span {
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
    fn is_under_say(&self) -> bool {
        let is_next = |clause: &&Clause| (clause.start..clause.group).all(|at| self.scene.lower(at) != ",");
        let before = self.clause.filter(is_next).and_then(|clause| clause.start.checked_sub(1));
        let verb =
            before.and_then(|at| if self.scene.lower(at) == "that" { at.checked_sub(1) } else { Some(at) });
        verb.is_some_and(|at| self.scene.is(at, WordClass::Say))
    }

    /// Tells whether somebody says not to do it: "will not lift the ban".
    fn will_not(&self, negated: bool, modality: Modality) -> bool {
        negated && modality == Modality::Future && self.clause.is_some_and(|clause| clause.opener.is_none())
    }

    /// Tells whether forces are sent to keep the peace.
    fn is_for_peace(&self) -> bool {
        let Some(clause) = self.clause else { return false };
        let words =
            clause.subject.start.min(self.trigger.words.start)..clause.object.end.max(self.trigger.words.end);
        words.into_iter().any(|at| self.scene.lower(at).starts_with("peacekeep"))
    }

    fn confidence(&self) -> Confidence {
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

    fn participants(&self) -> Vec<Participant> {
        let mut recipients = self.found.recipients.as_slice();
        let mut actors = self.found.actors.as_slice();
        // "Talks were held with Russia": one side only is the actor of a mutual act.
        if actors.is_empty() && self.trigger.frame.kind == EventType::Consult {
            (actors, recipients) = (recipients, &[]);
        }
        let role = |places: &[usize], role: ParticipantRole| {
            places.iter().map(move |&place| (place, role)).collect::<Vec<_>>()
        };
        // "Kenya denied that it ...": nobody does it to themselves.
        let entity = |place: usize| self.actors[place].entity;
        let is_other = |&place: &usize| {
            entity(place).is_none() || actors.iter().all(|&actor| entity(actor) != entity(place))
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

#[cfg(test)]
mod tests;
