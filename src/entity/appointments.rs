//! Offices that a sentence says somebody takes up or leaves.
//!
//! In: a verb of coming into an office or leaving it, with its tree. Out: roles. "Ana Silva was appointed foreign minister of Peru" makes
//! Silva minister; "Silva resigned as foreign minister" makes her a former one, and so does "Weber succeeded Silva as foreign minister",
//! which makes him the minister.

use super::link::Builder;
use super::name_at;
use super::roles::role;
use crate::lexicon::persons::{TitlePart, title_word};
use crate::model::{EntityIndex, EntityKind, Mention, Role, RoleStatus};
use crate::text::{Document, Relation, Upos, Xpos};
use std::ops::Range;

/// What a verb tells of an office and those around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    /// "was appointed": its subject holds the office, which stands beside the verb or behind "as".
    Appointed,
    /// "took office as", "took over as": its subject holds the office behind "as".
    Entered,
    /// "resigned as": its subject held the office behind "as".
    Left,
    /// "succeeded Silva as": its subject holds the office behind "as", its object held it.
    Succeeded,
}

/// Returns the roles that verbs tell, in order of their place.
pub fn find(document: &Document<'_>, builder: &Builder, mentions: &[Mention]) -> Vec<Role> {
    let mut roles = Vec::new();
    for sentence in document.readable() {
        for verb in sentence.tokens.clone() {
            let Some(change) = change(document, verb).filter(|_| is_told_as_done(document, verb)) else {
                continue;
            };
            let Some(office) = office(document, verb, change) else { continue };
            let person = |n: usize| person(document, builder, mentions, n);
            let subject = document.children(verb).find(|&n| document.relation(n).is_subject());
            let object = document.children(verb).find(|&n| document.relation(n) == Relation::Obj);
            let mut tell = |entity: EntityIndex, status: RoleStatus| {
                let found = role(document, builder, mentions, entity, office.clone(), "appointment");
                roles.extend(
                    found
                        .filter(|found| found.status == RoleStatus::Current)
                        .map(|found| Role { status, ..found }),
                );
            };
            let status = if change == Change::Left { RoleStatus::Former } else { RoleStatus::Current };
            if let Some(entity) = subject.and_then(person) {
                tell(entity, status);
            }
            if let Some(entity) = object.filter(|_| change == Change::Succeeded).and_then(person) {
                tell(entity, RoleStatus::Former);
            }
        }
    }
    roles
}

fn change(document: &Document<'_>, verb: usize) -> Option<Change> {
    if document.upos(verb) != Upos::Verb {
        return None;
    }
    // The tree is dear and most verbs are none of these: it is looked at last.
    let is_passive = || document.children(verb).any(|n| document.relation(n) == Relation::AuxPass);
    let has_object = |word: &str| {
        document.children(verb).any(|n| document.relation(n) == Relation::Obj && document.lower(n) == word)
    };
    let has_particle = |word: &str| (verb + 1..verb + 3).any(|n| document.lower(n) == word);
    match &*document.lemma(verb) {
        "appoint" | "name" | "elect" | "reelect" | "re-elect" | "install" | "reappoint" if is_passive() => {
            Some(Change::Appointed)
        }
        "swear" if has_particle("in") && is_passive() => Some(Change::Entered),
        "take" if (has_particle("over") || has_object("office")) && !is_passive() => Some(Change::Entered),
        "resign" | "quit" | "retire" if !is_passive() => Some(Change::Left),
        "step" if has_particle("down") => Some(Change::Left),
        "succeed" | "replace" if !is_passive() => Some(Change::Succeeded),
        _ => None,
    }
}

/// Tells whether a verb of a main clause, or of one behind "who" or "said", tells what happened; what did not, may, will, or happened in
/// a year that is told is left alone.
fn is_told_as_done(document: &Document<'_>, verb: usize) -> bool {
    let is_finite = matches!(document.xpos(verb), Xpos::Vbd | Xpos::Vbn);
    let is_own_clause = document.head(verb).is_none()
        || matches!(document.relation(verb), Relation::Conj | Relation::Ccomp | Relation::AclRelcl);
    let leaves_open = |n: usize| {
        matches!(document.xpos(n), Xpos::Md)
            || matches!(document.lower(n), "not" | "n't" | "n’t" | "never" | "if" | "be" | "being")
    };
    let sentence = document.sentence_of(verb).tokens.clone();
    let has_year = sentence.clone().any(|n| {
        let word = document.word(n);
        word.len() == 4 && word.chars().all(|c| c.is_ascii_digit())
    });
    is_finite && is_own_clause && !document.children(verb).any(leaves_open) && !has_year
}

/// Returns the words of the office: "foreign minister of Peru".
fn office(document: &Document<'_>, verb: usize, change: Change) -> Option<Range<usize>> {
    let is_office =
        |n: usize| title_word(document.word(n)).is_some_and(|title| title.part == TitlePart::Office);
    let behind_as = |n: usize| {
        document
            .children(n)
            .any(|child| document.relation(child) == Relation::Case && document.lower(child) == "as")
    };
    let subject = document.children(verb).find(|&n| document.relation(n).is_subject());
    let head =
        document.children(verb).filter(|&n| n > verb && Some(n) != subject && is_office(n)).find(|&n| {
            behind_as(n)
                || change == Change::Appointed
                    && matches!(document.relation(n), Relation::Obj | Relation::Xcomp)
        })?;
    let sentence = document.sentence_of(verb).tokens.clone();
    let within = |n: &usize| {
        let mut at = *n;
        while at != head {
            match document.head(at) {
                Some(next) if sentence.contains(&next) => at = next,
                _ => return false,
            }
        }
        true
    };
    let start = (verb + 1..head)
        .rev()
        .take_while(within)
        .filter(|&n| document.lower(n) != "as")
        .last()
        .unwrap_or(head);
    let is_mark = |n: &usize| document.upos(*n) == Upos::Punct;
    let end = (head + 1..sentence.end).take_while(|n| within(n) && !is_mark(n)).last().unwrap_or(head) + 1;
    Some(start..end)
}

/// Returns the person whose name a word stands in.
fn person(document: &Document<'_>, builder: &Builder, mentions: &[Mention], n: usize) -> Option<EntityIndex> {
    name_at(document, mentions, n).filter(|&entity| builder.entities[entity].kind == EntityKind::Person)
}

#[cfg(test)]
mod tests {
    use crate::model::Article;
    use crate::{entity, text};

    /// Writes each role as `name: title of whom, status`.
    fn roles(body: &str) -> Vec<String> {
        let article = Article::new(body);
        let document = text::read(&article);
        let names = entity::find(&document);
        let name = |index: usize| names.entity(index).name.as_str();
        let of = |of: Option<usize>| of.map_or(String::new(), |of| format!(" of {}", name(of)));
        let line = |role: &crate::model::Role| {
            format!("{}: {}{}, {}", name(role.entity), role.title, of(role.of_entity), role.status.as_str())
        };
        names.roles.iter().map(line).collect()
    }

    #[test]
    fn verbs_tell_who_takes_up_and_leaves_an_office() {
        let check = |body: &str, expected: &[&str]| assert_eq!(roles(body), expected, "{body}");
        check(
            "Ana Silva was appointed foreign minister of Peru on Monday.",
            &["Ana Silva: foreign minister of Peru, current"],
        );
        check("Ana Silva took office as president of Chile.", &["Ana Silva: president of Chile, current"]);
        check("Ana Silva resigned as foreign minister.", &["Ana Silva: foreign minister, former"]);
        check(
            "Juan Weber succeeded Ana Silva as foreign minister of Peru.",
            &["Juan Weber: foreign minister of Peru, current", "Ana Silva: foreign minister of Peru, former"],
        );
    }

    #[test]
    fn what_did_not_happen_or_long_ago_tells_none() {
        for body in [
            "Ana Silva was not appointed foreign minister of Peru.",
            "Ana Silva may be appointed foreign minister of Peru.",
            "Ana Silva was appointed foreign minister of Peru in 1998.",
            "If Ana Silva was elected president, she would wait.",
            "Ana Silva will resign as foreign minister.",
            "The committee appointed Ana Silva.",
            "Ana Silva was seen as a minister of the old kind.",
        ] {
            assert_eq!(roles(body), Vec::<String>::new(), "{body}");
        }
    }
}
