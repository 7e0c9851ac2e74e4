//! Says for an article's entities whom they stand for in the whole database.
//!
//! In: an analysis, the key each of its entities goes by across articles, and the decisions. Out: the analysis as it is
//! stored, with those keys. An article with "Wang Yi" and "the envoy Wang" as two entities that the user merged has one.

use super::decisions::Decisions;
use crate::canonical;
use crate::link::last_names;
use crate::model::{Analysis, Entity, EntityIndex, EntityKind, Event, Quote, Span};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Returns the analysis with every entity under the key it is stored by; those to be ignored are left out.
///
/// `keys` holds, in the order of `analysis.entities`, the keys they go by before decisions are heard.
pub fn resolve<'a>(
    analysis: &'a Analysis,
    content_hash: &str,
    keys: &[String],
    decisions: &Decisions,
) -> (Cow<'a, Analysis>, Vec<Option<String>>) {
    let article = canonical::article_key(content_hash);
    let standing: Vec<Option<String>> =
        keys.iter().map(|key| decisions.entity(key, article).map(str::to_string)).collect();
    let moves = moves(analysis, article, &standing, decisions);
    let unchanged =
        analysis.entities.iter().zip(&standing).all(|(entity, key)| key.as_ref() == Some(&entity.key));
    if unchanged && moves.is_empty() {
        return (Cow::Borrowed(analysis), standing);
    }
    let mut resolver = Resolver { by_key: BTreeMap::new(), entities: Vec::new(), moves };
    let places = resolver.entities(analysis, &standing);
    let resolved = resolver.analysis(analysis, &places);
    (Cow::Owned(resolved), standing)
}

/// A mention that leaves the entity its article gives it.
struct Move {
    span: Span,
    from: EntityIndex,
    key: String,
}

fn moves(
    analysis: &Analysis,
    article: &str,
    standing: &[Option<String>],
    decisions: &Decisions,
) -> Vec<Move> {
    let mut moves = Vec::new();
    for (from, key) in standing.iter().enumerate() {
        let Some(key) = key else { continue };
        for (start, end, to) in decisions.leaving(key, article) {
            let span = Span::new(start, end);
            if analysis.mentions.iter().any(|mention| mention.entity == from && mention.span == span) {
                moves.push(Move { span, from, key: to.to_string() });
            }
        }
    }
    moves
}

struct Resolver {
    by_key: BTreeMap<String, EntityIndex>,
    entities: Vec<Entity>,
    moves: Vec<Move>,
}

impl Resolver {
    /// Makes the entities as stored; returns where each of the article's is now.
    fn entities(&mut self, analysis: &Analysis, standing: &[Option<String>]) -> Vec<Option<EntityIndex>> {
        // Of several that are one, the one named most often stands for all; then the longest name, then the smallest. One known by the
        // last name alone comes after them.
        let mut counts = vec![0usize; analysis.entities.len()];
        analysis.mentions.iter().for_each(|mention| counts[mention.entity] += 1);
        let mut order: Vec<EntityIndex> = (0..analysis.entities.len()).collect();
        order.sort_by_key(|&n| {
            let entity = &analysis.entities[n];
            let is_last_name = entity.rule == last_names::RULE;
            let rank = std::cmp::Reverse((counts[n], entity.name.chars().count()));
            (is_last_name, rank, entity.key.clone())
        });
        let mut places = vec![None; analysis.entities.len()];
        for n in order {
            let Some(key) = &standing[n] else { continue };
            places[n] = Some(self.place(key, &analysis.entities[n]));
        }
        for n in 0..self.moves.len() {
            let (from, key) = (self.moves[n].from, self.moves[n].key.clone());
            self.place(&key, &analysis.entities[from]);
        }
        for entity in 0..self.entities.len() {
            let whole = self.entities[entity].part_of.and_then(|part_of| places[part_of]);
            self.entities[entity].part_of = whole.filter(|&whole| whole != entity);
        }
        places
    }

    /// Returns the place of the entity stored by `key`, made from `entity` where it is the first.
    fn place(&mut self, key: &str, entity: &Entity) -> EntityIndex {
        if let Some(&place) = self.by_key.get(key) {
            let known = &mut self.entities[place];
            known.country = known.country.take().or_else(|| entity.country.clone());
            known.part_of = known.part_of.or(entity.part_of);
            let more = entity.identifiers.iter().filter(|pair| !known.identifiers.contains(pair));
            let more: Vec<_> = more.cloned().collect();
            known.identifiers.extend(more);
            return place;
        }
        let kind = kind_of(key).unwrap_or(entity.kind);
        self.entities.push(Entity { key: key.to_string(), kind, ..entity.clone() });
        self.by_key.insert(key.to_string(), self.entities.len() - 1);
        self.entities.len() - 1
    }

    fn analysis(self, analysis: &Analysis, places: &[Option<EntityIndex>]) -> Analysis {
        let mentions = analysis.mentions.iter().filter_map(|mention| {
            let entity = self.at(places, Some(mention.entity), Some(mention.span))?;
            Some(crate::model::Mention { entity, ..mention.clone() })
        });
        let roles = analysis.roles.iter().filter_map(|role| {
            let entity = self.at(places, Some(role.entity), Some(role.span))?;
            let of_entity = self.at(places, role.of_entity, None).filter(|&of_entity| of_entity != entity);
            Some(crate::model::Role { entity, of_entity, ..role.clone() })
        });
        Analysis {
            mentions: mentions.collect(),
            roles: roles.collect(),
            quotes: analysis.quotes.iter().map(|quote| self.quote(places, quote)).collect(),
            events: analysis.events.iter().map(|event| self.event(places, event)).collect(),
            times: analysis.times.clone(),
            entities: self.entities,
        }
    }

    fn quote(&self, places: &[Option<EntityIndex>], quote: &Quote) -> Quote {
        Quote {
            speaker: self.at(places, quote.speaker, quote.source),
            addressee: self.at(places, quote.addressee, None),
            via: self.at(places, quote.via, None),
            ..quote.clone()
        }
    }

    fn event(&self, places: &[Option<EntityIndex>], event: &Event) -> Event {
        let mut event = Event {
            place: self.at(places, event.place, event.place_text),
            reported_by: self.at(places, event.reported_by, None),
            ..event.clone()
        };
        for participant in &mut event.participants {
            participant.entity = self.at(places, participant.entity, Some(participant.span));
        }
        event
    }

    /// Returns where an entity is now, as far as the words at `span` are about it.
    fn at(
        &self,
        places: &[Option<EntityIndex>],
        entity: Option<EntityIndex>,
        span: Option<Span>,
    ) -> Option<EntityIndex> {
        let entity = entity?;
        let inside = |moved: &Move| {
            span.is_some_and(|span| span.start <= moved.span.start && moved.span.end <= span.end)
        };
        match self.moves.iter().find(|moved| moved.from == entity && inside(moved)) {
            Some(moved) => self.by_key.get(&moved.key).copied(),
            None => places[entity],
        }
    }
}

/// Returns the kind that opens a key.
pub fn kind_of(key: &str) -> Option<EntityKind> {
    EntityKind::from_word(key.split(':').next()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::decisions::{Decision, DecisionKind};
    use crate::model::{Mention, MentionKind, Role, RoleStatus};

    const HASH: &str = "11111111111111110000000000000000";
    const ARTICLE: &str = "1111111111111111";

    fn entity(key: &str, name: &str) -> Entity {
        let kind = kind_of(key).expect("a key opens with its kind");
        Entity {
            key: key.into(),
            kind,
            name: name.into(),
            country: None,
            part_of: None,
            identifiers: vec![],
            gender: None,
            rule: "test",
        }
    }

    /// "Wang Yi met Li. Wang, minister, spoke.": the person named thrice, Wang twice as an entity of its own.
    fn analysis() -> Analysis {
        let mention = |start, entity| Mention {
            span: Span::new(start, start + 2),
            entity,
            kind: MentionKind::Name,
            rule: "test",
        };
        let role = Role {
            entity: 1,
            title: "minister".into(),
            of_entity: None,
            span: Span::new(40, 50),
            status: RoleStatus::Current,
            rule: "test",
        };
        Analysis {
            entities: vec![
                entity("person:wang-yi", "Wang Yi"),
                entity("person:wang@1", "Wang"),
                entity("person:li", "Li"),
            ],
            mentions: vec![mention(0, 0), mention(10, 1), mention(20, 2), mention(30, 0)],
            roles: vec![role],
            ..Analysis::default()
        }
    }

    #[track_caller]
    fn check(decision: (DecisionKind, &str, &str), expected: &[&str]) {
        let (kind, subject, object) = decision;
        let decision = Decision { kind, subject: subject.into(), object: Some(object.into()), note: None };
        let analysis = analysis();
        let keys: Vec<String> = analysis.entities.iter().map(|entity| entity.key.clone()).collect();
        let (found, _) = resolve(&analysis, HASH, &keys, &Decisions::new(vec![(1, decision)]));
        let key = |index: usize| found.entities[index].key.clone();
        let shown: Vec<String> = found
            .mentions
            .iter()
            .map(|mention| format!("{} {}", mention.span.start, key(mention.entity)))
            .chain(found.roles.iter().map(|role| format!("{} {}", role.title, key(role.entity))))
            .collect();
        assert_eq!(shown, expected, "{kind:?} {subject} {object}");
    }

    #[test]
    fn decisions_reach_mentions_and_roles() {
        let (one, part) = ("0 person:wang-yi", "10 person:wang-yi");
        check(
            (DecisionKind::Merge, "person:wang-yi", "person:wang@1"),
            &[one, part, "20 person:li", "30 person:wang-yi", "minister person:wang-yi"],
        );
        check((DecisionKind::Ignore, "person:wang@1", ""), &[one, "20 person:li", "30 person:wang-yi"]);
        check(
            (DecisionKind::Split, "person:wang-yi", ARTICLE),
            &[
                "0 person:wang-yi@1111111111111111",
                "10 person:wang@1",
                "20 person:li",
                "30 person:wang-yi@1111111111111111",
                "minister person:wang@1",
            ],
        );
        check(
            (DecisionKind::Split, "person:wang-yi", &format!("{ARTICLE}:30-32")),
            &[
                one,
                "10 person:wang@1",
                "20 person:li",
                "30 person:wang-yi@1111111111111111:30-32",
                "minister person:wang@1",
            ],
        );
    }

    #[test]
    fn without_decisions_nothing_is_copied() {
        let analysis = analysis();
        let keys: Vec<String> = analysis.entities.iter().map(|entity| entity.key.clone()).collect();
        let (found, _) = resolve(&analysis, HASH, &keys, &Decisions::default());
        assert!(matches!(found, Cow::Borrowed(_)));
    }
}
