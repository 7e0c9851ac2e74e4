//! Pasted sentences and what is found in them.
//!
//! In: a sentence. Out: "TYPE trigger: actors > recipients" and what is told about it. "Xi met Putin." is
//! "CONSULT met: Xi > Putin".

use crate::event;
use crate::lexicon::events::frames;
use crate::model::{Article, Attribution, Event, Modality, ParticipantRole};
use crate::text::{self, Document};
use crate::{entity, quote, time};
use jiff::civil::date;

fn events_of(body: &str) -> (Article, Vec<Event>) {
    let mut article = Article::new(body);
    article.metadata.published_on = Some(date(2022, 3, 9));
    let document = text::read(&article);
    let names = entity::find(&document);
    let quotes = quote::find(&document, &names);
    let times = time::find(&document);
    let events = event::find(&document, &names, &quotes, &times);
    (article, events)
}

fn people(document: &Document<'_>, event: &Event, role: ParticipantRole) -> String {
    let people = event.participants.iter().filter(|participant| participant.role == role);
    people.map(|participant| document.slice(participant.span)).collect::<Vec<_>>().join(", ")
}

#[test]
fn the_example_of_every_frame_gives_its_event() {
    let mut wrong = Vec::new();
    for frame in frames() {
        let (article, events) = events_of(frame.example);
        let document = text::read(&article);
        let fits = |event: &&Event| {
            let actors = people(&document, event, ParticipantRole::Actor);
            let recipients = people(&document, event, ParticipantRole::Recipient);
            event.kind == frame.kind
                && event.mode == frame.mode
                && (frame.actor.is_empty() || actors.contains(frame.actor))
                && (frame.recipient.is_empty() || recipients.contains(frame.recipient))
        };
        if !events.iter().any(|event| fits(&event)) {
            let found: Vec<String> = events.iter().map(|event| show(&document, event)).collect();
            wrong.push(format!("{} [{} > {}] {found:?}", frame.example, frame.actor, frame.recipient));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), frames().len(), wrong.join("\n"));
}

fn show(document: &Document<'_>, event: &Event) -> String {
    let actors = people(document, event, ParticipantRole::Actor);
    let recipients = people(document, event, ParticipantRole::Recipient);
    let mut shown =
        format!("{} {}: {actors} > {recipients}", event.kind.as_str(), document.slice(event.trigger));
    if event.negated {
        shown += ", negated";
    }
    if event.modality != Modality::Asserted {
        shown += ", ";
        shown += event.modality.as_str();
    }
    if event.attribution != Attribution::Narrator {
        shown += ", ";
        shown += event.attribution.as_str();
    }
    if event.is_background {
        shown += ", background";
    }
    shown
}
