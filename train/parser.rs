//! Trains the parser.
//!
//! In: the trees of `pos/*.conllu` and taggers that have not seen them. Out: `parser.bin`, and its figures on the evaluation
//! sets under the shipped tagger's tags.

use crate::Options;
use crate::conllu::{self, Sentence};
use crate::net::{self, Dropout, Net, Reading};
use crate::oracle;
use crate::perceptron::Shuffler;
use crate::scores::Scores;
use crate::tagger;
use nutgraf::text::parser::{self, Move, State};
use nutgraf::text::perceptron::Model;
use nutgraf::text::{Form, Tag, tagger as tags};
use rustc_hash::FxHashMap;
use std::time::Instant;

/// The training data is tagged in so many parts, each by a tagger that learnt from the others.
const FOLDS: usize = 3;
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
    let labelled = labelled(options, &tagger)?;
    let sets: Vec<(&str, Vec<Lesson>)> = ["ewt_dev", "ewt_eval", "gum_news_eval", "pud_eval"]
        .into_iter()
        .map(|name| {
            let mut room = tags::Room::default();
            let sentences = conllu::read(&options.data.join(format!("pos/{name}.conllu"))).expect("read");
            (
                name,
                sentences
                    .into_iter()
                    .map(|sentence| {
                        let mut found = Vec::new();
                        tags::tag(&tagger, &sentence.forms, &mut room, &mut found);
                        Lesson { sentence, tags: found }
                    })
                    .collect(),
            )
        })
        .collect();
    let net = learn(&lessons, &labelled, &sets);
    let bytes = parser::pack(&net.weights());
    std::fs::write(options.out.join("parser.bin"), &bytes)?;
    println!("parser: {} bytes", bytes.len());
    let net = parser::Net::open(&bytes).ok_or("the parser does not open")?;
    for (name, lessons) in &sets {
        let start = Instant::now();
        let mut room = parser::Room::default();
        let mut scores = Scores::default();
        for Lesson { sentence, tags } in lessons {
            parser::parse(&net, &sentence.forms, tags, &mut room);
            scores.add(sentence, &room.state.nodes);
        }
        println!("parser: {name}: {scores} {:.2} s", start.elapsed().as_secs_f32());
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

/// A sentence with spaCy's labels.
struct Labelled {
    forms: Vec<Form>,
    tags: Vec<Tag>,
    labels: Vec<Option<usize>>,
}

const LABELS: [&str; 38] = [
    "prep",
    "pobj",
    "punct",
    "det",
    "compound",
    "amod",
    "nsubj",
    "dobj",
    "ROOT",
    "aux",
    "conj",
    "advmod",
    "cc",
    "ccomp",
    "poss",
    "nummod",
    "npadvmod",
    "advcl",
    "auxpass",
    "case",
    "nsubjpass",
    "mark",
    "xcomp",
    "acl",
    "relcl",
    "appos",
    "pcomp",
    "nmod",
    "attr",
    "quantmod",
    "acomp",
    "neg",
    "prt",
    "agent",
    "oprd",
    "dative",
    "expl",
    "csubj",
];

fn labelled(options: &Options, tagger: &Model<'_>) -> Result<Vec<Labelled>, String> {
    let mut room = tags::Room::default();
    let mut all = Vec::new();
    for sentence in conllu::read(&options.data.join("pos/voa_silver_tags.conllu"))? {
        let mut found = Vec::new();
        tags::tag(tagger, &sentence.forms, &mut room, &mut found);
        let labels =
            sentence.labels.iter().map(|label| LABELS.iter().position(|known| known == label)).collect();
        all.push(Labelled { forms: sentence.forms, tags: found, labels });
    }
    Ok(all)
}

fn env(name: &str, default: f32) -> f32 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

fn new_net(lessons: &[Lesson], labelled: &[Labelled]) -> Net {
    let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
    let gold = lessons.iter().map(|lesson| (&lesson.sentence.forms, &lesson.tags));
    for (forms, tags) in gold.chain(labelled.iter().map(|lesson| (&lesson.forms, &lesson.tags))) {
        for (form, &tag) in forms.iter().zip(tags) {
            for feature in parser::word_features(form, tag) {
                *counts.entry(feature).or_default() += 1;
            }
        }
    }
    let words = counts.into_iter().filter(|&(_, count)| count >= 3).collect();
    let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
    let mut state = State::default();
    for Lesson { sentence, tags } in lessons {
        state.start(sentence.len());
        while !state.is_done() {
            for feature in parser::move_features(&state, &sentence.forms, tags) {
                *counts.entry(feature).or_default() += 1;
            }
            let (allowed, right) = (state.allowed(), oracle::right_moves(&state, sentence));
            let class = (0..Move::COUNT)
                .rev()
                .find(|&class| allowed.contains(class) && right.contains(class, sentence, &state));
            state.apply(Move::from_class(class.expect("some move is right")));
        }
    }
    let moves = counts.into_iter().filter(|&(_, count)| count >= 20).map(|(feature, _)| feature).collect();
    Net::new(words, moves, LABELS.len())
}

fn learn(lessons: &[Lesson], labelled: &[Labelled], sets: &[(&str, Vec<Lesson>)]) -> Net {
    let mut net = new_net(lessons, labelled);
    println!("parser: {} word rows, {} move rows", net.words.features.len(), net.moves.features.len());
    let epochs = env("EPOCHS", 6.0) as usize;
    let rate_max = env("RATE", 0.002);
    let dropout = Dropout { feature: env("DF", 0.05), top: env("DT", 0.2), hidden: env("DH", 0.1) };
    let aux = env("AUX", 1.0);
    let warm = env("WARM", 0.0) as usize;
    let mut shuffler = Shuffler(2);
    let items = lessons.len() + if aux > 0.0 { labelled.len() } else { 0 };
    let mut order: Vec<usize> = (0..items).collect();
    let (mut reading, mut state) = (Reading::default(), State::default());
    let mut done = 0usize;
    for epoch in 0..epochs {
        let start = Instant::now();
        let (mut wrong, mut all, mut right_labels, mut all_labels) = (0, 0, 0, 0);
        shuffler.shuffle(&mut order);
        for &number in &order {
            done += 1;
            if number >= lessons.len() {
                let lesson = &labelled[number - lessons.len()];
                net.read(&lesson.forms, &lesson.tags, Some(dropout), &mut reading);
                right_labels += net.learn_labels(&mut reading, &lesson.labels, aux);
                all_labels += lesson.labels.len();
                net.learn_words(&mut reading);
            } else {
                if epoch < warm {
                    continue;
                }
                let Lesson { sentence, tags } = &lessons[number];
                net.read(&sentence.forms, tags, Some(dropout), &mut reading);
                net.prepare(&mut reading);
                state.start(sentence.len());
                while !state.is_done() {
                    let decision = net.decide(&reading, &state, &sentence.forms, tags, Some(dropout));
                    let allowed = state.allowed();
                    let right = oracle::right_moves(&state, sentence);
                    let is_right =
                        |class: usize| allowed.contains(class) && right.contains(class, sentence, &state);
                    let mut d = net::chances(&decision.scores, |class| allowed.contains(class));
                    let sum: f32 = (0..Move::COUNT)
                        .filter(|&class| is_right(class))
                        .map(|class| d[class])
                        .sum::<f32>()
                        .max(1e-9);
                    let best = |test: &dyn Fn(usize) -> bool| highest(&decision.scores, test);
                    let guess = best(&|class| allowed.contains(class));
                    let mut follow = guess;
                    if !is_right(guess) {
                        wrong += 1;
                        if epoch < 1 || shuffler.below(10) == 0 {
                            follow = best(&is_right);
                        }
                    }
                    all += 1;
                    for class in 0..Move::COUNT {
                        if is_right(class) {
                            d[class] -= d[class] / sum;
                        }
                    }
                    net.learn_decision(&mut reading, &decision, &d);
                    state.apply(Move::from_class(follow));
                }
                net.learn_parts(&mut reading);
                net.learn_words(&mut reading);
            }
            if done % 4 == 0 {
                let past = done as f32 / (items * epochs) as f32;
                net.step(rate_max * (1.0 - past).max(0.02) * (done as f32 / 4000.0).min(1.0));
            }
        }
        println!(
            "parser: epoch {epoch}: {wrong} of {all} moves wrong, {right_labels} of {all_labels} labels, {:.0} s",
            start.elapsed().as_secs_f32()
        );
        for (name, lessons) in &sets[if epoch + 1 == epochs { 0 } else { 2 }..] {
            let start = Instant::now();
            let mut scores = Scores::default();
            for Lesson { sentence, tags } in lessons {
                net.read(&sentence.forms, tags, None, &mut reading);
                net.prepare(&mut reading);
                state.start(sentence.len());
                while !state.is_done() {
                    let decision = net.decide(&reading, &state, &sentence.forms, tags, None);
                    let allowed = state.allowed();
                    state.apply(Move::from_class(highest(&decision.scores, |class| allowed.contains(class))));
                }
                scores.add(sentence, &state.nodes);
            }
            println!("parser: {name}: {scores} {:.1} s", start.elapsed().as_secs_f32());
        }
    }
    net
}

fn highest(scores: &[f32], allowed: impl Fn(usize) -> bool) -> usize {
    let mut best = (0, f32::MIN);
    for (class, &score) in scores.iter().enumerate() {
        if score > best.1 && allowed(class) {
            best = (class, score);
        }
    }
    best.0
}
