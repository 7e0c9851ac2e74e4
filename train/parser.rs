//! Trains the parser.
//!
//! In: the trees of `pos/*.conllu` and taggers that have not seen them. Out: `parser.bin`, and its figures on the evaluation
//! sets under the shipped tagger's tags.

use crate::Options;
use crate::conllu::{self, Sentence};
use crate::oracle;
use crate::perceptron::{Counts, Shuffler, Trainer};
use crate::scores::Scores;
use crate::tagger;
use nutgraf::text::parser::{self, Move, State};
use nutgraf::text::perceptron::{Model, Scorer};
use nutgraf::text::{Tag, tagger as tags};

const EPOCHS: usize = 10;
/// Rarer features cost room and help little.
const COUNT_MIN: u32 = 10;
/// The weight that is 1 in the packed model.
const UNIT: f64 = 0.3;
/// Packed weights below this are dropped.
const WEIGHT_MIN: i32 = 7;
/// The training data is tagged in so many parts, each by a tagger that learnt from the others.
const FOLDS: usize = 3;
/// From this epoch on the parser's own moves are followed, not the right ones.
const EXPLORE_FROM: usize = 1;

/// A sentence to learn from, with tags as the tagger would give them.
pub struct Lesson {
    /// The tree.
    pub sentence: Sentence,
    /// The tags.
    pub tags: Vec<Tag>,
}

/// Trains and writes the parser.
pub fn train(options: &Options) -> Result<(), Box<dyn std::error::Error>> {
    let tagger_bytes = std::fs::read(options.out.join("tagger.bin"))?;
    let tagger = Model::open(&tagger_bytes).ok_or("the tagger does not open")?;
    let lessons = lessons(options)?;
    println!("parser: {} sentences", lessons.len());
    let bytes = learn(&lessons, EPOCHS);
    std::fs::write(options.out.join("parser.bin"), &bytes)?;
    println!("parser: {} bytes", bytes.len());
    let model = Model::open(&bytes).ok_or("the parser does not open")?;
    for name in ["ewt_dev", "ewt_eval", "gum_news_eval", "pud_eval"] {
        evaluate(&model, &tagger, name, &conllu::read(&options.data.join(format!("pos/{name}.conllu")))?);
    }
    Ok(())
}

/// Returns the gold trees, tagged in turns.
fn lessons(options: &Options) -> Result<Vec<Lesson>, String> {
    let mut sentences = Vec::new();
    for name in ["ewt_train", "gum_open_train"] {
        sentences.extend(conllu::read(&options.data.join(format!("pos/{name}.conllu")))?);
    }
    let mut lessons = Vec::new();
    let (mut room, mut found) = (tags::Room::default(), Vec::new());
    for fold in 0..FOLDS {
        let bytes = tagger::without(&sentences, |number| number / 50 % FOLDS == fold);
        let model = Model::open(&bytes).ok_or("a helper does not open")?;
        for (number, sentence) in sentences.iter().enumerate() {
            if number / 50 % FOLDS == fold {
                tags::tag(&model, &sentence.forms, &mut room, &mut found);
                lessons.push(Lesson { sentence: sentence.clone(), tags: found.clone() });
            }
        }
    }
    Ok(lessons)
}

/// Returns a packed parser learnt from `lessons`.
pub fn learn(lessons: &[Lesson], epochs: usize) -> Vec<u8> {
    let mut trainer = Trainer::new(Move::COUNT, &count(lessons), COUNT_MIN);
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut shuffler = Shuffler(2);
    let (mut features, mut scores, mut state) = (Vec::new(), vec![0; Move::COUNT], State::default());
    for epoch in 0..epochs {
        let (mut wrong, mut all) = (0, 0);
        shuffler.shuffle(&mut order);
        for &number in &order {
            let Lesson { sentence, tags } = &lessons[number];
            state.start(sentence.len());
            while !state.is_done() {
                parser::features(&state, &sentence.forms, tags, &mut features);
                scores.fill(0);
                trainer.add(&features, &mut scores);
                let allowed = state.allowed();
                let right = oracle::right_moves(&state, sentence);
                let best = |test: &dyn Fn(usize) -> bool| nutgraf::text::perceptron::highest(&scores, test);
                let guess = best(&|class| allowed.contains(class));
                trainer.tick();
                all += 1;
                let mut follow = guess;
                if !right.contains(guess, sentence, &state) {
                    let truth =
                        best(&|class| allowed.contains(class) && right.contains(class, sentence, &state));
                    trainer.update(&features, truth, guess);
                    wrong += 1;
                    if epoch < EXPLORE_FROM || shuffler.below(10) == 0 {
                        follow = truth;
                    }
                }
                state.apply(Move::from_class(follow));
            }
        }
        println!("parser: epoch {epoch}: {wrong} of {all} moves wrong");
    }
    trainer.finish(UNIT, WEIGHT_MIN)
}

/// Counts the features on the way of the oracle.
fn count(lessons: &[Lesson]) -> Counts {
    let (mut counts, mut features, mut state) = (Counts::default(), Vec::new(), State::default());
    for Lesson { sentence, tags } in lessons {
        state.start(sentence.len());
        while !state.is_done() {
            parser::features(&state, &sentence.forms, tags, &mut features);
            counts.add(&features);
            let (allowed, right) = (state.allowed(), oracle::right_moves(&state, sentence));
            let class = (0..Move::COUNT)
                .rev()
                .find(|&class| allowed.contains(class) && right.contains(class, sentence, &state));
            state.apply(Move::from_class(class.expect("some move is right")));
        }
    }
    counts
}

fn evaluate(model: &Model<'_>, tagger: &Model<'_>, name: &str, sentences: &[Sentence]) {
    let (mut tag_room, mut room, mut found) = (tags::Room::default(), parser::Room::default(), Vec::new());
    let mut scores = Scores::default();
    for sentence in sentences {
        tags::tag(tagger, &sentence.forms, &mut tag_room, &mut found);
        parser::parse(model, &sentence.forms, &found, &mut room);
        scores.add(sentence, &room.state.nodes);
    }
    println!("parser: {name}: {scores}");
}
