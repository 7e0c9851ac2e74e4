//! Reads CoNLL-U.
//!
//! In: a file. Out: its sentences. Words of several tokens ("don't" over `do`, `n't`) and empty words are left out.

use nutgraf::text::{Form, Relation, Tag, Upos, Xpos};
use std::path::Path;

/// A sentence of a treebank; all columns have a place per word.
#[derive(Debug, Default, Clone)]
pub struct Sentence {
    /// The words as they stand.
    pub words: Vec<String>,
    /// What the models see of them.
    pub forms: Vec<Form>,
    /// The base forms; "_" where there are none.
    pub lemmas: Vec<String>,
    /// The names of the tags.
    pub xpos: Vec<Option<Xpos>>,
    /// The universal parts of speech.
    pub upos: Vec<Option<Upos>>,
    /// The two as a tag the tagger knows.
    pub tags: Vec<Option<Tag>>,
    /// The heads as places; the number of words for the root.
    pub heads: Vec<usize>,
    /// What each word is to its head.
    pub relations: Vec<Relation>,
    /// The dependency labels as they stand, which in silver data are no relations.
    pub labels: Vec<String>,
    /// Whether no white space follows.
    pub joined: Vec<bool>,
}

impl Sentence {
    /// Returns how many words it has.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    fn push(&mut self, columns: &[&str]) {
        self.words.push(columns[1].to_string());
        self.forms.push(Form::of(columns[1]));
        self.lemmas.push(columns[2].to_string());
        let (upos, xpos) = (Upos::from_name(columns[3]), Xpos::from_name(columns[4]));
        self.upos.push(upos);
        self.xpos.push(xpos);
        self.tags.push(xpos.zip(upos).and_then(|(xpos, upos)| Tag::of(xpos, upos)));
        self.heads.push(columns[6].parse().unwrap_or(0));
        self.relations.push(Relation::folded(columns[7]).unwrap_or(Relation::Dep));
        self.labels.push(columns[7].to_string());
        self.joined.push(columns[9].contains("SpaceAfter=No"));
    }
}

/// Returns the sentences of a file.
pub fn read(path: &Path) -> Result<Vec<Sentence>, String> {
    let text =
        std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let mut sentences = Vec::new();
    for block in text.split("\n\n") {
        let mut sentence = Sentence::default();
        let mut surface = (0, 0, false);
        for line in block.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())) {
            let columns: Vec<&str> = line.split('\t').collect();
            if columns.len() != 10 {
                continue;
            }
            if let Some((first, last)) = columns[0].split_once('-') {
                // "don't" stands over its words, and they have no space between them.
                let number = |text: &str| text.parse::<usize>().unwrap_or(0);
                surface = (number(first), number(last), columns[9].contains("SpaceAfter=No"));
            } else if columns[0].bytes().all(|byte| byte.is_ascii_digit()) {
                sentence.push(&columns);
                let (number, (first, last, joined)) = (sentence.len(), surface);
                if (first..=last).contains(&number) {
                    sentence.joined[number - 1] = number < last || joined;
                }
            }
        }
        let root = sentence.len();
        sentence.heads.iter_mut().for_each(|head| *head = head.checked_sub(1).unwrap_or(root));
        if root > 0 {
            sentences.push(sentence);
        }
    }
    Ok(sentences)
}
