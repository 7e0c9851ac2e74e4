//! What the parser learns from.
//!
//! In: `pos/*.conllu`, and taggers that have not seen them. Out: sentences with the tags that the tagger would give them, and their
//! trees, or spaCy's label of each word.

use crate::Options;
use crate::conllu::{self, Sentence};
use crate::tagger;
use nutgraf::text::perceptron::Model;
use nutgraf::text::{Form, Tag, tagger as tags};

/// The training data is tagged in so many parts, each by a tagger that learnt from the others.
const FOLDS: usize = 3;

/// spaCy's labels that the network learns to tell apart, often ones first: the ClearNLP relations.
const LABELS: &str = "prep pobj punct det compound amod nsubj dobj ROOT aux conj advmod cc ccomp poss nummod npadvmod advcl \
                      auxpass case nsubjpass mark xcomp acl relcl appos pcomp nmod attr quantmod acomp neg prt agent oprd dative \
                      expl csubj";

/// A sentence with its tree, and tags as the tagger would give them.
#[derive(Debug)]
pub struct Lesson {
    /// The tree.
    pub sentence: Sentence,
    /// The tags.
    pub tags: Vec<Tag>,
}

/// A sentence with spaCy's labels and no tree.
#[derive(Debug)]
pub struct Labelled {
    /// The words.
    pub forms: Vec<Form>,
    /// The tags.
    pub tags: Vec<Tag>,
    /// The place of each word's label among the labels; `None` for a rare one.
    pub labels: Vec<Option<usize>>,
}

/// Returns the gold trees, tagged in turns.
pub fn gold(options: &Options) -> Result<Vec<Lesson>, String> {
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

/// Returns a set to measure on, under the shipped tagger's tags.
pub fn evaluation(options: &Options, name: &str, tagger: &Model<'_>) -> Result<Vec<Lesson>, String> {
    let mut room = tags::Room::default();
    let lesson = |sentence: Sentence| {
        let mut found = Vec::new();
        tags::tag(tagger, &sentence.forms, &mut room, &mut found);
        Lesson { sentence, tags: found }
    };
    let sentences = conllu::read(&options.data.join(format!("pos/{name}.conllu")))?;
    Ok(sentences.into_iter().map(lesson).collect())
}

/// Returns the Voice of America sentences with spaCy's labels.
pub fn silver(options: &Options, tagger: &Model<'_>) -> Result<Vec<Labelled>, String> {
    let mut room = tags::Room::default();
    let known: Vec<&str> = LABELS.split_whitespace().collect();
    let labelled = |sentence: Sentence| {
        let mut found = Vec::new();
        tags::tag(tagger, &sentence.forms, &mut room, &mut found);
        let place = |label: &String| known.iter().position(|known| known == label);
        let labels = sentence.labels.iter().map(place).collect();
        Labelled { forms: sentence.forms, tags: found, labels }
    };
    let sentences = conllu::read(&options.data.join("pos/voa_silver_tags.conllu"))?;
    Ok(sentences.into_iter().map(labelled).collect())
}

/// Returns how many labels there are.
pub fn label_count() -> usize {
    LABELS.split_whitespace().count()
}
