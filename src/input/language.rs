//! Which language a text is in.
//!
//! In: a text and what its page declares. Out: an ISO 639-1 code, or nothing when neither can be trusted:
//! "Le ministre des Affaires étrangères ..." is `fr`, "OK" is nothing.

use whatlang::Lang;

/// Detection looks at this many characters: more do not change the answer and cost time.
const SAMPLE_CHARS_MAX: usize = 4_000;

/// Shorter texts are not judged: trigrams of a headline mislead.
const SAMPLE_CHARS_MIN: usize = 60;

/// A text this long that is detected with certainty overrules what the page declares: templates often say "en".
const OVERRULE_CHARS_MIN: usize = 200;

/// Returns the language of a text by its own words, when that is certain enough.
pub fn detect(text: &str) -> Option<&'static str> {
    let sample: String = text.chars().take(SAMPLE_CHARS_MAX).collect();
    if sample.chars().filter(|c| c.is_alphabetic()).count() < SAMPLE_CHARS_MIN {
        return None;
    }
    let info = whatlang::detect(&sample)?;
    if info.is_reliable() { code(info.lang()) } else { None }
}

/// Returns the language of a text that declares `declared` ("en-GB", "fr_FR"): the declaration, unless the text is long and
/// certainly in another one.
pub fn settle(declared: Option<&str>, text: &str) -> Option<String> {
    let declared = declared.and_then(primary);
    let found = detect(text);
    let long = text.chars().nth(OVERRULE_CHARS_MIN).is_some();
    match (declared, found) {
        (Some(declared), Some(found)) if long && declared != found => Some(found.to_string()),
        (Some(declared), _) => Some(declared),
        (None, found) => found.map(str::to_string),
    }
}

/// Returns the two letters of a language tag: "en" of "en-US".
fn primary(tag: &str) -> Option<String> {
    let first = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    if first.len() == 2 && first.bytes().all(|b| b.is_ascii_lowercase()) {
        return Some(first);
    }
    Lang::from_code(&first).and_then(code).map(str::to_string)
}

/// Returns the ISO 639-1 code of a detected language; the few that have none give nothing.
fn code(lang: Lang) -> Option<&'static str> {
    Some(match lang {
        Lang::Epo => "eo",
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = "The minister said on Monday that the talks would go on in the capital, and that both sides had agreed \
        to publish what was decided. He thanked the hosts for their patience and left without taking questions from the press.";
    const FRENCH: &str = "Le ministre a déclaré lundi que les pourparlers se poursuivraient dans la capitale et que les deux \
        parties étaient convenues de publier leurs décisions. Il a remercié ses hôtes et il est parti sans répondre aux questions.";

    fn check(declared: Option<&str>, text: &str, expected: Option<&str>) {
        assert_eq!(settle(declared, text).as_deref(), expected, "{declared:?} {text}");
    }

    #[test]
    fn the_text_decides_when_it_is_long() {
        check(None, ENGLISH, Some("en"));
        check(None, FRENCH, Some("fr"));
        check(Some("en-US"), FRENCH, Some("fr"));
        check(Some("en_GB"), ENGLISH, Some("en"));
    }

    #[test]
    fn a_short_text_is_not_judged() {
        check(None, "OK", None);
        check(None, "12 345 67", None);
        check(Some("de"), "OK", Some("de"));
        check(Some("x"), "OK", None);
    }
}
