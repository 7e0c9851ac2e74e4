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
use proptest::prelude::*;

fn events_of(body: &str) -> (Article, Vec<Event>) {
    let mut article = Article::new(body);
    article.metadata.published_on = Some(date(2022, 3, 9));
    let document = text::read(&article);
    let names = entity::find(&document);
    let times = time::find(&document);
    let events = event::find(&document, &names, &[], &times);
    (article, events)
}

fn people(document: &Document<'_>, event: &Event, role: ParticipantRole) -> String {
    let people = event.participants.iter().filter(|participant| participant.role == role);
    people.map(|participant| document.slice(participant.span)).collect::<Vec<_>>().join(", ")
}

#[test]
fn the_example_of_every_frame_gives_its_event() {
    let mut wrong = Vec::new();
    for &frame in frames() {
        let (article, events) = events_of(frame.example);
        let document = text::read(&article);
        // Who comes first must be the one, by a whole word: "Kenyan police" is "police", but "Russia's envoy" is not "Russia".
        let is = |event: &Event, role, expected: &str| {
            let people = people(&document, event, role);
            let first = people.split(", ").next().unwrap_or_default();
            expected.is_empty()
                || people == expected
                || first.split(' ').any(|word| word == expected)
                || first == expected
        };
        let fits = |event: &&Event| {
            event.kind == frame.kind
                && event.mode == frame.mode
                && frame.begins(document.slice(event.trigger))
                && is(event, ParticipantRole::Actor, frame.actor)
                && is(event, ParticipantRole::Recipient, frame.recipient)
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

/// Checks the events of a text published on Wednesday 9 March 2022, one a line.
#[track_caller]
fn check(text: &str, expect: &[&str]) {
    let (article, events) = events_of(text);
    let document = text::read(&article);
    let found: Vec<String> = events.iter().map(|event| show(&document, event)).collect();
    assert_eq!(found, expect, "{text}");
}

/// Checks date, its basis and the place of the first event of a text.
#[track_caller]
fn check_when(text: &str, expect: &str) {
    let (article, events) = events_of(text);
    let document = text::read(&article);
    let event = events.first().expect("the sentence tells an act");
    let date =
        event.date.map_or("none".to_string(), |date| format!("{} {}", date.start, date.basis.as_str()));
    let place = event.place_text.map_or("none", |place| document.slice(place));
    assert_eq!(format!("{date}, {place}"), expect, "{text}");
}

/// Returns the events of a sentence as `cases.txt` shows them, one a line.
fn case(text: &str) -> Vec<String> {
    let mut article = Article::new(text);
    article.metadata.published_on = Some(date(2022, 3, 9));
    let document = text::read(&article);
    let names = entity::find(&document);
    let times = time::find(&document);
    let quotes = quote::find(&document, &names, &times);
    let events = event::find(&document, &names, &quotes, &times);
    let shown = events.iter().map(|event| {
        let day =
            event.date.map_or("-".to_string(), |date| format!("{} {}", date.start, date.basis.as_str()));
        let place = event.place_text.map_or("-", |place| document.slice(place));
        format!("    {}; {day}; {place}", show(&document, event))
    });
    shown.collect()
}

#[test]
fn pasted_cases() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/event/cases.txt");
    let old = std::fs::read_to_string(path).expect("the cases stand beside this file");
    let mut new = Vec::new();
    let mut count = 0;
    for line in old.lines().filter(|line| !line.starts_with("    ")) {
        new.push(line.to_string());
        if !line.is_empty() && !line.starts_with('#') {
            count += 1;
            new.extend(case(line));
        }
    }
    let new = new.join("\n") + "\n";
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(path, &new).expect("the cases can be written");
    } else {
        let pairs = old.lines().zip(new.lines()).find(|(old, new)| old != new);
        assert_eq!(old, new, "first difference: {pairs:?}");
    }
    assert!(count >= 250, "{count} cases");
}

#[test]
fn subjects_and_objects() {
    check("Xi met Putin in Samarkand.", &["CONSULT met: Xi > Putin"]);
    check("Xi and Putin met in Samarkand.", &["CONSULT met: Xi, Putin > "]);
    check("Chinese Foreign Minister Wang Yi met Sergei Lavrov.", &["CONSULT met: Wang Yi > Sergei Lavrov"]);
    check("After talks in Geneva, Germany criticised Russia.", &["ACCUSE criticised: Germany > Russia"]);
    check("Ukraine, which borders Poland, accused Russia of theft.", &["ACCUSE accused: Ukraine > Russia"]);
    check(
        "Putin flew to Beijing and met Xi.",
        &["CONSULT flew to: Putin > Beijing", "CONSULT met: Putin > Xi"],
    );
    check("Russia was condemned by Germany and France.", &["ACCUSE condemned: Germany, France > Russia"]);
    check("Navalny was arrested in Moscow.", &["COERCE arrested: Moscow > Navalny"]);
    check("Two aid workers were expelled from Chad.", &["SANCTION expelled: Chad > workers"]);
    check("Two aid workers were wounded in Chad.", &["ASSAULT wounded:  > workers"]);
    check("Sanctions were imposed on Russia by Japan.", &["SANCTION Sanctions were imposed: Japan > Russia"]);
    check("Latvia freed 11 of its prisoners.", &["RETREAT freed 11 of its prisoners: Latvia > prisoners"]);
    check("Latvia freed 11 prisoners to Sudan.", &["RETREAT freed 11 prisoners: Latvia > Sudan"]);
    check(
        "Latvian police detained 18 people after a fire, Reuters reported.",
        &["COERCE detained: Latvian police > people"],
    );
    check("Chile rejected a bid by Fiji to join.", &["REJECT rejected: Chile > Fiji"]);
    check("Ukrainian troops attacked Crimea.", &["ASSAULT attacked: Ukrainian troops > Crimea"]);
    check("Germany urged Russia to withdraw from Kherson.", &["REQUEST urged: Germany > Russia"]);
}

#[test]
fn nouns() {
    check(
        "Markets fell after Putin's invasion of Ukraine.",
        &["ASSAULT invasion: Putin > Ukraine, background"],
    );
    check("Israeli airstrikes on Gaza went on.", &["ASSAULT airstrikes: Israeli > Gaza"]);
    check("Talks between Russia and Ukraine stalled.", &["CONSULT Talks: Russia, Ukraine > "]);
    check(
        "China refused to condemn Moscow's invasion of Ukraine.",
        &["ACCUSE condemn: China > Moscow, negated", "ASSAULT invasion: Moscow > Ukraine, background"],
    );
    check(
        "China declared a “no-limits” friendship, refusing to condemn Moscow.",
        &["ACCUSE condemn: China > Moscow, negated"],
    );
    check(
        "China has not condemned Russia's invasion.",
        &["ACCUSE condemned: China > Russia, negated", "ASSAULT invasion: Russia > , background"],
    );
    check("The price war between Aldi and Lidl goes on.", &[]);
    check("He died of a heart attack in Poland.", &[]);
}

#[test]
fn what_is_not_done() {
    let mut wrong = Vec::new();
    let mut told = 0;
    for text in [
        "China has not condemned Russia.",
        "China did not condemn Russia.",
        "China never condemned Russia.",
        "China has yet to condemn Russia.",
        "China refused to condemn Russia.",
        "China failed to condemn Russia.",
        "China declined to condemn Russia.",
        "China has refrained from condemning Russia.",
        "China left the room without condemning Russia.",
        "China hasn't condemned Russia.",
        "China hasn’t condemned Russia.",
        "Neither China nor India condemned Russia.",
        "No country condemned Russia.",
        "Nobody in China condemned Russia.",
        "China would not condemn Russia.",
        "China is not condemning Russia.",
        "China avoided condemning Russia.",
        "China stopped short of condemning Russia.",
        "China denied condemning Russia.",
        "China held no talks with Russia.",
        "There were no talks with Russia.",
        "China has no sanctions against Russia.",
        "Russia was not condemned by China.",
        "Russia has never been condemned by China.",
        "China cannot condemn Russia.",
        "China is unwilling to condemn Russia.",
        "China was reluctant to condemn Russia.",
        "China could not be persuaded to condemn Russia.",
        "China did not want to condemn Russia.",
        "China has so far failed to impose sanctions on Russia.",
        "China denied it had attacked Russia.",
        "China denied that it had attacked Russia.",
        "China denies having attacked Russia.",
        "China ruled out sanctions against Russia.",
        "China hardly criticised Russia.",
        "China no longer supports Russia.",
        "China neither met nor called Russia.",
        "China rejected claims that it armed Russia.",
        "Kenya called off talks with Uganda.",
        "The visit of Ruto to Uganda was called off.",
        "Talks between Kenya and Uganda were cancelled.",
        "The planned meeting between Ruto and Museveni did not take place.",
        "The summit between Kenya and Uganda never happened.",
        "Kenya's army was unable to capture Kampala.",
        "Kenya stopped its soldiers from attacking Uganda.",
        "Peacekeepers prevented the rebels from attacking Goma.",
        "Nobody was arrested in Nairobi, Kenyan police said.",
        "None of the ministers met Museveni.",
        "Kenya ruled out attacking Uganda.",
        "Kenya ruled out a meeting with Museveni.",
        "Police in Nairobi made no arrests of Ugandans.",
        "Kenya imposed no sanctions on Uganda.",
        "Kenyan troops have not fired on Ugandan villages.",
        "Without condemning Uganda, Kenya asked for calm.",
        "Instead of condemning Uganda, Kenya asked for calm.",
        "Ruto left Kampala without meeting Museveni.",
        "It is not true that Kenya invaded Uganda.",
        "Kenya dismissed reports that it had bombed Uganda.",
        "There was no attack on Uganda.",
        "Kenya resisted calls to expel Ugandan diplomats.",
        "Kenya decided against expelling Ugandan diplomats.",
        "Kenya chose not to expel Ugandan diplomats.",
        "Kenya abandoned plans to invade Uganda.",
        "Not a single Kenyan minister met Museveni.",
        "Ruto did not meet or call Museveni.",
        "Kenya neither praised nor condemned Uganda.",
        "Ruto has no plans to visit Uganda.",
        "Few expected it, and Kenya did not sign an agreement with Uganda.",
        "Kenya's parliament blocked the agreement with Uganda.",
        "Museveni denies ordering the killing of protesters in Kampala.",
        "Kenya insists it did not supply weapons to Uganda.",
        "Rwanda rejected allegations that it supports rebels in Congo.",
        "Lacking proof, the court in Kigali did not convict Rusesabagina.",
        "Ethiopia has made no threat against Eritrea.",
    ] {
        let (article, events) = events_of(text);
        let document = text::read(&article);
        // That China refuses or denies is an act of its own.
        let acts = events.iter().filter(|event| event.kind.as_str() != "REJECT");
        let asserted: Vec<String> = acts
            .filter(|event| !event.negated && event.modality == Modality::Asserted)
            .map(|event| show(&document, event))
            .collect();
        told += usize::from(!events.is_empty());
        if !asserted.is_empty() {
            wrong.push(format!("{text} {asserted:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // Silence would pass too.
    assert_eq!(told, 70, "sentences of which something is told");
}

#[test]
fn what_is_planned_or_wished() {
    check("Xi will meet Putin.", &["AGREE meet: Xi > Putin, future"]);
    check("Xi to visit Russia.", &["AGREE visit: Xi > Russia, future"]);
    check("Xi plans to visit Russia.", &["AGREE visit: Xi > Russia, future"]);
    check("Russia may attack Ukraine.", &["ASSAULT attack: Russia > Ukraine, possible"]);
    check("Russia must free Navalny.", &["RETREAT free: Russia > Navalny, obligated"]);
    check("If Russia attacks Poland, all will change.", &["ASSAULT attacks: Russia > Poland, conditional"]);
    check("Ukraine wants to meet Putin.", &["CONSULT meet: Ukraine > Putin, desired"]);
    check("Possible talks with Russia were raised.", &["CONSULT talks: Russia > , possible"]);
}

#[test]
fn whose_words() {
    let article = Article::new("“Russia attacked Ukraine,” Olaf Scholz said. Russia attacked Poland.");
    let document = text::read(&article);
    let names = entity::find(&document);
    let quotes = quote::find(&document, &names, &[]);
    let events = event::find(&document, &names, &quotes, &[]);
    let told: Vec<&str> = events.iter().map(|event| event.attribution.as_str()).collect();
    assert_eq!(told, ["quoted", "narrator"]);
    assert_eq!(events[0].quote, Some(0));
    assert_eq!(names.entity(events[0].reported_by.expect("the speaker is named")).name, "Olaf Scholz");
    check("Ukraine said Russia attacked Poland.", &["ASSAULT attacked: Russia > Poland, reported"]);
}

#[test]
fn dates_and_places() {
    check_when("Xi met Putin in Samarkand on 16 September 2021.", "2021-09-16 explicit, Samarkand");
    check_when("Xi met Putin on Monday.", "2022-03-07 weekday, none");
    check_when("Xi met Putin last month.", "2022-02-01 relative, none");
    check_when("Xi met Putin.", "2022-03-09 publication, none");
    check_when("Xi will meet Putin.", "none, none");
}

#[test]
fn hostile_text_takes_linear_time() {
    // Each is some 250 KB on one line; a quadratic step anywhere would run for minutes.
    let texts = [
        "Russia attacked Ukraine and ".repeat(9_000),
        "Russia, ".repeat(31_000),
        "on Monday ".repeat(25_000),
        "to attack ".repeat(25_000),
        "sanctions of ".repeat(20_000),
        "7 March 2022 ".repeat(20_000),
        "a year earlier and ".repeat(12_000),
        "profit rose in the first quarter from a year earlier and ".repeat(4_000),
        "that he said ".repeat(20_000),
        "( ( ( ) ".repeat(30_000),
        "who met ".repeat(30_000),
    ];
    for text in texts {
        let mut article = Article::new(text);
        article.metadata.published_on = Some(date(2022, 3, 9));
        let document = text::read(&article);
        let started = std::time::Instant::now();
        let times = time::find(&document);
        event::find(&document, &entity::Names::default(), &[], &times);
        let seconds = started.elapsed().as_secs();
        assert!(seconds < 30, "{} took {seconds} s", &article.body[..20]);
    }
}

proptest! {
    #[test]
    fn any_text_gives_events_in_order(words in proptest::collection::vec(prop_oneof![
        "\\PC{0,6}", Just("Russia".to_string()), Just("attacked".to_string()), Just("talks".to_string()), Just("between".to_string()),
        Just("and".to_string()), Just(",".to_string()), Just("to".to_string()), Just("meet".to_string()), Just("'s".to_string()),
        Just("was".to_string()), Just("by".to_string()), Just("(".to_string()), Just(")".to_string()), Just("who".to_string()),
        Just("that".to_string()), Just("said".to_string()), Just("Ukrainian".to_string()), Just("troops".to_string()), Just("-".to_string()),
        Just("sanctions".to_string()), Just("imposed".to_string()), Just("of".to_string()), Just(".\n".to_string())], 0..40)) {
        let mut article = Article::new(words.join(" "));
        article.metadata.published_on = Some(date(2022, 3, 9));
        let document = text::read(&article);
        let times = time::find(&document);
        let events = event::find(&document, &entity::Names::default(), &[], &times);
        let mut last = None;
        for event in events {
            prop_assert!(last < Some(event.trigger), "triggers are in order and unique");
            prop_assert!(event.trigger.end <= document.text.len() && event.sentence.contains(event.trigger));
            prop_assert!(!event.participants.is_empty());
            last = Some(event.trigger);
        }
    }
}
