//! The entities of one article, and those of the whole database they stand for.
//!
//! In: an analysis. Out: rows of `chains`, where an entity's key is not all there is to say, and of `entity_keys` for every key that
//! another one stands for now.

use super::Store;
use crate::link::identity;
use crate::model::{Analysis, Article, Entity, EntityIndex};
use rusqlite::{OptionalExtension, params};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

impl Store {
    /// Returns the analysis with its entities as they are stored, and for each of the article's the key that stands for it.
    ///
    /// `senses`: the keys of those of its persons that are not whom most articles mean by the name.
    pub(super) fn resolve<'a>(
        &self,
        article: &Article,
        analysis: &'a Analysis,
        senses: &BTreeMap<EntityIndex, String>,
    ) -> (Cow<'a, Analysis>, Vec<Option<String>>) {
        let key = |(n, entity): (usize, &Entity)| senses.get(&n).unwrap_or(&entity.key).clone();
        let keys: Vec<String> = analysis.entities.iter().enumerate().map(key).collect();
        identity::resolve(analysis, &article.content_hash, &keys, &self.decisions)
    }

    /// Inserts what an article alone tells apart; `standing` holds the keys that `resolved`'s entities go by.
    pub(super) fn insert_chains(
        &mut self,
        article_id: i64,
        found: &Analysis,
        resolved: &Analysis,
        ids: &[i64],
        standing: &[Option<String>],
    ) -> rusqlite::Result<()> {
        let id_of: BTreeMap<&str, i64> =
            resolved.entities.iter().map(|entity| entity.key.as_str()).zip(ids.iter().copied()).collect();
        let sql = "INSERT INTO chains (article_id, key, entity_id) VALUES (?1, ?2, ?3)";
        let mut insert = self.connection.prepare_cached(sql)?;
        let moved = |(entity, key): &(&Entity, &Option<String>)| key.as_ref() != Some(&entity.key);
        // An entity that has one chain, under its own key, needs no row.
        let shared: BTreeSet<&Option<String>> =
            found.entities.iter().zip(standing).filter(moved).map(|(_, key)| key).collect();
        for (entity, key) in found.entities.iter().zip(standing).filter(|(_, key)| shared.contains(key)) {
            let entity_id = key.as_deref().and_then(|key| id_of.get(key));
            insert.execute(params![article_id, entity.key, entity_id])?;
            if moved(&(entity, key)) {
                self.tally.keys.insert(entity.key.clone());
            }
        }
        Ok(())
    }

    /// Marks the keys of an article whose rows are about to go, where another key stands for them.
    pub(super) fn touch_keys(&mut self, article_id: i64) -> rusqlite::Result<()> {
        let sql = "SELECT c.key FROM chains c LEFT JOIN entities e ON e.id = c.entity_id
                   WHERE c.article_id = ?1 AND c.key IS NOT e.key";
        let mut find = self.connection.prepare_cached(sql)?;
        let keys = find.query_map([article_id], |row| row.get(0))?;
        for key in keys {
            self.tally.keys.insert(key?);
        }
        Ok(())
    }

    /// Writes which entity each touched key leads to, where no entity goes by the key itself.
    pub(super) fn settle_keys(&self, touched: &BTreeSet<String>) -> rusqlite::Result<()> {
        let merged = self.decisions.merged().chain(self.decisions.aliases()).map(|(key, _)| key);
        for key in touched.iter().map(String::as_str).chain(merged).collect::<BTreeSet<_>>() {
            match self.leads_to(key)? {
                Some(entity_id) => {
                    let sql = "INSERT INTO entity_keys (key, entity_id) VALUES (?1, ?2)
                               ON CONFLICT (key) DO UPDATE SET entity_id = ?2 WHERE entity_id <> ?2";
                    self.connection.prepare_cached(sql)?.execute(params![key, entity_id])?;
                }
                None => {
                    self.connection
                        .prepare_cached("DELETE FROM entity_keys WHERE key = ?1")?
                        .execute([key])?;
                }
            }
        }
        Ok(())
    }

    /// Returns the entity that stands for a key none goes by: where a decision leads, else where most of its articles went,
    /// the smallest key among equals.
    fn leads_to(&self, key: &str) -> rusqlite::Result<Option<i64>> {
        let by_key = "SELECT id FROM entities WHERE key = ?1";
        let find = |key: &str| -> rusqlite::Result<Option<i64>> {
            self.connection.prepare_cached(by_key)?.query_row([key], |row| row.get(0)).optional()
        };
        if find(key)?.is_some() {
            return Ok(None);
        }
        if let Some(id) = find(self.decisions.standing(key))? {
            return Ok(Some(id));
        }
        if let Some(key) = self.namesake(key)? {
            return find(&key);
        }
        let sql = "SELECT c.entity_id FROM chains c JOIN entities e ON e.id = c.entity_id WHERE c.key = ?1
                   GROUP BY c.entity_id ORDER BY count(*) DESC, e.key LIMIT 1";
        self.connection.prepare_cached(sql)?.query_row([key], |row| row.get(0)).optional()
    }
}
