//! Trains the choice of the ending that a regular form loses.
//!
//! In: the lemmas of `pos/*.conllu`. Out: `lemmas.bin`, and the accuracy of lemmas under our own tags.

use crate::Options;
use crate::conllu;
use crate::perceptron::{Counts, Shuffler, Trainer};
use nutgraf::text::perceptron::{Model, Scorer};
use nutgraf::text::{Tag, lemma, tagger};
use std::borrow::Cow;

const EPOCHS: usize = 10;
/// Each word is evidence for words like it.
const COUNT_MIN: u32 = 2;
/// The weight that is 1 in the packed model.
const UNIT: f64 = 0.1;
/// Packed weights below this are dropped.
const WEIGHT_MIN: i32 = 2;

/// Trains and writes the model of endings.
pub fn train(options: &Options) -> Result<(), Box<dyn std::error::Error>> {
    let mut lessons = Vec::new();
    let mut counts = Counts::default();
    for name in ["ewt_train", "gum_open_train"] {
        for sentence in conllu::read(&options.data.join(format!("pos/{name}.conllu")))? {
            for place in 0..sentence.len() {
                let (word, base) =
                    (sentence.words[place].to_lowercase(), sentence.lemmas[place].to_lowercase());
                let xpos = sentence.xpos[place].filter(|&xpos| lemma::is_inflected(xpos));
                if let Some((xpos, class)) = xpos.zip(lemma::class_of(&word, &base)) {
                    let mut features = Vec::new();
                    lemma::features(&word, xpos, &mut features);
                    counts.add(&features);
                    lessons.push((features, class));
                }
            }
        }
    }
    let mut trainer = Trainer::new(lemma::ENDINGS.len(), &counts, COUNT_MIN);
    let mut shuffler = Shuffler(3);
    let mut scores = vec![0; lemma::ENDINGS.len()];
    for _ in 0..EPOCHS {
        shuffler.shuffle(&mut lessons);
        for (features, class) in &lessons {
            let guess = trainer.best(features, &mut scores, |_| true);
            trainer.tick();
            trainer.update(features, *class, guess);
        }
    }
    let bytes = trainer.finish(UNIT, WEIGHT_MIN, Vec::new());
    std::fs::write(options.out.join("lemmas.bin"), &bytes)?;
    println!("lemmas: {} bytes", bytes.len());
    evaluate(options, &Model::open(&bytes).ok_or("the model does not open")?)
}

fn evaluate(options: &Options, model: &Model<'_>) -> Result<(), Box<dyn std::error::Error>> {
    let tagger_bytes = std::fs::read(options.out.join("tagger.bin"))?;
    let tags_model = Model::open(&tagger_bytes).ok_or("the tagger does not open")?;
    let (mut room, mut tags): (_, Vec<Tag>) = (tagger::Room::default(), Vec::new());
    for name in ["ewt_eval", "gum_news_eval", "pud_eval"] {
        let (mut right, mut all) = (0, 0);
        for sentence in conllu::read(&options.data.join(format!("pos/{name}.conllu")))? {
            tagger::tag(&tags_model, &sentence.forms, &mut room, &mut tags);
            for (place, &tag) in tags.iter().enumerate() {
                let word = sentence.words[place].to_lowercase();
                let found = lemma::of(Cow::Borrowed(&word), tag, model);
                all += 1;
                right += usize::from(found == sentence.lemmas[place].to_lowercase());
            }
        }
        println!("lemmas: {name}: {:.2} % in lower case", 100.0 * right as f64 / all as f64);
    }
    Ok(())
}
