//! Trees of the Voice of America text, which has no treebank.
//!
//! In: a parser learnt from the treebanks, and the labels (not heads) that another parser gave the words. Out: the sentences
//! whose best tree fits all those labels: if "talks" is `dobj` there, only trees in which it is `obj` will do.

use crate::Options;
use crate::conllu::{self, Sentence};
use crate::parser::Lesson;
use nutgraf::text::parser::{self, Move, NONE, State};
use nutgraf::text::perceptron::{Model, Scorer, highest};
use nutgraf::text::{Relation, tagger};

/// Shorter sentences are datelines and scraps.
const WORDS_MIN: usize = 5;

/// Returns the silver sentences that a parser can read as their labels say.
pub fn trees(options: &Options, model: &Model<'_>, tags_model: &Model<'_>) -> Result<Vec<Lesson>, String> {
    let mut lessons = Vec::new();
    let (mut room, mut tags) = (tagger::Room::default(), Vec::new());
    for mut sentence in conllu::read(&options.data.join("pos/voa_silver_tags.conllu"))? {
        tagger::tag(tags_model, &sentence.forms, &mut room, &mut tags);
        let tree = fitting_tree(model, &sentence, &tags);
        if let Some(state) = tree.filter(|_| sentence.len() >= WORDS_MIN) {
            let root = sentence.len();
            let head = |node: &parser::Node| if node.head == NONE { root } else { node.head };
            sentence.heads = state.nodes.iter().map(head).collect();
            sentence.relations = state.nodes.iter().map(|node| node.relation).collect();
            lessons.push(Lesson { sentence, tags: tags.clone() });
        }
    }
    Ok(lessons)
}

/// Parses a sentence under the labels of its words; `None` when a step has no move that fits.
fn fitting_tree(model: &Model<'_>, sentence: &Sentence, tags: &[nutgraf::text::Tag]) -> Option<State> {
    let (mut state, mut features, mut scores) = (State::default(), Vec::new(), vec![0; Move::COUNT]);
    state.start(sentence.len());
    while !state.is_done() {
        parser::features(&state, &sentence.forms, tags, &mut features);
        scores.fill(0);
        model.add(&features, &mut scores);
        let allowed = state.allowed();
        let label = sentence.labels.get(state.below(0)).map_or("", String::as_str);
        let fits = |class: usize| {
            allowed.contains(class)
                && match Move::from_class(class) {
                    Move::Shift => true,
                    Move::Left(relation) | Move::Right(relation) => is_compatible(label, relation),
                }
        };
        let class = highest(&scores, fits);
        if !fits(class) {
            return None;
        }
        state.apply(Move::from_class(class));
    }
    Some(state)
}

/// Tells whether a ClearNLP label and a relation may be of one word. The guidelines differ: the copula heads its clause there.
fn is_compatible(label: &str, relation: Relation) -> bool {
    use Relation::*;
    match label {
        "nsubj" => matches!(relation, Nsubj | NsubjOuter | Expl),
        "nsubjpass" => relation == NsubjPass,
        "dobj" => relation == Obj,
        "conj" => matches!(relation, Conj | Cop),
        "ROOT" => matches!(relation, Root | Cop | Parataxis),
        "ccomp" => matches!(relation, Ccomp | Cop | Parataxis | Root),
        "relcl" => matches!(relation, AclRelcl | AdvclRelcl | Cop),
        "acl" => matches!(relation, Acl | AclRelcl),
        "advcl" => matches!(relation, Advcl | Cop | Acl),
        "xcomp" => matches!(relation, Xcomp | Cop | Advcl | Acl | Ccomp),
        "auxpass" => relation == AuxPass,
        "aux" => matches!(relation, Aux | Mark),
        "poss" => matches!(relation, NmodPoss | Det),
        "amod" | "det" | "compound" | "nummod" => {
            !matches!(relation, Nsubj | NsubjPass | Obj | Obl | Root | Iobj | Xcomp)
        }
        "pobj" => !matches!(relation, Nsubj | NsubjPass | Obj | Iobj | Amod | Xcomp),
        "attr" => !matches!(relation, NsubjPass | Obj),
        _ => !matches!(relation, Nsubj | NsubjPass | Obj),
    }
}
