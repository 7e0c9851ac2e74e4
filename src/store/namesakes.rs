//! Persons of one name who are two: the evidence of articles, and which of them each article is about.
//!
//! In: an analysis. Out: rows of `person_evidence` and `person_senses`. Where new evidence changes of whom an article is, the
//! article is to be analysed again before the transaction ends ([`Store::take_stale`]): its evidence stays as it was, so
//! once is enough. A commit reads the distinct evidence of the keys it touched, and the articles of what changed sides.

use super::Store;
use crate::Result;
use crate::canonical;
use crate::link::decisions::Decisions;
use crate::link::namesakes::{self, Sense};
use crate::model::{Analysis, Article, EntityIndex};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

/// Evidence with the namesake's key and its contradiction to the rest of its sense.
type Settled = BTreeMap<String, (Option<String>, i32)>;

impl Store {
    /// Inserts what an article tells of its persons; returns the keys of those that are not whom most articles mean.
    pub(super) fn insert_evidence(
        &mut self,
        article: &Article,
        analysis: &Analysis,
    ) -> rusqlite::Result<BTreeMap<EntityIndex, String>> {
        let mut senses = BTreeMap::new();
        let article = canonical::article_key(&article.content_hash);
        for (n, evidence) in namesakes::evidence(analysis) {
            let (key, evidence) = (&analysis.entities[n].key, evidence.to_string());
            let sql = "INSERT INTO person_evidence (key, evidence, article) VALUES (?1, ?2, ?3)";
            self.connection.prepare_cached(sql)?.execute([key, evidence.as_str(), article])?;
            let sql = "INSERT INTO person_senses (key, evidence, article_count) VALUES (?1, ?2, 1)
                       ON CONFLICT DO UPDATE SET article_count = article_count + 1 RETURNING sense";
            let sense: Option<String> =
                self.connection.prepare_cached(sql)?.query_row([key, &evidence], |row| row.get(0))?;
            if let Some(sense) = sense {
                self.tally.keys.insert(format!("{key}@{article}"));
                senses.insert(n, sense);
            }
            self.told_of.insert(key.clone());
        }
        Ok(senses)
    }

    /// Takes out what an article told of its persons.
    pub(super) fn delete_evidence(&mut self, article_id: i64) -> rusqlite::Result<()> {
        let sql = "SELECT s.key, s.evidence, s.sense IS NOT NULL, p.article FROM person_senses s
                   JOIN articles a ON a.id = ?1
                   JOIN person_evidence p ON p.key = s.key AND p.evidence = s.evidence AND p.article = substr(a.content_hash, 1, 16)
                   WHERE s.key IN (SELECT key FROM chains WHERE article_id = ?1
                     UNION SELECT e.key FROM article_entities x JOIN entities e ON e.id = x.entity_id WHERE x.article_id = ?1)";
        let mut find = self.connection.prepare_cached(sql)?;
        let rows = find.query_map([article_id], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get(2)?, row.get::<_, String>(3)?))
        })?;
        for (key, evidence, is_namesake, article) in rows.collect::<rusqlite::Result<Vec<_>>>()? {
            let sql = "DELETE FROM person_evidence WHERE key = ?1 AND evidence = ?2 AND article = ?3";
            self.connection.prepare_cached(sql)?.execute([&key, &evidence, &article])?;
            let sql =
                "UPDATE person_senses SET article_count = article_count - 1 WHERE key = ?1 AND evidence = ?2";
            self.connection.prepare_cached(sql)?.execute([&key, &evidence])?;
            if is_namesake {
                self.tally.keys.insert(format!("{key}@{article}"));
            }
            self.told_of.insert(key);
        }
        Ok(())
    }

    /// Divides the evidence on the keys touched anew, and marks the articles that are about somebody else now: analyse them
    /// and call [`Store::replace_facts`] before committing.
    pub fn settle_namesakes(&mut self) -> Result<()> {
        self.settle_senses().map_err(|e| self.error(e))
    }

    pub(super) fn settle_senses(&mut self) -> rusqlite::Result<()> {
        let touched = std::mem::take(&mut self.told_of);
        for key in &touched {
            self.settle_senses_of(key)?;
        }
        self.follow_namesakes(&touched)
    }

    fn settle_senses_of(&mut self, key: &str) -> rusqlite::Result<()> {
        let sql = "DELETE FROM person_senses WHERE key = ?1 AND article_count = 0";
        self.connection.prepare_cached(sql)?.execute([key])?;
        let (counts, known) = read(&self.connection, key)?;
        for (evidence, (sense, contradiction)) in settled(&self.connection, key, &counts)? {
            if known[&evidence] == (sense.clone(), contradiction) {
                continue;
            }
            let sql =
                "UPDATE person_senses SET sense = ?3, contradiction = ?4 WHERE key = ?1 AND evidence = ?2";
            self.connection.prepare_cached(sql)?.execute(params![key, evidence, sense, contradiction])?;
            if known[&evidence].0 != sense {
                self.mark_told(key, &evidence)?;
            }
        }
        Ok(())
    }

    /// Marks the articles that tell this of somebody.
    fn mark_told(&mut self, key: &str, evidence: &str) -> rusqlite::Result<()> {
        let sql = "SELECT a.id, p.article FROM person_evidence p
                   JOIN articles a ON a.content_hash >= p.article AND a.content_hash < p.article || 'g'
                   WHERE p.key = ?1 AND p.evidence = ?2";
        let mut find = self.connection.prepare_cached(sql)?;
        let mut rows = find.query([key, evidence])?;
        while let Some(row) = rows.next()? {
            self.stale.insert(row.get(0)?);
            self.tally.keys.insert(format!("{key}@{}", row.get::<_, String>(1)?));
        }
        Ok(())
    }

    /// Marks what decisions about namesakes change, where a key that they name leads to another now.
    fn follow_namesakes(&mut self, touched: &BTreeSet<String>) -> rusqlite::Result<()> {
        let of_touched = |key: &String| key.split_once('@').is_some_and(|(stem, _)| touched.contains(stem));
        if !Decisions::namesakes(self.decisions.rows()).iter().any(of_touched) {
            return Ok(());
        }
        let before = self.decisions.clone();
        let now = super::decisions::read(&self.connection)?;
        if before.aliases().eq(now.aliases()) {
            return Ok(());
        }
        for (_, decision) in before.rows() {
            if decision.keys().iter().any(of_touched) {
                self.decisions = before.clone();
                self.after_change(decision)?;
            }
        }
        Ok(())
    }

    /// Returns the entity's key that the key of a namesake leads to, where the article that gives it is not about whom most
    /// articles mean.
    pub(super) fn namesake(&self, key: &str) -> rusqlite::Result<Option<String>> {
        let now = now(&self.connection, key)?;
        let namesake = now.filter(|now| now.contains('@'));
        let Some((_, article)) = key.split_once('@') else { return Ok(None) };
        Ok(namesake.and_then(|namesake| self.decisions.entity(&namesake, article).map(str::to_string)))
    }
}

/// Returns the key that the namesake with this key goes by now: the smallest hash of its articles may be another, or most
/// articles may be about them now. `None` where no article by that hash tells anything of such a person.
pub(super) fn now(connection: &Connection, key: &str) -> rusqlite::Result<Option<String>> {
    let Some((stem, article)) = key.split_once('@') else { return Ok(None) };
    let sql = "SELECT coalesce(s.sense, s.key) FROM person_senses s WHERE s.key = ?1
               AND EXISTS (SELECT 1 FROM person_evidence p WHERE p.key = s.key AND p.evidence = s.evidence AND p.article = ?2)";
    connection.prepare_cached(sql)?.query_row([stem, article], |row| row.get(0)).optional()
}

/// Returns the key of the namesake that an article means by a key, where it is not whom most articles mean.
pub(super) fn of_article(
    connection: &Connection,
    key: &str,
    article: &str,
) -> rusqlite::Result<Option<String>> {
    let sql = "SELECT s.sense FROM person_senses s WHERE s.key = ?1 AND s.sense IS NOT NULL
               AND EXISTS (SELECT 1 FROM person_evidence p WHERE p.key = s.key AND p.evidence = s.evidence AND p.article = ?2)";
    connection.prepare_cached(sql)?.query_row([key, article], |row| row.get(0)).optional()
}

/// Reads the distinct evidence on a key: how many articles tell it, and what was made of it.
fn read(connection: &Connection, key: &str) -> rusqlite::Result<(BTreeMap<String, i64>, Settled)> {
    let sql = "SELECT evidence, article_count, sense, contradiction FROM person_senses WHERE key = ?1";
    let mut find = connection.prepare_cached(sql)?;
    let mut rows = find.query([key])?;
    let (mut counts, mut known) = (BTreeMap::new(), Settled::new());
    while let Some(row) = rows.next()? {
        let evidence: String = row.get(0)?;
        counts.insert(evidence.clone(), row.get(1)?);
        known.insert(evidence, (row.get(2)?, row.get(3)?));
    }
    Ok((counts, known))
}

/// Divides the evidence on a key; each namesake but the one of most articles has a key of its own.
fn settled(connection: &Connection, key: &str, counts: &BTreeMap<String, i64>) -> rusqlite::Result<Settled> {
    let senses = if counts.len() > 1 { namesakes::senses(counts) } else { Vec::new() };
    let mut settled: Settled = counts.keys().map(|told| (told.clone(), (None, 0))).collect();
    for (n, sense) in senses.iter().enumerate() {
        let namesake =
            if n == 0 { None } else { Some(format!("{key}@{}", first_article(connection, key, sense)?)) };
        for (told, contradiction) in &sense.told {
            settled.insert(told.clone(), (namesake.clone(), *contradiction));
        }
    }
    Ok(settled)
}

fn first_article(connection: &Connection, key: &str, sense: &Sense) -> rusqlite::Result<String> {
    let sql = "SELECT min(article) FROM person_evidence WHERE key = ?1 AND evidence = ?2";
    let mut find = connection.prepare_cached(sql)?;
    let hashes = sense.told.keys().map(|told| find.query_row([key, told], |row| row.get(0)));
    let hashes = hashes.collect::<rusqlite::Result<BTreeSet<String>>>()?;
    Ok(hashes.into_iter().next().unwrap_or_default())
}

/// Returns a line for each row that is not as the evidence says.
pub(super) fn faults(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT 'person_senses ' || coalesce(s.key, p.key) || ', ' || coalesce(s.evidence, p.evidence) || ': '
               || coalesce(s.article_count, 0) || ' articles, found ' || coalesce(p.articles, 0)
               FROM person_senses s FULL JOIN (SELECT key, evidence, count(a.id) AS articles FROM person_evidence
                 LEFT JOIN articles a ON a.content_hash >= article AND a.content_hash < article || 'g' GROUP BY 1, 2) p ON p.key = s.key AND p.evidence = s.evidence
               WHERE coalesce(s.article_count, 0) <> coalesce(p.articles, 0)";
    let mut faults: Vec<String> =
        connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut find = connection.prepare("SELECT DISTINCT key FROM person_senses ORDER BY key")?;
    for key in find.query_map([], |row| row.get::<_, String>(0))? {
        let key = key?;
        let (counts, known) = read(connection, &key)?;
        for (evidence, expected) in settled(connection, &key, &counts)? {
            if known[&evidence] != expected {
                let [found, expected] = [&known[&evidence], &expected].map(|(sense, contradiction)| {
                    format!("{} ({contradiction})", sense.as_deref().unwrap_or(&key))
                });
                faults.push(format!("person_senses {key}, {evidence}: is {found}, should be {expected}"));
            }
        }
    }
    Ok(faults)
}
