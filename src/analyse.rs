//! The order of the steps of analysis and nothing else.
//!
//! In: an [`Article`]. Out: its [`Analysis`]. "“We will talk,” Wang said" gives the entity Wang, and a quote of his.

use crate::lexicon::own_names::OwnNames;
use crate::model::{Analysis, Article, Span};
use crate::span::Text;
use crate::{entity, event, quote, text, time};

/// Version of the rules; together with the fingerprint of word lists and models it is the analyser's version.
///
/// Raise it with every change of a rule that changes facts.
pub const RULES_VERSION: u32 = 2;

/// Returns the version of the analyser: facts made by another one are not comparable.
pub fn version() -> String {
    format!("{RULES_VERSION}-{}", env!("NUTGRAF_DATA"))
}

/// Longer texts are analysed up to here, in code points. News is a hundred times shorter; a dump of 50 MB without a line
/// break would take minutes and gigabytes for facts that no article tells.
const CHARS_MAX: u32 = 1_000_000;

/// Returns what is to be said of an article that is not analysed to its end.
pub fn remark(article: &Article) -> Option<String> {
    is_long(article).then(|| format!("only the first {CHARS_MAX} characters were analysed"))
}

fn is_long(article: &Article) -> bool {
    article.body.len() > CHARS_MAX as usize && Text::new(&article.body).len() > CHARS_MAX
}

/// Finds everything nutgraf knows how to find in one article.
///
/// Pure: the same article always gives the same analysis. Odd text is not an error; it gives few facts or none, and so does
/// text whose language is known and not English, since the rules are English ones. See [`remark`] for very long texts.
pub fn analyse(article: &Article) -> Analysis {
    analyse_with(article, &OwnNames::default())
}

/// Does so with names the user told of beforehand: "the Rook" is Robert Hale.
pub fn analyse_with(article: &Article, own: &OwnNames) -> Analysis {
    if article.metadata.language.as_deref().is_some_and(|language| language != "en") {
        return Analysis::default();
    }
    if is_long(article) { find_all(&beginning(article), own) } else { find_all(article, own) }
}

/// Returns the part of a long article that is analysed.
fn beginning(article: &Article) -> Article {
    let text = Text::new(&article.body);
    let sections = article.sections.iter().filter(|section| section.span.end <= CHARS_MAX);
    Article {
        content_hash: article.content_hash.clone(),
        body: text.slice(Span::new(0, CHARS_MAX)).to_string(),
        sections: sections.copied().collect(),
        metadata: article.metadata.clone(),
    }
}

fn find_all(article: &Article, own: &OwnNames) -> Analysis {
    let document = text::read(article);
    let times = time::find(&document);
    let mut names = entity::find_with(&document, own);
    let quotes = quote::find(&document, &names, &times);
    names.read_first_person(&document, &quotes);
    let events = event::find(&document, &names, &quotes, &times);
    let mentions = names.all_mentions(&document);
    Analysis { entities: names.entities, mentions, roles: names.roles, quotes, events, times }
}

/// A word that may mark a quote or name an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Whether it is a word of saying rather than of doing.
    pub is_cue: bool,
    /// The word with its particles: "carried out".
    pub word: String,
    /// The sentence it stands in.
    pub sentence: Span,
    /// The words of that sentence.
    pub text: String,
}

/// Finds the words of an article that may mark a quote or name an act, in order, whether or not a fact comes of them.
pub fn hints(article: &Article) -> Vec<Hint> {
    if article.metadata.language.as_deref().is_some_and(|language| language != "en") {
        return Vec::new();
    }
    if is_long(article) { hints_of(&beginning(article)) } else { hints_of(article) }
}

fn hints_of(article: &Article) -> Vec<Hint> {
    let document = text::read(article);
    let names = entity::find(&document);
    let times = time::find(&document);
    let cues = quote::cues(&document).into_iter().map(|found| (true, found));
    let triggers = event::triggers(&document, &names, &times).into_iter().map(|found| (false, found));
    let hint = |(is_cue, (words, sentence)): (bool, (Span, Span))| {
        let (word, text) = (document.slice(words).to_string(), document.slice(sentence).to_string());
        (words, Hint { is_cue, word, sentence, text })
    };
    let mut hints: Vec<(Span, Hint)> = cues.chain(triggers).map(hint).collect();
    hints.sort_by_key(|(words, hint)| (*words, hint.is_cue));
    hints.into_iter().map(|(_, hint)| hint).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_unusual_length_is_analysed_up_to_a_point_and_says_so() {
        let sentence = "Minister Ana Silva said on Monday that talks with Estovia would go on, “é” and all. ";
        let long = Article::new(sentence.repeat(CHARS_MAX as usize / sentence.chars().count() + 2));
        assert!(remark(&long).is_some());
        let analysis = analyse(&long);
        let last = analysis.quotes.last().expect("she said it thousands of times").enclosing();
        assert!(last.end <= CHARS_MAX && last.end > CHARS_MAX - 1000);
        assert_eq!(remark(&Article::new(sentence)), None);
    }

    #[test]
    fn words_that_may_tell_a_fact_are_hints() {
        let article = Article::new("Norway condemned Russia. He said so. All was quiet.");
        let hints: Vec<(String, bool)> =
            hints(&article).into_iter().map(|hint| (hint.word, hint.is_cue)).collect();
        let expected = [("condemned", false), ("condemned", true), ("said", true)];
        assert_eq!(hints, expected.map(|(word, is_cue)| (word.to_string(), is_cue)));
    }

    #[test]
    fn french_gives_no_facts_that_english_rules_would_invent() {
        let mut article = Article::new("Paris Match said a été lu par M. Macron, “dit-il”.");
        article.metadata.language = Some("fr".into());
        assert_eq!(analyse(&article), Analysis::default());
    }
}
