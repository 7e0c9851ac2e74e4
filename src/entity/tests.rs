//! Names pasted as text with what is found in them.

use crate::model::{Article, EntityKind, ToldGender};
use crate::text;

/// Writes each mention as `text/kind=entity's name`.
fn check(body: &str, expected: &[&str]) {
    let article = Article::new(body);
    let document = text::read(&article);
    let names = super::find(&document);
    let found: Vec<String> = names
        .mentions
        .iter()
        .map(|mention| {
            let entity = names.entity(mention.entity);
            let kind = match entity.kind {
                EntityKind::Person => "PER",
                EntityKind::Organization => "ORG",
                EntityKind::Place => "LOC",
                EntityKind::Group => "GRP",
                EntityKind::Other => "OTH",
            };
            let words = document.slice(mention.span);
            if words == entity.name {
                format!("{words}/{kind}")
            } else {
                format!("{words}/{kind}={}", entity.name)
            }
        })
        .collect();
    assert_eq!(found, expected, "{body}");
}

#[test]
fn titles_and_articles_stay_outside() {
    check(
        "On Monday Chinese Foreign Minister Wang Yi met Mr Lavrov.",
        &["Chinese/GRP", "Wang Yi/PER", "Lavrov/PER"],
    );
    check("The spokesman Zhao Lijian left.", &["Zhao Lijian/PER"]);
    check(
        "He praised China's Ministry of Culture, Sport and Tourism on Friday.",
        &["China/LOC", "Ministry of Culture, Sport and Tourism/ORG"],
    );
}

#[test]
fn a_text_may_break_off_after_a_comma() {
    check("Later Wang Yi,", &["Wang Yi/PER"]);
}

#[test]
fn one_person_is_one_entity() {
    check(
        "Wang Yi spoke first. Later Mr Wang left, and Wang was seen.",
        &["Wang Yi/PER", "Wang/PER=Wang Yi", "Wang/PER=Wang Yi"],
    );
    check("Then Ursula von der Leyen spoke.", &["Ursula von der Leyen/PER"]);
}

#[test]
fn a_city_that_speaks_is_its_government() {
    check(
        "Beijing said it would help. He lives in Beijing.",
        &["Beijing/ORG=Government of China", "Beijing/LOC"],
    );
}

/// What many bodies are called is nobody's beyond its article.
#[test]
fn a_common_name_is_not_one_body_in_two_articles() {
    let keys = |body: &str| {
        let article = Article::new(body);
        let document = text::read(&article);
        let keys: Vec<String> =
            super::find(&document).entities.into_iter().map(|entity| entity.key).collect();
        keys
    };
    let shared = |one: &str, other: &str| keys(one).into_iter().any(|key| keys(other).contains(&key));
    assert!(!shared("He told the Council in Lima.", "She thanked the Council on Monday."));
    assert!(!shared("The Foreign Ministry denied it.", "The Foreign Ministry will wait."));
    assert!(shared("The Free Farmers Union denied it.", "The Free Farmers Union will wait."));
    assert!(shared("Peru's Foreign Ministry denied it.", "The Peruvian foreign ministry will wait."));
}

/// Says what an article tells of the gender of the first person it names.
#[track_caller]
fn check_gender(body: &str, expected: Option<ToldGender>) {
    let article = Article::new(body);
    let entities = super::find(&text::read(&article)).entities;
    let person = entities.iter().find(|entity| entity.kind == EntityKind::Person).expect("a person");
    assert_eq!(person.gender, expected, "{body}");
}

#[test]
fn titles_and_pronouns_tell_the_gender_and_given_names_do_not() {
    check_gender("Ms. Robin Castell paints boats. Castell sold two.", Some(ToldGender::TitledWoman));
    check_gender(
        "Robin Castell runs a mill. “Flour is dear,” Mr. Castell said.",
        Some(ToldGender::TitledMan),
    );
    check_gender("Robin Castell closed her mill. She sold it, and she left.", Some(ToldGender::She));
    check_gender("Sergei Orlov opened a mill in Lima.", None);
    check_gender("Chairman Robin Castell opened a mill in Lima.", None);
    check_gender("Mr. Maria Castell opened a mill in Lima.", Some(ToldGender::He));
    // One slip, or two people taken for one.
    check_gender("Mr. Robin Castell runs a mill. Ms. Robin Castell paints.", None);
    // His wife, whom the article does not name in full.
    check_gender("Peter Novak opened a mill. Mrs. Novak cut the ribbon.", None);
    check_gender("Mr. and Mrs. Peter Novak opened a mill.", None);
}
