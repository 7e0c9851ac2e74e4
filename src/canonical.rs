//! The canonical form of a text, its content hash, and the keys of rows.
//!
//! In: a text as scraped. Out: what stays when typography is taken away, so that two copies of one report hash alike:
//! `“Peace  talks—now…”` and `"Peace talks-now..."` are one text, while two that differ in a figure are two.

use sha2::{Digest, Sha256};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// Returns the SHA-256 of a text's canonical form as 64 hex digits.
pub fn content_hash(text: &str) -> String {
    hex(&Sha256::digest(canonical_text(text).as_bytes()))
}

/// Returns the SHA-256 of bytes as they are, as 64 hex digits.
pub fn raw_hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Writes bytes as lower-case hex digits.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|b| [DIGITS[(b >> 4) as usize] as char, DIGITS[(b & 15) as usize] as char])
        .collect()
}

/// Returns the canonical form of a text: NFKC, typographic marks and dashes folded, invisible characters dropped, white
/// space collapsed and trimmed. Case and digits stay: two reports that differ in a figure are two articles.
pub fn canonical_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    if is_nfkc_quick(text.chars()) == IsNormalized::Yes {
        fold(text.chars(), &mut out);
    } else {
        fold(text.nfkc(), &mut out);
    }
    out
}

fn fold(chars: impl Iterator<Item = char>, out: &mut String) {
    let mut space = false;
    for c in chars {
        if c.is_whitespace() {
            space = true;
            continue;
        }
        let folded = match c {
            '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{feff}'
            | '\u{ad}' => continue,
            '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
            '‘' | '’' | '‚' | '‛' | '′' | '´' | '`' | '‹' | '›' => '\'',
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
            other => other,
        };
        if std::mem::take(&mut space) && !out.is_empty() {
            out.push(' ');
        }
        match folded {
            '-' if out.ends_with('-') => {}
            '\'' if out.ends_with('\'') => {
                out.pop();
                out.push('"');
            }
            other => out.push(other),
        }
    }
}

/// Returns the key of an entity: its kind and its name in lower case without diacritics, words joined by `-`.
///
/// `entity_key("person", "Luiz Inácio Lula da Silva")` is `person:luiz-inacio-lula-da-silva`.
pub fn entity_key(kind: &str, name: &str) -> String {
    let mut key = format!("{kind}:");
    let stem = key.len();
    let mut gap = false;
    for c in name.nfkd().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            if std::mem::take(&mut gap) && key.len() > stem {
                key.push('-');
            }
            key.push(c);
        } else if !unicode_normalization::char::is_combining_mark(c) && !matches!(c, '\'' | '’' | '.') {
            gap = true;
        }
    }
    key
}

/// Returns the key of an entity known only by a partial name: it is somebody, but only inside this article.
pub fn partial_key(kind: &str, name: &str, content_hash: &str) -> String {
    format!("{}@{}", entity_key(kind, name), short(content_hash))
}

/// Returns the key of a quote or event: the article's content hash and a span, nothing that a rule may change.
pub fn fact_key(content_hash: &str, start: u32, end: u32) -> String {
    format!("{}:{start}-{end}", short(content_hash))
}

/// The hex digits of a content hash that stand in keys: 64 bits, so two of a billion articles meet with 3 % chance.
const KEY_DIGITS: usize = 16;

/// Returns what stands for an article in keys: the first digits of its content hash.
pub fn article_key(content_hash: &str) -> &str {
    short(content_hash)
}

fn short(content_hash: &str) -> &str {
    content_hash.get(..KEY_DIGITS).unwrap_or(content_hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_same(a: &str, b: &str) {
        assert_eq!(canonical_text(a), canonical_text(b));
        assert_eq!(content_hash(a), content_hash(b));
    }

    #[test]
    fn typography_does_not_make_another_article() {
        check_same("“Peace  talks — now…”, he said.\r\n", "\"Peace talks -- now...\", he said.");
        check_same("``It's over'' ﬁnally", "\"It’s over\" finally");
        check_same("soft\u{ad}hyphen zero\u{200b}width", "softhyphen zerowidth");
        check_same("Caf\u{e9}", "Cafe\u{301}");
    }

    #[test]
    fn figures_case_and_words_do() {
        assert_ne!(content_hash("12 dead"), content_hash("13 dead"));
        assert_ne!(content_hash("us"), content_hash("US"));
        assert_ne!(content_hash("talks-now"), content_hash("talks now"));
    }

    #[test]
    fn keys_are_plain_words() {
        assert_eq!(entity_key("person", "Luiz Inácio Lula da Silva"), "person:luiz-inacio-lula-da-silva");
        assert_eq!(entity_key("organization", "U.S. Dept. of State"), "organization:us-dept-of-state");
        assert_eq!(entity_key("person", "O'Brien"), entity_key("person", "O’Brien"));
        assert_eq!(entity_key("person", "王毅"), "person:王毅");
        assert_eq!(
            partial_key("person", "Wang", &"0123456789abcdef".repeat(4)),
            "person:wang@0123456789abcdef"
        );
    }
}
