//! Pasted sentences with the dates of the acts in them, told on Wednesday 9 March 2022.

use crate::model::{Article, Event};
use crate::{entity, event, quote, text, time};
use jiff::civil::date;

/// "met = 2022-03-07 weekday" for each event of a text; a date of more than a day says its last one or its precision.
fn show(article: &Article) -> String {
    let document = text::read(article);
    let names = entity::find(&document);
    let times = time::find(&document);
    let quotes = quote::find(&document, &names, &times);
    let events = event::find(&document, &names, &quotes, &times);
    let when = |event: &Event| {
        event.date.map_or("none".to_owned(), |date| {
            let end = if date.start == date.end { String::new() } else { format!("..{}", date.end) };
            format!("{}{end} {}", date.start, date.basis.as_str())
        })
    };
    let shown = events.iter().map(|event| format!("{} = {}", document.slice(event.trigger), when(event)));
    shown.collect::<Vec<_>>().join("; ")
}

#[track_caller]
fn check(text: &str, expect: &str) {
    let mut article = Article::new(text);
    article.metadata.published_on = Some(date(2022, 3, 9));
    assert_eq!(show(&article), expect, "{text}");
}

#[test]
fn a_time_of_the_acts_own_words() {
    check("Xi met Putin on Monday.", "met = 2022-03-07 weekday");
    check("Xi met Putin in Samarkand on 16 September 2021.", "met = 2021-09-16 explicit");
    check("On Tuesday, Norway expelled two Russian diplomats.", "expelled = 2022-03-08 weekday");
    check("Last month Norway expelled two Russian diplomats.", "expelled = 2022-02-01..2022-02-28 relative");
    check("Norway yesterday accused Russia of spying.", "accused = 2022-03-08 relative");
    check(
        "OSLO - Norway filed a complaint against the European Union at the World Trade Organization on Monday and banned shipments of ore to Spain, a minister said.",
        "filed a complaint = 2022-03-07 weekday; banned = 2022-03-07 weekday",
    );
    check("Two days ago, Finland condemned Russia.", "condemned = 2022-03-07 relative");
    check(
        "Japan imposed sanctions on Russia in 2014.",
        "imposed sanctions = 2014-01-01..2014-12-31 explicit",
    );
    check(
        "The talks were held in Geneva on Friday between Russia and Ukraine.",
        "talks were held = 2022-03-04 weekday",
    );
    check("Monday's talks between Russia and Ukraine ended without a deal.", "talks = 2022-03-07 weekday");
    check("A missile attack by Russia on Odesa on Sunday killed nine people.", "killed = 2022-03-06 weekday");
}

#[test]
fn a_clause_shares_its_time() {
    check(
        "Wang met Lavrov in Almaty on Monday and urged Ukraine to talk.",
        "met = 2022-03-07 weekday; urged = 2022-03-07 weekday",
    );
    check(
        "On Monday Wang met Lavrov and condemned Japan.",
        "met = 2022-03-07 weekday; condemned = 2022-03-07 weekday",
    );
    check(
        "Russia attacked Odesa on Monday, killing nine workers.",
        "attacked = 2022-03-07 weekday; killing = 2022-03-07 weekday",
    );
    check("Speaking on Tuesday, Wang accused Japan of spying.", "accused = 2022-03-08 weekday");
    check(
        "Wang met Lavrov while protesters attacked Odesa on Monday.",
        "met = 2022-03-07 weekday; attacked = 2022-03-07 weekday",
    );
}

#[test]
fn the_day_it_was_told_is_inherited() {
    check("Ukraine said on Monday that Russia attacked Odesa.", "attacked = 2022-03-07 inherited");
    check("Russia attacked Odesa, officials said on Monday.", "attacked = 2022-03-07 inherited");
    check(
        "Ukraine said on Monday that Russia attacked Odesa last week.",
        "attacked = 2022-02-28..2022-03-06 relative",
    );
}

#[test]
fn a_time_of_another_clause_dates_nothing_else() {
    check(
        "China has not condemned the invasion, which began in February 2022.",
        "condemned = 2022-03-09 publication",
    );
    check("Xi met Putin, who left Moscow in 2014.", "met = 2022-03-09 publication");
    check(
        "Norway condemned Russia for the bombing of a school in 2014.",
        "condemned = 2022-03-09 publication",
    );
    check(
        "China accused Japan of attacking a boat in 2012.",
        "accused = 2022-03-09 publication; attacking = 2012-01-01..2012-12-31 explicit",
    );
}

#[test]
fn prepositions_that_give_no_day_of_the_act() {
    check(
        "Norway closed the border until Friday and condemned Russia.",
        "closed the border = 2022-03-09 publication; condemned = 2022-03-09 publication",
    );
    check("Germany promised to arm Ukraine by September.", "promised = 2022-03-09 publication");
    check(
        "Russia has attacked Ukraine since 24 February 2022.",
        "attacked = 2022-02-24..2022-03-09 explicit",
    );
    check("Russia has attacked Odesa since Monday.", "attacked = 2022-03-07..2022-03-09 weekday");
    check("Xi visited Russia from 1 March to 3 March.", "visited = 2022-03-01..2022-03-03 relative");
    check("Russia has attacked Odesa over the past two weeks.", "attacked = 2022-02-23..2022-03-09 relative");
}

#[test]
fn history_is_not_dated_by_publication() {
    check("Xi had met Putin.", "met = none");
    check(
        "Police arrested a man who attacked a mosque.",
        "arrested = 2022-03-09 publication; attacked = none",
    );
    check("Xi met Putin after Lavrov visited Ukraine.", "met = 2022-03-09 publication; visited = none");
    check("Markets fell after Putin's invasion of Ukraine.", "invasion = none");
    check("The war between Russia and Ukraine has driven up prices.", "war = none");
    check("Putin recently visited China.", "visited = none");
    check("Xi previously met Putin in Moscow.", "met = none");
}

#[test]
fn news_without_a_time_has_the_day_of_publication() {
    check("Norway condemned Russia.", "condemned = 2022-03-09 publication");
    check("Norway has condemned Russia.", "condemned = 2022-03-09 publication");
    check("An attack by Russia killed nine workers.", "killed = 2022-03-09 publication");
    check("Talks between Russia and Ukraine resumed in Geneva.", "Talks = 2022-03-09 publication");
}

#[test]
fn what_is_to_come_has_its_own_time_or_none() {
    check("Xi will meet Putin.", "meet = none");
    check("Xi will meet Putin on Friday.", "meet = 2022-03-11 weekday");
    check("Xi plans to visit Russia next week.", "visit = 2022-03-14..2022-03-20 relative");
    check("Russia may attack Odesa on 12 March 2022.", "attack = 2022-03-12 explicit");
}

#[test]
fn a_noun_takes_the_day_of_the_act_it_names_again() {
    check(
        "Russia attacked Ukraine on Monday. Russia's attack on Ukraine drew protests.",
        "attacked = 2022-03-07 weekday; attack = 2022-03-07 inherited; protests = none",
    );
    check(
        "Russia attacked Ukraine on Monday. Japan's attack on Korea is another matter.",
        "attacked = 2022-03-07 weekday; attack = none",
    );
}

#[test]
fn a_dateline_dates_nothing() {
    check(
        "GENEVA, March 2 (Example Wire) - Norway condemned Russia.\n\nThe minister left.",
        "condemned = 2022-03-09 publication",
    );
}

#[test]
fn nothing_relative_is_guessed_without_a_day_of_publication() {
    for (text, expect) in [
        ("Xi met Putin on Monday.", "met = none"),
        ("Xi met Putin.", "met = none"),
        ("Xi met Putin last month.", "met = none"),
        ("Russia has attacked Odesa since 2014.", "attacked = none"),
        ("Xi met Putin on 16 September 2021.", "met = 2021-09-16 explicit"),
        ("Japan imposed sanctions on Russia in 2014.", "imposed sanctions = 2014-01-01..2014-12-31 explicit"),
    ] {
        assert_eq!(show(&Article::new(text)), expect, "{text}");
    }
}
