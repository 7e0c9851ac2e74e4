//! How the models' own way in, from raw text, compares: our words with the treebank's, and speed.
//!
//! In: the text of the news evaluation documents. Out: F1 of words by their characters, and words a second on one thread.
//! Uses the models that are embedded, so build again after training.

use crate::Options;
use crate::conllu;
use nutgraf::Article;
use nutgraf::text;
use std::collections::BTreeSet;
use std::time::Instant;

/// Sentences are put in paragraphs of so many, as in an article.
const PARAGRAPH: usize = 4;
/// The text is read so often that the clock's grain does not matter.
const REPEATS: usize = 20;

/// Prints the figures.
pub fn report(options: &Options) -> Result<(), Box<dyn std::error::Error>> {
    let sentences = conllu::read(&options.data.join("pos/gum_news_eval.conllu"))?;
    let (mut body, mut gold) = (String::new(), BTreeSet::new());
    for (number, sentence) in sentences.iter().enumerate() {
        for (word, joined) in sentence.words.iter().zip(&sentence.joined) {
            gold.insert((body.len(), body.len() + word.len()));
            body.push_str(word);
            body.push_str(if *joined { "" } else { " " });
        }
        body.push_str(if number % PARAGRAPH == PARAGRAPH - 1 { "\n\n" } else { " " });
    }
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

fn speed(article: &Article) {
    let (mut reading, mut tagging, mut parsing, mut words) = (0.0, 0.0, 0.0, 0);
    text::read(article).head(0);
    for _ in 0..REPEATS {
        let start = Instant::now();
        let document = text::read(article);
        let read = start.elapsed().as_secs_f64();
        document.tag(0);
        let tagged = start.elapsed().as_secs_f64();
        document.head(0);
        let parsed = start.elapsed().as_secs_f64();
        reading += read;
        tagging += tagged - read;
        parsing += parsed - tagged;
        words += document.tokens.len();
    }
    let rate = |seconds: f64| words as f64 / seconds;
    println!(
        "raw: words/s: tokens {:.0}, tags {:.0}, trees {:.0}, tags and trees {:.0}",
        rate(reading),
        rate(tagging),
        rate(parsing),
        rate(tagging + parsing)
    );
}
