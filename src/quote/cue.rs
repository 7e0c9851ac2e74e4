//! Finds cues in a segment: verbs of saying with their auxiliaries, and "according to".
//!
//! In: a [`Segment`]. Out: cues in order. "Wang has also said that" has the cue `has also said`; "did not say", "the said plan"
//! and "reports" the noun have none.

use super::segments::Segment;
use crate::lexicon::cues::{VerbForm, cues, is_cue_noun};
use crate::lexicon::{Frame, WordClass};
use crate::text::{Upos, Xpos};
use std::ops::Range;

/// A cue where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CueHit {
    /// The items of the verb with its auxiliaries and particle.
    pub items: Range<usize>,
    /// The verb; "according to" for that.
    pub lemma: &'static str,
    /// What it takes.
    pub frame: Frame,
    /// How it stands.
    pub shape: Shape,
    /// How it is meant.
    pub mood: Mood,
}

/// How a cue is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// "said"
    Plain,
    /// "did not say", "refused to say"
    Negated,
    /// "would say", "can say"
    Modal,
}

impl Mood {
    /// Returns what the auxiliaries and adverbs before a verb make of it.
    pub fn of<'w>(words: impl Iterator<Item = &'w str>) -> Mood {
        let mut mood = Mood::Plain;
        for word in words {
            match word {
                "not" | "n't" | "n’t" | "never" | "nor" | "without" => return Mood::Negated,
                "would" | "will" => mood = Mood::Modal,
                _ if leaves_open(word) => mood = Mood::Modal,
                _ => {}
            }
        }
        mood
    }
}

/// Tells whether an auxiliary leaves open whether something is said: "may say", but not "would say".
fn leaves_open(word: &str) -> bool {
    matches!(word, "may" | "might" | "could" | "should" | "can" | "must")
}

/// How a cue stands in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// "said", "has said"
    Finite,
    /// ", saying"
    Participle,
    /// "was quoted as saying": the subject is the speaker.
    Quoted,
    /// "AFP quoted Wang as saying": who spoke is the object, the subject only carried it.
    Carried,
    /// "was told": who spoke is not the subject.
    Passive,
    /// "according to"
    AccordingTo,
}

/// Returns the cues of a segment, in order, not overlapping.
pub fn find(segment: &Segment<'_, '_>) -> Vec<CueHit> {
    let mut hits: Vec<CueHit> = Vec::new();
    let mut n = 0;
    while n < segment.len() {
        match according_to(segment, n).or_else(|| verb(segment, n)) {
            Some(hit) => {
                n = hit.items.end.max(n + 1);
                // "went on to say" is more than "went on".
                while hits.last().is_some_and(|last| last.items.end > hit.items.start) {
                    hits.pop();
                }
                hits.push(hit);
            }
            None => n += 1,
        }
    }
    hits
}

fn according_to(segment: &Segment<'_, '_>, n: usize) -> Option<CueHit> {
    let here = matches!(segment.word(n), "according" | "According") && segment.word(n + 1) == "to";
    here.then(|| CueHit {
        items: n..n + 2,
        lemma: "according to",
        frame: Frame::default(),
        shape: Shape::AccordingTo,
        mood: Mood::Plain,
    })
}

fn verb(segment: &Segment<'_, '_>, n: usize) -> Option<CueHit> {
    let word = segment.word(n);
    if n > 0 && word.starts_with(char::is_uppercase) && !segment.is_mark(n - 1) {
        return None;
    }
    let cue = cues(word).iter().find(|cue| has_particle(segment, n + 1, cue.particle))?;
    let end = n + 1 + cue.particle.split_whitespace().count();
    let group = group_start(segment, n);
    let words = || (group..n).map(|m| segment.word(m));
    // What was not said, or only may be, is left to the tree; "would say" stands like "said".
    let mood = Mood::of(words());
    if mood == Mood::Negated || words().any(leaves_open) {
        return None;
    }
    if segment.word(n.wrapping_sub(1)) == "to" {
        return infinitive(segment, n, end, cue.lemma, cue.frame);
    }
    let hit = |shape| Some(CueHit { items: group..end, lemma: cue.lemma, frame: cue.frame, shape, mood });
    if let Some(end) = quoted_as_saying(segment, n) {
        let frame = Frame { direct: true, clause: true, that_clause: true, ..Frame::default() };
        let passive = words().any(is_be) || (group == n && segment.word(n + 1) == "as");
        let shape = if passive { Shape::Quoted } else { Shape::Carried };
        return Some(CueHit { items: group..end, frame, ..hit(shape)? });
    }
    // "Trump's tweet", "the ministry's request" are nouns.
    let noun = matches!(cue.form, VerbForm::Base | VerbForm::Present | VerbForm::Past) || is_cue_noun(word);
    if words().any(|word| matches!(word, "'s" | "’s"))
        && noun
        && !segment.is(group.wrapping_sub(1), WordClass::Pronoun)
    {
        return None;
    }
    if matches!(cue.form, VerbForm::Base | VerbForm::Present) && is_tagged_other(segment, n) {
        return None;
    }
    let be = words().any(is_be);
    match cue.form {
        VerbForm::Ing if group < n && be => hit(Shape::Finite),
        VerbForm::Ing => {
            (!is_noun_place(segment, n) && cue.lemma != "accuse").then(|| hit(Shape::Participle))?
        }
        VerbForm::Past | VerbForm::Participle if be => hit(Shape::Passive),
        VerbForm::Past if cue.lemma == "ask" && group == n && is_reduced(segment, n) => hit(Shape::Passive),
        VerbForm::Participle if group == n => None,
        VerbForm::Base if group == n && !base_may_stand(segment, n) && !is_tagged_finite(segment, n) => None,
        VerbForm::Present if is_noun_place(segment, n) || !present_may_stand(segment, n) => None,
        _ if group == n && is_noun_place(segment, n) => None,
        _ => hit(Shape::Finite),
    }
}

/// Tells whether the words of a particle, if any, stand from item `n` on.
pub fn has_particle(segment: &Segment<'_, '_>, n: usize, particle: &str) -> bool {
    particle.split_whitespace().enumerate().all(|(k, word)| segment.word(n + k) == word)
}

/// Takes in auxiliaries, adverbs and negations before a verb.
pub fn group_start(segment: &Segment<'_, '_>, n: usize) -> usize {
    let inner = |m: &usize| {
        let adverb = segment.is(*m, WordClass::Adverb) || segment.word(*m).ends_with("ly");
        let auxiliary = segment.is(*m, WordClass::Auxiliary) || segment.is(*m, WordClass::Negation);
        !segment.is_capitalised(*m) && (auxiliary || adverb)
    };
    (0..n).rev().take_while(inner).last().unwrap_or(n)
}

/// "went on to say" says; "is expected to say", "refused to say" do not.
fn infinitive(
    segment: &Segment<'_, '_>,
    n: usize,
    end: usize,
    lemma: &'static str,
    frame: Frame,
) -> Option<CueHit> {
    let start = match (segment.word(n.wrapping_sub(3)), segment.word(n.wrapping_sub(2))) {
        ("went" | "goes" | "going" | "moved", "on") => n - 3,
        (_, "continued" | "continues" | "proceeded") => n - 2,
        _ => return None,
    };
    Some(CueHit { items: start..end, lemma, frame, shape: Shape::Finite, mood: Mood::Plain })
}

fn is_be(word: &str) -> bool {
    matches!(word, "is" | "are" | "was" | "were" | "be" | "been" | "being" | "'s" | "’s")
}

/// "was quoted as saying", "was quoted by AFP as saying", "AFP quoted Wang as saying": returns the item behind such a cue.
fn quoted_as_saying(segment: &Segment<'_, '_>, n: usize) -> Option<usize> {
    /// "quoted a senior official of the ministry in the capital as saying" has its "as" within so many items.
    const AS_REACH: usize = 14;
    if !matches!(segment.word(n), "quoted" | "quotes" | "quoting" | "cited" | "cites" | "citing" | "reported")
    {
        return None;
    }
    let reach = n + 1..(n + 1 + AS_REACH).min(segment.len());
    let mut plain =
        reach.take_while(|&m| segment.quote(m).is_none() && !matches!(segment.word(m), ";" | "that"));
    let as_at = plain.find(|&m| {
        segment.word(m) == "as" && matches!(segment.word(m + 1), "saying" | "telling" | "stating" | "warning")
    })?;
    Some(as_at + 2)
}

/// Tells whether what stands before makes a noun or adjective of the word: "the report", "his claims", "new demands".
fn is_noun_place(segment: &Segment<'_, '_>, n: usize) -> bool {
    let Some(before) = n.checked_sub(1) else { return false };
    let possessive = matches!(segment.word(before), "'s" | "’s");
    let determiner = segment.is(before, WordClass::Determiner)
        && !matches!(
            segment.word(before),
            "all"
                | "both"
                | "that"
                | "which"
                | "who"
                | "some"
                | "many"
                | "most"
                | "few"
                | "several"
                | "others"
                | "this"
                | "one"
                | "her"
        );
    // "by saying", "after telling" are verbs.
    let gerund = segment.word(n).ends_with("ing")
        && matches!(segment.word(before), "by" | "after" | "before" | "without" | "while" | "despite");
    let preposition =
        segment.is(before, WordClass::Preposition) && !segment.is(before, WordClass::Adverb) && !gerund;
    possessive || determiner || preposition || segment.is(before, WordClass::Adjective)
}

/// "company reports show", "runs counter to": tells whether the tagger reads no verb here.
fn is_tagged_other(segment: &Segment<'_, '_>, n: usize) -> bool {
    let Some(before) = n.checked_sub(1) else { return false };
    let nominal = |token: usize| {
        matches!(segment.document.upos(token), Upos::Noun | Upos::Adj | Upos::Propn)
            && segment.document.word(token).starts_with(char::is_lowercase)
    };
    let clause_follows = segment.quote(n + 1).is_some()
        || segment.word(n + 1) == "that"
        || segment.is(n + 1, WordClass::Pronoun)
        || segment.is(n + 1, WordClass::Determiner)
        || n + 1 >= segment.len()
        || segment.is_mark(n + 1);
    let sure = matches!(segment.word(n), "says" | "say" | "tells" | "adds" | "writes");
    segment.token(before).is_some_and(nominal)
        && !clause_follows
        && !sure
        && segment
            .token(n)
            .is_some_and(|token| !matches!(segment.document.upos(token), Upos::Verb | Upos::Aux))
}

/// "about one in five say": asks the tagger where the words around do not tell.
fn is_tagged_finite(segment: &Segment<'_, '_>, n: usize) -> bool {
    let plain = n > 0 && !is_noun_place(segment, n);
    plain && segment.token(n).is_some_and(|token| segment.document.xpos(token) == Xpos::Vbp)
}

/// "Asked whether", "when asked by reporters", ", asked about it,": tells whether "asked" has lost its "was".
fn is_reduced(segment: &Segment<'_, '_>, n: usize) -> bool {
    let opens = n == 0 || matches!(segment.word(n - 1), "when" | "When" | "If" | "if" | "once" | "Once");
    let asks =
        matches!(segment.word(n + 1), "about" | "by" | "whether" | "if" | "how" | "why" | "what" | "to");
    opens || (asks && segment.word(n - 1) == ",")
}

/// "officials say", "they claim": tells whether a base form may be a finite verb here.
fn base_may_stand(segment: &Segment<'_, '_>, n: usize) -> bool {
    let Some(before) = n.checked_sub(1) else { return false };
    let word = segment.word(before);
    let subject = matches!(
        word,
        "I" | "i"
            | "we"
            | "We"
            | "they"
            | "They"
            | "you"
            | "You"
            | "who"
            | "that"
            | "which"
            | "others"
            | "many"
            | "Many"
            | "Some"
            | "some"
            | "Others"
            | "people"
            | "People"
            | "police"
            | "Police"
    );
    let plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && word != "'s";
    // ", say analysts": the inverted form after a quotation or clause.
    let inverted = matches!(segment.word(n), "say" | "write" | "argue")
        && (word == "," || segment.quote(before).is_some());
    (subject || plural || inverted) && !is_noun_place(segment, n)
}

/// "reports", "claims", "calls" are nouns more often than verbs where no clause follows and no name or pronoun stands before.
fn present_may_stand(segment: &Segment<'_, '_>, n: usize) -> bool {
    let Some(before) = n.checked_sub(1) else { return false };
    if matches!(
        segment.word(n),
        "says" | "adds" | "tells" | "writes" | "argues" | "explains" | "believes" | "insists" | "thinks"
    ) {
        return true;
    }
    let named = segment.is_capitalised(before)
        || segment.is(before, WordClass::Pronoun)
        || segment.is(before, WordClass::Adverb)
        || segment.word(before) == ",";
    let clause = matches!(
        segment.word(n + 1),
        "that" | "the" | "a" | "his" | "her" | "he" | "she" | "it" | "they" | ":"
    ) || segment.quote(n + 1).is_some();
    let closes = n + 1 >= segment.len() || segment.is_mark(n + 1);
    (named || clause || closes) && !segment.is(n + 1, WordClass::Auxiliary)
}
