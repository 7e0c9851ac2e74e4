//! When an act took or takes place.
//!
//! In: the tree of a sentence and its time expressions. Out: a date and how it is known. In "Putin visited China on 16 May 2024"
//! it is that day, explicit; without a time of its own an act told as news has the day of publication, and is said to.
//!
//! In order: a time that hangs on the act's own words in the tree; one of a clause that shares it ("met X on Monday and urged Y",
//! "fired missiles on Monday, killing nine"); that of who tells it ("said on Monday that ..."), then called inherited; the day
//! of publication, for news alone. History ("had met", "who visited", "the invasion") has no day of its own then, rather than
//! a wrong one.

use crate::lexicon::times::{Class, time_word};
use crate::model::{
    Article, DateBasis, Event, FactDate, Modality, Precision, Span, TimeExpression, TimeKind,
};
use crate::text::{Document, Relation, Upos, Xpos};
use std::ops::Range;
use words::{
    Role, STEPS_MAX, goes_along, is_before_or_after, is_event_noun, is_predicate, near_children, occurs,
    opener, path, role, says, top,
};

mod words;

/// Acts this many days before publication are history, not news.
const NEWS_DAYS_MAX: i32 = 366;

/// A time this near to publication may date an act though it hangs on another act in its object:
/// "condemned the attack on Monday".
const FRESH_DAYS_MAX: i32 = 7;

/// How many characters to either side of a trigger its time may stand; more is another matter.
const REACH_CHARS: u32 = 500;

/// How many words between an act and its time are looked at.
const BETWEEN_MAX: usize = 60;

/// How many events back a noun may refer: "The attack was the third this month."
const EARLIER_EVENTS_MAX: usize = 12;

/// What must be known of an act to date it.
#[derive(Debug, Clone, Copy)]
pub struct Told {
    /// The words of the act.
    pub trigger: Span,
    /// The words its time may stand among where the tree does not tell.
    pub clause: Span,
    /// Whether it is told as done.
    pub modality: Modality,
    /// Whether a noun tells it: "the invasion".
    pub is_noun: bool,
    /// Whether it is told as history: "since Russia's invasion".
    pub is_background: bool,
    /// Whether somebody else tells it: "said that ...".
    pub is_reported: bool,
}

/// How a time belongs to an act; the first is the surest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bond {
    /// It hangs on the act's own words.
    Own,
    /// It hangs on a verb that shares its time.
    Shared,
    /// It is when somebody told it.
    Inherited,
}

/// Returns the date of an act; `times` are those of its sentence, in order.
pub fn date(document: &Document<'_>, times: &[TimeExpression], told: &Told) -> Option<FactDate> {
    let act = Act::new(document, told)?;
    let from = times.partition_point(|time| time.span.end + REACH_CHARS < told.trigger.start);
    let to = times.partition_point(|time| time.span.start < told.trigger.end + REACH_CHARS);
    let times = &times[from..to.max(from)];
    let rank = |n: usize| {
        let time = &times[n];
        let bond = act.bond(time)?;
        Some((
            bond,
            time.precision.unwrap_or(Precision::Vague),
            told.trigger.start.abs_diff(time.span.start),
            n,
        ))
    };
    let Some((bond, _, _, best)) = (0..times.len()).filter_map(rank).min() else {
        return act.publication();
    };
    let time = &times[best];
    match time.value.as_deref() {
        // "recently", "soon": some day, but not that of publication.
        Some("PAST_REF" | "FUTURE_REF") => None,
        _ if time.date_min.is_none() => act.publication(),
        _ if act.may_be_anothers(time) => None,
        _ => act.of_expression(time, times.get(best + 1), bond),
    }
}

/// An act in its tree.
struct Act<'a> {
    document: &'a Document<'a>,
    told: &'a Told,
    /// Tokens of the trigger.
    words: Range<usize>,
    /// The highest of them in the tree.
    head: usize,
    /// The first token after the sentence's dateline.
    opening: usize,
    /// A headline: its tree tells little.
    is_heading: bool,
}

impl<'a> Act<'a> {
    fn new(document: &'a Document<'a>, told: &'a Told) -> Option<Act<'a>> {
        let words = document.tokens_in(told.trigger);
        let sentence = document.sentence_of(words.clone().next()?);
        let head = top(document, words.clone())?;
        let opening = document.after_dateline(sentence).start;
        let is_heading = sentence.section.is_some();
        Some(Act { document, told, words, head, opening, is_heading })
    }

    fn is_asserted(&self) -> bool {
        self.told.modality == Modality::Asserted
    }

    /// Tells how a time belongs to the act, if it does.
    fn bond(&self, time: &TimeExpression) -> Option<Bond> {
        let is_point = matches!(time.kind, TimeKind::Date | TimeKind::Time)
            || time.kind == TimeKind::Duration && time.date_min.is_some();
        let tokens = self.document.tokens_in(time.span);
        let top = top(self.document, tokens.clone())?;
        if !is_point || tokens.start < self.opening {
            return None;
        }
        let role = role(self.document, tokens.start);
        let is_deadline = role == Role::Not
            || self.document.lower(tokens.start.wrapping_sub(1)) == "for"
                && self.is_asserted()
                && time.kind != TimeKind::Duration;
        let published_on = self.document.article.metadata.published_on;
        let is_late = self.is_asserted()
            && published_on.is_some_and(|day| time.date_min.is_some_and(|first| first > day));
        if is_deadline || is_late {
            return None;
        }
        Some(match self.holder(top) {
            Holder::Act => Bond::Own,
            Holder::Event if is_fresh(self.document.article, time) => Bond::Shared,
            Holder::Event | Holder::Label => return None,
            Holder::Verb(verb) if self.told.is_noun => self.of_noun(verb)?,
            Holder::Verb(verb) => self.of_verb(verb, time)?,
            Holder::None => self.told.clause.contains(time.span).then_some(Bond::Own)?,
        })
    }

    /// Tells whether a time of long ago may as well be that of a noun it stands behind, whatever the tree says:
    /// "condemned the bombing of a school in 2014".
    fn may_be_anothers(&self, time: &TimeExpression) -> bool {
        let between = self.words.end..self.document.tokens_in(time.span).start;
        !is_fresh(self.document.article, time)
            && between.len() <= BETWEEN_MAX
            && between.into_iter().any(|token| is_event_noun(self.document, token))
    }

    /// Walks up from a time to what it hangs on.
    fn holder(&self, time: usize) -> Holder {
        let document = self.document;
        if self.is_heading {
            return Holder::None;
        }
        let label = [Relation::NmodPoss, Relation::Compound, Relation::Amod, Relation::Nummod];
        let mut is_label = label.contains(&document.relation(time));
        // "on Monday and banned shipments": what stands alone behind its preposition is no label, whatever the tree says.
        if is_label && self.stands_alone(time) {
            return Holder::None;
        }
        let (mut place, mut passed_event) = (time, false);
        for _ in 0..STEPS_MAX {
            if self.words.contains(&place) {
                return if passed_event { Holder::Event } else { Holder::Act };
            }
            if place != time {
                if is_predicate(document, place) {
                    return Holder::Verb(place);
                }
                if is_label && document.upos(place) == Upos::Noun {
                    return Holder::Label;
                }
                passed_event |= is_event_noun(document, place);
                is_label = false;
            }
            let Some(head) = document.head(place) else { break };
            place = head;
        }
        Holder::None
    }

    /// Tells whether a time is all of a phrase: a preposition before it, and no noun after it.
    fn stands_alone(&self, time: usize) -> bool {
        let document = self.document;
        let before = time.checked_sub(1).is_some_and(|n| document.upos(n) == Upos::Adp);
        let opens_more = |upos| matches!(upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Part);
        before && time + 1 < document.tokens.len() && !opens_more(document.upos(time + 1))
    }

    /// The time of a verb that a noun stands with: "the talks were held on Monday", "was killed in an attack on Monday".
    fn of_noun(&self, verb: usize) -> Option<Bond> {
        let document = self.document;
        if document.head(self.head) != Some(verb) {
            return None;
        }
        let shares = match document.relation(self.head) {
            Relation::Obl => true,
            Relation::Nsubj | Relation::NsubjPass | Relation::Obj => occurs(document, verb),
            _ => false,
        };
        shares.then_some(Bond::Shared)
    }

    /// The time of another verb.
    fn of_verb(&self, verb: usize, time: &TimeExpression) -> Option<Bond> {
        let document = self.document;
        if let Some(path) = path(document, self.head, verb) {
            let mut bond = Bond::Shared;
            for node in path {
                match document.relation(node) {
                    Relation::Conj => {}
                    Relation::Xcomp if self.is_asserted() || self.is_ahead(time) => {}
                    Relation::Advcl if self.is_asserted() && goes_along(document, node) => {}
                    Relation::Ccomp if self.is_asserted() => bond = Bond::Inherited,
                    Relation::Parataxis if self.is_asserted() && says(document, verb) => {
                        bond = Bond::Inherited;
                    }
                    _ => return None,
                }
            }
            return Some(bond);
        }
        let mut bond = Bond::Shared;
        for node in path(document, verb, self.head)? {
            match document.relation(node) {
                Relation::Conj => {}
                Relation::Advcl if self.is_asserted() && goes_along(document, node) => {}
                Relation::Parataxis if self.is_asserted() && says(document, verb) => bond = Bond::Inherited,
                _ => return None,
            }
        }
        Some(bond)
    }

    /// Tells whether a time may be that of an act to come.
    fn is_ahead(&self, time: &TimeExpression) -> bool {
        self.document
            .article
            .metadata
            .published_on
            .is_some_and(|day| time.date_max.is_some_and(|last| last >= day))
    }

    /// Returns the date that an expression gives; `next` may be the end of its range.
    fn of_expression(
        &self,
        time: &TimeExpression,
        next: Option<&TimeExpression>,
        bond: Bond,
    ) -> Option<FactDate> {
        let mut exact = crate::time::fact_date(time)?;
        if bond == Bond::Inherited {
            exact.basis = DateBasis::Inherited;
        }
        let first = self.document.tokens_in(time.span).start;
        let last = match role(self.document, first) {
            Role::Since => self.document.article.metadata.published_on?,
            Role::From => match next.and_then(|next| self.range_end(time, next)) {
                Some(last) => last,
                None => return Some(exact),
            },
            _ => return Some(exact),
        };
        (exact.end <= last).then_some(FactDate { end: last, precision: Precision::Vague, ..exact })
    }

    /// "from 3 May to 5 May", "between March and June"
    fn range_end(&self, time: &TimeExpression, next: &TimeExpression) -> Option<jiff::civil::Date> {
        let between = self.document.tokens_in(Span::new(time.span.end, next.span.start));
        let joins = ["to", "and", "until", "through", "-", "–"];
        let is_range = between.len() == 1 && joins.contains(&self.document.lower(between.start));
        next.date_max.filter(|_| is_range)
    }

    /// Returns the day of publication for an act told as news.
    fn publication(&self) -> Option<FactDate> {
        let is_news = self.is_asserted()
            && !self.told.is_background
            && if self.told.is_noun { self.is_new_noun() } else { !self.is_past_of_past() };
        let day = self.document.article.metadata.published_on.filter(|_| is_news)?;
        Some(FactDate { start: day, end: day, precision: Precision::Day, basis: DateBasis::Publication })
    }

    /// Tells whether a noun tells of something new: "an attack on Odesa", "talks resumed". "The war" is known to all.
    fn is_new_noun(&self) -> bool {
        let document = self.document;
        let is_indefinite = near_children(document, self.head).any(|child| {
            matches!(document.lower(child), "a" | "an" | "another" | "new" | "fresh")
                || document.relation(child) == Relation::Nummod
        });
        let verb = document.head(self.head).filter(|_| {
            matches!(document.relation(self.head), Relation::Nsubj | Relation::NsubjPass | Relation::Obj)
        });
        self.is_heading || is_indefinite || verb.is_some_and(|verb| occurs(document, verb))
    }

    /// Tells whether an act is older than what the sentence tells: "had met", "previously met", "who visited", "after he met".
    fn is_past_of_past(&self) -> bool {
        let document = self.document;
        if self.is_heading {
            return false;
        }
        let is_older = |child: usize| {
            document.relation(child) == Relation::Advmod
                && time_word(document.lower(child)).is_some_and(|word| word.is(Class::Older))
        };
        if near_children(document, self.head).any(is_older) {
            return true;
        }
        let has = |word: &str| {
            near_children(document, self.head)
                .any(|child| document.relation(child) == Relation::Aux && document.lower(child) == word)
        };
        if has("had") {
            return !self.told.is_reported;
        }
        let mut place = self.head;
        for _ in 0..STEPS_MAX {
            match document.relation(place) {
                Relation::Conj | Relation::Xcomp => {}
                Relation::AclRelcl => {
                    return document.xpos(place) == Xpos::Vbd && !has("has") && !has("have");
                }
                Relation::Acl => return document.xpos(place) == Xpos::Vbn,
                Relation::Advcl => return opener(document, place).is_some_and(is_before_or_after),
                _ => return false,
            }
            let Some(head) = document.head(place) else { return false };
            place = head;
        }
        false
    }
}

/// What a time hangs on.
enum Holder {
    /// The act's own words.
    Act,
    /// The act's own words, by way of a noun that tells an act too: "condemned the attack on Monday".
    Event,
    /// A noun, as its label: "Friday's vote".
    Label,
    /// Another verb.
    Verb(usize),
    /// Nothing that tells.
    None,
}

/// Tells whether a time lies within days of publication.
fn is_fresh(article: &Article, time: &TimeExpression) -> bool {
    let (Some(day), Some(date)) = (article.metadata.published_on, time.date_min) else { return false };
    (day - date).get_days().abs() <= FRESH_DAYS_MAX
}

/// Gives nouns without a day that of the act they most likely name again: "Russia attacked Odesa on Monday. The attack ...".
///
/// It must be of the same type, told as done, near, and with a participant in common.
pub fn inherit(article: &Article, events: &mut [Event]) {
    for n in 0..events.len() {
        let (earlier, rest) = events.split_at_mut(n);
        let event = &mut rest[0];
        if event.date.is_some()
            || event.rule != "noun"
            || event.negated
            || event.modality != Modality::Asserted
        {
            continue;
        }
        let is_same = |other: &&Event| {
            let shares = |entity: Option<usize>| {
                entity.is_some() && other.participants.iter().any(|one| one.entity == entity)
            };
            let is_told = !other.negated && other.modality == Modality::Asserted;
            is_told
                && other.kind == event.kind
                && (other.mode == event.mode || other.mode.is_none() || event.mode.is_none())
                && event.participants.iter().any(|one| shares(one.entity))
        };
        let found =
            earlier.iter().rev().take(EARLIER_EVENTS_MAX).filter(is_same).find_map(|other| other.date);
        event.date = found.map(|date| FactDate { basis: DateBasis::Inherited, ..date });
        event.is_background |= is_history(article, event.date);
    }
}

/// Tells whether a date lies so far before publication that the act is history.
pub fn is_history(article: &Article, date: Option<FactDate>) -> bool {
    let (Some(day), Some(date)) = (article.metadata.published_on, date) else { return false };
    date.end < day && (day - date.end).get_days() > NEWS_DAYS_MAX
}

#[cfg(test)]
mod tests;
