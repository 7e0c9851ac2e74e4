//! Titles and roles: what stands before a name, and what an office is called.
//!
//! In: `titles.tsv`. Out: "foreign minister" is an office; "mr" is an honorific and masculine.

use super::given_names::Gender;
use super::{table, tsv};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// Returns how many words of the front of `words` make the longest known title, and what it is. Case, a full stop at
/// the end of a word and the shape of the apostrophe do not count: "Lt." "Gen." is "lt gen".
pub fn title(words: &[&str]) -> Option<(usize, &'static Title)> {
    let titles = titles();
    let mut key = String::new();
    let mut longest = None;
    for (index, word) in words.iter().take(WORDS_MAX).enumerate() {
        if index > 0 && !(key.ends_with('-') || word.starts_with('-')) {
            key.push(' ');
        }
        key.extend(word.trim_end_matches('.').replace('’', "'").chars().flat_map(char::to_lowercase));
        if let Some(title) = titles.get(key.as_str()) {
            longest = Some((index + 1, title));
        }
    }
    longest
}

/// How many words a title may have; a test checks the table.
const WORDS_MAX: usize = 7;

/// A title or role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Title {
    /// In lower case, as in the table: "foreign minister", "lt. gen.".
    pub text: &'static str,
    /// What sort of title.
    pub class: TitleClass,
    /// The gender of who bears it, where the word tells.
    pub gender: Option<Gender>,
    /// It stands before a name with a capital: "President Xi", not "Spokesperson Mao" in running text.
    pub precedes: bool,
}

/// What sort of title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TitleClass {
    /// mr, sir, dr
    Honorific,
    /// president, foreign minister
    Office,
    /// general, lt. col.
    Military,
    /// pope, ayatollah
    Religious,
    /// lawyer, analyst, spokeswoman
    Profession,
}

impl TitleClass {
    /// Returns the class a word of the table stands for.
    pub fn from_word(word: &str) -> Option<TitleClass> {
        match word {
            "honorific" => Some(TitleClass::Honorific),
            "office" => Some(TitleClass::Office),
            "military" => Some(TitleClass::Military),
            "religious" => Some(TitleClass::Religious),
            "profession" => Some(TitleClass::Profession),
            _ => None,
        }
    }
}

/// Returns all titles by their text without full stops ("lt gen").
pub fn titles() -> &'static FxHashMap<String, Title> {
    static TITLES: OnceLock<FxHashMap<String, Title>> = OnceLock::new();
    TITLES.get_or_init(|| {
        let rows = tsv::rows(table("gazetteer/titles.tsv"));
        rows.filter_map(|[text, class, gender, precedes]| {
            let class = TitleClass::from_word(class)?;
            let title = Title { text, class, gender: Gender::from_word(gender), precedes: precedes == "1" };
            Some((text.replace('.', ""), title))
        })
        .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(usize, &str)>) {
        let words: Vec<&str> = text.split(' ').collect();
        assert_eq!(title(&words).map(|(count, title)| (count, title.text)), expected, "{text}");
    }

    #[test]
    fn the_longest_title_wins() {
        check("Foreign Minister Wang Yi", Some((2, "foreign minister")));
        check("Mr. Lavrov", Some((1, "mr")));
        check("Lt. Gen. Smith", Some((2, "lt. gen.")));
        check("prime minister of Japan", Some((2, "prime minister")));
        check("vice president Harris", Some((2, "vice president")));
        check("Vice - President Harris", Some((3, "vice-president")));
        check("chargé d’affaires of China", Some((2, "chargé d'affaires")));
        check("banana", None);
    }

    #[test]
    fn rows_are_well_formed() {
        for [text, class, gender, precedes] in tsv::rows(table("gazetteer/titles.tsv")) {
            assert_eq!(text, text.to_lowercase());
            assert!(TitleClass::from_word(class).is_some(), "{text}: {class}");
            assert!(gender.is_empty() || Gender::from_word(gender).is_some(), "{text}: {gender}");
            assert!(precedes == "0" || precedes == "1", "{text}: {precedes}");
            assert!(text.split([' ', '-']).count() <= WORDS_MAX, "{text}");
        }
    }
}
