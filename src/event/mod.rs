//! Who did what to whom, when and where.
//!
//! In: a [`Document`] with its names, quotes and times. Out: events in PLOVER types. "Wang met Lavrov in Jakarta" is CONSULT.
//!
//! The rules read tokens, not trees: [`triggers`] finds the words of an act, [`clause`] the stretch its subject and objects may
//! stand in, [`participants`] chooses among the [`actors`] there, [`truth`] and [`when`] say how and when it is told.

mod actors;
mod clause;
mod participants;
mod scene;
mod triggers;
mod truth;
mod when;

use crate::entity::Names;
use crate::lexicon::events::Frame;
use crate::lexicon::grammar::WordClass;
use crate::model::{
    Attribution, Confidence, Event, EventType, Modality, Participant, ParticipantRole, Quote, QuoteKind,
    Span, TimeExpression,
};
use crate::text::{Document, Sentence};
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
        let actors = actors::find(&scene, self.names, sentence.span);
        let triggers = triggers::find(&scene, &actors);
        let mut verbs: Vec<(usize, Clause)> = Vec::new();
        for (place, trigger) in triggers.iter().enumerate() {
            if let Some(form) = trigger.inflection {
                verbs.push((place, clause::find(&scene, &actors, trigger.head, trigger.verb_end, form)));
            }
        }
        let mut next_verb = 0;
        for (place, trigger) in triggers.iter().enumerate() {
            let own = verbs.get(next_verb).filter(|(verb, _)| *verb == place).map(|(_, clause)| clause);
            next_verb += usize::from(own.is_some());
            let found = match own {
                Some(clause) => participants::of_verb(&scene, &actors, trigger, clause),
                None => participants::of_noun(&scene, &actors, trigger),
            };
            let sides = (found.actors.len(), found.recipients.len());
            let is_noun = trigger.inflection.is_none();
            let needs_recipient = trigger.frame.needs_recipient && !trigger.is_passive;
            let is_thing = is_noun && needs_both_sides(trigger.frame.kind) && sides.0.min(sides.1) == 0;
            if sides == (0, 0) || sides.0 < 2 && (is_thing || needs_recipient && sides.1 == 0) {
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
            let is_object = is_object && !found.actors.is_empty();
            let act = Act { scene: &scene, actors: &actors, trigger, clause: own, found: &found, is_object };
            events.push(self.event(sentence, &act));
        }
    }

    fn event(&self, sentence: &Sentence, act: &Act<'_>) -> Event {
        let Act { scene, trigger, clause, .. } = act;
        let frame = trigger.frame;
        let span = scene.span(trigger.words.clone());
        let modality = truth::modality(scene, trigger, *clause);
        let negated = truth::is_negated(scene, trigger, *clause);
        let coded = Coded::new(frame, modality, negated || trigger.inflection.is_none());
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
            mode: frame.mode,
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
                crate::lexicon::events::Form::Verb => "verb",
                crate::lexicon::events::Form::Phrase => "phrase",
                crate::lexicon::events::Form::Noun => "noun",
            },
        }
    }
}

/// Tells whether a noun of this type is an act only with both sides: "support", "aid" and "offer" alone name things.
fn needs_both_sides(kind: EventType) -> bool {
    use EventType::*;
    matches!(kind, Agree | Support | Aid | Cooperate | Accuse)
}

/// What an act counts as.
struct Coded {
    kind: EventType,
    cameo: Option<&'static str>,
    score: Option<f64>,
}

impl Coded {
    /// Codes an act: in PLOVER, cooperation to come is an agreement and material conflict to come a threat.
    /// Nouns and what is denied stay what they are.
    fn new(frame: &Frame, modality: Modality, stays: bool) -> Coded {
        let is_to_come = modality == Modality::Future && !stays;
        let (kind, cameo, score) = match frame.kind.quad() {
            1 | 2 if is_to_come => (EventType::Agree, Some("030"), Some(4.0)),
            4 if is_to_come && frame.kind != EventType::Mobilize => {
                (EventType::Threaten, Some("130"), Some(-4.4))
            }
            _ => (frame.kind, frame.cameo, frame.score),
        };
        Coded { kind, cameo, score }
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
}

impl Act<'_> {
    /// Returns the words a time of the act may stand among.
    fn clause_span(&self) -> Span {
        let words = match self.clause {
            Some(clause) => {
                clause.start.min(self.trigger.words.start)..clause.object.end.max(self.trigger.words.end)
            }
            None => {
                self.trigger.words.start.saturating_sub(4)..(self.trigger.words.end + 8).min(self.scene.len())
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

    fn confidence(&self) -> Confidence {
        let is_known = |&place: &usize| {
            self.actors[place].kind != ActorKind::Common || self.actors[place].country.is_some()
        };
        let sides = [&self.found.actors, &self.found.recipients].map(|side| side.iter().any(is_known));
        match (sides, self.trigger.inflection.is_some()) {
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
        let all =
            [role(actors, ParticipantRole::Actor), role(recipients, ParticipantRole::Recipient)].concat();
        all.into_iter().map(|(place, role)| self.participant(place, role)).collect()
    }

    fn participant(&self, place: usize, role: ParticipantRole) -> Participant {
        let actor = &self.actors[place];
        Participant {
            role,
            span: self.scene.span(actor.name.clone()),
            entity: actor.entity,
            country: actor.country.clone(),
            sector: actor.sector,
            via: actor.via,
        }
    }
}

#[cfg(test)]
mod tests;
