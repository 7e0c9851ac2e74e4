#![no_main]
//! Quotation marks, cues, names and breaks in any order.

use libfuzzer_sys::fuzz_target;
use nutgraf::Article;

const WORDS: &[&str] = &[
    "\"", "“", "”", "'", "‘", "’", "«", "»", "„", "``", "''", " said ", " told reporters ", " according to ", " Wang Yi ",
    " he ", " she ", " the minister ", " that ", " would not ", " talks ", " we will go on ", ", ", ". ", "? ", ": ", " - ",
    " — ", "\n", "\n\n", "(", ")", " Mr ", " China ", " Beijing ", " a statement ", " added ", " it ", " not ", " I ", "é",
    "\u{301}", "\u{200b}", " denied ", " accused ", " of ", " met ", " attacked ",
];

fuzz_target!(|bytes: &[u8]| {
    nutgraf_fuzz::check(&Article::new(nutgraf_fuzz::of_words(bytes, WORDS)));
});
