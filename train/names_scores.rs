//! How good the names are on news that nothing was learnt from.
//!
//! In: the gold sets of `--gold` and a model. Out: strict F1 (span and kind) of persons, organizations and places.

use crate::Options;
use nutgraf::entity::{self, recognizer::KINDS};
use nutgraf::input::plain;
use nutgraf::lexicon::own_names::OwnNames;
use nutgraf::model::{Metadata, Span};
use nutgraf::text::{self, perceptron::Model};
use serde::Deserialize;

const SETS: [&str; 4] = ["conllpp2020", "gum_news", "uner_pud_news", "worldwide_dev"];

#[derive(Deserialize)]
struct Record {
    text: String,
    mentions: Vec<Marked>,
    #[serde(default)]
    ignore: Vec<Ignored>,
}

#[derive(Deserialize)]
struct Marked {
    start: u32,
    end: u32,
    r#type: String,
    kind: Option<String>,
}

/// A stretch where the gold is unsure.
#[derive(Deserialize)]
struct Ignored {
    start: u32,
    end: u32,
}

/// Counts of names, by kind.
#[derive(Default, Clone, Copy)]
struct Counts {
    gold: usize,
    found: usize,
    both: usize,
}

impl Counts {
    fn f1(self) -> f64 {
        200.0 * self.both as f64 / (self.gold + self.found).max(1) as f64
    }
}

/// Scores the model that lies under `--out`.
pub fn report_written(options: &Options) -> Result<(), Box<dyn std::error::Error>> {
    let bytes = std::fs::read(options.out.join("names.bin"))?;
    report(options, &Model::open(&bytes).ok_or("the model does not open")?)
}

/// Prints the F1 of each set, and the mean.
pub fn report(options: &Options, model: &Model<'_>) -> Result<(), Box<dyn std::error::Error>> {
    let mut sum = 0.0;
    for set in SETS {
        let path = options.gold.join(format!("entities/{set}.jsonl"));
        if !path.exists() {
            println!("names: not scored, {} is not there", path.display());
            return Ok(());
        }
        let mut counts = [Counts::default(); KINDS.len()];
        for line in std::fs::read_to_string(&path)?.lines().filter(|line| !line.trim().is_empty()) {
            score(serde_json::from_str(line)?, model, &mut counts);
        }
        let all = counts.iter().fold(Counts::default(), |sum, counts| Counts {
            gold: sum.gold + counts.gold,
            found: sum.found + counts.found,
            both: sum.both + counts.both,
        });
        let [person, organization, place] = counts.map(Counts::f1);
        sum += all.f1();
        println!(
            "names: {set}: F1 {:.1} (persons {person:.1}, organizations {organization:.1}, places {place:.1})",
            all.f1()
        );
    }
    println!("names: mean F1 {:.2}", sum / SETS.len() as f64);
    Ok(())
}

fn score(record: Record, model: &Model<'_>, counts: &mut [Counts; KINDS.len()]) {
    let kind_of = |marked: &Marked| ["PER", "ORG", "LOC"].iter().position(|kind| *kind == marked.r#type);
    let mut unsure: Vec<Span> = record.ignore.iter().map(|place| Span::new(place.start, place.end)).collect();
    let mut gold = Vec::new();
    for marked in &record.mentions {
        let span = Span::new(marked.start, marked.end);
        match (marked.kind.as_deref().unwrap_or("name"), kind_of(marked)) {
            ("name", Some(kind)) => gold.push((span, kind)),
            ("nested", _) => unsure.push(span),
            _ => {}
        }
    }
    gold.iter().for_each(|&(_, kind)| counts[kind].gold += 1);
    let parsed = plain::parse(record.text, Metadata::default(), false, None);
    let document = text::read(&parsed.article);
    let names = entity::find_by(&document, &OwnNames::default(), model);
    for mention in &names.mentions {
        let kind = names.entities[mention.entity].kind;
        let Some(kind) = KINDS.iter().position(|known| *known == kind) else { continue };
        let is_unsure = || {
            unsure.iter().any(|place| place.start.max(mention.span.start) < place.end.min(mention.span.end))
        };
        if !gold.iter().any(|&(span, _)| span == mention.span) && is_unsure() {
            continue;
        }
        counts[kind].found += 1;
        counts[kind].both += usize::from(gold.contains(&(mention.span, kind)));
    }
}
