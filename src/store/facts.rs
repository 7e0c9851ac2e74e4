//! Writes an article and what was found in it.
//!
//! In: an article with its analysis. Out: its rows, with the words at each span beside the span.

use super::Store;
use super::read::{columns, with_columns};
use super::tally::{tally_counts, tally_votes};
use crate::canonical::fact_key;
use crate::link::decisions::Verdict;
use crate::link::last_names;
use crate::model::{Analysis, Article, Entity, FactDate, Participant, ParticipantRole, Quote, Span};
use crate::span::Text;
use rusqlite::{OptionalExtension, ToSql, params};
use std::borrow::Cow;
use std::collections::VecDeque;

/// What stands between the parts of an interrupted quote in `quotes.text`.
const PART_JOINT: &str = " … ";

impl Store {
    /// Inserts an article's own row and its sections; returns its id.
    pub(super) fn insert_article(&self, article: &Article) -> rusqlite::Result<i64> {
        let columns = columns(&article.metadata);
        let word_count = article.body.split_whitespace().count() as i64;
        let first: [&dyn ToSql; 3] = [&article.content_hash, &article.body, &word_count];
        self.connection
            .prepare_cached(include_str!("sql/insert_article.sql"))?
            .execute(with_columns(first, &columns))?;
        let article_id = self.connection.last_insert_rowid();
        self.insert_sections(article_id, article)?;
        Ok(article_id)
    }

    pub(super) fn insert_sections(&self, article_id: i64, article: &Article) -> rusqlite::Result<()> {
        let sql = "INSERT INTO sections (article_id, kind, char_start, char_end) VALUES (?1, ?2, ?3, ?4)";
        let mut insert = self.connection.prepare_cached(sql)?;
        for section in &article.sections {
            insert.execute(params![
                article_id,
                section.kind.as_str(),
                section.span.start,
                section.span.end
            ])?;
        }
        Ok(())
    }

    /// Inserts everything found in an article and adds it to the sums.
    ///
    /// `freed`: row ids for its quotes and events, of those it had before.
    pub(super) fn insert_facts(
        &mut self,
        article_id: i64,
        article: &Article,
        analysis: &Analysis,
        mut freed: FreedIds,
    ) -> rusqlite::Result<()> {
        let text = Text::new(&article.body);
        let mut senses = self.insert_evidence(article, analysis)?;
        let linked = self.insert_last_names(article_id, article, analysis, &senses)?;
        let found = match linked.is_empty() {
            true => Cow::Borrowed(analysis),
            false => Cow::Owned(last_names::told_by_rule(analysis, &linked)),
        };
        senses.extend(linked);
        let found = found.as_ref();
        let (resolved, standing) = self.resolve(article, found, &senses);
        let analysis = resolved.as_ref();
        let entities = self.insert_entities(article_id, article, analysis)?;
        self.insert_chains(article_id, found, analysis, &entities, &standing)?;
        let facts = Facts { article_id, article, text: &text, analysis, entities: &entities };
        self.insert_mentions(&facts)?;
        let quotes = self.insert_quotes(&facts, &mut freed.quotes)?;
        self.insert_events(&facts, &quotes, &mut freed.events)?;
        self.insert_times(&facts)?;
        self.grouping.new.insert(article_id);
        tally_votes(&self.connection, &mut self.tally, article_id, 1)?;
        let is_counted = "SELECT is_counted FROM articles WHERE id = ?1";
        if self.connection.prepare_cached(is_counted)?.query_row([article_id], |row| row.get(0))? {
            tally_counts(&self.connection, &mut self.tally, article_id, 1)?;
        }
        Ok(())
    }

    /// Finds or makes the row of each entity; returns their ids in the order of `analysis.entities`.
    fn insert_entities(
        &mut self,
        article_id: i64,
        article: &Article,
        analysis: &Analysis,
    ) -> rusqlite::Result<Vec<i64>> {
        let mut ids = Vec::with_capacity(analysis.entities.len());
        for entity in &analysis.entities {
            ids.push(self.entity_id(entity)?);
        }
        let mut mention_counts = vec![0i64; ids.len()];
        for mention in &analysis.mentions {
            mention_counts[mention.entity] += 1;
        }
        let mut insert = self.connection.prepare_cached(include_str!("sql/insert_article_entity.sql"))?;
        let mut identify = self.connection.prepare_cached(
            "INSERT OR IGNORE INTO entity_identifiers (entity_id, scheme, value) VALUES (?1, ?2, ?3)",
        )?;
        let published_on = article.metadata.published_on.map(|day| day.to_string());
        for (n, entity) in analysis.entities.iter().enumerate() {
            let part_of = entity.part_of.map(|index| ids[index]);
            let values = params![
                article_id,
                ids[n],
                entity.name,
                entity.country,
                part_of,
                mention_counts[n],
                published_on,
                entity.rule
            ];
            insert.execute(values)?;
            for (scheme, value) in &entity.identifiers {
                identify.execute(params![ids[n], scheme, value])?;
            }
        }
        Ok(ids)
    }

    fn entity_id(&mut self, entity: &Entity) -> rusqlite::Result<i64> {
        let find = "SELECT id FROM entities WHERE key = ?1";
        let found =
            self.connection.prepare_cached(find)?.query_row([&entity.key], |row| row.get(0)).optional()?;
        if let Some(id) = found {
            return Ok(id);
        }
        let insert = "INSERT INTO entities (key, kind, name, rule) VALUES (?1, ?2, ?3, ?4)";
        self.connection.prepare_cached(insert)?.execute(params![
            entity.key,
            entity.kind.as_str(),
            entity.name,
            entity.rule
        ])?;
        let id = self.connection.last_insert_rowid();
        self.tally.keys.insert(entity.key.clone());
        Ok(id)
    }

    fn insert_mentions(&self, facts: &Facts<'_>) -> rusqlite::Result<()> {
        let mut insert = self.connection.prepare_cached(include_str!("sql/insert_mention.sql"))?;
        for mention in &facts.analysis.mentions {
            let Span { start, end } = mention.span;
            let (entity, kind) = (facts.entities[mention.entity], mention.kind.as_str());
            insert.execute(params![
                facts.article_id,
                entity,
                start,
                end,
                facts.text.slice(mention.span),
                kind,
                mention.rule
            ])?;
        }
        let mut insert = self.connection.prepare_cached(include_str!("sql/insert_role.sql"))?;
        let as_of = facts.article.metadata.published_on.map(|day| day.to_string());
        for role in &facts.analysis.roles {
            insert.execute(params![
                facts.entities[role.entity],
                role.title,
                role.of_entity.map(|index| facts.entities[index]),
                facts.article_id,
                role.span.start,
                role.span.end,
                as_of,
                as_of.as_ref().map(|_| "day"),
                role.status.as_str(),
                role.rule,
            ])?;
        }
        Ok(())
    }

    /// Inserts the quotes and returns their ids in order.
    fn insert_quotes(&mut self, facts: &Facts<'_>, freed: &mut VecDeque<i64>) -> rusqlite::Result<Vec<i64>> {
        let mut ids = Vec::with_capacity(facts.analysis.quotes.len());
        for quote in &facts.analysis.quotes {
            ids.push(self.insert_quote(facts, quote, freed.pop_front())?);
        }
        let within = "UPDATE quotes SET within_id = ?2 WHERE id = ?1";
        for (n, quote) in facts.analysis.quotes.iter().enumerate() {
            if let Some(outer) = quote.within {
                self.connection.prepare_cached(within)?.execute(params![ids[n], ids[outer]])?;
            }
        }
        Ok(ids)
    }

    /// `freed`: the row id it takes; `None` for the next one.
    fn insert_quote(
        &mut self,
        facts: &Facts<'_>,
        quote: &Quote,
        freed: Option<i64>,
    ) -> rusqlite::Result<i64> {
        let words = |span: Option<Span>| span.map(|span| facts.text.slice(span));
        let enclosing = quote.enclosing();
        let key = fact_key(&facts.article.content_hash, enclosing.start, enclosing.end);
        let text =
            quote.content.iter().map(|&part| facts.text.slice(part)).collect::<Vec<_>>().join(PART_JOINT);
        let verdict = self.decisions.verdict(&key);
        let (said_on, said_basis, said_precision) = date_columns(quote.said);
        self.connection.prepare_cached(include_str!("sql/insert_quote.sql"))?.execute(params![
            key,
            facts.article_id,
            quote.kind.as_str(),
            text,
            enclosing.start,
            enclosing.end,
            words(quote.cue),
            quote.cue.map(|span| span.start),
            quote.cue.map(|span| span.end),
            words(quote.source),
            quote.source.map(|span| span.start),
            quote.source.map(|span| span.end),
            quote.sentence.start,
            quote.sentence.end,
            facts.id(quote.speaker),
            facts.id(quote.addressee),
            said_on,
            said_basis,
            said_precision,
            facts.id(quote.via),
            quote.negated,
            quote.confidence.as_str(),
            quote.rule,
            verdict.map(Verdict::as_str),
            freed,
        ])?;
        let quote_id = self.connection.last_insert_rowid();
        let part = "INSERT INTO quote_parts (quote_id, kind, ordinal, char_start, char_end) VALUES (?1, ?2, ?3, ?4, ?5)";
        let mut insert = self.connection.prepare_cached(part)?;
        // A quote in one piece is its own only part: content_start and content_end say it all.
        let content = if quote.content.len() > 1 { quote.content.as_slice() } else { &[] };
        for (kind, spans) in [("content", content), ("quoted", quote.quoted.as_slice())] {
            for (ordinal, span) in spans.iter().enumerate() {
                insert.execute(params![quote_id, kind, ordinal as i64, span.start, span.end])?;
            }
        }
        Ok(quote_id)
    }

    fn insert_events(
        &mut self,
        facts: &Facts<'_>,
        quotes: &[i64],
        freed: &mut VecDeque<i64>,
    ) -> rusqlite::Result<()> {
        for event in &facts.analysis.events {
            let key = fact_key(&facts.article.content_hash, event.trigger.start, event.trigger.end);
            let verdict = self.decisions.verdict(&key);
            let (date_end, date) = (event.date.map(|date| date.end.to_string()), date_columns(event.date));
            self.connection.prepare_cached(include_str!("sql/insert_event.sql"))?.execute(params![
                key,
                facts.article_id,
                event.kind.as_str(),
                event.mode,
                event.cameo,
                event.kind.quad(),
                event.score,
                facts.text.slice(event.trigger),
                event.trigger.start,
                event.trigger.end,
                event.sentence.start,
                event.sentence.end,
                date.0,
                date_end,
                date.2,
                date.1,
                facts.id(event.place),
                event.place_text.map(|span| facts.text.slice(span)),
                event.negated,
                event.modality.as_str(),
                event.attribution.as_str(),
                facts.id(event.reported_by),
                event.quote.map(|index| quotes[index]),
                event.is_background,
                event.confidence.as_str(),
                event.rule,
                verdict.map(Verdict::as_str),
                freed.pop_front(),
            ])?;
            let event_id = self.connection.last_insert_rowid();
            self.insert_participants(facts, event_id, &event.participants)?;
        }
        Ok(())
    }

    fn insert_participants(
        &self,
        facts: &Facts<'_>,
        event_id: i64,
        participants: &[Participant],
    ) -> rusqlite::Result<()> {
        let mut insert = self.connection.prepare_cached(include_str!("sql/insert_participant.sql"))?;
        for role in ParticipantRole::ALL {
            for (ordinal, participant) in
                participants.iter().filter(|participant| participant.role == *role).enumerate()
            {
                insert.execute(params![
                    event_id,
                    role.as_str(),
                    ordinal as i64,
                    facts.id(participant.entity),
                    facts.text.slice(participant.span),
                    participant.span.start,
                    participant.span.end,
                    participant.country,
                    participant.sector.map(|sector| sector.as_str()),
                    participant.via.as_str(),
                ])?;
            }
        }
        Ok(())
    }

    fn insert_times(&self, facts: &Facts<'_>) -> rusqlite::Result<()> {
        let mut insert = self.connection.prepare_cached(include_str!("sql/insert_time.sql"))?;
        for time in &facts.analysis.times {
            insert.execute(params![
                facts.article_id,
                time.span.start,
                time.span.end,
                facts.text.slice(time.span),
                time.kind.as_str(),
                time.value,
                time.date_min.map(|day| day.to_string()),
                time.date_max.map(|day| day.to_string()),
                time.precision.map(|precision| precision.as_str()),
                time.anchor.as_str(),
                time.rule,
            ])?;
        }
        Ok(())
    }
}

/// Row ids of an article's facts that were taken out to be made anew, in ascending order.
///
/// The new ones take them in the order of the text, so that a rebuild that finds the same leaves the same rows.
#[derive(Default)]
pub(super) struct FreedIds {
    pub(super) quotes: VecDeque<i64>,
    pub(super) events: VecDeque<i64>,
}

/// What the rows of one article are made from.
struct Facts<'a> {
    article_id: i64,
    article: &'a Article,
    text: &'a Text<'a>,
    analysis: &'a Analysis,
    /// Row ids in the order of `analysis.entities`.
    entities: &'a [i64],
}

impl Facts<'_> {
    fn id(&self, entity: Option<usize>) -> Option<i64> {
        entity.map(|index| self.entities[index])
    }
}

/// Returns the first day, the basis and the precision of a date as they stand in columns.
fn date_columns(date: Option<FactDate>) -> (Option<String>, Option<&'static str>, Option<&'static str>) {
    (
        date.map(|date| date.start.to_string()),
        date.map(|date| date.basis.as_str()),
        date.map(|date| date.precision.as_str()),
    )
}
