//! Whether a time lies behind the day of publication or ahead of it.
//!
//! In: a [`Line`] and the place of a time in it. Out: an [`Outlook`]. In "The ministers will meet on Monday, she said on
//! Sunday" Monday is ahead, since it belongs to "will meet", and Sunday behind, since it belongs to "said".
//!
//! The tree decides; where it has no verb for the time (headlines, fragments), words like "until" beside it do.

use super::pieces::Line;
use crate::lexicon::grammar::{MODALS, WordClass as Grammar};
use crate::lexicon::times::Class;
use crate::text::{Document, Relation, Upos, Xpos};

/// How many pieces before a time a word like "will" can reach it, where the tree has no verb.
const REACH: usize = 8;

/// How many words are walked up from a time to its verb.
const STEPS_MAX: usize = 7;

/// Where a time lies, seen from the day of publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outlook {
    /// On that day or before.
    Behind,
    /// On that day or after.
    Ahead,
}

/// Prepositions after which the verb's tense says nothing of the time: "extended it to Nov. 16", "was due by May".
const ENDS: [&str; 7] = ["to", "through", "by", "before", "for", "until", "till"];

/// Tells where the time at a place lies, if the words about it tell.
pub fn outlook(line: &Line<'_>, at: usize) -> Option<Outlook> {
    let before = preposition(line, at);
    if matches!(before, "until" | "till") {
        return Some(Outlook::Ahead);
    }
    if let Some(noun) = labelled(line, at) {
        let is_occasion = lexicon_is(line, noun, Class::Occasion);
        let is_measured = lexicon_is(line, noun, Class::Measured);
        return match is_occasion {
            _ if is_planned(line, noun) => Some(Outlook::Ahead),
            true => of_tree(line, at).or_else(|| is_beside(line, at).then_some(Outlook::Ahead)),
            false => is_measured.then_some(Outlook::Behind),
        };
    }
    let is_object = line.document.relation(line.pieces[at].token) == Relation::Obj;
    match of_tree(line, at) {
        Some(Outlook::Behind) if ENDS.contains(&before) || is_object => None,
        None if is_beside(line, at) => Some(Outlook::Ahead),
        None => of_words(line, at),
        known => known,
    }
}

/// Returns the preposition of [`ENDS`] before a time, in lower case, articles and words like "early" left out; "" for none.
fn preposition(line: &Line<'_>, at: usize) -> &'static str {
    let is_passed = |place: &usize| line.word(*place).modifier.is_some() || line.is(*place, Class::Article);
    let before = (0..at).rev().take(3).find(|place| !is_passed(place)).map_or("", |place| line.text(place));
    ENDS.into_iter().find(|end| end.eq_ignore_ascii_case(before)).unwrap_or("")
}

/// "the August figures", "Friday's vote": the noun that the time belongs to, if it stands right behind.
fn labelled(line: &Line<'_>, at: usize) -> Option<usize> {
    let here = line.pieces[at].token;
    let last = line.pieces[at..]
        .iter()
        .take(4)
        .take_while(|piece| !piece.word.is_nothing())
        .last()
        .map_or(here, |p| p.token);
    let head = line.document.head(last.max(here)).or(line.document.head(here))?;
    let is_near = head > here && head <= last + 4;
    let is_noun = matches!(line.document.upos(head), Upos::Noun | Upos::Propn);
    let relation = line.document.relation(last.max(here));
    let is_label = matches!(
        relation,
        Relation::Compound | Relation::NmodPoss | Relation::Nmod | Relation::NmodUnmarked | Relation::Amod
    );
    (is_near && is_noun && is_label).then_some(head)
}

fn lexicon_is(line: &Line<'_>, token: usize, class: Class) -> bool {
    let is = |word: &str| crate::lexicon::times::time_word(word).is_some_and(|word| word.is(class));
    is(line.document.lower(token)) || is(&line.document.lemma(token))
}

/// Walks up the tree to the verbs the time belongs to, until one tells.
fn of_tree(line: &Line<'_>, at: usize) -> Option<Outlook> {
    let document = line.document;
    let mut place = line.pieces[at].token;
    for _ in 0..STEPS_MAX {
        if matches!(document.upos(place), Upos::Verb | Upos::Aux) || has_copula(document, place) {
            match of_verb(line, place) {
                Step::Known(outlook) => return Some(outlook),
                Step::Unclear => return None,
                Step::Up => {}
            }
        } else if is_planned(line, place) {
            return Some(Outlook::Ahead);
        } else if document.upos(place) == Upos::Adj {
            // "payable Dec. 7"
            return None;
        }
        // Out of a clause that stands beside its head's, tense does not carry over.
        if matches!(document.relation(place), Relation::Parataxis | Relation::AclRelcl) {
            return None;
        }
        place = document.head(place)?;
    }
    None
}

enum Step {
    Known(Outlook),
    /// A verb whose form tells nothing.
    Unclear,
    /// The verb that governs this one tells.
    Up,
}

/// Reads the form of a verb.
fn of_verb(line: &Line<'_>, verb: usize) -> Step {
    let document = line.document;
    let mut auxiliaries = Auxiliaries::default();
    for child in document.children(verb) {
        let relation = document.relation(child);
        if matches!(relation, Relation::Aux | Relation::AuxPass | Relation::Cop) {
            auxiliaries.add(document.lower(child));
        }
        auxiliaries.has_to |= document.xpos(child) == Xpos::To && relation == Relation::Mark;
    }
    let tag = document.xpos(verb);
    if auxiliaries.is_modal {
        return Step::Known(Outlook::Ahead);
    }
    if auxiliaries.is_past {
        return Step::Known(Outlook::Behind);
    }
    if auxiliaries.has_to {
        // "is to resume", "are to meet"
        return if auxiliaries.is_present { Step::Known(Outlook::Ahead) } else { to_verb(line, verb) };
    }
    match tag {
        Xpos::Vbd => Step::Known(Outlook::Behind),
        // "is expected Monday" tells what comes, "was held Monday" and "the talks held Monday" what was.
        Xpos::Vbn if is_scheduled(line, verb) => Step::Known(Outlook::Ahead),
        // "wants it done by May", "wants the work done by May"
        Xpos::Vbn if matches!(document.relation(verb), Relation::Xcomp | Relation::Ccomp) => Step::Up,
        Xpos::Vbn if is_of_what_is_wanted(line, verb) => Step::Up,
        Xpos::Vbn if auxiliaries.has_been || !auxiliaries.is_present => Step::Known(Outlook::Behind),
        Xpos::Vbg if auxiliaries.is_present => Step::Known(Outlook::Ahead),
        Xpos::Vbg => Step::Up,
        Xpos::Vbz | Xpos::Vbp if line.is_reporting(verb) => Step::Known(Outlook::Behind),
        Xpos::Vbz | Xpos::Vbp if is_heading(line, verb) || is_state(line, verb) => Step::Unclear,
        Xpos::Vbz | Xpos::Vbp => Step::Known(Outlook::Ahead),
        _ if auxiliaries.is_present && is_scheduled(line, verb) => Step::Known(Outlook::Ahead),
        _ if auxiliaries.is_present => Step::Unclear,
        _ => Step::Up,
    }
}

/// "plans to meet", "urged it to leave": what is planned or asked for is to come; other verbs tell for themselves.
fn to_verb(line: &Line<'_>, verb: usize) -> Step {
    let document = line.document;
    match document.head(verb) {
        // "had been due to expire on Friday": Friday may be over.
        Some(head) if is_expecting(line, head) && has_had(document, head) => Step::Unclear,
        Some(head) if is_expecting(line, head) => Step::Known(Outlook::Ahead),
        Some(_) => Step::Up,
        None => Step::Unclear,
    }
}

/// "scheduled", "due", "upcoming"
fn is_scheduled(line: &Line<'_>, place: usize) -> bool {
    let word = crate::lexicon::times::time_word(line.document.lower(place));
    word.is_some_and(|word| word.is(Class::Expects))
}

/// "plans", "urged": a word whose complement is to come.
fn is_expecting(line: &Line<'_>, place: usize) -> bool {
    let classes = crate::lexicon::grammar::word_classes(line.document.lower(place));
    is_scheduled(line, place) || classes.is_any(&[Grammar::Intend, Grammar::Desire])
}

/// "wants the work done": the tree may hang the participle on the noun that is wanted.
fn is_of_what_is_wanted(line: &Line<'_>, participle: usize) -> bool {
    let document = line.document;
    let noun = document.head(participle).filter(|_| document.relation(participle) == Relation::Acl);
    let Some(noun) = noun.filter(|&noun| document.relation(noun) == Relation::Obj) else { return false };
    document.head(noun).is_some_and(|verb| is_expecting(line, verb))
}

/// "Friday's planned talks", "upcoming elections in May"
fn is_planned(line: &Line<'_>, noun: usize) -> bool {
    let document = line.document;
    document.children(noun).any(|child| {
        matches!(document.relation(child), Relation::Amod | Relation::Acl) && is_scheduled(line, child)
    })
}

fn has_had(document: &Document<'_>, verb: usize) -> bool {
    document
        .children(verb)
        .any(|child| document.relation(child) == Relation::Aux && document.lower(child) == "had")
}

fn has_copula(document: &Document<'_>, place: usize) -> bool {
    document.children(place).any(|child| document.relation(child) == Relation::Cop)
}

/// "is", "has": a state tells nothing of its time.
fn is_state(line: &Line<'_>, verb: usize) -> bool {
    let classes = crate::lexicon::grammar::word_classes(line.document.lower(verb));
    classes.is_any(&[Grammar::Be, Grammar::Have, Grammar::Do])
}

fn is_heading(line: &Line<'_>, place: usize) -> bool {
    line.document.sentence_of(place).section.is_some()
}

#[derive(Debug, Default)]
struct Auxiliaries {
    is_modal: bool,
    is_past: bool,
    is_present: bool,
    has_been: bool,
    has_to: bool,
}

impl Auxiliaries {
    fn add(&mut self, word: &str) {
        let classes = crate::lexicon::grammar::word_classes(word);
        self.is_modal |= classes.is_any(&MODALS);
        match word {
            "was" | "were" | "had" | "did" | "has" | "have" | "'ve" | "’ve" => self.is_past = true,
            "is" | "are" | "am" | "'re" | "’re" | "'s" | "’s" | "be" => self.is_present = true,
            "been" => self.has_been = true,
            _ => {}
        }
    }
}

/// "by Friday", "ahead of Monday"
fn is_beside(line: &Line<'_>, at: usize) -> bool {
    let beside = (0..at).rev().take(2).find(|&place| line.word(place).modifier.is_none());
    beside.is_some_and(|place| line.is(place, Class::ExpectsBeside))
}

/// The words before, in the same sentence, where no verb is known.
fn of_words(line: &Line<'_>, at: usize) -> Option<Outlook> {
    let sentence = line.pieces[at].sentence;
    let before = (at.saturating_sub(REACH)..at).rev();
    for place in before.take_while(|&place| line.pieces[place].sentence == sentence) {
        if line.is(place, Class::Expects) {
            return Some(Outlook::Ahead);
        }
        if line.is(place, Class::Reports) {
            return Some(Outlook::Behind);
        }
    }
    None
}
