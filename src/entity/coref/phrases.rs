//! The phrases of a text that may refer to somebody: names, descriptions and pronouns.
//!
//! In: a [`Document`] and its names. Out: phrases in order. "China's foreign minister said he would go" has `China`, `China's
//! foreign minister` and `he`.

use super::descriptions::{Description, describe};
use super::quotations::Quotations;
use crate::entity::institutions;
use crate::lexicon::{Gender, cue};
use crate::model::{Entity, EntityIndex, Mention};
use crate::text::{Document, Relation, Sentence, Upos, Xpos};
use std::ops::Range;

/// Words that may refer to somebody.
#[derive(Debug, Clone)]
pub struct Phrase {
    /// All its words.
    pub tokens: Range<usize>,
    /// The word that stands for it.
    pub head: usize,
    /// What sort of words they are.
    pub form: Form,
    /// What it is in its clause.
    pub role: Role,
    /// The verb it hangs on, for subjects and objects.
    pub governor: Option<usize>,
    /// The number of the quotation it stands in; 0 outside.
    pub quotation: u32,
    /// Its sentence.
    pub sentence: usize,
}

/// What sort of words a phrase is.
#[derive(Debug, Clone)]
pub enum Form {
    /// A name, already linked.
    Name(EntityIndex),
    /// A description: "the minister".
    Nominal(Box<Description>),
    /// A pronoun.
    Pronoun(Pronoun),
}

/// What a phrase is in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The subject.
    Subject,
    /// The object.
    Object,
    /// Whose something is.
    Possessive,
    /// Anything else.
    Other,
}

/// What a pronoun tells of whom it refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pronoun {
    /// He or she.
    Person(Gender),
    /// It.
    Thing,
    /// They.
    Plural,
    /// Who: the person named right before.
    Relative,
    /// Which: the body named right before.
    Which,
}

/// A pronoun and whether it means the subject of its own clause ("himself").
fn pronoun(word: &str) -> Option<(Pronoun, bool)> {
    Some(match word {
        "he" | "him" | "his" => (Pronoun::Person(Gender::Masculine), false),
        "himself" => (Pronoun::Person(Gender::Masculine), true),
        "she" | "her" | "hers" => (Pronoun::Person(Gender::Feminine), false),
        "herself" => (Pronoun::Person(Gender::Feminine), true),
        "it" | "its" => (Pronoun::Thing, false),
        "itself" => (Pronoun::Thing, true),
        "they" | "them" | "their" | "theirs" => (Pronoun::Plural, false),
        "who" | "whom" | "whose" => (Pronoun::Relative, false),
        "which" => (Pronoun::Which, false),
        _ => return None,
    })
}

/// A description holds few names ("the minister of trade of Peru"), and the name it stands beside is no further away.
const APART_MAX: usize = 3;

/// Finds the phrases of an article, in order of their head.
pub fn find(
    document: &Document<'_>,
    entities: &[Entity],
    mentions: &[Mention],
    institutions: &[institutions::Place],
    quotations: &Quotations,
) -> Vec<Phrase> {
    let finder = Finder { document, entities, mentions, institutions, quotations };
    let mut phrases = Vec::new();
    for sentence in document.readable() {
        finder.read(sentence, &mut phrases);
    }
    phrases.sort_by_key(|phrase| phrase.head);
    share_roles(&finder, &mut phrases);
    phrases
}

/// "The ministry's spokeswoman, Ana Silva, said": a name and the description beside it have one place in the clause, whichever of
/// them the tree hangs on the verb.
fn share_roles(finder: &Finder<'_>, phrases: &mut [Phrase]) {
    for place in 0..phrases.len() {
        let Some(name) = name_beside(phrases, place) else { continue };
        let (one, other) = (&phrases[place], &phrases[name]);
        let pair = one.tokens.start.min(other.tokens.start)..one.tokens.end.max(other.tokens.end);
        let shared = if finder.document.word(pair.end) == "," && finder.says(pair.end + 1, one.sentence) {
            Some((Role::Subject, Some(pair.end + 1)))
        } else {
            [one, other]
                .map(|phrase| (phrase.role, phrase.governor))
                .into_iter()
                .find(|(role, _)| matches!(role, Role::Subject | Role::Object))
        };
        if let Some((role, governor)) = shared {
            for n in [place, name] {
                (phrases[n].role, phrases[n].governor) = (role, governor);
            }
        }
    }
}

/// Returns the name that the description at a place stands beside.
fn name_beside(phrases: &[Phrase], place: usize) -> Option<usize> {
    let Form::Nominal(description) = &phrases[place].form else { return None };
    let (entity, _) = description.of?;
    let near = place.saturating_sub(APART_MAX)..(place + APART_MAX + 1).min(phrases.len());
    near.filter(|&other| phrases[other].sentence == phrases[place].sentence)
        .filter(|&other| matches!(phrases[other].form, Form::Name(named) if named == entity))
        .min_by_key(|other| other.abs_diff(place))
}

/// Looks for phrases.
pub struct Finder<'a> {
    /// The text.
    pub document: &'a Document<'a>,
    /// Who the names name.
    pub entities: &'a [Entity],
    /// The names.
    pub mentions: &'a [Mention],
    /// What common words name.
    pub institutions: &'a [institutions::Place],
    /// What stands in marks.
    pub quotations: &'a Quotations,
}

impl Finder<'_> {
    fn read(&self, sentence: &Sentence, phrases: &mut Vec<Phrase>) {
        let first = self.mentions.partition_point(|mention| mention.span.start < sentence.span.start);
        let mut names = self.mentions[first..]
            .iter()
            .take_while(|mention| mention.span.end <= sentence.span.end)
            .map(|mention| (self.document.tokens_in(mention.span), mention.entity))
            .filter(|(tokens, _)| !tokens.is_empty())
            .peekable();
        let mut n = sentence.tokens.start;
        while n < sentence.tokens.end {
            while names.next_if(|(tokens, _)| tokens.start < n).is_some() {}
            if let Some((tokens, entity)) = names.next_if(|(tokens, _)| tokens.start == n) {
                n = tokens.end;
                let head = top(self.document, &tokens);
                phrases.push(self.phrase(tokens, head, Form::Name(entity)));
                continue;
            }
            if let Some((pronoun, _)) = pronoun(self.document.lower(n)) {
                phrases.push(self.phrase(n..n + 1, n, Form::Pronoun(pronoun)));
            } else if let Some((tokens, description)) = describe(self, sentence, n) {
                phrases.push(self.phrase(tokens, n, Form::Nominal(Box::new(description))));
            }
            n += 1;
        }
    }

    fn phrase(&self, tokens: Range<usize>, head: usize, form: Form) -> Phrase {
        let (role, governor) = match role(self.document, head) {
            (Role::Other, governor) => match self.beside_verb(&tokens) {
                Some(verb) => (Role::Subject, Some(verb)),
                None => (Role::Other, governor),
            },
            found => found,
        };
        let sentence = self.document.tokens[head].sentence;
        Phrase { quotation: self.quotations.of(head), tokens, head, form, role, governor, sentence }
    }

    /// Returns the verb of saying that a phrase stands right before, or right behind as in "“Yes,” said minister Ana Silva".
    ///
    /// Trees of long sentences with quotations are often wrong; these neighbours are not.
    fn beside_verb(&self, tokens: &Range<usize>) -> Option<usize> {
        let number = self.document.tokens[tokens.start].sentence;
        let sentence = self.document.sentences[number].tokens.clone();
        let says = |&n: &usize| self.says(n, number);
        if let Some(after) = Some(tokens.end).filter(says) {
            let governed = (tokens.start.saturating_sub(4).max(sentence.start)..tokens.start)
                .any(|n| self.document.upos(n) == Upos::Adp);
            return Some(after).filter(|_| !governed);
        }
        let is_inside = |n: &usize| {
            matches!(
                self.document.upos(*n),
                Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Part | Upos::Num
            )
        };
        let start = (sentence.start..tokens.start).rev().take_while(is_inside).last().unwrap_or(tokens.start);
        let before = start.checked_sub(1).filter(says)?;
        let quoted = before.checked_sub(1).filter(|n| sentence.contains(n))?;
        matches!(self.document.word(quoted), "," | "”" | "\"" | "''").then_some(before)
    }

    /// Tells whether a token of a sentence is a finite verb of saying.
    fn says(&self, n: usize, sentence: usize) -> bool {
        self.document.sentences[sentence].tokens.contains(&n)
            && matches!(self.document.xpos(n), Xpos::Vbd | Xpos::Vbz)
            && cue(self.document.word(n)).is_some_and(|cue| cue.frame.direct || cue.frame.that_clause)
    }

    /// Returns the institution whose noun is a token: `ministry` in "China's foreign ministry".
    pub fn institution_at(&self, token: usize) -> Option<EntityIndex> {
        let place = self.institutions.binary_search_by_key(&token, |place| place.head).ok()?;
        Some(self.institutions[place].entity)
    }

    /// Returns the institution whose words start at a token.
    pub fn institution_from(&self, token: usize) -> Option<&institutions::Place> {
        let place = self.institutions.partition_point(|place| place.tokens.start < token);
        self.institutions.get(place).filter(|place| place.tokens.start == token)
    }

    /// Returns the name that covers a token, with its words.
    pub fn name_at(&self, token: usize) -> Option<(Range<usize>, EntityIndex)> {
        let start = self.document.tokens.get(token)?.span.start;
        let place = self.mentions.partition_point(|mention| mention.span.end <= start);
        let mention = self.mentions.get(place).filter(|mention| mention.span.start <= start)?;
        Some((self.document.tokens_in(mention.span), mention.entity))
    }
}

/// Returns the token of a phrase that the others hang on.
fn top(document: &Document<'_>, tokens: &Range<usize>) -> usize {
    let outside = |&n: &usize| document.head(n).is_none_or(|head| !tokens.contains(&head));
    tokens.clone().find(outside).unwrap_or(tokens.start)
}

/// How many heads are climbed from a name to the word that has the phrase's place in the clause: "minister Wang Yi".
const CLIMBS_MAX: usize = 4;

/// Returns what the phrase of a head word is in its clause, and the verb of it.
fn role(document: &Document<'_>, head: usize) -> (Role, Option<usize>) {
    let mut at = head;
    for _ in 0..CLIMBS_MAX {
        let Some(next) = document.head(at) else { return (Role::Other, None) };
        match document.relation(at) {
            relation if relation.is_subject() => return (Role::Subject, Some(next)),
            Relation::Obj | Relation::Iobj => return (Role::Object, Some(next)),
            Relation::NmodPoss => return (Role::Possessive, None),
            Relation::Flat
            | Relation::Compound
            | Relation::Appos
            | Relation::NmodDesc
            | Relation::NmodUnmarked
            | Relation::Conj
                if matches!(document.upos(next), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Adj) =>
            {
                at = next;
            }
            _ => return (Role::Other, Some(next)),
        }
    }
    (Role::Other, None)
}

impl Phrase {
    /// Tells whether the phrase is the subject of a verb that gives somebody words: "Wang" in "Wang said".
    pub fn speaks(&self, document: &Document<'_>) -> bool {
        let verb = self.governor.filter(|_| self.role == Role::Subject);
        verb.is_some_and(|verb| {
            cue(document.word(verb)).is_some_and(|cue| cue.frame.direct || cue.frame.that_clause)
        })
    }

    /// Tells whether the phrase is a pronoun like "himself".
    pub fn is_reflexive(&self, document: &Document<'_>) -> bool {
        pronoun(document.lower(self.head)).is_some_and(|(_, reflexive)| reflexive)
    }

    /// Tells whether the phrase is "his", "her" or the like before a noun.
    pub fn is_possessive_pronoun(&self, document: &Document<'_>) -> bool {
        matches!(self.form, Form::Pronoun(_))
            && (document.xpos(self.head) == Xpos::PrpPoss
                || matches!(document.lower(self.head), "his" | "its" | "their"))
    }
}
