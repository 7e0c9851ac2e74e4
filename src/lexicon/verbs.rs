//! Forms of English verbs and nouns.
//!
//! In: a base form and `seeds/lexicon/irregular_verbs.tsv`. Out: its forms. "carry" gives carries, carried, carrying; "hold"
//! gives held.

use super::{table, tsv};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// Which form of a verb a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inflection {
    /// "hold"
    Base,
    /// "holds"
    Third,
    /// "went", which is no participle.
    Past,
    /// "gone", which is no past.
    Participle,
    /// "held", which is both.
    PastOrParticiple,
    /// "holding"
    Ing,
}

impl Inflection {
    /// Tells whether the form may stand in a passive.
    pub fn is_participle(self) -> bool {
        matches!(self, Inflection::Participle | Inflection::PastOrParticiple)
    }

    /// Tells whether the form may have a subject without an auxiliary.
    pub fn is_finite(self) -> bool {
        !matches!(self, Inflection::Participle | Inflection::Ing)
    }
}

type Irregular = [&'static str; 4];

fn irregular() -> &'static FxHashMap<&'static str, Irregular> {
    static TABLE: OnceLock<FxHashMap<&'static str, Irregular>> = OnceLock::new();
    TABLE.get_or_init(|| tsv::rows::<4>(table_of_verbs()).map(|row| (row[0], row)).collect())
}

/// Tells whether a lower-case word is the past form of a verb in the irregular table ("held", "went").
pub fn is_irregular_past(word: &str) -> bool {
    static PASTS: OnceLock<rustc_hash::FxHashSet<&'static str>> = OnceLock::new();
    let pasts = || irregular().values().filter(|row| row[0] != row[1]).map(|row| row[1]).collect();
    PASTS.get_or_init(pasts).contains(word)
}

/// Returns the base of an irregular form in lower case with a Penn tag: of "men" `NNS` "man", of "went" `VBD` "go".
pub fn irregular_base(word: &str, tag: &str) -> Option<&'static str> {
    /// A form's bases by tag.
    type Bases = FxHashMap<&'static str, Vec<(&'static str, &'static str)>>;
    static TABLE: OnceLock<Bases> = OnceLock::new();
    let bases = TABLE.get_or_init(|| {
        let mut bases = Bases::default();
        for [form, tag, base] in tsv::rows::<3>(table("lexicon/irregular_words.tsv")) {
            bases.entry(form).or_default().push((tag, base));
        }
        for [base, past, participle, ing] in tsv::rows::<4>(table_of_verbs()) {
            for (form, tag) in [(past, "VBD"), (participle, "VBN"), (ing, "VBG")] {
                bases.entry(form).or_default().push((tag, base));
            }
        }
        bases
    });
    bases.get(word)?.iter().find(|(found, _)| *found == tag).map(|(_, base)| *base)
}

fn table_of_verbs() -> &'static str {
    table("lexicon/irregular_verbs.tsv")
}

/// Returns the forms of a verb, the base first.
pub fn verb_forms(base: &str) -> Vec<(String, Inflection)> {
    let (past, participle, ing) = match irregular().get(base) {
        Some([_, past, participle, ing]) => (past.to_string(), participle.to_string(), ing.to_string()),
        None => {
            let past = regular_past(base);
            (past.clone(), past, regular_ing(base))
        }
    };
    let mut forms = vec![(base.to_string(), Inflection::Base), (plural(base), Inflection::Third)];
    if past == participle {
        forms.push((past, Inflection::PastOrParticiple));
    } else {
        forms.push((past, Inflection::Past));
        forms.push((participle, Inflection::Participle));
    }
    forms.push((ing, Inflection::Ing));
    forms
}

/// Returns the plural of a noun, which is also the third person of a verb.
pub fn plural(word: &str) -> String {
    if let Some(stem) = before_consonant_y(word) {
        return format!("{stem}ies");
    }
    let hisses = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| word.ends_with(end));
    format!("{word}{}", if hisses { "es" } else { "s" })
}

fn regular_past(word: &str) -> String {
    match before_consonant_y(word) {
        Some(stem) => format!("{stem}ied"),
        None if word.ends_with('e') => format!("{word}d"),
        None => format!("{word}ed"),
    }
}

fn regular_ing(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    match word.strip_suffix('e') {
        Some(stem) if !stem.ends_with(['e', 'o', 'y']) => format!("{stem}ing"),
        _ => format!("{word}ing"),
    }
}

/// Returns what stands before the y of "carry"; nothing for "play".
fn before_consonant_y(word: &str) -> Option<&str> {
    word.strip_suffix('y').filter(|stem| !stem.is_empty() && !stem.ends_with(['a', 'e', 'i', 'o', 'u']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(base: &str, expect: &str) {
        let forms: Vec<String> = verb_forms(base).into_iter().map(|(form, _)| form).collect();
        assert_eq!(forms.join(" "), expect);
    }

    #[test]
    fn forms_of_verbs() {
        check("attack", "attack attacks attacked attacking");
        check("seize", "seize seizes seized seizing");
        check("carry", "carry carries carried carrying");
        check("deploy", "deploy deploys deployed deploying");
        check("ban", "ban bans banned banning");
        check("free", "free frees freed freeing");
        check("hold", "hold holds held holding");
        check("withdraw", "withdraw withdraws withdrew withdrawn withdrawing");
    }
}
