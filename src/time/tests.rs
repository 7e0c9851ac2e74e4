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
    check("On 31 February they rested.", "February = 2022-02");
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

#[test]
fn tense_tells_where_a_weekday_lies() {
    check("The council voted on Thursday.", "Thursday = 2022-03-03");
    check("He returns on Thursday.", "Thursday = 2022-03-10");
    check("The council will vote on Thursday.", "Thursday = 2022-03-10");
    check("The council is to vote on Thursday.", "Thursday = 2022-03-10");
    check("The council is expected to vote on Thursday.", "Thursday = 2022-03-10");
    check("The council plans to vote on Thursday.", "Thursday = 2022-03-10");
    check("The council has voted on Thursday.", "Thursday = 2022-03-03");
    check("A vote scheduled for Thursday may be put off.", "Thursday = 2022-03-10");
    check("The strike goes on until Sunday.", "Sunday = 2022-03-13");
    check("The strike that began on Sunday has spread.", "Sunday = 2022-03-06");
    check(
        "She said on Tuesday that the port will open on Saturday.",
        "Tuesday = 2022-03-08; Saturday = 2022-03-12",
    );
    check("He was arrested on Sunday.", "Sunday = 2022-03-06");
    check("He is to be tried on Friday.", "Friday = 2022-03-11");
    check("Friday's match was cancelled.", "Friday = 2022-03-04");
    check("Tuesday's vote was close.", "Tuesday = 2022-03-08");
    check("Fighting has gone on since Monday.", "Monday = 2022-03-07");
    check("The offices closed Friday.", "Friday = 2022-03-04");
    check("Last Sunday the ferry sank.", "Last Sunday = 2022-03-06");
    check("The ferry sails next Sunday.", "next Sunday = 2022-03-13");
    check("They spoke by phone on Wednesday.", "Wednesday = 2022-03-09");
}

#[test]
fn tense_tells_where_a_month_or_day_lies() {
    check("The law took effect in April.", "April = 2021-04");
    check("The law will take effect in April.", "April = 2022-04");
    check("The law took effect on January 1.", "January 1 = 2022-01-01");
    check("The law will take effect on January 1.", "January 1 = 2023-01-01");
    check("The trial opens on 2 May.", "2 May = 2022-05-02");
    check("The trial opened on 2 May.", "2 May = 2021-05-02");
    check("Elections are due in October.", "October = 2022-10");
    check("Elections were held in October.", "October = 2021-10");
    check("Prices fell in February.", "February = 2022-02");
    check("The bridge is to open in late August.", "late August = 2022-08");
}

#[test]
fn quarters_halves_and_fiscal_years() {
    check("Profit rose in the fourth quarter of 2021.", "the fourth quarter of 2021 = 2021-Q4");
    check("Profit rose in the first quarter of 2020.", "the first quarter of 2020 = 2020-Q1");
    check("Sales fell in the second half of 2021.", "the second half of 2021 = 2021-H2");
    check("Sales fell in the first half of last year.", "the first half of last year = 2021-H1");
    check("It reported its fourth-quarter results.", "fourth-quarter = 2021-Q4");
    check("The plan covers fiscal 2023.", "fiscal 2023 = 2023");
    check("The plan covers fiscal year 2023.", "fiscal year 2023 = 2023");
    check("Orders fell last quarter.", "last quarter = 2021-Q4");
    check("Orders rose this quarter.", "this quarter = 2022-Q1");
    check("It expects more orders next quarter.", "next quarter = 2022-Q2");
}

#[test]
fn ranges_are_two_times() {
    check("The fair runs from 7 to 9 May 2022.", "7 = 2022-05-07; 9 May 2022 = 2022-05-09");
    check("The fair runs May 7-9, 2022.", "May 7 = 2022-05-07; 9, 2022 = 2022-05-09");
    check("It rained from March 3 to March 5.", "March 3 = 2022-03-03; March 5 = 2022-03-05");
    check("Between 2015 and 2019 it doubled.", "2015 = 2015; 2019 = 2019");
    check("Between April and June 2021 it doubled.", "April = 2021-04; June 2021 = 2021-06");
    check("In the years 2001-2005 it grew.", "2001 = 2001; 2005 = 2005");
    check(
        "From 1 January 2020 until 31 March 2021 it was shut.",
        "1 January 2020 = 2020-01-01; 31 March 2021 = 2021-03-31",
    );
}

#[test]
fn durations() {
    check("It lasted three hours.", "three hours = PT3H");
    check("It lasted 45 minutes.", "45 minutes = PT45M");
    check("They talked for two days.", "two days = P2D");
    check("They talked for two and a half hours.", "two and a half hours = PT2H30M");
    check("They waited for a year and a half.", "a year and a half = P1Y6M");
    check("It took half a year.", "half a year = P6M");
    check("It took a decade.", "a decade = P10Y");
    check("It took several weeks.", "several weeks = PXW");
    check("They fought for years.", "years = PXY");
    check("A six-month ban was imposed.", "six-month = P6M");
    check("A 10-day truce was agreed.", "10-day = P10D");
    check("He was jailed for 12 years.", "12 years = P12Y");
    check("He was jailed for nearly four years.", "nearly four years = P4Y");
    check("It needs at least three weeks.", "at least three weeks = P3W");
    check("It needs two to three weeks.", "two to three weeks = PXW");
    check("It rained for the last 48 hours.", "the last 48 hours = PT48H");
    check("Over the past two weeks prices doubled.", "the past two weeks = P2W");
    check("In the past three months 40 boats sank.", "the past three months = P3M");
    check("In the next five years it will build ten.", "the next five years = P5Y");
    check("During the past decade it grew.", "the past decade = P10Y");
    check("Sales rose in the first nine months of 2021.", "nine months = P9M; 2021 = 2021");
    check("A fortnight of rain followed.", "A fortnight = P2W");
    check("It took a century to build.", "a century = P100Y");
}

#[test]
fn points_counted_from_publication() {
    check("It began a week ago.", "a week ago = 2022-03-02");
    check("It began three weeks ago.", "three weeks ago = 2022-02-16");
    check("It began two months ago.", "two months ago = 2022-01");
    check("It began ten years ago.", "ten years ago = 2012");
    check("It began decades ago.", "decades ago = PAST_REF");
    check("It began an hour ago.", "an hour ago = 2022-03-09");
    check("It ended last night.", "last night = 2022-03-08TNI");
    check("It ended tonight.", "tonight = 2022-03-09TNI");
    check("It ends tomorrow.", "tomorrow = 2022-03-10");
    check("It ended last week.", "last week = 2022-W09");
    check("It ends this week.", "this week = 2022-W10");
    check("It ends next month.", "next month = 2022-04");
    check("It ends next year.", "next year = 2023");
    check("It ended last year.", "last year = 2021");
    check("It was built earlier this year.", "earlier this year = 2022");
    check("It closed late last month.", "late last month = 2022-02");
    check("It opens early next year.", "early next year = 2023");
    check("Today it is closed.", "Today = 2022-03-09");
    check("It ends in two weeks' time.", "two weeks = P2W");
    check("He retired in the middle of last year.", "the middle of last year = 2021");
}

#[test]
fn seasons_decades_centuries() {
    check("It rained in the summer of 2021.", "the summer of 2021 = 2021-SU");
    check("It snowed in winter 2020.", "winter 2020 = 2020-WI");
    check("It rained last summer.", "last summer = 2021-SU");
    check("It opens next spring.", "next spring = 2023-SP");
    check("It grew in the 1980s.", "the 1980s = 198");
    check("It grew in the early 1990s.", "the early 1990s = 199");
    check("It grew in the nineties.", "the nineties = 199");
    check("It grew in the 19th century.", "the 19th century = 18");
    check("It is of the eighteenth century.", "the eighteenth century = 17");
    check("It flourished in the mid-1970s.", "the mid-1970s = 197");
}

#[test]
fn sets_and_rates() {
    check("It meets every Tuesday.", "every Tuesday = XXXX-WXX-2");
    check("It meets every week.", "every week = P1W");
    check("It meets every two years.", "every two years = P2Y");
    check("It meets every other day.", "every other day = P2D");
    check("It meets on Mondays.", "Mondays = XXXX-WXX-1");
    check("It meets twice a month.", "twice a month = P1M");
    check("It meets three times a year.", "three times a year = P1Y");
    check("It is printed daily.", "daily = P1D");
    check("It is printed monthly.", "monthly = P1M");
    check("They meet each January.", "each January = XXXX-01");
    check("They earn 200 dollars a week.", "a week = P1W");
    check("The river floods every spring.", "every spring = XXXX-SP");
    check("They are paid annually.", "annually = P1Y");
    check("They work every night.", "every night = XXXX-XX-XXTNI");
}

#[test]
fn clock_times_and_parts_of_days() {
    check("It fell at 3 p.m. on Monday.", "3 p.m. on Monday = 2022-03-07T15:00");
    check("It fell at 03:40 GMT on Monday.", "03:40 GMT on Monday = 2022-03-07T03:40");
    check("It fell on Monday at noon.", "Monday at noon = 2022-03-07T12:00");
    check("It fell on Monday afternoon.", "Monday afternoon = 2022-03-07TAF");
    check("It fell early on Sunday morning.", "Sunday morning = 2022-03-06TMO");
    check("It fell on the night of 3 March.", "the night of 3 March = 2022-03-03TNI");
    check("It fell in the early hours of Tuesday.", "the early hours of Tuesday = 2022-03-08TMO");
    check("It fell at midnight.", "midnight = T24:00");
    check("The doors open at 7pm.", "7pm = T19:00");
    check("It happened this afternoon.", "this afternoon = 2022-03-09TAF");
}

#[test]
fn more_absolute_dates() {
    check("It began on the 5th of May 2021.", "the 5th of May 2021 = 2021-05-05");
    check("It began on 5th May 2021.", "5th May 2021 = 2021-05-05");
    check("It began on Tuesday 1 February 2022.", "Tuesday 1 February 2022 = 2022-02-01");
    check("It began on Feb. 1.", "Feb. 1 = 2022-02-01");
    check("It began on Sept. 30, 2021.", "Sept. 30, 2021 = 2021-09-30");
    check("It began in mid-2019.", "mid-2019 = 2019");
    check("It began in early 2019.", "early 2019 = 2019");
    check("It ended at the end of 2020.", "the end of 2020 = 2020");
    check("It dates from January 2010.", "January 2010 = 2010-01");
    check("The 2015 accord holds.", "2015 = 2015");
    check("He paid 2,021 dollars and 1999 people came.", "");
    check("The year 1812 was cold.", "The year 1812 = 1812");
}

#[test]
fn words_that_name_no_day() {
    check("They recently met.", "recently = PAST_REF");
    check("They will soon meet.", "soon = FUTURE_REF");
    check("They are now at peace.", "now = PRESENT_REF");
    check("In recent years it grew.", "recent years = PAST_REF");
    check("In the coming weeks it will grow.", "the coming weeks = FUTURE_REF");
    check("It may grow in the near future.", "the near future = FUTURE_REF");
    check("Mr May spoke to Mr March.", "");
    check("A second man ran for an hour.", "an hour = PT1H");
    check("The 12-year-old won.", "");
}

#[test]
fn without_a_publication_day_only_what_stands_there_has_a_value() {
    for (text, expect) in [
        ("It began on Monday.", "Monday = ?"),
        ("It began in March.", "March = ?"),
        ("It began yesterday.", "yesterday = ?"),
        ("It began last year.", "last year = ?"),
        ("It began two weeks ago.", "two weeks ago = ?"),
        ("It began in the third quarter.", "the third quarter = ?"),
        ("It began this morning.", "this morning = ?"),
        ("It began in March 2020.", "March 2020 = 2020-03"),
        ("It lasted two weeks.", "two weeks = P2W"),
        ("It happens daily.", "daily = P1D"),
        ("It began in the 1980s.", "the 1980s = 198"),
    ] {
        assert_eq!(show(&Article::new(text)), expect, "{text}");
    }
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
