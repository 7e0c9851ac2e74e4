//! Rows of names and offices between commas.
//!
//! In: a name in such a row. Out: whether the offices stand before the names or behind them. In "the mayor, Ana Silva, the judge, Rui
//! Paz, came" the judge is Paz; in "Ana Silva, the mayor, Rui Paz, the judge, came" he is too.

use super::name_ending_at;
use crate::lexicon::persons::{TitlePart, title_word};
use crate::model::{Entity, EntityKind, Mention};
use crate::text::Document;
use std::ops::Range;

/// Longer rows are not followed to their start.
const ROW_MAX: usize = 16;

/// Tells whether, in a row of names and offices, the one before the name that starts at a token is that name's.
pub fn office_stands_before(
    document: &Document<'_>,
    entities: &[Entity],
    mentions: &[Mention],
    name: usize,
) -> bool {
    let first = document.sentence_of(name).tokens.start;
    let mut name = name;
    for _ in 0..ROW_MAX {
        let Some(comma) = name.checked_sub(1).filter(|&n| n > first && document.word(n) == ",") else {
            return false;
        };
        let is_inside = |n: &usize| !matches!(document.word(*n), "," | ";" | ":" | "—" | "–" | "(" | ")");
        let start = (first..comma).rev().take_while(is_inside).last().unwrap_or(comma);
        if !is_office(document, start..comma) {
            return false;
        }
        match start.checked_sub(1).and_then(|comma| person_ending_at(document, entities, mentions, comma)) {
            Some(person) => name = person.start,
            None => return true,
        }
    }
    false
}

/// Returns the words of a person's name that ends right before a token.
pub fn person_ending_at(
    document: &Document<'_>,
    entities: &[Entity],
    mentions: &[Mention],
    token: usize,
) -> Option<Range<usize>> {
    let (words, entity) = name_ending_at(document, mentions, token)?;
    (entities[entity].kind == EntityKind::Person).then_some(words)
}

/// Tells whether words end in an office, or in one with what it is of: "came the mayor of Lima", but not "after the mayor spoke".
fn is_office(document: &Document<'_>, words: Range<usize>) -> bool {
    words.clone().any(|n| {
        title_word(document.word(n)).is_some_and(|title| title.part == TitlePart::Office)
            && (n + 1 == words.end || matches!(document.word(n + 1), "of" | "for"))
    })
}

#[cfg(test)]
mod tests {
    use crate::entity::find;
    use crate::model::Article;
    use crate::text;

    #[track_caller]
    fn check(body: &str, expected: &[&str]) {
        let article = Article::new(body);
        let document = text::read(&article);
        let names = find(&document);
        let told =
            |role: &crate::model::Role| format!("{}: {}", names.entities[role.entity].name, role.title);
        let found: Vec<String> = names.roles.iter().map(told).collect();
        assert_eq!(found, expected, "{body}");
    }

    #[test]
    fn each_office_of_a_row_is_one_persons() {
        check(
            "Wang Yi, China's foreign minister, Ana Silva, the mayor of Lima, and Otto Weber, a baker, met in Quito.",
            &["Wang Yi: foreign minister", "Ana Silva: mayor"],
        );
        check(
            "In the room sat the finance minister, Marta Cruz, the interior minister, Luis Paz, and the army chief, Jorge Diaz.",
            &["Marta Cruz: finance minister", "Luis Paz: interior minister", "Jorge Diaz: army chief"],
        );
        check("After the mayor spoke, Wang Yi, the foreign minister, left.", &["Wang Yi: foreign minister"]);
        check("The foreign minister, Wang Yi, left.", &["Wang Yi: foreign minister"]);
    }
}
