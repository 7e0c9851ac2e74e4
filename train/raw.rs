//! How the models' own way in, from raw text, compares: our words with the treebank's, and speed.
//!
//! In: the text of the news evaluation documents. Out: F1 of words by their characters, and words a second on one thread.
//! Uses the models that are embedded, so build again after training.

use crate::Options;
use crate::conllu::{self, Sentence};
use nutgraf::{Article, entity, text};
use std::collections::BTreeSet;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// Sentences are put in paragraphs of so many, as in an article.
const PARAGRAPH: usize = 4;
/// The text is read so often that the clock's grain does not matter.
const REPEATS: usize = 20;

/// A treebank's sentences as running text.
#[derive(Debug, Default)]
pub struct Body {
    /// The text.
    pub text: String,
    /// The words, in bytes.
    pub words: BTreeSet<(usize, usize)>,
    /// Where sentences end, in bytes.
    pub ends: BTreeSet<usize>,
}

/// Returns sentences as running text.
pub fn body(sentences: &[Sentence]) -> Body {
    let mut body = Body::default();
    for (number, sentence) in sentences.iter().enumerate() {
        let mut end = 0;
        for (word, joined) in sentence.words.iter().zip(&sentence.joined) {
            end = body.text.len() + word.len();
            body.words.insert((body.text.len(), end));
            body.text.push_str(word);
            body.text.push_str(if *joined { "" } else { " " });
        }
        body.ends.insert(end);
        body.text.push_str(if number % PARAGRAPH == PARAGRAPH - 1 { "\n\n" } else { " " });
    }
    body
}

/// Prints the figures.
pub fn report(options: &Options) -> Result<(), Box<dyn std::error::Error>> {
    start_up();
    let sentences = conllu::read(&options.data.join("pos/gum_news_eval.conllu"))?;
    let Body { text: body, words: gold, .. } = body(&sentences);
    let article = Article::new(&body);
    let document = text::read(&article);
    let mut found = BTreeSet::new();
    for (place, token) in document.tokens.iter().enumerate() {
        let words = text::words(document.word(place));
        found.extend(words.map(|word| (token.bytes.start + word.start, token.bytes.start + word.end)));
    }
    let both = gold.intersection(&found).count();
    println!(
        "raw: words of gum_news_eval: F1 {:.2}",
        200.0 * both as f64 / (gold.len() + found.len()) as f64
    );
    let missed: Vec<&str> = gold.difference(&found).map(|&(start, end)| &body[start..end]).take(40).collect();
    println!("raw: words of the treebank that we cut otherwise: {}", missed.join(" "));
    speed(&article);
    Ok(())
}

/// Prints how long the models take to be there for the first word, which they do once in a run.
fn start_up() {
    let article = Article::new("Talks failed.");
    // So little that the thread's own clock does not tell it.
    let mut start = Instant::now();
    let mut lap = || {
        let before = std::mem::replace(&mut start, Instant::now());
        (start - before).as_secs_f64() * 1000.0
    };
    // Word lists are opened by others, too.
    entity::hints_by_rules(&text::read(&article));
    let document = text::read(&article);
    lap();
    document.tag(0);
    let tagger = lap();
    document.head(0);
    let parser = lap();
    document.lemma(0);
    let lemmas = lap();
    entity::recognizer::find(&document, &[], &entity::recognizer::model());
    let names = lap();
    println!(
        "raw: milliseconds to the first tag {tagger:.2}, tree {parser:.2}, base form {lemmas:.2}, names {names:.2}"
    );
}

/// Prints words a second of each stage on one thread.
fn speed(article: &Article) {
    let mut seconds = [0.0; 4];
    let words = (text::read(article).tokens.len() * REPEATS) as f64;
    entity::find(&text::read(article));
    for _ in 0..REPEATS {
        let mut start = seconds_now();
        let mut lap = |stage: usize| {
            let now = seconds_now();
            seconds[stage] += now - start;
            start = now;
        };
        let document = text::read(article);
        lap(0);
        document.tag(0);
        lap(1);
        for sentence in &document.sentences {
            document.head(sentence.tokens.start);
        }
        lap(2);
        entity::find(&document);
        lap(3);
    }
    let [tokens, tags, trees, names] = seconds.map(|seconds| words / seconds);
    let all = words / seconds[1..].iter().sum::<f64>();
    println!(
        "raw: words/s: tokens {tokens:.0}, tags {tags:.0}, trees {trees:.0}, names {names:.0}, tags, trees and names {all:.0}"
    );
}

/// Returns how long this thread has run, where Linux tells it, so that other programs do not count; else the time of day.
fn seconds_now() -> f64 {
    let run = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = run.and_then(|line| line.split(' ').next()?.parse::<f64>().ok());
    let clock = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |time| time.as_secs_f64());
    nanoseconds.map_or_else(clock, |nanoseconds| nanoseconds / 1e9)
}
