//! Part-of-speech tags, word by word from the left.
//!
//! In: the forms of a sentence's words. Out: a [`Tag`] each: "The talks failed" is `DT NNS VBD`.
//!
//! An averaged perceptron over the word, its neighbours, its letters and the two tags before (Collins 2002). Words that had
//! one tag nearly everywhere it learnt, such as "the", have that one at once.

use super::forms::Form;
use super::labels::Tag;
use super::perceptron::{Model, Scorer, feature};

/// Most features of a word.
const FEATURES: usize = 40;

/// Room for one decision, used again for the next.
#[derive(Debug, Default)]
pub struct Room {
    /// Features of the word.
    pub features: Vec<u32>,
    /// A score per tag.
    pub scores: Vec<i32>,
}

/// Tags the words of a sentence.
pub fn tag(model: &Model<'_>, forms: &[Form], room: &mut Room, tags: &mut Vec<Tag>) {
    tags.clear();
    room.scores.resize(model.classes(), 0);
    for place in 0..forms.len() {
        let class = model.only_class(sure_feature(&forms[place])).unwrap_or_else(|| {
            features(forms, tags, place, &mut room.features);
            model.best(&room.features, &mut room.scores, |_| true)
        });
        tags.push(Tag(class as u8));
    }
}

/// Returns the feature by which a model marks the tag of a word that nearly always has the same.
pub fn sure_feature(form: &Form) -> u32 {
    feature(35, &[form.word, form.shape])
}

/// Puts the features of the word at `place` into `found`; `tags` are those of the words before.
pub fn features(forms: &[Form], tags: &[Tag], place: usize, found: &mut Vec<u32>) {
    let at = |offset: isize| {
        place.checked_add_signed(offset).and_then(|place| forms.get(place)).unwrap_or(&Form::EDGE)
    };
    let tag_before = |back: usize| place.checked_sub(back).map_or(255, |place| u64::from(tags[place].0));
    let (w, p, pp, n, nn) = (at(0), at(-1), at(-2), at(1), at(2));
    let (t1, t2) = (tag_before(1), tag_before(2));
    let first = u64::from(place == 0);
    found.clear();
    found.reserve(FEATURES);
    found.extend([
        feature(1, &[w.word]),
        feature(2, &[p.word]),
        feature(3, &[n.word]),
        feature(4, &[pp.word]),
        feature(5, &[nn.word]),
        feature(6, &[w.shape, first]),
        feature(7, &[w.prefixes[0]]),
        feature(8, &[w.prefixes[1]]),
        feature(9, &[w.prefixes[2]]),
        feature(10, &[w.suffixes[0]]),
        feature(11, &[w.suffixes[1]]),
        feature(12, &[w.suffixes[2]]),
        feature(13, &[w.suffixes[3]]),
        feature(14, &[t1]),
        feature(15, &[t1, t2]),
        feature(16, &[t1, w.word]),
        feature(17, &[p.word, w.word]),
        feature(18, &[w.word, n.word]),
        feature(19, &[t1, n.word]),
        feature(20, &[t1, w.suffixes[2]]),
        feature(21, &[p.suffixes[2]]),
        feature(22, &[n.suffixes[2]]),
        feature(23, &[n.shape]),
        feature(24, &[w.shape, w.suffixes[2]]),
        feature(25, &[t1, w.shape]),
        feature(26, &[w.shape, n.shape, first]),
        feature(27, &[t1, n.suffixes[2]]),
        feature(28, &[nn.suffixes[2]]),
        feature(29, &[n.suffixes[1], w.suffixes[1]]),
        feature(30, &[t1, t2, w.word]),
        feature(31, &[p.word, n.word]),
        feature(32, &[t1, w.suffixes[2], n.suffixes[1]]),
        feature(33, &[w.word, w.shape]),
        feature(34, &[]),
    ]);
}
