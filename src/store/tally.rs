//! Sums over articles, kept up to date by what changed: entity counts, names and votes.
//!
//! In: an article's rows with a sign, +1 when it comes, -1 when it goes. Out, before the transaction ends: rows of `entities` and
//! `entity_names` as if everything were summed anew.

use super::Store;
use crate::link::last_names;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

/// What an open transaction changed and has yet to write.
#[derive(Debug, Default)]
pub struct Tally {
    /// Entity and spelling: mentions more or fewer, in articles that count.
    names: BTreeMap<(i64, String), i64>,
    /// Entity: mentions and articles more or fewer, in articles that count.
    counts: BTreeMap<i64, (i64, i64)>,
    /// Entity, field and value: articles more or fewer that give it.
    votes: BTreeMap<(i64, &'static str, String), i64>,
    /// Entities to sum up again.
    pub(super) entities: BTreeSet<i64>,
    /// Keys whose entity may be another now.
    pub(super) keys: BTreeSet<String>,
}

impl Tally {
    fn vote(&mut self, entity_id: i64, field: &'static str, value: &str, sign: i64) {
        *self.votes.entry((entity_id, field, value.to_string())).or_default() += sign;
        self.entities.insert(entity_id);
    }
}

/// Adds (`sign` 1) or takes away (-1) what one article tells of its entities, whether it counts or not.
pub fn tally_votes(
    connection: &Connection,
    tally: &mut Tally,
    article_id: i64,
    sign: i64,
) -> rusqlite::Result<()> {
    let sql = "SELECT x.entity_id, x.name, x.country, p.key, x.rule FROM article_entities x
               LEFT JOIN entities p ON p.id = x.part_of_id WHERE x.article_id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([article_id])?;
    while let Some(row) = rows.next()? {
        let entity_id = row.get(0)?;
        // Somebody known by the last name has the name that other articles tell.
        let is_last_name = row.get_ref(4)?.as_str()? == last_names::RULE;
        let fields: &[_] = match is_last_name {
            true => &[(1, "last_name"), (2, "country"), (3, "part_of")],
            false => &[(1, "name"), (2, "country"), (3, "part_of"), (4, "rule")],
        };
        for &(column, field) in fields {
            if let Some(value) = row.get::<_, Option<String>>(column)? {
                tally.vote(entity_id, field, &value, sign);
            }
        }
    }
    Ok(())
}

/// Adds or takes away one article's mentions from the counts; only for an article that counts.
pub fn tally_counts(
    connection: &Connection,
    tally: &mut Tally,
    article_id: i64,
    sign: i64,
) -> rusqlite::Result<()> {
    let sql = "SELECT entity_id, mention_count FROM article_entities WHERE article_id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([article_id])?;
    while let Some(row) = rows.next()? {
        let (entity_id, mentions): (i64, i64) = (row.get(0)?, row.get(1)?);
        let count = tally.counts.entry(entity_id).or_default();
        count.0 += sign * mentions;
        count.1 += sign * i64::from(mentions > 0);
        tally.entities.insert(entity_id);
    }
    let sql = "SELECT entity_id, text, count(*) FROM mentions WHERE article_id = ?1 AND kind = 'name' GROUP BY entity_id, text";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([article_id])?;
    while let Some(row) = rows.next()? {
        *tally.names.entry((row.get(0)?, row.get(1)?)).or_default() += sign * row.get::<_, i64>(2)?;
    }
    Ok(())
}

impl Store {
    /// Writes the sums of everything the transaction touched.
    pub(super) fn settle_tally(&mut self) -> rusqlite::Result<()> {
        let mut tally = std::mem::take(&mut self.tally);
        self.write_names(&tally.names)?;
        self.write_votes(&tally.votes)?;
        for (entity_id, (mentions, articles)) in &tally.counts {
            let sql = "UPDATE entities SET mention_count = mention_count + ?2, article_count = article_count + ?3 WHERE id = ?1";
            self.connection.prepare_cached(sql)?.execute(params![entity_id, mentions, articles])?;
        }
        for &entity_id in &tally.entities {
            tally.keys.extend(self.settle_entity(entity_id)?);
        }
        self.settle_keys(&tally.keys)
    }

    fn write_names(&self, names: &BTreeMap<(i64, String), i64>) -> rusqlite::Result<()> {
        let add = "INSERT INTO entity_names (entity_id, name, mention_count) VALUES (?1, ?2, ?3)
                   ON CONFLICT (entity_id, name) DO UPDATE SET mention_count = mention_count + ?3";
        let drop = "DELETE FROM entity_names WHERE entity_id = ?1 AND name = ?2 AND mention_count <= 0";
        for ((entity_id, name), change) in names.iter().filter(|(_, change)| **change != 0) {
            self.connection.prepare_cached(add)?.execute(params![entity_id, name, change])?;
            if *change < 0 {
                self.connection.prepare_cached(drop)?.execute(params![entity_id, name])?;
            }
        }
        Ok(())
    }

    fn write_votes(&self, votes: &BTreeMap<(i64, &'static str, String), i64>) -> rusqlite::Result<()> {
        let more = "INSERT INTO entity_votes (entity_id, field, value, article_count) VALUES (?1, ?2, ?3, ?4)
                    ON CONFLICT DO UPDATE SET article_count = article_count + ?4";
        let drop = "DELETE FROM entity_votes WHERE entity_id = ?1 AND field = ?2 AND value = ?3 AND article_count <= ?4";
        let fewer = "UPDATE entity_votes SET article_count = article_count - ?4 WHERE entity_id = ?1 AND field = ?2 AND value = ?3";
        for ((entity_id, field, value), change) in votes {
            if *change > 0 {
                self.connection.prepare_cached(more)?.execute(params![entity_id, field, value, change])?;
            } else if *change < 0 {
                let gone = self
                    .connection
                    .prepare_cached(drop)?
                    .execute(params![entity_id, field, value, -change])?;
                if gone == 0 {
                    self.connection
                        .prepare_cached(fewer)?
                        .execute(params![entity_id, field, value, -change])?;
                }
            }
        }
        Ok(())
    }

    /// Writes an entity's row from its votes, articles and decisions, or takes it out when no article knows it any more; its
    /// key is returned then.
    fn settle_entity(&self, entity_id: i64) -> rusqlite::Result<Option<String>> {
        let key = "SELECT key FROM entities WHERE id = ?1";
        let key: String = self.connection.prepare_cached(key)?.query_row([entity_id], |row| row.get(0))?;
        let whole = self.elected(entity_id, "name")?;
        let Some(name) = whole.map_or_else(|| self.elected(entity_id, "last_name"), |name| Ok(Some(name)))?
        else {
            self.connection.prepare_cached("DELETE FROM entities WHERE id = ?1")?.execute([entity_id])?;
            return Ok(Some(key));
        };
        let country = self.elected(entity_id, "country")?;
        let rule = self.elected(entity_id, "rule")?.unwrap_or_else(|| last_names::RULE.to_string());
        let part_of = self.elected(entity_id, "part_of")?;
        let name = self.decisions.name(&key).unwrap_or(&name);
        let kind = self.decisions.kind(&key).or(key.split(':').next());
        let sql = include_str!("sql/settle_entity.sql");
        self.connection
            .prepare_cached(sql)?
            .execute(params![entity_id, name, country, part_of, rule, kind])?;
        Ok(None)
    }

    /// Returns the value most articles give an entity's field, the smallest among equals.
    fn elected(&self, entity_id: i64, field: &str) -> rusqlite::Result<Option<String>> {
        let sql = "SELECT value FROM entity_votes WHERE entity_id = ?1 AND field = ?2 ORDER BY article_count DESC, value LIMIT 1";
        self.connection.prepare_cached(sql)?.query_row(params![entity_id, field], |row| row.get(0)).optional()
    }
}
