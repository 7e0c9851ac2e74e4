//! Who did what to whom, when and where.
//!
//! In: a [`Document`] with its names, quotes and times. Out: events in PLOVER types. "Wang met Lavrov in Jakarta" is CONSULT.
//!
//! [`triggers`] finds the words of an act, [`clause`] the stretch its [`subject`] and objects may stand in, by the tree where it
//! gives somebody, else by the words in order. [`participants`], [`possessors`] and [`recipients`] choose among the [`actors`]
//! there, [`accord`] which of two a mutual act is done to, [`excluded`] tells what is no act, [`truth`] and [`when`] say how and when it
//! is told, [`act`] what it counts as.

mod accord;
mod act;
mod actors;
mod belonging;
mod clause;
mod concerned;
mod excluded;
mod kinds;
mod participants;
mod possessors;
mod recipients;
mod scene;
mod subject;
mod tree;
mod triggers;
mod truth;
mod when;

use crate::entity::Names;
use crate::lexicon::events::Form;
use crate::lexicon::grammar::WordClass;
use crate::model::{Attribution, Event, EventType, Modality, Quote, QuoteKind, Span, TimeExpression};
use crate::text::{Document, Relation, Sentence};
use act::{Act, Coded};
use actors::Actor;
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

/// A sentence with its triggers and what is known about them.
struct Reading<'a> {
    scene: &'a Scene<'a>,
    actors: &'a [Actor],
    triggers: &'a [Trigger],
    /// For each trigger its clause, if it is a verb.
    clauses: Vec<Option<Clause>>,
    /// For each trigger the nearest verb among the triggers before it and after it.
    verbs_beside: Vec<[Option<usize>; 2]>,
    /// For each word the type of the act that was told by it as its trigger's head.
    told: Vec<Option<EventType>>,
    /// Whether a word of it is one of sport.
    is_sport: bool,
}

impl<'a> Reading<'a> {
    fn new(scene: &'a Scene<'a>, actors: &'a [Actor], triggers: &'a [Trigger]) -> Reading<'a> {
        let clause = |trigger: &Trigger| {
            let form = trigger.inflection?;
            Some(clause::find(scene, actors, trigger.head, trigger.verb_end, form))
        };
        let mut verbs_beside = vec![[None; 2]; triggers.len()];
        let (mut before, mut after) = (None, None);
        for (place, trigger) in triggers.iter().enumerate() {
            verbs_beside[place][0] = before;
            before = trigger.inflection.map_or(before, |_| Some(place));
        }
        for (place, trigger) in triggers.iter().enumerate().rev() {
            verbs_beside[place][1] = after;
            after = trigger.inflection.map_or(after, |_| Some(place));
        }
        Reading {
            scene,
            actors,
            triggers,
            clauses: triggers.iter().map(clause).collect(),
            verbs_beside,
            told: vec![None; scene.len()],
            is_sport: excluded::is_sport(scene),
        }
    }

    /// Finds who takes part in the act of a trigger, and whether somebody only demands it.
    fn participants(&self, place: usize) -> (Participants, bool) {
        let (scene, actors, trigger) = (self.scene, self.actors, &self.triggers[place]);
        let Some(clause) = &self.clauses[place] else {
            return (participants::of_noun(scene, actors, trigger), false);
        };
        let mut found = participants::of_verb(scene, actors, trigger, clause);
        // "airstrikes on Aleppo killed nine": not Aleppo, but who flew them.
        if let Some(noun) = self.noun_of_subject(place).filter(|_| !trigger.is_passive) {
            let told = participants::of_noun(scene, actors, noun);
            let is_place = |&&other: &&usize| actors[other].kind == actors::ActorKind::Place;
            found.place = found.place.or_else(|| told.recipients.iter().find(is_place).copied());
            found.actors = told.actors;
        }
        let demander = participants::demander(scene, actors, trigger, clause);
        let Some(side) = demander.filter(|side| !found.actors.is_empty() && *side != found.actors) else {
            return (found, false);
        };
        found.recipients = std::mem::replace(&mut found.actors, side);
        (found, true)
    }

    /// Returns the noun that is the subject of a verb and tells the same act: "attack" in "the attack on Goma that killed nine".
    fn noun_of_subject(&self, place: usize) -> Option<&Trigger> {
        let tree = &self.scene.tree;
        let verb = &self.triggers[place];
        let own_of = |verb: usize| tree.children(verb).find(|&child| tree.relation(child).is_subject());
        // "killed and injured"
        let first = tree.head(verb.head).filter(|_| tree.relation(verb.head) == Relation::Conj);
        let head = first.filter(|_| own_of(verb.head).is_none()).unwrap_or(verb.head);
        let own = own_of(head);
        let of_relative = || {
            let noun = tree.head(head).filter(|_| tree.relation(head) == Relation::AclRelcl)?;
            Some(subject::before_time(self.scene, noun))
        };
        let subject = own.filter(|&own| !self.scene.is(own, WordClass::Relative)).or_else(of_relative)?;
        let names = |noun: usize| {
            let at = self.triggers[..place].partition_point(|other| other.words.end <= noun);
            let other = self.triggers[..place].get(at)?;
            let is_same =
                other.head == noun && other.inflection.is_none() && other.frame.kind == verb.frame.kind;
            is_same.then_some(other)
        };
        // A tree may hang the clause on the last noun: "the attack on Goma that killed".
        names(subject).or_else(|| {
            tree.head(subject).filter(|_| tree.relation(subject) == Relation::Nmod).and_then(names)
        })
    }

    /// Tells whether another trigger tells the act of a trigger already; `is_object` where it is a noun in a verb's object.
    fn is_told_by_other(&self, place: usize, is_object: bool) -> bool {
        let trigger = &self.triggers[place];
        let [before, after] = self.verbs_beside[place];
        let is_noun = trigger.inflection.is_none();
        let is_subject = |&verb: &usize| {
            self.clauses[verb].as_ref().is_some_and(|clause| clause.subject.contains(&trigger.head))
        };
        // "A car bomb killed nine", "met for talks": one act, told by the verb.
        let is_same = |verb: usize| self.triggers[verb].frame.kind == trigger.frame.kind;
        let is_same_act = before.filter(|_| is_object).is_some_and(is_same)
            || after.filter(|_| is_noun).filter(is_subject).is_some_and(is_same);
        if is_same_act {
            return true;
        }
        // "refused to meet", "urged Russia to stop", "demanded sanctions": the verb before tells the whole act.
        let governor = self.clauses[place].as_ref().and_then(|clause| clause.governor);
        let over = governor.or_else(|| before.filter(|_| is_object).map(|verb| self.triggers[verb].head));
        let kind = over.and_then(|over| self.told[over]);
        // "met to discuss", "called to congratulate": one meeting or call.
        let is_one = |kind| kind == EventType::Consult && trigger.frame.kind == EventType::Consult;
        kind.is_some_and(|kind| tells_what_it_governs(kind, is_noun) || is_one(kind))
    }

    /// Tells whether a trigger is a noun in the object of the verb before it.
    fn is_object(&self, place: usize) -> bool {
        let [before, _] = self.verbs_beside[place];
        let verb = before.and_then(|verb| self.clauses[verb].as_ref());
        let trigger = &self.triggers[place];
        trigger.inflection.is_none() && verb.is_some_and(|verb| verb.object.contains(&trigger.head))
    }
}

impl Reader<'_> {
    fn read(&self, sentence: &Sentence, events: &mut Vec<Event>) {
        let scene = Scene::new(self.document, sentence, self.times);
        let mut actors = actors::find(&scene, self.names, sentence.span);
        self.add_speakers(&scene, &mut actors);
        let triggers = triggers::find(&scene, &actors);
        let mut reading = Reading::new(&scene, &actors, &triggers);
        for (place, trigger) in triggers.iter().enumerate() {
            let (found, is_demanded) = reading.participants(place);
            let is_object = reading.is_object(place);
            if excluded::is_no_act(&reading, self.names, place, &found)
                || reading.is_told_by_other(place, is_object)
            {
                continue;
            }
            reading.told[trigger.head] = Some(trigger.frame.kind);
            let act = Act {
                scene: &scene,
                actors: &actors,
                trigger,
                clause: reading.clauses[place].as_ref(),
                is_object: is_object && !found.actors.is_empty(),
                found,
                is_demanded,
            };
            events.push(self.event(sentence, act));
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

    fn event(&self, sentence: &Sentence, mut act: Act<'_>) -> Event {
        let Act { scene, trigger, clause, .. } = act;
        let frame = trigger.frame;
        let mut span = scene.span(trigger.words.clone());
        let (modality, negated) = match act.is_demanded {
            true => (Modality::Asserted, false),
            false => (truth::modality(scene, trigger, clause), truth::is_negated(scene, trigger, clause)),
        };
        let coded = Coded::new(&act, modality, negated);
        // "Chad and Niger will not sign": both refuse.
        if coded.kind != EventType::Reject {
            accord::pair(self.names, act.actors, trigger, &mut act.found);
        }
        let is_refused = act.will_not(negated, modality) && coded.kind == EventType::Reject;
        let (negated, modality) = if is_refused { (false, Modality::Asserted) } else { (negated, modality) };
        if let (true, Some(clause)) = (is_refused, clause) {
            span = span.enclose(scene.span(clause.group..clause.group + 1));
        }
        let mut is_background = truth::is_background(scene, trigger, clause, act.is_object);
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
                Form::Verb => "verb",
                Form::Phrase => "phrase",
                Form::Noun => "noun",
            },
        }
    }
}

/// Tells whether an act of this type stands for the act that its verb governs as "to do" or as a noun.
fn tells_what_it_governs(kind: EventType, is_noun: bool) -> bool {
    use EventType::*;
    matches!(kind, Request | Agree | Threaten) || kind == Reject && !is_noun
}

#[cfg(test)]
mod tests;
