//! Descriptions of somebody: "China's top diplomat", "the ministry", "a former president".
//!
//! In: a noun. Out: its phrase and what it tells: the noun, its modifiers, whose it is, and the name it stands beside. In
//! "Borrell, the EU's foreign policy chief, said" the chief is Borrell's and the EU's.

use super::phrases::Finder;
use crate::entity::{institutions, rows};
use crate::lexicon::Gender;
use crate::lexicon::nominals::{Nominal, nominal};
use crate::lexicon::persons::{TitlePart, title_word};
use crate::model::{EntityIndex, EntityKind};
use crate::text::{Relation, Sentence, Upos, Xpos};
use std::ops::Range;

/// What a description tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Description {
    /// The noun in lower case and in the singular: "minister".
    pub noun: String,
    /// Other words the noun can stand for.
    pub covers: Vec<&'static str>,
    /// The words before it in lower case: "foreign".
    pub modifiers: Vec<String>,
    /// Whose it is: "China's", "Chinese", "of China".
    pub owner: Option<EntityIndex>,
    /// Whether it says whose in a way that leads nowhere: "his minister".
    pub has_other_owner: bool,
    /// What it describes.
    pub kind: EntityKind,
    /// The gender the noun tells.
    pub gender: Option<Gender>,
    /// "the", "this", "China's": it means somebody known.
    pub is_definite: bool,
    /// "ministers"
    pub is_plural: bool,
    /// The entity it stands beside and how.
    pub of: Option<(EntityIndex, &'static str)>,
}

/// A description has no more words before its noun.
const MODIFIERS_MAX: usize = 8;

/// Returns the description whose noun is the token `n`, with all its words.
pub fn describe(finder: &Finder<'_>, sentence: &Sentence, n: usize) -> Option<(Range<usize>, Description)> {
    let document = finder.document;
    let institution = finder.institution_at(n);
    let is_noun = matches!(document.upos(n), Upos::Noun | Upos::Propn) || document.is_capitalised(n);
    if !is_noun && institution.is_none() {
        return None;
    }
    let (noun, known, is_plural) = known(finder, n).or_else(|| institution.map(|_| body(finder, n)))?;
    let is_compound = document.relation(n) == Relation::Compound
        && matches!(document.upos(n + 1), Upos::Noun)
        && finder.name_at(n + 1).is_none()
        && n + 1 < sentence.tokens.end;
    if is_compound {
        return None;
    }
    let mut parts = Parts::before(finder, sentence, n);
    parts.read_after(finder, sentence, n);
    let tokens = parts.start..parts.end;
    let of = match institution {
        Some(entity) => Some((entity, institutions::RULE)),
        None if is_plural => None,
        None => beside(finder, sentence, &tokens, n, known.kind, parts.is_definite, parts.owner.is_some()),
    };
    Some((
        tokens,
        Description {
            noun,
            covers: known.covers,
            modifiers: parts.modifiers,
            owner: parts.owner,
            has_other_owner: parts.has_other_owner,
            kind: known.kind,
            gender: known.gender,
            is_definite: parts.is_definite,
            is_plural: is_plural || known.kind == EntityKind::Group,
            of,
        },
    ))
}

fn known(finder: &Finder<'_>, n: usize) -> Option<(String, Nominal, bool)> {
    let lower = finder.document.lower(n);
    if matches!(finder.document.xpos(n), Xpos::Nns | Xpos::Nnps) {
        if let Some(known) = nominal(&lower).filter(|known| known.kind == EntityKind::Group) {
            return Some((lower.into_owned(), known, true));
        }
        let singular = finder.document.lemma(n);
        return nominal(&singular).map(|known| (singular.into_owned(), known, true));
    }
    nominal(&lower).map(|known| (lower.into_owned(), known, false))
}

/// Returns what an institution is whose noun is not listed: "the armed forces".
fn body(finder: &Finder<'_>, n: usize) -> (String, Nominal, bool) {
    let known = Nominal { kind: EntityKind::Organization, gender: None, covers: Vec::new() };
    (finder.document.lower(n).into_owned(), known, false)
}

/// What stands around a noun.
struct Parts {
    start: usize,
    end: usize,
    modifiers: Vec<String>,
    owner: Option<EntityIndex>,
    has_other_owner: bool,
    is_definite: bool,
}

impl Parts {
    /// Reads the words before a noun, from right to left.
    fn before(finder: &Finder<'_>, sentence: &Sentence, n: usize) -> Parts {
        let document = finder.document;
        let mut parts = Parts {
            start: n,
            end: n + 1,
            modifiers: Vec::new(),
            owner: None,
            has_other_owner: false,
            is_definite: false,
        };
        while parts.start > sentence.tokens.start && n - parts.start < MODIFIERS_MAX {
            let at = parts.start - 1;
            let lower = document.lower(at);
            if let Some((name, entity)) = finder.name_at(at) {
                // "in Beijing officials said": only what can own or be an adjective belongs to the phrase.
                if finder.entities[entity].kind == EntityKind::Person {
                    break;
                }
                parts.owner = Some(entity);
                parts.start = name.start;
                continue;
            }
            match document.upos(at) {
                Upos::Det => {
                    parts.start = at;
                    parts.is_definite = matches!(&*lower, "the" | "this" | "that");
                    break;
                }
                Upos::Pron if document.xpos(at) == Xpos::PrpPoss => {
                    parts.start = at;
                    parts.has_other_owner = true;
                    break;
                }
                Upos::Part if matches!(&*lower, "'s" | "’s" | "'" | "’") => {
                    let owner = at.checked_sub(1).and_then(|before| finder.name_at(before));
                    match owner {
                        Some((name, entity)) => {
                            parts.owner = Some(entity);
                            parts.start = name.start;
                            let article = name.start.checked_sub(1).filter(|&n| document.lower(n) == "the");
                            parts.start =
                                article.filter(|&n| n >= sentence.tokens.start).unwrap_or(parts.start);
                            parts.is_definite = true;
                        }
                        None => {
                            // "the foreign ministry's spokeswoman" is as known as her ministry.
                            parts.has_other_owner = true;
                            parts.is_definite = true;
                            let is_part = |n: &usize| {
                                matches!(
                                    document.upos(*n),
                                    Upos::Adj | Upos::Det | Upos::Noun | Upos::Propn | Upos::Pron
                                )
                            };
                            let rest = (sentence.tokens.start..at).rev().take_while(is_part);
                            parts.start = rest.last().unwrap_or(parts.start);
                        }
                    }
                    break;
                }
                Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num => {
                    parts.modifiers.push(lower.into_owned());
                    parts.start = at;
                }
                Upos::Punct if lower == "-" => parts.start = at,
                Upos::Verb if matches!(document.xpos(at), Xpos::Vbn | Xpos::Vbg) && n - at == 1 => {
                    parts.modifiers.push(lower.into_owned());
                    parts.start = at;
                }
                _ if title_word(&lower).is_some_and(|title| title.part == TitlePart::Modifier) => {
                    parts.modifiers.push(lower.into_owned());
                    parts.start = at;
                }
                _ => break,
            }
        }
        parts
    }

    /// Reads "of China", "of the European Commission" behind a noun.
    fn read_after(&mut self, finder: &Finder<'_>, sentence: &Sentence, n: usize) {
        let document = finder.document;
        if !matches!(document.word(n + 1), "of" | "for") || self.owner.is_some() {
            return;
        }
        let at = n + 2 + usize::from(document.lower(n + 2) == "the");
        if at >= sentence.tokens.end {
            return;
        }
        // "spokeswoman for the Ukrainian foreign ministry"
        if let Some(place) = finder.institution_from(n + 2) {
            self.owner = Some(place.entity);
            self.end = place.tokens.end;
            return;
        }
        match finder.name_at(at) {
            // "a spokeswoman for Airbus's owner"
            Some((name, _)) if matches!(document.word(name.end), "'s" | "’s") => {
                self.has_other_owner = true
            }
            Some((name, entity)) if name.start == at => {
                self.owner = Some(entity);
                self.end = name.end;
            }
            // "minister of defence", "president of the council"
            // "Secretary of State John Kerry", "Minister of Foreign Affairs"
            None if document.word(n + 1) == "of" && document.is_capitalised(at) => {
                let is_part = |&at: &usize| document.is_capitalised(at) && finder.name_at(at).is_none();
                let part = (at..sentence.tokens.end.min(at + 4)).take_while(is_part);
                self.end = part.map(|at| at + 1).last().unwrap_or(self.end);
                self.modifiers.extend((at..self.end).map(|n| document.lower(n).into_owned()));
            }
            _ if document.word(n + 1) == "of"
                && document.upos(at) == Upos::Noun
                && !matches!(document.upos(at + 1), Upos::Noun | Upos::Propn) =>
            {
                self.modifiers.push(document.lower(at).into_owned());
                self.end = at + 1;
            }
            _ => {}
        }
    }
}

/// Marks that close an apposition.
const CLOSERS: [&str; 9] = [",", ".", ")", ";", ":", "—", "–", "?", "!"];

/// Returns the entity that a description stands beside.
fn beside(
    finder: &Finder<'_>,
    sentence: &Sentence,
    tokens: &Range<usize>,
    noun: usize,
    kind: EntityKind,
    is_definite: bool,
    has_owner: bool,
) -> Option<(EntityIndex, &'static str)> {
    let document = finder.document;
    let named = |at: usize| {
        let (name, entity) = finder.name_at(at).filter(|(name, _)| name.start == at || name.end == at + 1)?;
        (finder.entities[entity].kind == kind).then_some((name, entity))
    };
    let inside = |at: usize| at < sentence.tokens.end;
    // "Chinese Foreign Minister Wang Yi", "Minister of Trade Ana Silva"
    let next = tokens.end;
    if inside(next)
        && let Some((_, entity)) = named(next).filter(|(name, _)| name.start == next)
        && (kind == EntityKind::Person || tokens.end == noun + 1)
    {
        return Some((entity, "title"));
    }
    // "China's foreign minister, Wang Yi, said"; in "Wang Yi, the foreign minister, Ana Silva, the mayor" the minister is Wang
    let earlier =
        tokens.start.checked_sub(1).filter(|&n| kind == EntityKind::Person && document.word(n) == ",");
    let earlier =
        earlier.and_then(|comma| rows::person_ending_at(document, finder.entities, finder.mentions, comma));
    let stands_before = earlier
        .map(|name| rows::office_stands_before(document, finder.entities, finder.mentions, name.start));
    if document.word(next) == ","
        && stands_before != Some(false)
        && (is_definite || matches!(&*document.lower(tokens.start), "a" | "an" | "another" | "one"))
        && inside(next + 1)
        && let Some((name, entity)) = named(next + 1).filter(|(name, _)| name.start == next + 1)
        && CLOSERS.contains(&document.word(name.end))
        && !is_list(finder, sentence, name.end)
    {
        return Some((entity, "apposition"));
    }
    // "Borrell, the EU's foreign policy chief, said"
    let comma =
        tokens.start.checked_sub(1).filter(|&n| n > sentence.tokens.start && document.word(n) == ",")?;
    let (name, entity) = named(comma - 1).filter(|(name, _)| name.end == comma)?;
    let after = document.word(tokens.end);
    let closes = CLOSERS.contains(&after) || !inside(tokens.end);
    let goes_on = matches!(document.upos(tokens.end), Upos::Adp) || matches!(after, "who" | "whose");
    let by_tree = document.relation(noun) == Relation::Appos
        && document.head(noun).is_some_and(|head| name.contains(&head));
    // "Xi Jinping, President of China,"
    let opens = document.upos(noun) != Upos::Propn || is_definite || has_owner;
    let is_listed = after == "," && is_list(finder, sentence, tokens.end);
    (opens && !is_listed && (closes || goes_on && by_tree)).then_some((entity, "apposition"))
}

/// "Wang, Lavrov and the minister": tells whether what follows a comma is one more of a list.
fn is_list(finder: &Finder<'_>, sentence: &Sentence, comma: usize) -> bool {
    let next = comma + 1;
    next < sentence.tokens.end
        && finder.document.word(comma) == ","
        && matches!(finder.document.word(next), "and" | "or" | "&")
        && finder.name_at(next + 1).is_some()
}
