//! What the models see of a word: numbers made from its letters.
//!
//! In: a word. Out: its [`Form`]. "Ministers" gives the hash of "ministers", its first and last letters, and the shape `Xx`.

use super::perceptron::{bytes_hash, mix};

/// Letters of a word's beginning and end that are features: up to three and up to four.
const PREFIX_MAX: usize = 3;
const SUFFIX_MAX: usize = 4;
/// Runs of like characters in a shape count up to so many: "2003" and "1,200" differ, "Bush" and "Clinton" do not.
const SHAPE_RUNS_MAX: usize = 6;

/// The letters of a word as numbers, in lower case but for the shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Form {
    /// The whole word; numbers of the same shape are one word.
    pub word: u64,
    /// Its first letters: one, two, three.
    pub prefixes: [u64; PREFIX_MAX],
    /// Its last letters: one to four.
    pub suffixes: [u64; SUFFIX_MAX],
    /// Capitals, small letters, digits and marks in order, runs of them once.
    pub shape: u64,
}

impl Form {
    /// Stands before the first and after the last word of a sentence.
    pub const EDGE: Form = Form { word: 1, prefixes: [1; PREFIX_MAX], suffixes: [1; SUFFIX_MAX], shape: 1 };

    /// Returns the form of a word.
    ///
    /// Typographic quotes and dashes are taken as their typewriter forms, which the training data mostly has.
    pub fn of(word: &str) -> Form {
        let plain = plain_mark(word);
        if plain.is_ascii() && plain.len() <= LOWER_ROOM {
            let mut room = [0u8; LOWER_ROOM];
            room[..plain.len()].copy_from_slice(plain.as_bytes());
            room[..plain.len()].make_ascii_lowercase();
            return Self::from_ascii(plain.as_bytes(), &room[..plain.len()]);
        }
        let letters: Vec<char> = plain.chars().map(plain_char).flat_map(char::to_lowercase).collect();
        Self::from_letters(plain, &letters)
    }

    fn from_ascii(word: &[u8], lower: &[u8]) -> Form {
        let shape = shape(word.iter().map(|&byte| byte as char));
        let end = lower.len();
        let mut form = Form { word: word_hash(lower, shape), shape, ..Form::EDGE };
        for length in 1..=PREFIX_MAX.min(end) {
            form.prefixes[length - 1] = bytes_hash(&lower[..length]);
        }
        for length in 1..=SUFFIX_MAX.min(end) {
            form.suffixes[length - 1] = bytes_hash(&lower[end - length..]);
        }
        form
    }

    fn from_letters(word: &str, letters: &[char]) -> Form {
        let hash = |letters: &[char]| bytes_hash(letters.iter().collect::<String>().as_bytes());
        let shape = shape(word.chars().map(plain_char));
        let whole: String = letters.iter().collect();
        let end = letters.len();
        let mut form = Form { word: word_hash(whole.as_bytes(), shape), shape, ..Form::EDGE };
        for length in 1..=PREFIX_MAX.min(end) {
            form.prefixes[length - 1] = hash(&letters[..length]);
        }
        for length in 1..=SUFFIX_MAX.min(end) {
            form.suffixes[length - 1] = hash(&letters[end - length..]);
        }
        form
    }
}

/// Words up to so many bytes are put in lower case without an allocation.
const LOWER_ROOM: usize = 32;

/// Returns the hash of a word in lower case; of a number, that of its shape, but for years and small numbers.
fn word_hash(lower: &[u8], shape: u64) -> u64 {
    let is_number = lower.iter().all(|byte| byte.is_ascii_digit() || b".,".contains(byte));
    let is_long = is_number && lower.len() > 2 && lower.iter().any(u8::is_ascii_digit);
    if is_long && !(lower.len() == 4 && (lower.starts_with(b"19") || lower.starts_with(b"20"))) {
        return mix(shape, 7);
    }
    bytes_hash(lower)
}

fn plain_mark(word: &str) -> &str {
    match word {
        "“" | "”" | "''" | "``" | "„" | "«" | "»" | "’’" => "\"",
        "–" | "—" => "--",
        "…" => "...",
        _ => word,
    }
}

fn plain_char(c: char) -> char {
    match c {
        '’' | '‘' => '\'',
        '\u{2011}' => '-',
        c => c,
    }
}

fn shape(chars: impl Iterator<Item = char>) -> u64 {
    let (mut hash, mut last, mut run) = (0, 0u8, 0);
    for c in chars {
        let kind = match c {
            c if c.is_lowercase() => b'x',
            c if c.is_uppercase() => b'X',
            c if c.is_numeric() => b'9',
            c if c.is_alphabetic() => b'y',
            c if c.is_ascii() => c as u8,
            _ => b'?',
        };
        run = if kind == last { run + 1 } else { 0 };
        last = kind;
        if run == 0 || (kind == b'9' && run < SHAPE_RUNS_MAX) || (kind == b'X' && run == 1) {
            hash = mix(hash, u64::from(kind));
        }
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_and_case_do_not_matter_but_to_the_shape() {
        assert_eq!(Form::of("“"), Form::of("\""));
        assert_eq!(Form::of("n’t"), Form::of("n't"));
        assert_eq!(Form::of("Talks").word, Form::of("talks").word);
        assert_ne!(Form::of("Talks").shape, Form::of("talks").shape);
        assert_eq!(Form::of("1,234").word, Form::of("9,876").word);
        assert_ne!(Form::of("2003").word, Form::of("1066").word);
        assert_eq!(Form::of("São").suffixes[1], Form::of("são").suffixes[1]);
    }
}
