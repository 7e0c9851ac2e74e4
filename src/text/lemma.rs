//! The base form of a word, by its ending.
//!
//! In: a word in lower case. Out: its lemma. "cities" is `city`, "stopped" is `stop`, "said" is `say`.
//!
//! A first version without a dictionary: a word whose lemma is not clear from its letters keeps them.

use crate::lexicon::cue;
use std::borrow::Cow;

/// Shorter stems are words of their own more often than stems ("red", "bus", "king").
const STEM_LENGTH_MIN: usize = 3;

/// Returns the base form of a word in lower case.
pub fn of(word: Cow<'_, str>) -> Cow<'_, str> {
    if let Some(cue) = cue(&word) {
        return Cow::Borrowed(cue.lemma);
    }
    match strip(&word) {
        Some(lemma) => Cow::Owned(lemma),
        None => word,
    }
}

fn strip(word: &str) -> Option<String> {
    let cut = |ending: &str| word.strip_suffix(ending).filter(|stem| stem.chars().count() >= STEM_LENGTH_MIN);
    if let Some(stem) = cut("ies").or_else(|| cut("ied")) {
        return Some(format!("{stem}y"));
    }
    if let Some(stem) = cut("ing").or_else(|| cut("ed")) {
        return stem.contains(['a', 'e', 'i', 'o', 'u', 'y']).then(|| restore(stem));
    }
    for ending in ["sses", "shes", "ches", "xes", "zes"] {
        if word.ends_with(ending) {
            return cut("es").map(str::to_string);
        }
    }
    let plural =
        word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is");
    if plural { cut("s").map(str::to_string) } else { None }
}

/// Gives a stem its last letter back: "mak" is "make", "stopp" is "stop", "visit" stays.
fn restore(stem: &str) -> String {
    let letters: Vec<char> = stem.chars().rev().take(3).collect();
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let (last, before) = (letters[0], letters[1]);
    if last == before && !vowel(last) && !matches!(last, 's' | 'l' | 'z' | 'f') {
        return stem[..stem.len() - last.len_utf8()].to_string();
    }
    let silent_e = matches!(last, 'v' | 'u' | 'c' | 'z')
        || (last == 's' && (vowel(before) || before == 'n' || before == 'r') && before != last)
        || (last == 'g' && matches!(before, 'a' | 'r' | 'd'))
        || ((last == 't' && (before == 'a' || before == 'u')) && letters.get(2).is_some_and(|&c| !vowel(c)))
        || (last == 'd'
            && matches!(before, 'a' | 'i' | 'o' | 'u')
            && letters.get(2).is_some_and(|&c| !vowel(c)))
        || (matches!(last, 'k' | 'm' | 'r') && vowel(before) && stem.chars().count() == 3 && before != 'e');
    if silent_e { format!("{stem}e") } else { stem.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, lemmas: &str) {
        let found: Vec<String> = words.split(' ').map(|word| of(Cow::Borrowed(word)).into_owned()).collect();
        assert_eq!(found.join(" "), lemmas);
    }

    #[test]
    fn endings_are_taken_off() {
        check("cities stopped visits said ministers", "city stop visit say minister");
        check("arrested condemned attacking talks met", "arrest condemn attack talk met");
        check("seized imposed invaded making", "seize impose invade make");
        check("red bus this crisis kyiv", "red bus this crisis kyiv");
    }
}
