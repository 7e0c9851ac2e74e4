//! Trains the models that nutgraf embeds and prints how good they are.
//!
//! In: the corpora of `--data` (default `../shared/train`). Out: `models/*.bin` and `term_weights.tsv` (or under `--out`), byte for
//! byte the same each time, and figures. `cargo run --release --features train --bin train -- tagger` trains the tagger alone;
//! `names_scores`, `raw` and `errors` write nothing and measure what is there; without a name, all are done.

mod conllu;
mod errors;
mod exp;
mod lemmas;
mod lessons;
mod names;
mod names_corpus;
mod names_crf;
mod names_scores;
mod net;
mod oracle;
mod parser;
mod perceptron;
mod raw;
mod scores;
mod tagger;
mod weights;

use std::path::PathBuf;
use std::process::ExitCode;

/// Where to read and write, and what to train.
#[derive(Debug)]
pub struct Options {
    /// Folder of the corpora.
    pub data: PathBuf,
    /// Folder of the gold sets, which nothing is learnt from.
    pub gold: PathBuf,
    /// Folder of the models.
    pub out: PathBuf,
    /// Names of the models to train, in this order.
    pub models: Vec<String>,
}

/// A model's training: reads corpora, writes its file, prints its figures.
type Training = fn(&Options) -> Result<(), Box<dyn std::error::Error>>;

/// The models in the order of training: a later one may use an earlier one's file.
const TRAININGS: &[(&str, Training)] = &[
    ("tagger", tagger::train),
    ("lemmas", lemmas::train),
    ("parser", parser::train),
    ("names", names::train),
    ("weights", weights::train),
    ("names_scores", names_scores::report_written),
    ("raw", raw::report),
    ("errors", errors::report),
];

fn main() -> ExitCode {
    let options = match options(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::from(2);
        }
    };
    for (name, training) in TRAININGS {
        if !options.models.is_empty() && !options.models.iter().any(|wanted| wanted == name) {
            continue;
        }
        if let Err(error) = training(&options) {
            eprintln!("{name}: {error}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn options(mut arguments: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut options = Options {
        data: "../shared/train".into(),
        gold: "../shared/score/gold".into(),
        out: "models".into(),
        models: Vec::new(),
    };
    while let Some(argument) = arguments.next() {
        let mut folder = || arguments.next().map(PathBuf::from).ok_or(format!("{argument} needs a folder"));
        match argument.as_str() {
            "--data" => options.data = folder()?,
            "--gold" => options.gold = folder()?,
            "--out" => options.out = folder()?,
            name if TRAININGS.iter().any(|(known, _)| *known == name) => {
                options.models.push(name.to_string())
            }
            _ => {
                let names: Vec<&str> = TRAININGS.iter().map(|(name, _)| *name).collect();
                return Err(format!(
                    "usage: train [--data FOLDER] [--gold FOLDER] [--out FOLDER] [{}]",
                    names.join("|")
                ));
            }
        }
    }
    Ok(options)
}
