//! What an article is about, as weighted terms: the words of its title and first paragraphs that few texts use.
//!
//! In: an article. Out: [`Terms`], and of two how alike they are. An article on a strike at a port of Quilla has "quilla", "strike"
//! and "port" among its heaviest terms, and "said" or "monday" nowhere near.
//!
//! Method: TF-IDF vectors of title and lead with cosine likeness (Salton and Buckley 1988). How rare a word is comes from a shipped
//! table (`models/term_weights.tsv`), so an article's terms never depend on other articles. All sums are of integers: the same on
//! every machine.

use crate::lexicon::weights;
use crate::model::{Article, Section};
use crate::span::Text;
use std::collections::BTreeMap;

/// Words of running text that are read: the lead tells the matter, what follows is background shared with other matters.
const LEAD_WORDS: usize = 150;
/// A word of the title counts as often as this many in the text.
const TITLE_FACTOR: u32 = 3;
/// Terms kept, the heaviest ones.
const TERMS_MAX: usize = 64;
/// An article with fewer is too short to be compared with others.
const TERMS_MIN: usize = 8;
/// Terms by which others are looked for.
const KEYS_MAX: usize = 8;
/// Length of a vector, and the likeness of an article to itself.
pub const UNIT: u32 = 10_000;
/// 16 times 1 + ln n, for n occurrences from 1.
const COUNT_WEIGHTS: [u32; 16] = [16, 27, 34, 38, 42, 45, 47, 49, 51, 53, 54, 56, 57, 58, 59, 60];

/// Weighted terms: a vector of length [`UNIT`], in ascending order of the terms' hashes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Terms(Vec<(u32, u16)>);

impl Terms {
    /// Returns the terms of an article; `None` where it is not in English or too short to tell what it is about.
    pub fn of(article: &Article) -> Option<Terms> {
        if article.metadata.language.as_deref().is_some_and(|language| language != "en") {
            return None;
        }
        let mut counts: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
        let mut count = |word: &str, times: u32| {
            let term = normal(word);
            if term.chars().nth(1).is_some() {
                counts.entry(hash(&term)).or_insert_with(|| (0, weights::weight(&term))).0 += times;
            }
        };
        lead(article).iter().for_each(|word| count(word, 1));
        words(article.metadata.title.as_deref().unwrap_or("")).for_each(|word| count(&word, TITLE_FACTOR));
        let weighted = counts.into_iter().map(|(term, (times, rarity))| {
            let times = COUNT_WEIGHTS[(times as usize).min(COUNT_WEIGHTS.len()) - 1];
            (term, u64::from(times * rarity))
        });
        let terms = Terms::heaviest(weighted.filter(|(_, weight)| *weight > 0).collect(), true);
        (terms.0.len() >= TERMS_MIN).then_some(terms)
    }

    /// Returns the mean of several vectors, each with the number of articles it stands for.
    ///
    /// The mean is not brought to unit length: the product of two means is then the mean likeness of all pairs.
    pub fn mean<'a>(parts: impl IntoIterator<Item = (&'a Terms, u32)>) -> Terms {
        let mut sums: BTreeMap<u32, u64> = BTreeMap::new();
        let mut total = 0;
        for (terms, count) in parts {
            total += u64::from(count);
            for &(term, weight) in &terms.0 {
                *sums.entry(term).or_default() += u64::from(weight) * u64::from(count);
            }
        }
        let mean = sums.into_iter().map(|(term, sum)| (term, sum / total.max(1)));
        Terms::heaviest(mean.filter(|(_, weight)| *weight > 0).collect(), false)
    }

    /// Keeps the heaviest terms, the smaller hash first among equals.
    fn heaviest(mut weighted: Vec<(u32, u64)>, to_unit: bool) -> Terms {
        weighted.sort_unstable_by_key(|&(term, weight)| (std::cmp::Reverse(weight), term));
        weighted.truncate(TERMS_MAX);
        let length = match to_unit {
            true => weighted.iter().map(|(_, weight)| weight * weight).sum::<u64>().isqrt().max(1),
            false => u64::from(UNIT),
        };
        let scaled = |(term, weight): (u32, u64)| (term, (weight * u64::from(UNIT) / length) as u16);
        let mut terms: Vec<(u32, u16)> = weighted.into_iter().map(scaled).collect();
        terms.sort_unstable();
        Terms(terms)
    }

    /// Returns how alike two are, from 0 to [`UNIT`].
    pub fn likeness(&self, other: &Terms) -> u32 {
        let (mut i, mut j, mut sum) = (0, 0, 0u64);
        while let (Some(&(a, x)), Some(&(b, y))) = (self.0.get(i), other.0.get(j)) {
            if a == b {
                sum += u64::from(x) * u64::from(y);
            }
            i += usize::from(a <= b);
            j += usize::from(b <= a);
        }
        (sum / u64::from(UNIT)) as u32
    }

    /// Returns the heaviest terms, by which others on the same matter are looked for.
    pub fn keys(&self) -> Vec<u32> {
        let mut terms = self.0.clone();
        terms.sort_unstable_by_key(|&(term, weight)| (std::cmp::Reverse(weight), term));
        terms.into_iter().take(KEYS_MAX).map(|(term, _)| term).collect()
    }

    /// Returns them as bytes: six for each term, little endian.
    pub fn to_bytes(&self) -> Vec<u8> {
        let bytes = |&(term, weight): &(u32, u16)| {
            let ([a, b, c, d], [e, f]) = (term.to_le_bytes(), weight.to_le_bytes());
            [a, b, c, d, e, f]
        };
        self.0.iter().flat_map(bytes).collect()
    }

    /// Reads what [`Terms::to_bytes`] wrote.
    pub fn from_bytes(bytes: &[u8]) -> Terms {
        let (terms, _) = bytes.as_chunks::<6>();
        let term =
            |&[a, b, c, d, e, f]: &[u8; 6]| (u32::from_le_bytes([a, b, c, d]), u16::from_le_bytes([e, f]));
        Terms(terms.iter().map(term).collect())
    }
}

/// Returns the words of an article that stand for the heaviest of these terms, as the article writes them: a name for a story that
/// has no headline.
pub fn heaviest_words(terms: &Terms, article: &Article, count: usize) -> Vec<String> {
    let mut found: BTreeMap<u32, String> = BTreeMap::new();
    for word in lead(article) {
        found.entry(hash(&normal(&word))).or_insert(word);
    }
    let mut heavy = terms.0.clone();
    heavy.sort_unstable_by_key(|&(term, weight)| (std::cmp::Reverse(weight), term));
    heavy.iter().filter_map(|(term, _)| found.remove(term)).take(count).collect()
}

/// Returns the first words of an article's running text; captions, links and boilerplate are left out.
fn lead(article: &Article) -> Vec<String> {
    let text = Text::new(&article.body);
    let mut found = Vec::new();
    let noise = article.sections.iter().filter(|section| section.kind.is_noise());
    let mut at = 0;
    for section in noise.map(Some).chain([None]) {
        let end = section.map_or(article.body.len(), |section: &Section| text.byte_of(section.span.start));
        found.extend(words(&article.body[at..end.max(at)]).take(LEAD_WORDS - found.len()));
        if found.len() == LEAD_WORDS {
            break;
        }
        at = section.map_or(end, |section| text.byte_of(section.span.end));
    }
    found
}

/// Returns the words of a text as it writes them; an apostrophe inside a word belongs to it.
pub fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let is_inside = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    let pieces = text.split(move |c| !is_inside(c));
    pieces.map(|piece| piece.trim_matches(['\'', '’'])).filter(|word| !word.is_empty()).map(str::to_string)
}

/// Returns a word as a term: in lower case, without possessive and plural endings.
pub fn normal(word: &str) -> String {
    let lower = word.to_lowercase().replace('’', "'");
    let mut term = lower.strip_suffix("'s").unwrap_or(&lower).replace('\'', "");
    let long = term.chars().nth(3).is_some();
    if long && term.ends_with("ies") {
        term.truncate(term.len() - 3);
        term.push('y');
    } else if long && term.ends_with('s') && !["ss", "us", "is"].iter().any(|ending| term.ends_with(ending)) {
        term.pop();
    }
    term
}

/// FNV-1a of 64 bits, folded: hashes are stored, so they may never depend on a library's version.
fn hash(term: &str) -> u32 {
    let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    let hash = term.bytes().fold(0xcbf2_9ce4_8422_2325, mix);
    (hash ^ (hash >> 32)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{SectionKind, Span};

    const STRIKE: &str = "Dock workers at the port of Quilla walked out on Monday over wages, their union said. Some forty \
        container ships waited off the coast, and the port authority warned of losses for exporters of copper.";

    fn of(text: &str) -> Terms {
        Terms::of(&Article::new(text)).expect("long enough")
    }

    #[test]
    fn two_reports_of_one_matter_are_more_alike_than_two_of_the_same_kind() {
        let same = of(
            "Forty container ships lay idle off Quilla as a strike of dock workers entered its second day. The union asks \
            for higher wages; copper exporters count their losses.",
        );
        let other = of(
            "Nurses at the hospitals of Tarnholm walked out on Monday over wages, their union said. Some four hundred \
            operations were put off, and the health ministry warned of delays for patients.",
        );
        let strike = of(STRIKE);
        assert!(
            strike.likeness(&same) > 2 * strike.likeness(&other),
            "{} {}",
            strike.likeness(&same),
            strike.likeness(&other)
        );
        assert!((UNIT - 200..=UNIT).contains(&strike.likeness(&strike)));
    }

    #[test]
    fn words_that_every_article_has_weigh_next_to_nothing() {
        let article = Article::new(STRIKE);
        let heavy = heaviest_words(&of(STRIKE), &article, 4);
        assert!(heavy.contains(&"Quilla".to_string()), "{heavy:?}");
        assert!(!heavy.iter().any(|word| ["said", "the", "Monday"].contains(&word.as_str())), "{heavy:?}");
    }

    #[test]
    fn captions_and_other_languages_tell_nothing() {
        let mut article = Article::new(format!("A heron in flight over Lake Tarn. {STRIKE}"));
        article.sections = vec![Section { kind: SectionKind::Caption, span: Span::new(0, 33) }];
        assert_eq!(Terms::of(&article), Some(of(STRIKE)));
        article.metadata.language = Some("fr".into());
        assert_eq!(Terms::of(&article), None);
        assert_eq!(Terms::of(&Article::new("We agree.")), None);
    }

    #[test]
    fn bytes_lead_back_and_a_mean_of_one_is_itself() {
        let terms = of(STRIKE);
        assert_eq!(Terms::from_bytes(&terms.to_bytes()), terms);
        assert_eq!(Terms::mean([(&terms, 3)]), terms);
        assert_eq!(Terms::mean([(&terms, 1), (&terms, 5)]), terms);
    }

    #[test]
    fn forms_of_a_word_are_one_term() {
        for (a, b) in [("Talks", "talk"), ("cities", "city"), ("China’s", "china"), ("Ship's", "ships")] {
            assert_eq!(normal(a), normal(b));
        }
        assert_eq!(normal("press"), "press");
        assert_eq!(
            words("Kyiv’s 'own' war-time, 3.5").collect::<Vec<_>>(),
            ["Kyiv’s", "own", "war", "time", "3", "5"]
        );
    }
}
