//! The user's decisions: read, made, taken back.
//!
//! In: a decision. Out: its row, and the articles whose facts it changes, which are to be analysed again before the
//! transaction ends ([`Store::take_stale`]). What it contradicts refuses it.

use super::{Store, failure, find, last_names, namesakes};
use crate::link::decisions::{Decision, DecisionKind, Decisions};
use crate::{Error, Result, canonical};
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Reads all decisions.
pub fn decisions(connection: &Connection, path: &Path) -> Result<Decisions> {
    read(connection).map_err(|error| failure::error(path, error))
}

pub(super) fn read(connection: &Connection) -> rusqlite::Result<Decisions> {
    let sql = "SELECT id, kind, subject, object, note FROM decisions ORDER BY id";
    let mut find = connection.prepare_cached(sql)?;
    let rows = find.query_map([], |row| {
        let kind = DecisionKind::from_word(&row.get::<_, String>(1)?).expect("the table checks its kinds");
        let decision = Decision { kind, subject: row.get(2)?, object: row.get(3)?, note: row.get(4)? };
        Ok((row.get(0)?, decision))
    })?;
    let rows = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut aliases = BTreeMap::new();
    for key in Decisions::namesakes(&rows) {
        if let Some(now) = namesakes::now(connection, &key)?.filter(|now| *now != key) {
            aliases.insert(key, now);
        }
    }
    Ok(Decisions::with_aliases(rows, aliases))
}

/// Tells whether somebody wrote the key of a mention: digits of a content hash, a colon, a span.
fn is_mention_key(wanted: &str) -> bool {
    let parts = wanted.split_once(':').and_then(|(hash, span)| Some((hash, span.split_once('-')?)));
    parts.is_some_and(|(hash, (start, end))| {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        hash.bytes().all(|b| b.is_ascii_hexdigit()) && digits(start) && digits(end)
    })
}

impl Store {
    pub(super) fn load_decisions(&mut self) -> rusqlite::Result<()> {
        self.decisions = read(&self.connection)?;
        Ok(())
    }

    /// Returns the decisions as of the start of the transaction, and those made in it.
    pub fn decisions(&self) -> &Decisions {
        &self.decisions
    }

    /// Returns the key of the entity that somebody means by an id, a key or a name.
    pub fn entity_key(&self, wanted: &str) -> Result<String> {
        let id = find::entity(&self.connection, &self.path, wanted)?.id;
        let sql = "SELECT key FROM entities WHERE id = ?1";
        self.connection.query_row(sql, [id], |row| row.get(0)).map_err(|e| self.error(e))
    }

    /// Returns the key of the article that somebody means by an id, a content hash or words of its title.
    pub fn article_key(&self, wanted: &str) -> Result<String> {
        let id = find::article(&self.connection, &self.path, wanted)?;
        let sql = "SELECT content_hash FROM articles WHERE id = ?1";
        let hash: rusqlite::Result<String> = self.connection.query_row(sql, [id], |row| row.get(0));
        hash.map(|hash| canonical::article_key(&hash).to_string()).map_err(|e| self.error(e))
    }

    /// Returns the key of what is to leave an entity: a mention's as it is, or that of the article that somebody means.
    ///
    /// Fails where the entity is not named there.
    pub fn leaving_key(&self, entity: &str, wanted: &str) -> Result<String> {
        let key = if is_mention_key(wanted) { wanted.to_string() } else { self.article_key(wanted)? };
        let (article, span) = key.split_once(':').unwrap_or((&key, ""));
        let sql = "SELECT EXISTS (SELECT 1 FROM mentions m JOIN entities e ON e.id = m.entity_id JOIN articles a ON a.id = m.article_id
                   WHERE e.key = ?1 AND a.content_hash >= ?2 AND a.content_hash < ?2 || 'g'
                   AND (?3 = '' OR m.char_start || '-' || m.char_end = ?3))";
        let named = self.connection.query_row(sql, [entity, article, span], |row| row.get(0));
        match named.map_err(|e| self.error(e))? {
            true => Ok(key),
            false => Err(Error::NotFound(format!("{entity} is not named at {wanted}"))),
        }
    }

    /// Tells whether an entity goes by this key.
    pub fn has_entity(&self, key: &str) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM entities WHERE key = ?1) OR EXISTS (SELECT 1 FROM entity_keys WHERE key = ?1)";
        let found = self.connection.query_row(sql, [key], |row| row.get(0));
        let led = || Ok(namesakes::now(&self.connection, key)?.is_some());
        found.and_then(|found: bool| if found { Ok(true) } else { led() }).map_err(|e| self.error(e))
    }

    /// Tells whether there is a quote or event with this key.
    pub fn has_fact(&self, key: &str) -> Result<bool> {
        let (article, _) = key.split_once(':').unwrap_or((key, ""));
        let sql = "SELECT EXISTS (SELECT 1 FROM articles a WHERE a.content_hash >= ?2 AND a.content_hash < ?2 || 'g'
                   AND (EXISTS (SELECT 1 FROM quotes WHERE article_id = a.id AND key = ?1)
                        OR EXISTS (SELECT 1 FROM events WHERE article_id = a.id AND key = ?1)))";
        self.connection.query_row(sql, [key, article], |row| row.get(0)).map_err(|e| self.error(e))
    }

    /// Makes a decision inside the open transaction and returns its id; `now` is UTC, ISO 8601.
    ///
    /// Fails where it contradicts an earlier one, and says which. A new name or kind takes the place of the old one.
    pub fn decide(&mut self, decision: &Decision, now: &str) -> Result<i64> {
        if let Some(reason) = self.decisions.contradiction(decision) {
            return Err(Error::Decision(format!("cannot {decision}: {reason}")));
        }
        self.write_decision(decision, now).map_err(|e| self.error(e))
    }

    fn write_decision(&mut self, decision: &Decision, now: &str) -> rusqlite::Result<i64> {
        if let Some(id) = self.decisions.replaced_by(decision) {
            self.connection.execute("DELETE FROM decisions WHERE id = ?1", [id])?;
        }
        let sql = "INSERT INTO decisions (made_at, kind, subject, object, note) VALUES (?1, ?2, ?3, ?4, ?5)";
        let Decision { kind, subject, object, note } = decision;
        self.connection.execute(sql, params![now, kind.as_str(), subject, object, note])?;
        let id = self.connection.last_insert_rowid();
        self.after_change(decision)?;
        Ok(id)
    }

    /// Takes a decision back inside the open transaction; returns it.
    pub fn undo(&mut self, id: i64) -> Result<Decision> {
        let made = self.decisions.rows().iter().find(|(other, _)| *other == id).map(|(_, made)| made.clone());
        let made = made
            .ok_or_else(|| Error::NotFound(format!("no decision {id} (`nutgraf entity list` lists them)")))?;
        let undo = |store: &mut Store| {
            store.connection.execute("DELETE FROM decisions WHERE id = ?1", [id])?;
            store.after_change(&made)
        };
        undo(self).map_err(|e| self.error(e))?;
        Ok(made)
    }

    /// Returns how many articles are to be analysed again before the transaction ends.
    pub fn stale_count(&self) -> usize {
        self.stale.len()
    }

    /// Marks what a decision that was just made or taken back changes.
    pub(super) fn after_change(&mut self, decision: &Decision) -> rusqlite::Result<()> {
        let mut keys: BTreeSet<String> = decision.keys().into_iter().collect();
        for _ in ["before", "after"] {
            // Whatever stands for what it names, or what that stands for.
            let standing: BTreeSet<String> =
                keys.iter().map(|key| self.decisions.standing(key).to_string()).collect();
            let merged = self.decisions.merged().filter(|(_, stands)| standing.contains(*stands));
            keys.extend(merged.map(|(key, _)| key.to_string()));
            keys.extend(standing);
            self.load_decisions()?;
        }
        let stems: Vec<String> =
            keys.iter().filter_map(|key| Some(key.split_once('@')?.0.to_string())).collect();
        keys.extend(stems);
        for key in &keys {
            let sql = "SELECT id FROM entities WHERE key = ?1";
            let ids: Vec<i64> = self.ids(sql, key)?;
            self.tally.entities.extend(ids);
        }
        for article in decision.articles() {
            let sql = "SELECT id FROM articles WHERE content_hash >= ?1 AND content_hash < ?1 || 'g'";
            let ids = self.ids(sql, article)?;
            self.stale.extend(ids);
        }
        self.mark_moved(&keys)?;
        self.tally.keys.extend(keys);
        Ok(())
    }

    /// Marks the articles in which something under one of these keys stands for another entity than before.
    fn mark_moved(&mut self, keys: &BTreeSet<String>) -> rusqlite::Result<()> {
        let sql = "SELECT c.article_id, c.key, a.content_hash, e.key FROM chains c
                   JOIN articles a ON a.id = c.article_id LEFT JOIN entities e ON e.id = c.entity_id
                   WHERE c.key = ?1 OR c.entity_id = (SELECT id FROM entities WHERE key = ?1)
                   UNION ALL SELECT x.article_id, e.key, a.content_hash, e.key FROM entities e
                   JOIN article_entities x ON x.entity_id = e.id JOIN articles a ON a.id = x.article_id
                   WHERE e.key = ?1 AND NOT EXISTS (SELECT 1 FROM chains c WHERE c.article_id = x.article_id AND c.entity_id = e.id)";
        let mut moved = BTreeSet::new();
        let mut find = self.connection.prepare_cached(sql)?;
        for key in keys {
            let mut rows = find.query([key])?;
            while let Some(row) = rows.next()? {
                let (article_id, key, hash): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
                let article = canonical::article_key(&hash);
                let key = last_names::meant(&self.connection, &self.decisions, article_id, &key, article)?;
                let now = self.decisions.entity(&key, article);
                if now != row.get::<_, Option<String>>(3)?.as_deref() {
                    moved.insert(article_id);
                }
            }
        }
        drop(find);
        self.stale.extend(moved);
        Ok(())
    }
}
