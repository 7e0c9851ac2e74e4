//! Spellings of one name in Latin letters.
//!
//! In: `romanizations.tsv`. Out: the words of a name as they are compared: "Volodymyr Zelenskyy", "Volodymyr Zelenskiy" and
//! "Wolodymyr Zelensky" are one.

use super::{table, tsv};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters a word must have before an end that is folded: "Skyy" is no Zelenskyy.
const STEM_MIN: usize = 3;

struct Romanizations {
    words: FxHashMap<&'static str, &'static str>,
    /// Longest first.
    ends: Vec<(&'static str, &'static str)>,
}

fn romanizations() -> &'static Romanizations {
    static TABLE: OnceLock<Romanizations> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut found = Romanizations { words: FxHashMap::default(), ends: Vec::new() };
        for [place, written, folded] in tsv::rows(table("lexicon/romanizations.tsv")) {
            let pairs = tsv::several(written).map(|spelling| (spelling, folded));
            match place {
                "word" => found.words.extend(pairs),
                _ => found.ends.extend(pairs),
            }
        }
        found.ends.sort_unstable_by_key(|(end, _)| (std::cmp::Reverse(end.len()), *end));
        found
    })
}

/// Returns a word of a person's name as it is compared: lower case, no diacritics, one spelling for all romanizations.
pub fn folded_word(word: &str) -> String {
    let plain: String = word
        .trim_end_matches('.')
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect();
    let table = romanizations();
    if let Some(folded) = table.words.get(plain.as_str()) {
        return folded.to_string();
    }
    for (end, folded) in &table.ends {
        match plain.strip_suffix(end) {
            Some(stem) if stem.chars().count() >= STEM_MIN => return format!("{stem}{folded}"),
            _ => {}
        }
    }
    plain
}

/// Returns a word as all spellings within one article are written alike: [`folded_word`], and "y" and "j" as "i", no letter twice, Arabic articles
/// dropped. "Zelenskyy" and "Zelenskiy" are `zelenski`, "al-Assad" and "Assad" `asad`.
pub fn loosely_folded_word(word: &str) -> String {
    let plain: String = folded_word(word)
        .chars()
        .filter(|c| c.is_alphanumeric() || *c == '-')
        .map(|c| if matches!(c, 'y' | 'j') { 'i' } else { c })
        .collect();
    let bare = ["al-", "el-", "as-", "ad-"].iter().find_map(|article| plain.strip_prefix(article));
    let mut folded = String::with_capacity(plain.len());
    for c in bare.unwrap_or(&plain).chars().filter(|c| *c != '-') {
        if !folded.ends_with(c) {
            folded.push(c);
        }
    }
    folded
}

/// Returns a person's name as it is compared across articles, words separated by spaces.
///
/// Romanizations are folded; between the first and the last word patronymics go ("Vladimir Vladimirovich Putin") and the
/// Arabic article ("Bashar al-Assad", "Bashar Assad"). Initials stay: George W. Bush is not George H. W. Bush.
pub fn folded_person(name: &str) -> String {
    let words: Vec<String> =
        name.split([' ', '-']).filter(|word| !word.is_empty()).map(folded_word).collect();
    let last = words.len().saturating_sub(1);
    let stays = |n: usize, word: &str| {
        let is_inner = n > 0 && n < last;
        !(is_inner && (is_patronymic(word) || is_article(word)))
    };
    let kept: Vec<&str> =
        words.iter().enumerate().filter(|(n, word)| stays(*n, word)).map(|(_, word)| word.as_str()).collect();
    kept.join(" ")
}

/// "Vladimirovich", "Ivanovna": a father's name between a given and a family name.
fn is_patronymic(word: &str) -> bool {
    ["ovich", "evich", "ovna", "evna", "ivna"]
        .iter()
        .any(|end| word.strip_suffix(end).is_some_and(|stem| stem.chars().count() >= STEM_MIN))
}

fn is_article(word: &str) -> bool {
    matches!(word, "al" | "el" | "ash" | "as" | "ad" | "ar")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_fold_alike() {
        let check = |one: &str, other: &str| {
            assert_eq!(loosely_folded_word(one), loosely_folded_word(other), "{one}, {other}")
        };
        check("Zelenskyy", "Zelenskiy");
        check("Sánchez", "Sanchez");
        check("al-Assad", "Assad");
        check("Sergey", "Sergei");
        assert_ne!(loosely_folded_word("Maria"), loosely_folded_word("Mario"));
    }

    #[track_caller]
    fn check(spellings: &[&str]) {
        for other in &spellings[1..] {
            assert_eq!(folded_person(other), folded_person(spellings[0]), "{other}");
        }
    }

    #[test]
    fn spellings_of_one_name_are_one() {
        check(&["Volodymyr Zelensky", "Volodymyr Zelenskyy", "Volodymyr Zelenskiy", "Wolodymyr Zelenskyi"]);
        check(&["Mohammed bin Rashid", "Muhammad bin Rasheed"]);
        check(&["Bashar al-Assad", "Bashar al Assad", "Bashar Al-Assad", "Bachar el-Assad", "Bashar Assad"]);
        check(&["Abdel Fattah el-Sisi", "Abdul Fattah al-Sisi", "Abdel-Fattah Sisi"]);
        check(&["Vladimir Putin", "Vladimir Vladimirovich Putin"]);
        check(&["Donald J. Trump", "Donald J Trump"]);
        check(&["Dmitry Medvedev", "Dmitri Medvedyev", "Dmitriy Medvedev"]);
        check(&["José Álvarez", "Jose Alvarez"]);
        check(&["Kim Jong-un", "Kim Jong Un"]);
    }

    #[test]
    fn other_names_stay_apart() {
        let apart = [
            ("Andrzej Duda", "Andrei Duda"),
            ("Roman Polanski", "Roman Polansky"),
            ("Mikhail Gorbachev", "Michael Gorbachev"),
            ("Ali Khamenei", "Ali Khomeini"),
            ("George W. Bush", "George H. W. Bush"),
            ("Kim Jong-un", "Kim Jong-il"),
            ("Dmitry Kuleba", "Dmytro Kuleba"),
            ("Said Ali", "Saeed Ali"),
            ("An Wang", "Wang"),
        ];
        for (one, other) in apart {
            assert_ne!(folded_person(one), folded_person(other));
        }
    }

    #[test]
    fn every_spelling_folds_once() {
        for [place, written, folded] in tsv::rows(table("lexicon/romanizations.tsv")) {
            assert!(matches!(place, "word" | "end") && !folded.is_empty(), "{place} {written}");
            if place == "word" {
                assert_eq!(folded_word(folded), folded, "what was folded stays");
            }
            for spelling in tsv::several(written) {
                let word = if place == "word" { spelling.to_string() } else { format!("stem{spelling}") };
                assert_eq!(folded_word(&folded_word(&word)), folded_word(&word), "{word}");
                assert!(folded_word(&word).ends_with(folded), "{word}");
            }
        }
    }
}
