//! What an article's own words tell of a person's gender, whatever the given name usually tells.
//!
//! In: titles before names and pronouns taken for persons. Out: `Entity::gender`. "Ms. Jordan Smith" is a woman by her title;
//! where pronouns alone tell, they tell it weakly, and so does a title against the given name. It keeps namesakes of two
//! articles apart (`link::namesakes`), so an article that tells both of one name tells nothing.

use super::coref::Reference;
use super::gender_by_name;
use super::pieces::Piece;
use crate::lexicon::Gender;
use crate::lexicon::persons::{TitlePart, title_word};
use crate::model::{Entity, EntityKind, Mention, MentionKind, ToldGender};
use crate::text::Document;
use std::ops::Range;

/// One pronoun may be a slip.
const PRONOUNS_MIN: usize = 2;

/// How often words tell that somebody is a man, and a woman.
#[derive(Debug, Clone, Copy, Default)]
struct Told {
    man: usize,
    woman: usize,
}

impl Told {
    fn add(&mut self, gender: Gender) {
        match gender {
            Gender::Masculine => self.man += 1,
            Gender::Feminine => self.woman += 1,
            Gender::Either => {}
        }
    }

    /// Returns what all of at least `least` words tell.
    fn all(self, least: usize) -> Option<Gender> {
        match self {
            Told { man, woman: 0 } if man >= least => Some(Gender::Masculine),
            Told { man: 0, woman } if woman >= least => Some(Gender::Feminine),
            _ => None,
        }
    }
}

/// Writes the gender that titles, else pronouns, tell of each person.
pub fn apply(
    document: &Document<'_>,
    entities: &mut [Entity],
    mentions: &[Mention],
    pieces: &[Piece],
    references: &[Reference],
) {
    let mut titled = vec![Told::default(); entities.len()];
    let mut called = titled.clone();
    for piece in pieces {
        let Some(gender) = piece.title.clone().and_then(|title| by_title(document, title)) else { continue };
        let start = document.tokens[piece.tokens.start].span.start;
        let Ok(place) = mentions.binary_search_by_key(&start, |mention| mention.span.start) else { continue };
        let entity = mentions[place].entity;
        let is_usual = gender_by_name(&entities[entity].name).is_none_or(|usual| usual == gender);
        match piece.tokens.len() {
            _ if is_usual => titled[entity].add(gender),
            // "Mrs. Novak" in an article that names only her husband in full.
            1 => {}
            // "Mr. Andrea Bassi", but also "Mr." at a line's end before "Anna Bassi".
            _ => (0..PRONOUNS_MIN).for_each(|_| called[entity].add(gender)),
        }
    }
    for reference in references.iter().filter(|reference| reference.kind == MentionKind::Pronoun) {
        match document.lower(reference.head) {
            "he" | "him" | "his" | "himself" => called[reference.entity].add(Gender::Masculine),
            "she" | "her" | "hers" | "herself" => called[reference.entity].add(Gender::Feminine),
            _ => {}
        }
    }
    for (n, entity) in entities.iter_mut().enumerate().filter(|(_, entity)| entity.kind == EntityKind::Person)
    {
        let is_titled = titled[n].man + titled[n].woman > 0;
        entity.gender = match (titled[n].all(1), called[n].all(PRONOUNS_MIN)) {
            (Some(Gender::Masculine), _) => Some(ToldGender::TitledMan),
            (Some(Gender::Feminine), _) => Some(ToldGender::TitledWoman),
            (None, Some(Gender::Masculine)) if !is_titled => Some(ToldGender::He),
            (None, Some(Gender::Feminine)) if !is_titled => Some(ToldGender::She),
            _ => None,
        };
    }
}

/// Returns the gender that a title tells. "Chairman" and "spokesman" are said of women too.
fn by_title(document: &Document<'_>, title: Range<usize>) -> Option<Gender> {
    // "Mr. and Mrs. John Smith"
    let before = title.start.checked_sub(2);
    let is_pair = before.is_some_and(|n| {
        matches!(document.word(n + 1), "and" | "&")
            && title_word(document.word(n)).is_some_and(|word| word.part == TitlePart::Honorific)
    });
    let told = title.filter_map(|n| title_word(document.word(n))).find_map(|word| {
        let gender = word.gender?;
        (gender == Gender::Feminine || word.part == TitlePart::Honorific).then_some(gender)
    });
    told.filter(|_| !is_pair)
}
