//! Trains the tagger.
//!
//! In: `pos/*.conllu`. Out: `tagger.bin`, and its accuracy on the evaluation sets.
//!
//! A first model learns from the gold files alone. It then reads the silver file, and where its Penn tag is the silver one,
//! the word is learnt from, with the universal part of speech of the model (the silver ones follow other guidelines).
//! Words that are seen often and have one tag nearly always get it without asking the model.

use crate::Options;
use crate::conllu::{self, Sentence};
use crate::perceptron::{Counts, Shuffler, Trainer};
use nutgraf::text::perceptron::{Model, ONLY, Row, Scorer};
use nutgraf::text::{Form, Tag, tagger};
use std::collections::BTreeMap;

const EPOCHS: usize = 6;
/// The epochs of models that only label silver or training data.
const EPOCHS_HELPER: usize = 4;
/// Rarer features cost room and help little.
const COUNT_MIN: u32 = 6;
/// The weight that is 1 in the packed model: an averaged weight seldom passes 127 times this.
const UNIT: f64 = 0.25;
/// Packed weights below this are dropped.
const WEIGHT_MIN: i32 = 4;
/// A word seen so often, ...
const SURE_COUNT_MIN: u32 = 50;
/// ... of which no more than one in so many has another tag, always has that one.
const SURE_OTHERS: u32 = 100;

/// A sentence to learn from; words without a tag are read and not learnt.
pub struct Lesson {
    forms: Vec<Form>,
    tags: Vec<Option<Tag>>,
}

impl Lesson {
    fn gold(sentence: &Sentence) -> Self {
        Self { forms: sentence.forms.clone(), tags: sentence.tags.clone() }
    }
}

/// Trains and writes the tagger.
pub fn train(options: &Options) -> Result<(), Box<dyn std::error::Error>> {
    let mut lessons = gold(options)?;
    lessons.extend(silver(options, &lessons)?);
    let bytes = learn(&lessons, EPOCHS);
    std::fs::write(options.out.join("tagger.bin"), &bytes)?;
    let model = Model::open(&bytes).ok_or("the tagger does not open")?;
    let sure = sure_words(&lessons);
    let (mut words, mut at_once) = (0, 0);
    for form in lessons.iter().flat_map(|lesson| &lesson.forms) {
        words += 1;
        at_once += u32::from(model.only_class(tagger::sure_feature(form)).is_some());
    }
    println!("tagger: {} bytes, from {} sentences", bytes.len(), lessons.len());
    println!(
        "tagger: {} words are sure, {:.1} % of all",
        sure.len(),
        100.0 * f64::from(at_once) / f64::from(words)
    );
    for name in ["ewt_dev", "ewt_eval", "gum_news_eval", "pud_eval"] {
        evaluate(&model, name, &conllu::read(&options.data.join(format!("pos/{name}.conllu")))?);
    }
    Ok(())
}

fn gold(options: &Options) -> Result<Vec<Lesson>, String> {
    let mut lessons = Vec::new();
    for name in ["ewt_train", "gum_open_train"] {
        let sentences = conllu::read(&options.data.join(format!("pos/{name}.conllu")))?;
        lessons.extend(sentences.iter().map(Lesson::gold));
    }
    Ok(lessons)
}

/// Returns the silver sentences, with tags where a model of `gold` agrees.
pub fn silver(options: &Options, gold: &[Lesson]) -> Result<Vec<Lesson>, String> {
    let bytes = learn(gold, EPOCHS_HELPER);
    let model = Model::open(&bytes).ok_or("a helper does not open")?;
    let (mut room, mut tags) = (tagger::Room::default(), Vec::new());
    let (mut agreed, mut all) = (0, 0);
    let mut lessons = Vec::new();
    for sentence in conllu::read(&options.data.join("pos/voa_silver_tags.conllu"))? {
        tagger::tag(&model, &sentence.forms, &mut room, &mut tags);
        let agree = |(&tag, silver): (&Tag, _)| (Some(tag.xpos()) == silver).then_some(tag);
        let tags: Vec<Option<Tag>> = tags.iter().zip(sentence.xpos).map(agree).collect();
        all += tags.len();
        agreed += tags.iter().flatten().count();
        lessons.push(Lesson { forms: sentence.forms, tags });
    }
    println!("tagger: {agreed} of {all} silver tags agree");
    Ok(lessons)
}

/// Returns a tagger that learnt from the gold sentences, but for those that `is_out` names.
pub fn without(sentences: &[Sentence], is_out: impl Fn(usize) -> bool) -> Vec<u8> {
    let kept = sentences.iter().enumerate().filter(|(number, _)| !is_out(*number));
    let lessons: Vec<Lesson> = kept.map(|(_, sentence)| Lesson::gold(sentence)).collect();
    learn(&lessons, EPOCHS_HELPER)
}

/// Returns a packed tagger learnt from `lessons`.
pub fn learn(lessons: &[Lesson], epochs: usize) -> Vec<u8> {
    let (mut features, mut scores) = (Vec::new(), vec![0; nutgraf::text::TAGS.len()]);
    let mut counts = Counts::default();
    for lesson in lessons {
        let tags: Vec<Tag> = lesson.tags.iter().map(|tag| tag.unwrap_or(Tag::UNKNOWN)).collect();
        for place in 0..lesson.forms.len() {
            tagger::features(&lesson.forms, &tags, place, &mut features);
            counts.add(&features);
        }
    }
    let mut trainer = Trainer::new(scores.len(), &counts, COUNT_MIN);
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut shuffler = Shuffler(1);
    let mut tags = Vec::new();
    for _ in 0..epochs {
        shuffler.shuffle(&mut order);
        for &number in &order {
            let lesson = &lessons[number];
            tags.clear();
            for place in 0..lesson.forms.len() {
                tagger::features(&lesson.forms, &tags, place, &mut features);
                let guess = trainer.best(&features, &mut scores, |_| true);
                trainer.tick();
                if let Some(truth) = lesson.tags[place] {
                    trainer.update(&features, usize::from(truth.0), guess);
                }
                tags.push(Tag(guess as u8));
            }
        }
    }
    trainer.finish(UNIT, WEIGHT_MIN, sure_words(lessons))
}

/// Returns a row for each word that has one tag for certain. Silver words whose tags do not agree count as another tag.
fn sure_words(lessons: &[Lesson]) -> Vec<Row> {
    let mut counts: BTreeMap<u32, BTreeMap<Option<u8>, u32>> = BTreeMap::new();
    for lesson in lessons {
        for (form, tag) in lesson.forms.iter().zip(&lesson.tags) {
            *counts
                .entry(tagger::sure_feature(form))
                .or_default()
                .entry(tag.map(|tag| tag.0))
                .or_default() += 1;
        }
    }
    let sure = |(feature, counts): (u32, BTreeMap<Option<u8>, u32>)| {
        let all: u32 = counts.values().sum();
        let (&tag, &count) = counts.iter().max_by_key(|&(_, count)| count)?;
        let is_sure = all >= SURE_COUNT_MIN && (all - count) * SURE_OTHERS <= all;
        is_sure.then_some(Row { feature, cells: vec![(tag?, ONLY)] })
    };
    counts.into_iter().filter_map(sure).collect()
}

/// Prints how many of the tags are right.
fn evaluate(model: &Model<'_>, name: &str, sentences: &[Sentence]) {
    let (mut room, mut tags) = (tagger::Room::default(), Vec::new());
    let (mut words, mut upos, mut xpos) = (0, 0, 0);
    for sentence in sentences {
        tagger::tag(model, &sentence.forms, &mut room, &mut tags);
        words += sentence.len();
        upos += tags.iter().zip(&sentence.upos).filter(|(tag, gold)| Some(tag.upos()) == **gold).count();
        xpos += tags.iter().zip(&sentence.xpos).filter(|(tag, gold)| Some(tag.xpos()) == **gold).count();
    }
    let percent = |count: usize| 100.0 * count as f64 / words as f64;
    println!("tagger: {name}: UPOS {:.2} XPOS {:.2}", percent(upos), percent(xpos));
}
