//! Sentences with the times found in them.

use super::*;
use crate::model::Article;
use jiff::civil::date;
use proptest::prelude::*;

/// Checks "words = value" for each expression of a text of Wednesday 9 March 2022, joined by "; ".
#[track_caller]
fn check(text: &str, expect: &str) {
    let mut article = Article::new(text);
    article.metadata.published_on = Some(date(2022, 3, 9));
    assert_eq!(show(&article), expect, "{text}");
}

fn show(article: &Article) -> String {
    let document = crate::text::read(article);
    let show = |time: &TimeExpression| {
        format!("{} = {}", document.slice(time.span), time.value.as_deref().unwrap_or("?"))
    };
    find(&document).iter().map(show).collect::<Vec<_>>().join("; ")
}

#[test]
fn absolute_dates() {
    check("They met on 7 March 2022 in Minsk.", "7 March 2022 = 2022-03-07");
    check("They met on March 7, 2022, in Minsk.", "March 7, 2022 = 2022-03-07");
    check("Signed on Saturday, April 25, 2020.", "Saturday, April 25, 2020 = 2020-04-25");
    check("The log reads 2022-03-07 twice.", "2022-03-07 = 2022-03-07");
    check("The file is dated 25/12/2021.", "25/12/2021 = 2021-12-25");
    check("The file is dated 3/7/2021.", "");
    check("Trade fell in 2019 and the 1990s.", "2019 = 2019; the 1990s = 199");
    check("In June 2014 they left.", "June 2014 = 2014-06");
    check("The 21st century began badly.", "The 21st century = 20");
    check("On 31 February they rest.", "February = 2022-02");
    check("In the summer of 2019 it rained.", "the summer of 2019 = 2019-SU");
}

#[test]
fn dates_without_a_year() {
    check("The port was hit on Feb. 24.", "Feb. 24 = 2022-02-24");
    check("It was signed on December 5.", "December 5 = 2021-12-05");
    check("The council will vote on June 5.", "June 5 = 2022-06-05");
    check("Exports rose in November.", "November = 2021-11");
    check("It may march on May Street.", "");
    check("It wants the work done by mid-November.", "mid-November = 2022-11");
}

#[test]
fn weekdays() {
    check("Wang said on Monday that China will help.", "Monday = 2022-03-07");
    check("The ministers will meet on Monday.", "Monday = 2022-03-14");
    check("On Monday, the ministers will meet.", "Monday = 2022-03-14");
    check("They met Wednesday.", "Wednesday = 2022-03-09");
    check("They met last Wednesday.", "last Wednesday = 2022-03-02");
    check("They talked on Tuesday night.", "Tuesday night = 2022-03-08TNI");
    check("They meet next Friday.", "next Friday = 2022-03-11");
}

#[test]
fn counted_from_publication() {
    check("He left yesterday and returns tomorrow.", "yesterday = 2022-03-08; tomorrow = 2022-03-10");
    check("Prices rose last month.", "last month = 2022-02");
    check("It will vote next week.", "next week = 2022-W11");
    check("They met two days ago.", "two days ago = 2022-03-07");
    check("She was elected three years ago.", "three years ago = 2019");
    check("It resigned last December.", "last December = 2021-12");
    check("The third quarter was poor.", "The third quarter = 2021-Q3");
    check("He signed it on March 1. A day later he left.", "March 1 = 2022-03-01; A day later = 2022-03-02");
}

#[test]
fn lengths_sets_and_times() {
    check("For the past two weeks it rained.", "the past two weeks = P2W");
    check("A two-week truce and several months of talks.", "two-week = P2W; several months = PXM");
    check("The 23-year-old man fled.", "");
    check("It reports every Monday and annually.", "every Monday = XXXX-WXX-1; annually = P1Y");
    check("Shells fell at 7:15 p.m. on Tuesday.", "7:15 p.m. on Tuesday = 2022-03-08T19:15");
    check("He spoke this morning.", "this morning = 2022-03-09TMO");
}

#[test]
fn nothing_is_guessed_without_a_publication_day() {
    let text = "On Monday and last month, in March and two days ago, but on 7 March 2022.";
    let expect = "Monday = ?; last month = ?; March = ?; two days ago = ?; 7 March 2022 = 2022-03-07";
    assert_eq!(show(&Article::new(text)), expect);
}

proptest! {
    #[test]
    fn any_text_gives_spans_in_order(words in proptest::collection::vec(prop_oneof![
        "\\PC{0,6}", "[0-9]{1,7}", Just("March".to_string()), Just("99999".to_string()), Just("years ago".to_string()),
        Just("last".to_string()), Just("-".to_string()), Just("/".to_string()), Just("the".to_string()), Just("centuries".to_string()),
        Just("Monday".to_string()), Just("century".to_string()), Just(".\n".to_string())], 0..40), day in 0i64..20_000) {
        let mut article = Article::new(words.join(" "));
        article.metadata.published_on = calendar::plus_days(date(1980, 1, 1), day);
        let document = crate::text::read(&article);
        let mut last = 0;
        for time in find(&document) {
            prop_assert!(last <= time.span.start && time.span.end <= document.text.len());
            prop_assert!(time.date_min <= time.date_max);
            last = time.span.end;
        }
    }
}
