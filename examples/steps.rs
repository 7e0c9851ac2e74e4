//! How long each step of analysis takes: `cargo run --profile quick --example steps -- FILE...`.
//!
//! In: text files. Out: a line for each step with its share. Tags and trees, which names, quotes and events share, are made for all
//! sentences in a step of their own; the program makes them when they are first asked for.

use nutgraf::{Article, entity, event, quote, text, time};
use std::time::{Duration, Instant};

/// The files are analysed so many times, so that a step of a millisecond is told from noise.
const ROUNDS: usize = 5;
const STEPS: [&str; 6] = ["sentences", "trees", "times", "names", "quotes", "events"];

fn main() -> std::io::Result<()> {
    let bodies = std::env::args().skip(1).map(std::fs::read_to_string).collect::<Result<Vec<_>, _>>()?;
    let articles: Vec<Article> = bodies.into_iter().map(Article::new).collect();
    let mut spent = [Duration::ZERO; STEPS.len()];
    for round in 0..=ROUNDS {
        // The first round opens the models and word lists.
        let mut none = [Duration::ZERO; STEPS.len()];
        articles.iter().for_each(|article| analyse(article, if round == 0 { &mut none } else { &mut spent }));
    }
    let whole: Duration = spent.iter().sum();
    for (step, spent) in STEPS.iter().zip(spent) {
        let share = 100.0 * spent.as_secs_f64() / whole.as_secs_f64();
        println!("{step:10} {share:5.1} %  {:8.1} ms a round", spent.as_secs_f64() * 1000.0 / ROUNDS as f64);
    }
    Ok(())
}

/// Runs the steps of `nutgraf::analyse` in their order and adds what each took.
fn analyse(article: &Article, spent: &mut [Duration; STEPS.len()]) {
    let mut start = Instant::now();
    let mut lap = |step: usize| {
        spent[step] += start.elapsed();
        start = Instant::now();
    };
    let document = text::read(article);
    lap(0);
    std::hint::black_box((0..document.tokens.len()).filter_map(|n| document.head(n)).count());
    lap(1);
    let times = time::find(&document);
    lap(2);
    let mut names = entity::find(&document);
    lap(3);
    let quotes = quote::find(&document, &names, &times);
    lap(4);
    names.read_first_person(&document, &quotes);
    lap(3);
    event::find(&document, &names, &quotes, &times);
    lap(5);
}
