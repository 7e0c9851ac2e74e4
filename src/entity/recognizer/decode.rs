//! The best row of labels for a sentence.
//!
//! In: a score per token and label, and per pair of labels. Out: labels that fit one another (Viterbi). In "Bank of China
//! said" the labels are first, inside and last word of an organization, then none.

/// None, and for each kind the first, inner, last and only word of a name.
pub const LABELS: usize = 13;
/// A label that may not stand here.
const NEVER: i32 = i32::MIN / 2;

/// Scores of the labels of one token.
pub type Scores = [i32; LABELS];

/// Where in a name a label's word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Outside,
    First,
    Inside,
    Last,
    Only,
}

fn place(label: usize) -> Place {
    match label {
        0 => Place::Outside,
        _ => [Place::First, Place::Inside, Place::Last, Place::Only][(label - 1) % 4],
    }
}

/// Tells whether a name goes on after `label`.
pub fn is_open(label: usize) -> bool {
    matches!(place(label), Place::First | Place::Inside)
}

/// Tells whether `label` may follow `before`.
pub fn follows(before: usize, label: usize) -> bool {
    let goes_on = matches!(place(label), Place::Inside | Place::Last);
    match is_open(before) {
        true => goes_on && (before - 1) / 4 == (label - 1) / 4,
        false => !goes_on,
    }
}

/// The pairs of labels that may follow each other, by the second.
fn pairs() -> &'static [Vec<usize>; LABELS] {
    static PAIRS: std::sync::OnceLock<[Vec<usize>; LABELS]> = std::sync::OnceLock::new();
    PAIRS.get_or_init(|| {
        std::array::from_fn(|label| (0..LABELS).filter(|&before| follows(before, label)).collect())
    })
}

/// Finds rows of labels; keeps its room from sentence to sentence.
#[derive(Debug, Default)]
pub struct Decoder {
    /// Scores of the sentence's tokens; `None` where only "no name" may stand.
    pub scores: Vec<Option<Scores>>,
    /// What a label says for the next one.
    pub steps: [Scores; LABELS],
    back: Vec<[u8; LABELS]>,
    /// The labels found.
    pub labels: Vec<u8>,
}

impl Decoder {
    /// Puts the best labels for `scores` and `steps` into `labels`.
    pub fn run(&mut self) {
        self.back.clear();
        let mut sums = [NEVER; LABELS];
        sums[0] = 0;
        for scores in &self.scores {
            let mut next = [NEVER; LABELS];
            let mut back = [0u8; LABELS];
            let reach = if scores.is_some() { LABELS } else { 1 };
            for label in 0..reach {
                for &before in &pairs()[label] {
                    let sum = sums[before] + self.steps[before][label];
                    if sums[before] > NEVER && sum > next[label] {
                        next[label] = sum;
                        back[label] = before as u8;
                    }
                }
                if next[label] > NEVER {
                    next[label] += scores.map_or(0, |scores| scores[label]);
                }
            }
            self.back.push(back);
            sums = next;
        }
        let closed = (0..LABELS).filter(|&label| !is_open(label));
        let mut label = closed.rev().max_by_key(|&label| sums[label]).unwrap_or(0);
        self.labels.clear();
        self.labels.resize(self.scores.len(), 0);
        for (n, back) in self.back.iter().enumerate().rev() {
            self.labels[n] = label as u8;
            label = usize::from(back[label]);
        }
    }
}

/// Returns the label of a word of a name: `kind` 0 to 2, and where in the name of `length` words it stands.
pub fn label(kind: usize, at: usize, length: usize) -> u8 {
    let place = match (at, length - at) {
        (0, 1) => 3,
        (0, _) => 0,
        (_, 1) => 2,
        _ => 1,
    };
    (1 + kind * 4 + place) as u8
}

/// Returns the names that labels mark: first and last place, and the kind's number.
pub fn names(labels: &[u8]) -> Vec<(std::ops::Range<usize>, usize)> {
    let mut names = Vec::new();
    let mut start = 0;
    for (n, &label) in labels.iter().enumerate() {
        match place(usize::from(label)) {
            Place::First => start = n,
            Place::Last => names.push((start..n + 1, (usize::from(label) - 1) / 4)),
            Place::Only => names.push((n..n + 1, (usize::from(label) - 1) / 4)),
            Place::Outside | Place::Inside => {}
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_fit_one_another() {
        let mut decoder = Decoder::default();
        let score = |label: usize| {
            let mut scores = [0; LABELS];
            scores[label] = 9;
            Some(scores)
        };
        // First of an organization, then inside of a person: one of them gives way.
        decoder.scores = vec![score(5), score(2), score(7), None];
        decoder.run();
        assert_eq!(names(&decoder.labels), [(0..3, 1)]);
        // A name that never ends is none.
        decoder.scores = vec![score(1), None];
        decoder.run();
        assert_eq!(names(&decoder.labels), []);
        decoder.scores.clear();
        decoder.run();
        assert!(decoder.labels.is_empty());
    }

    #[test]
    fn labels_and_names_agree() {
        let labels: Vec<u8> = (0..3).map(|at| label(2, at, 3)).chain([0, label(0, 0, 1)]).collect();
        assert_eq!(names(&labels), [(0..3, 2), (4..5, 0)]);
    }
}
