//! Words that name an act.
//!
//! In: a [`Scene`] and its actors. Out: [`Trigger`]s: the frame and the words of each act. In "Xi paid a visit to Russia" it is
//! "paid a visit".

use super::actors::{Actor, ActorKind};
use super::scene::{Scene, Word};
use crate::lexicon::events::{Entry, Form, Frame};
use crate::lexicon::grammar::{MODALS, WordClass};
use crate::lexicon::verbs::Inflection;
use crate::text::{Relation, Upos};
use std::ops::Range;

/// How many words may stand between a verb and the noun of its frame ("held two days of closed talks").
const OBJECT_REACH: usize = 9;

/// Words that a verb's object ends before.
const OBJECT_STOPS: [&str; 12] =
    [",", "that", "after", "before", "because", "when", "while", "who", "which", "what", "how", "whether"];

/// How many words about a trigger can block it ("heart attack", "strike a deal").
const BLOCK_REACH: usize = 4;

/// How many participles of a list are followed back to the first ("were shot, stabbed or burned").
const LIST_MAX: usize = 4;

/// How far before "another wounded" the "and", and before that the passive, may stand.
const OTHERS_REACH: usize = 6;

/// The words of an act.
#[derive(Debug, Clone)]
pub struct Trigger {
    /// What act.
    pub frame: &'static Frame,
    /// All words of it.
    pub words: Range<usize>,
    /// The verb, or the noun's last word.
    pub head: usize,
    /// Where the verb with its particles, or the noun, ends.
    pub verb_end: usize,
    /// The verb's form; `None` for a noun.
    pub inflection: Option<Inflection>,
    /// The last word of the noun of a phrase.
    pub object: Option<usize>,
    /// How many words that noun has.
    pub object_words: usize,
    /// Whether the subject undergoes the act.
    pub is_passive: bool,
}

impl Trigger {
    /// Returns how far the noun of a phrase ends from its verb, and its words, more words first.
    fn object_distance(&self) -> (usize, std::cmp::Reverse<usize>) {
        let distance = self.object.map_or(0, |object| (object + 1 - self.object_words).abs_diff(self.head));
        (distance, std::cmp::Reverse(self.object_words))
    }
}

/// Finds the triggers of a sentence, in order; no word belongs to two.
pub fn find(scene: &Scene<'_>, actors: &[Actor]) -> Vec<Trigger> {
    let inside = Inside::new(scene, actors);
    let mut found: Vec<Trigger> = Vec::new();
    let mut taken = vec![false; scene.len()];
    for pass in [Form::Phrase, Form::Verb, Form::Noun] {
        for at in 0..scene.len() {
            // "3 March" is no protest.
            if taken[at] || inside.name[at] || scene.words[at].is_time {
                continue;
            }
            let entries = scene.entries(at).iter().filter(|entry| entry.frame.form == pass);
            let triggers = entries.filter_map(|entry| read(scene, &inside, entry, at));
            // Frames with more words come first; of nouns, the nearest and then the longest.
            let trigger = match pass {
                Form::Phrase => triggers.min_by_key(|trigger| trigger.object_distance()),
                _ => triggers.into_iter().next(),
            };
            let Some(trigger) = trigger else { continue };
            let parts = [Some(trigger.head), trigger.object];
            if parts.iter().flatten().any(|&part| taken[part]) {
                continue;
            }
            taken[at] = true;
            parts.iter().flatten().for_each(|&part| taken[part] = true);
            found.push(trigger);
        }
    }
    found.sort_by_key(|trigger| (trigger.words.start, trigger.words.end));
    found.dedup_by_key(|trigger| trigger.words.clone());
    found
}

/// Where actors stand.
struct Inside {
    /// The word is part of a name.
    name: Vec<bool>,
    /// An actor ends with the word.
    end: Vec<bool>,
    /// An actor begins with the word.
    start: Vec<bool>,
}

impl Inside {
    fn new(scene: &Scene<'_>, actors: &[Actor]) -> Inside {
        let mut inside = Inside {
            name: vec![false; scene.len()],
            end: vec![false; scene.len()],
            start: vec![false; scene.len()],
        };
        for actor in actors {
            inside.start[actor.words.start] = true;
            inside.end[actor.words.end - 1] = true;
            // "forces" and "prisoner swap" may be acts; the words beside them tell.
            let is_common = actor.kind == ActorKind::Common;
            inside.name[actor.words.start..actor.words.end - usize::from(is_common)].fill(true);
        }
        inside
    }

    /// Tells whether "visiting" describes whoever comes next.
    fn is_guest(&self, scene: &Scene<'_>, at: usize) -> bool {
        at > 0 && self.starts(at + 1) && scene.says(at - 1, &["with", "alongside", "to", "between", "told"])
    }

    fn starts(&self, at: usize) -> bool {
        self.start.get(at).copied().unwrap_or(false)
    }
}

/// Reads a frame at a place, if its words are all there.
fn read(scene: &Scene<'_>, inside: &Inside, entry: &Entry, at: usize) -> Option<Trigger> {
    let particles = entry.rest.len();
    if !entry.rest.iter().enumerate().all(|(n, word)| scene.lower(at + 1 + n) == *word) {
        return None;
    }
    let end = at + 1 + particles;
    let frame = entry.frame;
    // "flew to visit": the particle belongs to the next verb.
    let is_base = |entry: &Entry| entry.inflection == Some(Inflection::Base);
    let next = scene.words.get(end).filter(|word| !word.is_capital);
    if entry.rest.last() == Some(&"to") && next.is_some_and(|word| word.uses.entries.iter().any(is_base)) {
        return None;
    }
    let mut near = scene.before(at, BLOCK_REACH / 2).chain(scene.after(end, BLOCK_REACH));
    let blocks = |word: &Word| word.uses.blocks && frame.is_blocked_by(&word.lower);
    if frame.form != Form::Phrase && near.any(|place| blocks(&scene.words[place])) {
        return None;
    }
    let Some(inflection) = entry.inflection else {
        // "call for": the preposition leads to what is called for.
        let head = if particles > 0 && scene.is(end - 1, WordClass::Preposition) { end - 2 } else { end - 1 };
        return is_noun_here(scene, head).then(|| Trigger {
            frame,
            words: at..head + 1,
            head,
            verb_end: head + 1,
            inflection: None,
            object: None,
            object_words: 0,
            is_passive: false,
        });
    };
    if !reads_as_verb(scene, inside, at, inflection) {
        return None;
    }
    // "was hit by shelling": the form may be any of several.
    let is_form = |entry: &&Entry| {
        std::ptr::eq(entry.frame, frame) && entry.inflection.is_some_and(Inflection::is_participle)
    };
    let may_be_passive = inflection.is_participle() || scene.entries(at).iter().any(|entry| is_form(&entry));
    let is_passive = may_be_passive && is_passive(scene, at, end);
    if frame.form == Form::Verb
        && undergoer(scene, at, is_passive).is_some_and(|noun| frame.is_blocked_by(scene.lower(noun)))
    {
        return None;
    }
    let mut trigger = Trigger {
        frame,
        words: at..end,
        head: at,
        verb_end: end,
        inflection: Some(inflection),
        object: None,
        object_words: 0,
        is_passive,
    };
    if frame.form == Form::Phrase {
        let object = object_after(scene, frame, end).or_else(|| object_before(scene, frame, at, &trigger))?;
        // "launched a charm offensive", "fight a price war"
        let of_noun = scene.entries(object.end - 1).iter().filter(|entry| entry.inflection.is_none());
        let before = object.start.checked_sub(1).map_or("", |at| scene.lower(at));
        if of_noun.clone().any(|entry| entry.frame.is_blocked_by(before)) {
            return None;
        }
        trigger.words = trigger.words.start.min(object.start)..trigger.words.end.max(object.end);
        trigger.object = Some(object.end - 1);
        trigger.object_words = object.len();
        // "sanctions imposed on Russia by the EU": the noun is no subject of its own.
        trigger.is_passive = object.start < at;
        // "was taken hostage"
        let is_state = object.start >= end && scene.says(object.end - 1, &["hostage", "captive", "prisoner"]);
        if is_state && may_be_passive && self::is_passive(scene, at, object.end) {
            (trigger.object, trigger.object_words, trigger.is_passive) = (None, 0, true);
        }
    }
    Some(trigger)
}

/// Returns the noun that undergoes a verb in the tree: its object, the subject of a passive, what "which was" stands for.
fn undergoer(scene: &Scene<'_>, verb: usize, is_passive: bool) -> Option<usize> {
    let tree = &scene.tree;
    if !is_passive {
        return tree.children(verb).find(|&child| verb < child && tree.relation(child) == Relation::Obj);
    }
    let subject = tree.children(verb).find(|&child| tree.relation(child).is_subject());
    match subject {
        Some(subject) if !scene.is(subject, WordClass::Relative) => Some(subject),
        _ => tree.head(verb).filter(|_| matches!(tree.relation(verb), Relation::AclRelcl | Relation::Acl)),
    }
}

/// Finds the noun of a phrase after its verb.
fn object_after(scene: &Scene<'_>, frame: &Frame, end: usize) -> Option<Range<usize>> {
    for place in scene.after(end, OBJECT_REACH) {
        let words = scene.words[place..].iter().take(4).map(|word| word.lower.as_str());
        let len = if scene.words[place].uses.opens_object { frame.object_len(words) } else { 0 };
        // "talks venue" is no talks; but the noun may be anything before a preposition, a mark or the end.
        // "pledged to help" has no noun "help"; where a frame wants a verb there, it says "to destroy".
        if len > 0
            && (place == end || scene.lower(place - 1) != "to")
            && !is_part_of_noun(scene, place + len - 1)
        {
            return Some(place..place + len);
        }
        let stops = scene.is_break(place)
            || scene.says(place, &OBJECT_STOPS)
            // "called it illegal and made a protest"
            || place > end && scene.tree.relation(place) == Relation::Conj
                && scene.tree.head(place).is_some_and(|first| first < end)
                && matches!(scene.tree.upos(place), Upos::Verb)
            // "increased output and eased shortages of food", though the tree joins them otherwise
            || place > end && scene.is(place - 1, WordClass::Conjunction)
                && matches!(scene.tree.upos(place), Upos::Verb)
                && scene.document.xpos(scene.first + place) == scene.document.xpos(scene.first + end - 1)
            // "prepared a draft on lifting sanctions"
            || place > end && matches!(scene.tree.upos(place), Upos::Verb) && scene.lower(place).ends_with("ing")
                && scene.is(place - 1, WordClass::Preposition)
            // "handed over medicines"
            || (scene.is(place, WordClass::Preposition)
                && !(place == end && scene.lower(place) == "over")
                && !scene.says(place, &["of", "into", "on", "with", "under", "out", "off"]));
        if stops {
            return None;
        }
    }
    None
}

/// Finds the noun of a phrase before its verb: "talks were held", "sanctions imposed by".
fn object_before(scene: &Scene<'_>, frame: &Frame, at: usize, trigger: &Trigger) -> Option<Range<usize>> {
    let is_beside = trigger.inflection.is_some_and(Inflection::is_participle);
    if !is_beside {
        return None;
    }
    let reach = if trigger.is_passive { OBJECT_REACH } else { 1 };
    for place in scene.before(at, reach) {
        if frame.object_len(scene.words[place..].iter().take(1).map(|word| word.lower.as_str())) == 1 {
            return Some(place..place + 1);
        }
        if scene.is_break(place) || scene.lower(place) == "," {
            return None;
        }
    }
    None
}

/// Tells whether a verb's participle has its subject undergo the act: "was attacked", "attacked by".
pub fn is_passive(scene: &Scene<'_>, at: usize, end: usize) -> bool {
    for place in scene.before(at, 5) {
        if scene.is(place, WordClass::Be) && !(scene.lower(place) == "'s" && scene.is_possessive(place)) {
            return true;
        }
        if scene.is(place, WordClass::Have) {
            return false;
        }
        // "was 'killed in a cruel way'"
        let is_mark = scene.says(place, &["\"", "“", "‘", "``", "'"]);
        if !(scene.is_filler(place) || scene.is(place, WordClass::Negative) || is_mark) {
            break;
        }
    }
    // "men charged with murder"
    if scene.says(at, &["charged", "accused", "suspected", "convicted"])
        && (scene.says(end - 1, &["with", "of"]) || scene.says(end, &["with", "of"]))
        && scene.tree.child(at, &[Relation::Obj]).is_none()
    {
        return true;
    }
    // "a deal signed between": a participle that hangs on a noun.
    let is_acl = matches!(scene.tree.relation(at), Relation::Acl);
    // "those wounded in the raid"
    let is_bare = is_acl
        && at > 0
        && scene.tree.head(at) == Some(at - 1)
        && scene.says(at - 1, &["those", "anyone", "people", "men"]);
    // "was found shot dead"
    if at > 0 && scene.says(at - 1, &["found", "discovered"]) && is_passive(scene, at - 1, at) {
        return true;
    }
    // "aided and abetted by"
    let is_pair = scene.lower(end) == "and" && scene.lower(end + 2) == "by";
    // "a site hit previously by"
    let after =
        scene.after(end, 3).find(|&at| !scene.is_filler(at) || scene.words[at].is_capital).unwrap_or(end);
    scene.lower(after) == "by" && scene.tree.child(at, &[Relation::Obj]).is_none()
        || scene.lower(end) == "by"
        || is_pair
        || is_acl && scene.lower(end) == "between"
        || is_bare
        || is_reduced(scene, at, end)
        || is_second_passive(scene, at)
}

/// Tells whether a participle is a relative clause without its "who were": "soldiers killed in Kabul", "men suspected of murder".
fn is_reduced(scene: &Scene<'_>, at: usize, end: usize) -> bool {
    let tree = &scene.tree;
    let noun = at.checked_sub(1).filter(|&noun| {
        tree.relation(at) == Relation::Acl && tree.head(at) == Some(noun) && tree.head(noun).is_some()
    });
    noun.is_some()
        && !scene.lower(at).ends_with("ing")
        && tree.child(at, &[Relation::Obj]).is_none()
        && scene.is(end, WordClass::Preposition)
}

/// Tells whether a participle shares the auxiliary of a passive before it: "were killed and wounded", "were shot, stabbed or burned".
fn is_second_passive(scene: &Scene<'_>, at: usize) -> bool {
    let tree = &scene.tree;
    if scene.lower(at).ends_with("ing") {
        return false;
    }
    if is_other_of_passive(scene, at) {
        return true;
    }
    let before =
        |&at: &usize| tree.head(at).filter(|&first| tree.relation(at) == Relation::Conj && first < at);
    let is_list = |first: usize| {
        at - first <= 3
            || (first + 1..at)
                .all(|place| scene.says(place, &[",", "and", "or"]) || tree.relation(place) == Relation::Conj)
    };
    let has_object =
        tree.children(at).any(|child| matches!(tree.relation(child), Relation::Obj | Relation::Nsubj));
    let mut firsts = std::iter::successors(before(&at), before).take(LIST_MAX);
    !has_object && firsts.any(|first| is_list(first) && tree.child(first, &[Relation::AuxPass]).is_some())
}

/// Tells whether a participle tells the same of others as a passive before it: "two were killed and another wounded".
fn is_other_of_passive(scene: &Scene<'_>, at: usize) -> bool {
    let counts = |place: usize| {
        scene.is(place, WordClass::Quantity)
            || matches!(scene.tree.upos(place), Upos::Num)
            || scene.says(place, &["another", "others", "many", "several", "dozens", "scores", "hundreds"])
    };
    let and = scene
        .before(at, OTHERS_REACH)
        .take_while(|&place| scene.lower(place) != ",")
        .find(|&place| scene.lower(place) == "and");
    let Some(and) = and.filter(|_| at > 0 && counts(at - 1)) else { return false };
    let is_auxiliary = |place: usize| scene.says(place, &["was", "were", "been", "are", "is"]);
    let ends = scene.is_break(at + 1)
        || at + 1 >= scene.len()
        || scene.words[at + 1].is_time
        || scene.is_any(at + 1, &[WordClass::Preposition, WordClass::Subordinator])
        || scene.says(at + 1, &[".", ",", "when"]);
    ends && scene.before(and, OTHERS_REACH).take_while(|&place| !scene.is_break(place)).any(is_auxiliary)
}

/// Tells whether a word is a noun that is no mere part of another's name: not "attack" in "attack helicopters".
fn is_noun_here(scene: &Scene<'_>, at: usize) -> bool {
    // "a rebel offensive on Goma", which the tagger may take for an adverb.
    let is_argument = matches!(scene.tree.upos(at), Upos::Adj | Upos::Adv)
        && (scene.tree.relation(at).is_subject() || scene.tree.relation(at) == Relation::Obj);
    let is_noun = matches!(scene.tree.upos(at), Upos::Noun | Upos::Propn)
        || is_argument
        || follows_determiner(scene, at)
        || matches!(scene.tree.upos(at), Upos::Verb)
            && (is_act_noun(scene, at, Inflection::Base)
                || scene.lower(at).ends_with("ing") && is_act_noun(scene, at, Inflection::Ing));
    // "closed the border in protest"
    let is_manner = at > 0
        && scene.lower(at - 1) == "in"
        && scene.says(at, &["protest", "support", "opposition", "solidarity", "praise"]);
    is_noun && !is_manner && !is_part_of_noun(scene, at)
}

/// Tells whether a noun only says what kind of thing the next one is: "war" in "war games"; but "mediation effort" is mediation.
fn is_part_of_noun(scene: &Scene<'_>, at: usize) -> bool {
    let tree = &scene.tree;
    matches!(tree.relation(at), Relation::Compound | Relation::Amod)
        && tree.head(at).is_some_and(|head| head == at + 1 && !scene.is(head, WordClass::LightNoun))
}

/// Tells a verb from the noun or adjective of the same form, by the words beside it.
fn reads_as_verb(scene: &Scene<'_>, inside: &Inside, at: usize, inflection: Inflection) -> bool {
    let is_plain = matches!(inflection, Inflection::Past | Inflection::PastOrParticiple | Inflection::Third);
    match scene.tree.upos(at) {
        Upos::Verb if is_act_noun(scene, at, inflection) => false,
        // "facing increasing pressure"
        Upos::Verb
            if inflection == Inflection::Ing
                && at > 0
                && matches!(scene.tree.upos(at - 1), Upos::Verb)
                && scene.lower(at - 1).ends_with("ing") =>
        {
            false
        }
        // "the planned meeting", but "has outlawed opposition parties"
        Upos::Verb
            if matches!(scene.tree.relation(at), Relation::Amod | Relation::Compound)
                && (at == 0 || !inside.end[at - 1] && !scene.is(at - 1, WordClass::Have)) =>
        {
            false
        }
        // "pleaded guilty to abuse charges"
        Upos::Verb | Upos::Noun
            if inflection == Inflection::Base
                && is_noun_too(scene, at)
                && scene.says(
                    at + 1,
                    &["charge", "charges", "allegation", "allegations", "case", "cases", "scandal"],
                ) =>
        {
            false
        }
        // "carrying their wounded"
        Upos::Verb
            if inflection.is_participle()
                && at > 0
                && scene.says(at - 1, &["the", "their", "his", "her", "its", "our"])
                && scene.tree.relation(at) != Relation::Amod =>
        {
            false
        }
        // "met with visiting President Xi", "alongside visiting Kenyan ministers"
        Upos::Verb if scene.lower(at) == "visiting" && inside.is_guest(scene, at) => false,
        Upos::Verb => !follows_determiner(scene, at) || inflection != Inflection::Base,
        // "had talks", "did business": the verb of a phrase, not an auxiliary.
        Upos::Aux => !matches!(scene.tree.relation(at), Relation::Aux | Relation::AuxPass | Relation::Cop),
        // "low-level armed clashes"
        Upos::Adj if scene.tree.relation(at) == Relation::Amod && (at == 0 || !inside.end[at - 1]) => false,
        Upos::Adj if inflection.is_participle() => looks_like_verb(scene, inside, at, inflection),
        Upos::Noun | Upos::Propn => {
            let follows_modal = at > 0 && scene.is_any(at - 1, &MODALS) && !scene.words[at - 1].is_time;
            // Headlines are short of words that tell a verb: "Russia attacks Ukraine".
            let is_headline = is_plain && at > 0 && inside.end[at - 1];
            follows_modal || is_headline && looks_like_verb(scene, inside, at, inflection)
        }
        // "Russia shut down", "Germany froze assets": a past form after a name is a verb, whatever the tagger says.
        _ => inflection == Inflection::Past && at > 0 && inside.end[at - 1],
    }
}

/// Tells whether a word tagged as a verb is the noun of that form: "Protests by farmers", "Fighting between", "The shooting in".
fn is_act_noun(scene: &Scene<'_>, at: usize, inflection: Inflection) -> bool {
    let opens = at == scene.opening && !matches!(inflection, Inflection::Past | Inflection::PastOrParticiple);
    let joins = ["by", "between", "of", "against", "over", "in", "with"];
    let is_opening = opens
        && scene.says(at + 1, &joins)
        && !(inflection == Inflection::Ing && scene.lower(at + 1) == "with");
    let is_gerund = inflection == Inflection::Ing && scene.tree.relation(at).is_subject();
    let is_described = inflection == Inflection::Ing
        && at > 1
        && matches!(scene.tree.upos(at - 1), Upos::Adj)
        && scene.is(at - 2, WordClass::Determiner);
    is_opening
        || is_gerund
        || is_described
        || inflection == Inflection::Ing && scene.lower(at + 1) == "between"
}

fn follows_determiner(scene: &Scene<'_>, at: usize) -> bool {
    at > 0
        && (scene.is(at - 1, WordClass::Determiner) && !scene.says(at - 1, &["that", "all", "both"])
            || scene.is_possessive(at - 1))
}

/// Tells by the words beside it whether a participle is a verb's.
fn looks_like_verb(scene: &Scene<'_>, inside: &Inside, at: usize, inflection: Inflection) -> bool {
    let before = scene.before(at, 4).find(|&place| !scene.is_filler(place));
    let Some(before) = before else {
        // A headline's first word or an opening participle: "Attacking Kyiv, ..." but not "Attacks on ..."
        return matches!(inflection, Inflection::Ing | Inflection::PastOrParticiple)
            && opens_object(scene, inside, at + 1);
    };
    if scene.is(before, WordClass::Determiner) && !scene.says(before, &["that", "all", "both"])
        || scene.is_possessive(before)
    {
        return false;
    }
    let after_auxiliary = scene.is_any(before, &[WordClass::Be, WordClass::Have, WordClass::Negative]);
    match inflection {
        Inflection::Past | Inflection::PastOrParticiple => true,
        Inflection::Participle => after_auxiliary || scene.lower(at + 1) == "by",
        Inflection::Ing => {
            // "refusing to", "calling for"; but "a meeting to"
            let goes_on = scene.says(at + 1, &["to", "that", "for", "on", "against", "with"])
                && !is_noun_too(scene, at);
            goes_on || scene.is(before, WordClass::Be) || opens_object(scene, inside, at + 1)
        }
        Inflection::Base => {
            scene.is_any(before, &MODALS)
                || scene.is(before, WordClass::Do)
                || scene.lower(before) == "to"
                || scene.is(before, WordClass::Negative)
                || scene.says(before, &["they", "we", "i", "you", "who", "help"])
                || (inside.end[before]
                    && scene.lower(before).ends_with('s')
                    && opens_object(scene, inside, at + 1))
        }
        Inflection::Third => {
            scene.says(before, &["he", "she", "it", "who", "which"])
                || (inside.end[before] && (!is_noun_too(scene, at) || opens_object(scene, inside, at + 1)))
        }
    }
}

/// Tells whether a word is as often a noun.
fn is_noun_too(scene: &Scene<'_>, at: usize) -> bool {
    scene.is(at, WordClass::NounToo) || scene.entries(at).iter().any(|entry| entry.inflection.is_none())
}

/// Tells whether a word may begin an object.
fn opens_object(scene: &Scene<'_>, inside: &Inside, at: usize) -> bool {
    let Some(word) = scene.words.get(at) else { return false };
    inside.starts(at)
        || word.classes.is_any(&[WordClass::Determiner, WordClass::Pronoun])
        || (word.is_capital && !word.is_time)
        || word.lower.starts_with(|c: char| c.is_ascii_digit())
}
