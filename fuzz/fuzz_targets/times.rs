#![no_main]
//! Words that name times, in any order, against any day of publication.

use libfuzzer_sys::fuzz_target;
use nutgraf::Article;

const WORDS: &[&str] = &[
    "Monday ", "last ", "next ", "this ", "the ", "week ", "weeks ", "month", "year ", "years ", "2024", "1999 ", "9999 ", "0000",
    "12", "31 ", "30 ", "February ", "Sept. ", "May ", "noon ", "a.m. ", "7 ", ":", "30", "/", "-", ", ", ". ", "of ", "in ",
    "since ", "until ", "ago ", "later ", "two ", "hundred ", "million ", "quarter ", "first ", "the past ", "decade", "1990s ",
    "century ", "summer ", "yesterday ", "tomorrow ", "every ", "from ", "to ", "between ", "and ", "T", "Z", "+", "BC ", "\n",
];

fuzz_target!(|bytes: &[u8]| {
    let Some((day, rest)) = bytes.split_first_chunk::<2>() else { return };
    let mut article = Article::new(nutgraf_fuzz::of_words(rest, WORDS));
    let number = u16::from_le_bytes(*day);
    let date = format!("{:04}-{:02}-{:02}", 1900 + number % 150, 1 + number / 150 % 12, 1 + number / 1800 % 28);
    article.metadata.published_on = date.parse().ok();
    nutgraf_fuzz::check(&article);
});
