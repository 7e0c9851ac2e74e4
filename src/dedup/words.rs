//! The words of a text as hashes.
//!
//! In: an article. Out: a hash for each word of its running text, and those of its figures and of its names ("in Geneva").

use crate::model::Article;
use crate::span::Text;

/// The words of a text, each as the hash of its lower-case form.
#[derive(Debug, Default)]
pub struct Words {
    /// All of them, in order.
    pub hashes: Vec<u64>,
    /// Those that hold a digit.
    pub numbers: Vec<u64>,
    /// Those with a capital that do not open a sentence.
    pub names: Vec<u64>,
}

/// Longer texts are compared by their beginning: a dump of 50 MB is no copy of an article.
const BYTES_MAX: usize = 1 << 20;

/// Reads the words of an article's running text; noise sections are left out.
pub fn read(article: &Article) -> Words {
    let mut words = Words::default();
    let body = &article.body[..article.body.floor_char_boundary(BYTES_MAX)];
    let text = Text::new(body);
    let mut at = 0;
    for section in article.sections.iter().filter(|section| section.kind.is_noise()) {
        let start = text.byte_of(section.span.start);
        add(&body[at..start.max(at)], &mut words);
        at = text.byte_of(section.span.end);
    }
    add(&body[at..], &mut words);
    words
}

fn add(text: &str, words: &mut Words) {
    let (mut hash, mut inside) = (OFFSET, false);
    let (mut number, mut name) = (false, false);
    let (mut before_last, mut last) = ('\n', '\n');
    for c in text.chars().chain(std::iter::once(' ')) {
        if c.is_alphanumeric() {
            if !inside {
                (hash, number) = (OFFSET, false);
                name = c.is_uppercase() && last == ' ' && (before_last.is_lowercase() || before_last == ',');
            }
            inside = true;
            number |= c.is_ascii_digit();
            c.to_lowercase().for_each(|lower| hash = mix(hash, u64::from(u32::from(lower))));
        } else if std::mem::take(&mut inside) {
            words.hashes.push(hash);
            if number {
                words.numbers.push(hash);
            } else if name {
                words.names.push(hash);
            }
        }
        (before_last, last) = (last, c);
    }
}

/// FNV-1a's offset basis and prime: the hashes are stored, so they may never depend on a library's version.
const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

fn mix(hash: u64, value: u64) -> u64 {
    (hash ^ value).wrapping_mul(PRIME)
}

/// Returns the hash of a row of words; its low bits are as good as its high ones.
pub fn combine(words: &[u64]) -> u64 {
    let mut hash = words.iter().fold(OFFSET, |hash, &word| (hash ^ word).wrapping_mul(PRIME).rotate_left(23));
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ (hash >> 29)
}
