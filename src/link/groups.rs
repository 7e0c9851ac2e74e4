//! Says which quotes are one statement and which reports are one happening: those with the same fingerprint.
//!
//! In: a quote or an event with the keys of its entities. Out: a 64-bit fingerprint. "Talks will resume", given to Wang Yi by
//! two outlets, has one. This first version asks for the same words and the same participants; `rule` in the rows says so.

use crate::canonical::canonical_text;
use crate::model::{Event, Modality, ParticipantRole, Precision, Quote};
use sha2::{Digest, Sha256};

/// Shorter quotes ("we agree") are said again and again: each stays a statement of its own.
const STATEMENT_WORDS_MIN: usize = 5;

/// Returns the fingerprint of the statement a quote carries; `own_key` makes it unique where nothing may join.
pub fn statement(quote: &Quote, text: &str, speaker_key: Option<&str>, own_key: &str) -> i64 {
    let words = normal_words(text);
    match speaker_key {
        Some(speaker) if !quote.negated && words.split(' ').count() >= STATEMENT_WORDS_MIN => {
            fingerprint(&["statement", speaker, &words])
        }
        _ => fingerprint(&["quote", own_key]),
    }
}

/// Returns the fingerprint of the happening an event reports; `None` for what did not happen or is not asserted.
///
/// `participant_keys` holds the entity's key, or the country code, of each participant that has one.
pub fn happening(
    event: &Event,
    participant_keys: &[(ParticipantRole, String)],
    own_key: &str,
) -> Option<i64> {
    if event.negated || event.modality != Modality::Asserted {
        return None;
    }
    let mut sides: Vec<String> = participant_keys
        .iter()
        .filter(|(role, _)| matches!(role, ParticipantRole::Actor | ParticipantRole::Recipient))
        .map(|(role, key)| format!("{} {key}", role.as_str()))
        .collect();
    sides.sort();
    sides.dedup();
    let day = event.date.filter(|date| date.precision == Precision::Day);
    Some(match day {
        Some(date) if !sides.is_empty() => {
            fingerprint(&["happening", event.kind.as_str(), &date.start.to_string(), &sides.join(" ")])
        }
        _ => fingerprint(&["event", own_key]),
    })
}

/// Returns a text's words in lower case, without marks.
fn normal_words(text: &str) -> String {
    let canonical = canonical_text(text).to_lowercase();
    let words = canonical.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

fn fingerprint(parts: &[&str]) -> i64 {
    let digest = Sha256::digest(parts.join("\u{0}").as_bytes());
    i64::from_be_bytes(std::array::from_fn(|n| digest[n]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Confidence, QuoteKind, Span};

    fn quote(negated: bool) -> Quote {
        Quote {
            kind: QuoteKind::Direct,
            content: vec![Span::new(0, 1)],
            quoted: vec![],
            cue: None,
            source: None,
            sentence: Span::new(0, 1),
            speaker: None,
            addressee: None,
            via: None,
            said: None,
            within: None,
            negated,
            confidence: Confidence::High,
            rule: "test",
        }
    }

    #[test]
    fn the_same_words_of_one_speaker_are_one_statement() {
        let of = |text, speaker, key| statement(&quote(false), text, speaker, key);
        let wang = Some("person:wang-yi");
        assert_eq!(
            of("The talks will resume soon,", wang, "1"),
            of("“the talks will resume soon”", wang, "2")
        );
        assert_ne!(
            of("The talks will resume soon", wang, "1"),
            of("The talks will resume soon", Some("person:qin-gang"), "2")
        );
        assert_ne!(of("The talks will resume soon", wang, "1"), of("The talks will not resume", wang, "2"));
        assert_ne!(of("We agree", wang, "1"), of("We agree", wang, "2"));
        assert_ne!(of("The talks will resume soon", None, "1"), of("The talks will resume soon", None, "2"));
    }
}
