//! Where the tagger, the parser and the cutter of sentences are wrong most often, to be read by eye.
//!
//! In: the evaluation sets and the models under `--out`. Out: the commonest confusions with a few words around one of them, and
//! sentence ends that were missed or invented.

use crate::Options;
use crate::conllu::{self, Sentence};
use crate::lessons;
use crate::raw::{self, Body};
use nutgraf::text::parser::{self, NONE};
use nutgraf::text::perceptron::Model;
use nutgraf::{Article, text};
use std::collections::{BTreeMap, BTreeSet};

const SETS: [&str; 2] = ["gum_news_eval", "pud_eval"];
/// Confusions that are printed of each kind.
const SHOWN: usize = 15;
/// Words shown on each side.
const AROUND: usize = 2;

/// Right and found, how often, and one place of them.
#[derive(Default)]
struct Confusions(BTreeMap<(String, String), (usize, String)>);

impl Confusions {
    fn add(&mut self, right: &str, found: &str, sentence: &Sentence, word: usize) {
        let (count, place) = self.0.entry((right.to_string(), found.to_string())).or_default();
        *count += 1;
        // Now one, now another: the first of a document is often its headline.
        if count.is_power_of_two() {
            let words = word.saturating_sub(AROUND)..sentence.len().min(word + AROUND + 1);
            let mark = |n: usize| {
                if n == word { format!("[{}]", sentence.words[n]) } else { sentence.words[n].clone() }
            };
            *place = words.map(mark).collect::<Vec<_>>().join(" ");
        }
    }

    fn print(self, kind: &str) {
        let mut all: Vec<_> = self.0.into_iter().collect();
        all.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
        for ((right, found), (count, place)) in all.into_iter().take(SHOWN) {
            println!("errors: {kind}: {count} times {right} taken for {found}: {place}");
        }
    }
}

/// Prints the errors.
pub fn report(options: &Options) -> Result<(), Box<dyn std::error::Error>> {
    let tagger_bytes = std::fs::read(options.out.join("tagger.bin"))?;
    let tagger = Model::open(&tagger_bytes).ok_or("the tagger does not open")?;
    let parser_bytes = std::fs::read(options.out.join("parser.bin"))?;
    let net = parser::Net::open(&parser_bytes).ok_or("the parser does not open")?;
    let (mut tags, mut relations, mut heads) = Default::default();
    for name in SETS {
        for lesson in lessons::evaluation(options, name, &tagger)? {
            read(&net, lesson, &mut tags, &mut relations, &mut heads);
        }
        ends(&conllu::read(&options.data.join(format!("pos/{name}.conllu")))?);
    }
    tags.print("tag");
    relations.print("relation");
    heads.print("head, by relation");
    Ok(())
}

fn read(
    net: &parser::Net<'_>,
    lesson: lessons::Lesson,
    tags: &mut Confusions,
    relations: &mut Confusions,
    heads: &mut Confusions,
) {
    let lessons::Lesson { sentence, tags: found } = lesson;
    let mut room = parser::Room::default();
    parser::parse(net, &sentence.forms, &found, &mut room);
    for (word, (tag, node)) in found.iter().zip(&room.state.nodes).enumerate() {
        if let Some(right) = sentence.upos[word].filter(|right| *right != tag.upos()) {
            tags.add(right.name(), tag.upos().name(), &sentence, word);
        }
        let head = if node.head == NONE { sentence.len() } else { node.head };
        let (right, is_head) = (sentence.relations[word], head == sentence.heads[word]);
        if right != node.relation {
            relations.add(right.name(), node.relation.name(), &sentence, word);
        } else if !is_head {
            let word_of =
                |head: usize| sentence.upos.get(head).copied().flatten().map_or("root", |upos| upos.name());
            let right = format!("{} of {}", right.name(), word_of(sentence.heads[word]));
            heads.add(&right, word_of(head), &sentence, word);
        }
    }
}

/// Prints sentence ends that were missed or invented.
fn ends(sentences: &[Sentence]) {
    let Body { text: body, ends: right, .. } = raw::body(sentences);
    let article = Article::new(&body);
    let document = text::read(&article);
    let end = |sentence: &text::Sentence| document.tokens[sentence.tokens.end - 1].bytes.end;
    let found: BTreeSet<usize> = document.sentences.iter().map(end).collect();
    let around = |end: usize| {
        let before: Vec<&str> = body[..end].split_whitespace().rev().take(3).collect();
        let after: Vec<&str> = body[end..].split_whitespace().take(3).collect();
        format!("{} | {}", before.into_iter().rev().collect::<Vec<_>>().join(" "), after.join(" "))
    };
    println!(
        "errors: ends: {} right, {} found, {} both",
        right.len(),
        found.len(),
        right.intersection(&found).count()
    );
    right.difference(&found).take(SHOWN).for_each(|&end| println!("errors: missed end: {}", around(end)));
    found.difference(&right).take(SHOWN).for_each(|&end| println!("errors: invented end: {}", around(end)));
}
