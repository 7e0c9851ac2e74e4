//! Bytes to characters: byte order mark, then what the bytes are, then what a page declares, then a guess.
//!
//! In: the bytes of one article or record. Out: its text, marks of byte order dropped, CRLF as LF, NUL as U+FFFD, and
//! remarks on what was odd. `b"caf\xe9 in S\xe3o Paulo"` gives "café in São Paulo", "decoded by guess as windows-1252".

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

/// Why bytes with hardly any text in them are refused.
pub const BINARY: &str = "binary, not text";

/// The text of some bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The characters.
    pub text: String,
    /// What was odd about them.
    pub remarks: Vec<String>,
}

/// Returns the text of bytes, or why they are none. `is_page` looks for the character set a web page declares.
pub fn decode(bytes: &[u8], is_page: bool) -> Result<Decoded, String> {
    let (text, mut remarks) = characters(bytes, is_page);
    if looks_binary(&text) {
        return Err(BINARY.to_string());
    }
    let text = tidy(text, &mut remarks);
    Ok(Decoded { text, remarks })
}

/// Returns a text as the contract keeps it: no byte order mark at its start, CRLF as LF, NUL as U+FFFD (with a remark).
pub fn tidy(mut text: String, remarks: &mut Vec<String>) -> String {
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    if text.contains('\r') {
        text = text.replace("\r\n", "\n");
    }
    let nuls = text.bytes().filter(|&b| b == 0).count();
    if nuls > 0 {
        text = text.replace('\0', "\u{fffd}");
        remarks.push(counted(nuls, "NUL character replaced", "NUL characters replaced"));
    }
    text
}

/// Returns the encoding a byte order mark names, and its length.
pub fn byte_order_mark(bytes: &[u8]) -> Option<(&'static Encoding, usize)> {
    Encoding::for_bom(bytes)
}

fn characters(bytes: &[u8], is_page: bool) -> (String, Vec<String>) {
    if let Some((encoding, mark)) = byte_order_mark(bytes) {
        return decoded(encoding, &bytes[mark..], None);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return decoded(encoding, bytes, Some("by guess"));
    }
    let declared = if is_page { declared_charset(bytes) } else { None };
    // ISO-2022-JP is all ASCII bytes, so it would pass for UTF-8.
    if declared == Some(ISO_2022_JP) {
        return decoded(ISO_2022_JP, bytes, None);
    }
    match std::str::from_utf8(bytes) {
        // Whatever a page declares: text of another encoding with letters beyond ASCII is never valid UTF-8 by chance.
        Ok(text) => (text.to_string(), Vec::new()),
        Err(_) if is_nearly_utf8(bytes) => decoded(UTF_8, bytes, None),
        Err(_) => match declared {
            Some(encoding) if encoding != UTF_8 => decoded(encoding, bytes, None),
            _ => decoded(guess(bytes), bytes, Some("by guess")),
        },
    }
}

fn decoded(encoding: &'static Encoding, bytes: &[u8], how: Option<&str>) -> (String, Vec<String>) {
    let (text, is_lossy) = encoding.decode_without_bom_handling(bytes);
    let mut remarks = Vec::new();
    let name = encoding.name().to_lowercase();
    if let Some(how) = how {
        remarks.push(format!("decoded {how} as {name}"));
    }
    if is_lossy {
        remarks.push(format!("bytes that are not {name} replaced"));
    }
    (text.into_owned(), remarks)
}

/// Tells whether stray bytes stand in what else is UTF-8: at least as many characters beyond ASCII are whole as are
/// broken, or only the last one is cut. One lone lead byte at the end may as well be the é of a Latin-1 "café".
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken, mut cut_len) = (0usize, 0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
        cut_len = chunk.invalid().len();
    }
    if broken == 1 && cut_len >= 2 {
        return true;
    }
    whole > 0 && whole >= broken
}

/// Bytes looked at when guessing; a few paragraphs decide, and 50 MB would take seconds.
const GUESS_BYTES: usize = 256 * 1024;

fn guess(bytes: &[u8]) -> &'static Encoding {
    let first = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0);
    let from = first.saturating_sub(1024);
    let sample = &bytes[from..bytes.len().min(from + GUESS_BYTES)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Recognises UTF-16 without a mark: in European text every other byte is NUL.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096)];
    if sample.len() < 8 {
        return None;
    }
    let nuls = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd, half) = (nuls(0), nuls(1), sample.len() / 2);
    let is_most = |n: usize| n * 10 > half * 7;
    let is_few = |n: usize| n * 20 < half;
    if is_most(odd) && is_few(even) {
        Some(UTF_16LE)
    } else if is_most(even) && is_few(odd) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Where browsers look for a declaration: the first kilobyte; scraped pages often have scripts before it.
const DECLARATION_BYTES: usize = 8192;

/// Returns the encoding that `<meta charset>`, `<meta http-equiv>` or an XML declaration names.
fn declared_charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(DECLARATION_BYTES)].to_ascii_lowercase();
    for word in [&b"charset"[..], b"encoding"] {
        let mut from = 0;
        while let Some(at) = find(&head[from..], word) {
            from += at + word.len();
            if let Some(encoding) = label_after(&head[from..]) {
                // A page read byte by byte cannot be UTF-16; browsers take that declaration for UTF-8.
                return Some(if encoding.is_ascii_compatible() || encoding == ISO_2022_JP {
                    encoding
                } else {
                    UTF_8
                });
            }
        }
    }
    None
}

/// Reads ` = "label"` with or without marks.
fn label_after(bytes: &[u8]) -> Option<&'static Encoding> {
    let rest = bytes.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let end = rest.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_:.".contains(b)))?;
    Encoding::for_label(&rest[..end])
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

/// Characters looked at when telling text from binary.
const BINARY_SAMPLE: usize = 64 * 1024;

/// Tells whether more than one character in fifty, and more than four, are controls or could not be decoded. Random
/// bytes have one in ten; a scraped page with a few NULs or a form feed has far fewer.
fn looks_binary(text: &str) -> bool {
    let (mut odd, mut all) = (0usize, 0usize);
    for c in text.chars().take(BINARY_SAMPLE) {
        all += 1;
        odd += usize::from(matches!(c, '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}' | '\u{fffd}'));
    }
    odd > 4 && odd * 50 > all
}

fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], is_page: bool, text: &str, remarks: &str) {
        let decoded = decode(bytes, is_page).expect("text");
        assert_eq!((decoded.text.as_str(), decoded.remarks.join("; ").as_str()), (text, remarks));
    }

    fn utf16(text: &str, mark: bool, big: bool) -> Vec<u8> {
        let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
        units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    }

    #[test]
    fn marks_and_line_ends_go() {
        check(b"\xef\xbb\xbfTalks resume.\r\nToday.", false, "Talks resume.\nToday.", "");
        check(&utf16("Café — talks", true, false), false, "Café — talks", "");
        check(&utf16("Café — talks", true, true), false, "Café — talks", "");
        check(
            &utf16("Talks resume today", false, false),
            false,
            "Talks resume today",
            "decoded by guess as utf-16le",
        );
    }

    #[test]
    fn guesses_are_remarked() {
        check(
            b"Caf\xe9 na\xefve in S\xe3o Paulo, he said.",
            false,
            "Café naïve in São Paulo, he said.",
            "decoded by guess as windows-1252",
        );
        check(
            b"\x93Caf\xe9\x94 \x96 it\x92s 5 \x80.",
            false,
            "“Café” – it’s 5 €.",
            "decoded by guess as windows-1252",
        );
    }

    #[test]
    fn utf8_with_stray_bytes_stays_utf8() {
        check(
            "“Talks” \u{2019}".as_bytes().split_last().unwrap().1,
            false,
            "“Talks” \u{fffd}",
            "bytes that are not utf-8 replaced",
        );
        check(
            b"\xe2\x80\x9cYes\xe2\x80\x9d, he said\xff.",
            false,
            "“Yes”, he said\u{fffd}.",
            "bytes that are not utf-8 replaced",
        );
        check(b"end \xe2\x82", false, "end \u{fffd}", "bytes that are not utf-8 replaced");
    }

    #[test]
    fn pages_declare_their_charset() {
        check(b"<meta charset=\"iso-8859-2\">Wa\xb3\xeasa", true, "<meta charset=\"iso-8859-2\">Wałęsa", "");
        check(
            b"<meta content='text/html; charset=koi8-r'>\xf0\xf2",
            true,
            "<meta content='text/html; charset=koi8-r'>ПР",
            "",
        );
        check("<meta charset=latin1>Café".as_bytes(), true, "<meta charset=latin1>Café", "");
    }

    #[test]
    fn nul_is_replaced_and_binary_refused() {
        check(b"a\0b is read", false, "a\u{fffd}b is read", "1 NUL character replaced");
        assert_eq!(decode(b"\x7fELF\x01\x02\0\0\0\0\0\0\x03\x04\x05", false), Err(BINARY.to_string()));
        let noise: Vec<u8> = (0..4096u32).map(|i| (i.wrapping_mul(2654435761) >> 13) as u8).collect();
        assert_eq!(decode(&noise, false), Err(BINARY.to_string()));
    }
}
