//! The entity that a source names.
//!
//! In: the words of a source. Out: an entity, or `None` when unsure. "Chinese foreign ministry spokesman Zhao Lijian" is Zhao
//! Lijian; "he" is the last speaker or subject where only one person fits; "officials" is nobody in particular.

use crate::entity::Names;
use crate::lexicon::Gender;
use crate::lexicon::persons::{TitlePart, title_word};
use crate::lexicon::{Class, gazetteer};
use crate::model::{EntityIndex, EntityKind, Mention, RoleStatus, Span};
use crate::text::Document;

/// A pronoun is looked for in its own sentence and so many before it.
const SENTENCES_BACK: usize = 2;
/// ... and in so many tokens, as many as three long sentences have.
const TOKENS_BACK: usize = 200;

/// Resolves the sources of one document, in order.
#[derive(Debug)]
pub struct Speakers<'d, 'a> {
    document: &'d Document<'a>,
    names: &'d Names,
    /// The last person who spoke, with the token of the cue.
    last: Option<(EntityIndex, usize)>,
}

impl<'d, 'a> Speakers<'d, 'a> {
    /// Starts at the top of a document.
    pub fn new(document: &'d Document<'a>, names: &'d Names) -> Speakers<'d, 'a> {
        Speakers { document, names, last: None }
    }

    /// Returns the entity a source names, and remembers a person as the last speaker.
    pub fn resolve(&mut self, source: Span) -> Option<EntityIndex> {
        let tokens = self.document.tokens_in(source);
        let word = self.document.lower(tokens.start);
        let speaker = match (tokens.len(), &*word) {
            (1, "he" | "his") => self.pronoun(tokens.start, Gender::Masculine),
            (1, "she" | "her") => self.pronoun(tokens.start, Gender::Feminine),
            (1, "who") => self.antecedent(tokens.start),
            _ => self.named(source).or_else(|| self.by_role(source)),
        };
        // After somebody unknown has spoken, "he" is no longer the speaker before.
        let person = speaker.filter(|&entity| self.names.entity(entity).kind == EntityKind::Person);
        self.last = person.map(|entity| (entity, tokens.start));
        speaker
    }

    /// Returns the person or body that is all of a possessor: "Wang" in "Wang's claim".
    pub fn owner(&self, possessor: Span) -> Option<EntityIndex> {
        let mentions = self.names.mentions_in(possessor);
        let whole = mentions.iter().find(|mention| mention.span.end == possessor.end)?;
        let kind = self.kind(whole);
        (kind == EntityKind::Person || kind == EntityKind::Organization && mentions.len() == 1)
            .then_some(whole.entity)
    }

    /// Returns who carried a report: the one news outlet in a phrase.
    pub fn carrier(&self, phrase: Span) -> Option<EntityIndex> {
        let is_media = |entity: EntityIndex| {
            gazetteer()
                .senses(&self.names.entity(entity).name)
                .iter()
                .any(|sense| sense.class == Class::Media)
        };
        let mut outlets = self
            .names
            .mentions_in(phrase)
            .iter()
            .map(|mention| mention.entity)
            .filter(|&entity| is_media(entity));
        match (outlets.next(), outlets.next()) {
            (Some(one), None) => Some(one),
            _ => None,
        }
    }

    /// Returns the entity that a noun phrase names: its head, not what stands in a phrase of or for it.
    pub fn named(&self, phrase: Span) -> Option<EntityIndex> {
        let mentions = self.names.mentions_in(phrase);
        let tokens = self.document.tokens_in(phrase);
        let core = self.core(phrase);
        let persons: Vec<&Mention> = mentions
            .iter()
            .filter(|mention| self.kind(mention) == EntityKind::Person && core.contains(mention.span))
            .filter(|mention| !self.owns(mention) && !self.is_dependent(tokens.start, mention))
            .collect();
        match persons.as_slice() {
            [one] => return Some(one.entity),
            [] => {}
            [first, .., last] if first.entity == last.entity => return Some(first.entity),
            _ => return None,
        }
        // A body or place speaks where it is the head of the phrase: its last words.
        let head = mentions.iter().find(|mention| mention.span.end == core.end)?;
        let head_tokens = self.document.tokens_in(head.span);
        let bare = (tokens.start..head_tokens.start)
            .all(|n| matches!(&*self.document.lower(n), "the" | "a" | "both"));
        let governed = mentions.iter().any(|other| other.span.end < head.span.start) && !bare;
        let speaks = matches!(self.kind(head), EntityKind::Organization | EntityKind::Place);
        (speaks
            && !governed
            && !self.is_dependent(tokens.start, head)
            && (bare || self.kind(head) == EntityKind::Organization))
            .then_some(head.entity)
    }

    fn kind(&self, mention: &Mention) -> EntityKind {
        self.names.entity(mention.entity).kind
    }

    /// Returns the part of a phrase before its apposition, bracket or relative clause.
    fn core(&self, phrase: Span) -> Span {
        let tokens = self.document.tokens_in(phrase);
        let stop = (tokens.start + 1..tokens.end)
            .find(|&n| matches!(self.document.word(n), "," | "(" | "who" | "whose" | "—" | "–"));
        match stop {
            // "China's foreign minister, Wang Yi": the name stands in the apposition.
            Some(stop) if self.names_person(tokens.start..stop) || !self.names_person(stop..tokens.end) => {
                self.document.span_of(tokens.start..stop)
            }
            _ => phrase,
        }
    }

    fn names_person(&self, tokens: std::ops::Range<usize>) -> bool {
        !tokens.is_empty()
            && self
                .names
                .mentions_in(self.document.span_of(tokens))
                .iter()
                .any(|mention| self.kind(mention) == EntityKind::Person && !self.owns(mention))
    }

    /// "Wang's spokesman": tells whether a possessive follows.
    fn owns(&self, mention: &Mention) -> bool {
        let after = self.document.tokens_in(mention.span).end;
        matches!(self.document.word(after), "'s" | "’s")
            || (matches!(self.document.word(after), "'" | "’") && self.document.touches(after))
    }

    /// "a spokesman for Wang", "critics of Putin", "the Trump campaign": tells whether a mention only goes with the head.
    fn is_dependent(&self, start: usize, mention: &Mention) -> bool {
        let tokens = self.document.tokens_in(mention.span);
        let governed = (start..tokens.start).any(|n| {
            matches!(
                self.document.word(n),
                "for" | "of" | "to" | "from" | "with" | "by" | "at" | "in" | "on" | "about" | "against"
            )
        });
        let office_named =
            (start..tokens.start).next_back().is_some_and(|n| title_word(self.document.word(n)).is_some());
        let next = self.document.word(tokens.end);
        let in_compound = self.kind(mention) == EntityKind::Person
            && next.starts_with(char::is_lowercase)
            && !matches!(
                next,
                "and"
                    | "of"
                    | "who"
                    | "in"
                    | "for"
                    | "with"
                    | "on"
                    | "from"
                    | "at"
                    | "himself"
                    | "herself"
                    | "also"
                    | "has"
                    | "had"
            );
        (governed && !office_named)
            || (in_compound
                && tokens.end < self.document.tokens.len()
                && self.is_noun_after(start, tokens.end))
    }

    /// "Trump supporters said": tells whether the word right behind a name still belongs to the phrase.
    fn is_noun_after(&self, start: usize, n: usize) -> bool {
        let word = self.document.word(n);
        n > start
            && (title_word(word).is_some()
                || word.ends_with("ers")
                || matches!(
                    word,
                    "campaign"
                        | "officials"
                        | "administration"
                        | "team"
                        | "aides"
                        | "allies"
                        | "government"
                        | "camp"
                        | "family"
                        | "lawyers"
                        | "fans"
                ))
    }

    /// "China's foreign minister", "the foreign ministry spokesman": the one person who holds that office in this article.
    fn by_role(&self, source: Span) -> Option<EntityIndex> {
        let tokens = self.document.tokens_in(source);
        if tokens
            .clone()
            .any(|n| matches!(self.document.word(n), "," | "former" | "a" | "an" | "another" | "and"))
        {
            return None;
        }
        let last = tokens
            .clone()
            .rev()
            .find(|&n| title_word(self.document.word(n)).is_some_and(|t| t.part == TitlePart::Office))?;
        let first = (tokens.start..=last)
            .rev()
            .take_while(|&n| title_word(self.document.word(n)).is_some())
            .last()?;
        let title: Vec<String> = (first..=last).map(|n| self.document.lower(n).into_owned()).collect();
        let title = title.join(" ");
        // "China's top diplomat", "the Chinese diplomat": its foreign minister, where the article names only one.
        let diplomat = title.ends_with("diplomat");
        let owner = self.names.mentions_in(source).iter().find_map(|mention| self.country(mention.entity));

        let mut holders: Vec<EntityIndex> = self
            .names
            .roles
            .iter()
            .filter(|role| role.status == RoleStatus::Current)
            .filter(|role| role.title == title || (diplomat && role.title == "foreign minister"))
            .filter(|role| role.of_entity.and_then(|entity| self.country(entity)) == owner)
            .map(|role| role.entity)
            .collect();
        holders.sort_unstable();
        holders.dedup();
        match holders.as_slice() {
            [one] if owner.is_some() && (diplomat || title.contains(' ')) => Some(*one),
            _ => None,
        }
    }

    fn country(&self, entity: EntityIndex) -> Option<String> {
        let entity = self.names.entity(entity);
        let senses = || gazetteer().senses(&entity.name).iter().find(|sense| sense.class == Class::Country);
        entity.country.clone().or_else(|| senses().map(|sense| sense.country.to_string()))
    }

    /// "Wang, who said": the person named right before.
    fn antecedent(&self, who: usize) -> Option<EntityIndex> {
        let before = who.checked_sub(1)?;
        let name_end = if self.document.word(before) == "," { before } else { who };
        let end = self.document.tokens.get(name_end.checked_sub(1)?)?.span.end;
        let place = self.names.mentions.partition_point(|mention| mention.span.end < end);
        let mention = self.names.mentions.get(place).filter(|mention| mention.span.end == end)?;
        (self.kind(mention) == EntityKind::Person).then_some(mention.entity)
    }

    /// He or she: the last speaker where nobody else came up since, or the one person named just before.
    fn pronoun(&self, at: usize, gender: Gender) -> Option<EntityIndex> {
        let sentence = self.document.tokens[at].sentence;
        let first = self.document.sentences[sentence.saturating_sub(SENTENCES_BACK)].tokens.start;
        let first = first.max(at.saturating_sub(TOKENS_BACK));
        let fits = |entity: EntityIndex| self.names.gender(entity).is_none_or(|known| known == gender);
        let person = |mention: &&Mention| self.kind(mention) == EntityKind::Person && fits(mention.entity);
        let near = self.document.span_of(first..at + 1);
        let named: Vec<&Mention> = self.names.mentions_in(near).iter().filter(person).collect();
        let mut people: Vec<EntityIndex> = named.iter().map(|mention| mention.entity).collect();
        people.extend(
            self.last.filter(|&(entity, cue)| cue >= first && fits(entity)).map(|(entity, _)| entity),
        );
        people.sort_unstable();
        people.dedup();
        if self.office_leads(first, at) {
            return None;
        }
        if let [one] = people.as_slice() {
            return Some(*one);
        }
        // Of several: the last speaker where nobody else has become a subject since, else the subject of the sentence before.
        let leaders = |from: usize| -> Vec<EntityIndex> {
            let after = named.iter().filter(|mention| self.document.tokens_in(mention.span).start > from);
            let mut leaders: Vec<EntityIndex> =
                after.filter(|mention| self.leads(mention)).map(|mention| mention.entity).collect();
            leaders.sort_unstable();
            leaders.dedup();
            leaders
        };
        if let Some((last, cue)) = self.last.filter(|&(entity, cue)| cue >= first && fits(entity)) {
            let since = leaders(cue);
            return (since.is_empty() || since == [last]).then_some(last);
        }
        let before = self.document.sentences[sentence.saturating_sub(1)].tokens.start;
        let start = before.max(first);
        let rivals = |one: EntityIndex| {
            named.iter().any(|mention| {
                mention.entity != one
                    && self.document.tokens_in(mention.span).start >= start
                    && !self.owns(mention)
            })
        };
        match leaders(start.saturating_sub(1)).as_slice() {
            [one] if !rivals(*one) => Some(*one),
            _ => None,
        }
    }

    /// "The president's trip ... he": tells whether a sentence since `first` starts with an office whose holder is not named.
    fn office_leads(&self, first: usize, at: usize) -> bool {
        /// "The former Chinese foreign minister" shows its office by the fifth word.
        const OFFICE_REACH: usize = 5;
        let sentences = self.document.tokens[first].sentence..=self.document.tokens[at].sentence;
        let mut starts = sentences.map(|sentence| self.document.sentences[sentence].tokens.start);
        starts.any(|start| {
            let office = |n: &usize| {
                self.document.word(*n).starts_with(char::is_lowercase)
                    && title_word(self.document.word(*n)).is_some_and(|title| title.part == TitlePart::Office)
            };
            let end = at.min(start + OFFICE_REACH);
            self.document.word(start) == "The"
                && (start..end)
                    .find(office)
                    .is_some_and(|n| !self.names_person(n + 1..(n + 4).min(self.document.tokens.len())))
        })
    }

    /// Tells whether a mention stands near the start of its sentence, where subjects stand.
    fn leads(&self, mention: &Mention) -> bool {
        /// "On Monday the Russian foreign minister Sergei Lavrov" has the name at the seventh token.
        const SUBJECT_REACH: usize = 7;
        let start = self.document.tokens_in(mention.span).start;
        start - self.document.sentence_of(start).tokens.start < SUBJECT_REACH && !self.owns(mention)
    }
}
