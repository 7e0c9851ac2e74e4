//! Quotes pasted as text with what is found in them; `cases.txt` holds most: a sentence, and indented under it its quotes.

use crate::lexicon::cues;
use crate::model::{Article, EntityIndex};
use crate::{entity, text};
use proptest::prelude::*;

/// Writes each quote as `kind speaker < source | cue > content`.
fn quotes_in(body: &str) -> Vec<String> {
    let article = Article::new(body);
    let document = text::read(&article);
    let names = entity::find(&document);
    let quotes = super::find(&document, &names, &[]);
    let line = |quote: &crate::model::Quote| {
        let speaker = quote.speaker.map_or("?", |entity| names.entity(entity).name.as_str());
        let source = quote.source.map_or("-", |span| document.slice(span));
        let cue = quote.cue.map_or("-", |span| document.slice(span));
        let content: Vec<&str> = quote.content.iter().map(|&span| document.slice(span)).collect();
        let name = |entity: Option<EntityIndex>| entity.map(|entity| names.entity(entity).name.as_str());
        let via = name(quote.via).map_or(String::new(), |name| format!(" via {name}"));
        let told = name(quote.addressee).map_or(String::new(), |name| format!(" to {name}"));
        let negated = if quote.negated { " not" } else { "" };
        let more = format!("{via}{told}{negated}");
        let more = if more.is_empty() { more } else { format!(" ;{more}") };
        format!("{} {speaker} < {source} | {cue} > {}{more}", quote.kind.as_str(), content.join(" … "))
    };
    quotes.iter().map(line).collect()
}

fn check(body: &str, expected: &[&str]) {
    assert_eq!(quotes_in(body), expected, "{body}");
}

/// Two hundred sentences of our own, from plain ones to those that hold no quote at all. A line that begins with "# wrong" tells
/// what is not right in what is found below it.
#[test]
fn pasted_cases() {
    let blocks: Vec<&str> =
        include_str!("cases.txt").split("\n\n").filter(|block| !block.is_empty()).collect();
    assert!(blocks.len() >= 200);
    let mut wrong = Vec::new();
    for block in blocks {
        let block = block.trim_end();
        let block = block
            .split_once('\n')
            .filter(|(first, _)| first.starts_with("# wrong"))
            .map_or(block, |(_, rest)| rest);
        let (body, expected) = block.split_once('\n').unwrap_or((block, ""));
        let found = quotes_in(body);
        if found != expected.lines().map(str::trim).collect::<Vec<_>>() {
            wrong.push(format!("{body}\n    {}", found.join("\n    ")));
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n\n{}", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn direct_quotes_with_the_cue_on_either_side() {
    check("“We will talk,” Wang Yi told reporters.", &["direct Wang Yi < Wang Yi | told > We will talk,"]);
    check(
        "\"It is over,\" said Foreign Minister Wang Yi.",
        &["direct Wang Yi < Foreign Minister Wang Yi | said > It is over,"],
    );
    check("Wang Yi said: “It is over.”", &["direct Wang Yi < Wang Yi | said > It is over."]);
    check("“Why?” Wang Yi asked.", &["direct Wang Yi < Wang Yi | asked > Why?"]);
    check("``I see,'' Wang Yi added.", &["direct Wang Yi < Wang Yi | added > I see,"]);
}

#[test]
fn interrupted_and_running_on() {
    check(
        "“The plan,” Wang Yi said, “is dead. We move on.”",
        &["direct Wang Yi < Wang Yi | said > The plan, … is dead. We move on."],
    );
    check(
        "“It is over,” Wang Yi said. “We move on to other things.”",
        &["direct Wang Yi < Wang Yi | said > It is over, … We move on to other things."],
    );
    check(
        "“It is over,” Wang Yi said.\n\n“We move on to other things.”",
        &[
            "direct Wang Yi < Wang Yi | said > It is over,",
            "direct Wang Yi < Wang Yi | - > We move on to other things.",
        ],
    );
    check(
        "Wang Yi said: “It is over. We go.\n\n“We move on.”",
        &["direct Wang Yi < Wang Yi | said > It is over. We go. … We move on."],
    );
}

#[test]
fn indirect_and_mixed() {
    check(
        "Wang Yi said on Monday that talks would resume.",
        &["indirect Wang Yi < Wang Yi | said > talks would resume"],
    );
    check(
        "Talks would resume soon, Wang Yi said.",
        &["indirect Wang Yi < Wang Yi | said > Talks would resume soon"],
    );
    check("The talks, he said, would resume.", &["indirect ? < he | said > The talks … would resume"]);
    check(
        "According to Wang Yi, the talks will resume.",
        &["indirect Wang Yi < Wang Yi | According to > the talks will resume"],
    );
    check(
        "Wang Yi said China will “uphold a fair stance” on the war.",
        &["mixed Wang Yi < Wang Yi | said > China will “uphold a fair stance” on the war"],
    );
    check(
        "Prices rose, said Jane Brown, a senior analyst at the bank.",
        &["indirect Jane Brown < Jane Brown, a senior analyst at the bank | said > Prices rose"],
    );
}

#[test]
fn sources_without_a_verb() {
    check("WALLACE: Is that so? I wonder.", &["direct ? < WALLACE | - > Is that so? I wonder."]);
    check(
        "“What a shame this is.” — Jane Brown",
        &["direct Jane Brown < Jane Brown | - > What a shame this is."],
    );
}

#[test]
fn pronouns_are_resolved_only_where_one_person_fits() {
    check(
        "Wang Yi spoke on Monday. He said that talks would resume.",
        &["indirect Wang Yi < He | said > talks would resume"],
    );
    check(
        "Wang Yi met Sergei Lavrov. Officials left. He said that talks would resume.",
        &["indirect ? < He | said > talks would resume"],
    );
}

#[test]
fn what_is_no_quote() {
    check("The so-called “peace plan” failed.", &[]);
    check("The claims were read by the said “committee”.", &[]);
}

#[test]
fn what_was_not_said_is_marked() {
    let negated = |body: &str| {
        let article = Article::new(body);
        let document = text::read(&article);
        let names = entity::find(&document);
        super::find(&document, &names, &[]).iter().map(|quote| quote.negated).collect::<Vec<bool>>()
    };
    assert_eq!(negated("They refused to say whether it was true."), [true]);
    assert_eq!(negated("Wang did not say that talks would resume."), [true]);
    assert_eq!(negated("Wang said that talks would not resume."), [false]);
}

#[test]
fn a_quote_is_of_the_day_its_own_clause_names() {
    let day = |body: &str| {
        let mut article = Article::new(body);
        article.metadata.published_on = Some(jiff::civil::date(2024, 6, 13));
        let document = text::read(&article);
        let (times, names) = (crate::time::find(&document), entity::find(&document));
        let quotes = super::find(&document, &names, &times);
        let said = quotes[0].said.expect("the article has a date");
        format!("{} {}", said.start, said.basis.as_str())
    };
    assert_eq!(day("Wang Yi said on Tuesday that talks would resume on Friday."), "2024-06-11 weekday");
    assert_eq!(day("On Tuesday, Wang Yi said that talks would resume."), "2024-06-11 weekday");
    assert_eq!(day("Wang Yi said that talks failed on Tuesday."), "2024-06-13 publication");
    assert_eq!(day("Talks have failed, Wang Yi said on 3 May 2024."), "2024-05-03 explicit");
}

/// Every noun that is a cue finds something in its own example, under its own name.
#[test]
fn every_cue_noun_works_in_its_example() {
    let found = |noun: &str, example: &str| {
        quotes_in(example).iter().any(|quote| quote.contains(&format!(" | {noun} > ")))
    };
    let silent: Vec<_> = cues::noun_examples().filter(|(noun, example)| !found(noun, example)).collect();
    assert!(silent.is_empty(), "{silent:#?}");
}

/// Every verb, with its particle, finds something in its own example, under its own name and no other verb's.
#[test]
fn every_cue_works_in_its_example() {
    let mut silent = Vec::new();
    for (lemma, example) in cues::examples() {
        let is_own = |words: &[&str]| {
            let (word, rest) = words.split_first().expect("a window has words");
            let own = cues::cues(word).iter().find(|cue| cue.lemma == lemma);
            own.is_some_and(|cue| cue.particle.split_whitespace().eq(rest.iter().copied()))
        };
        let length = lemma.split(' ').count();
        let found = quotes_in(example).iter().any(|quote| {
            let cue = quote.split(" > ").next().and_then(|front| front.split(" | ").nth(1)).unwrap_or("");
            cue.split(' ').collect::<Vec<_>>().windows(length).any(is_own)
        });
        if !found {
            silent.push(format!("{lemma}: {example} {:?}", quotes_in(example)));
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn hostile_text_takes_linear_time() {
    for unit in [
        "\"",
        "“",
        "‘",
        "“a",
        "said that ",
        "Wang, ",
        "according to he said, ",
        "(“x” said ",
        "Ministry of A, ",
        "a. ”",
    ] {
        let body = unit.repeat(100_000 / unit.len());
        quotes_in(&body);
    }
}

/// Whether "and" joins two who speak was asked anew for each person before it: 2 to the power of their number.
#[test]
fn many_joined_names_take_no_long_time() {
    let given = ["Ana", "Rosa", "Maria", "Lena", "Juan", "Karel"];
    let family = ["Silva", "Lima", "Weber", "Novak"];
    let names: Vec<String> =
        given.iter().flat_map(|one| family.map(|two| format!("Ms {one} {two}"))).collect();
    let found = quotes_in(&format!("Aides to {} said the turnout was low.", names.join(" and ")));
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("indirect ? <"), "{found:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn any_text_gives_spans_inside_it(body in "(Wang Yi|said|told|he|“|”|‘|’|\"|''|\\.|,|:| |\n|that|according to|the|\\PC){0,60}") {
        let article = Article::new(body.as_str());
        let document = text::read(&article);
        let names = entity::find(&document);
        let quotes = super::find(&document, &names, &[]);
        let whole = document.text.span();
        prop_assert!(names.mentions.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        prop_assert!(names.mentions.iter().all(|mention| whole.contains(mention.span) && !mention.span.is_empty()));
        prop_assert!(document.tokens.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        for quote in &quotes {
            prop_assert!(whole.contains(quote.enclosing()) && quote.content.iter().all(|span| !span.is_empty()));
            prop_assert!(quote.source.is_none_or(|source| quote.content.iter().all(|span| !span.overlaps(source))));
        }
        let mut spans: Vec<_> = quotes.iter().map(|quote| quote.enclosing()).collect();
        spans.dedup();
        prop_assert_eq!(spans.len(), quotes.len());
        prop_assert_eq!(&quotes, &super::find(&document, &names, &[]));
    }
}
