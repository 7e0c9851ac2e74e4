//! Names pasted as text with what is found in them.

use crate::model::{Article, EntityKind};
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
