//! Last names alone, and whose they are in their story.
//!
//! In: an analysis, and the story of its article. Out: rows of `last_names`. Where the story tells otherwise than before whom a last
//! name means, the article is to be analysed again before the transaction ends ([`Store::take_stale`]): it tells the same then, so
//! this ends. A commit reads the rows of the stories and last names that it touched.

use super::Store;
use super::namesakes;
use crate::Result;
use crate::canonical;
use crate::link::decisions::Decisions;
use crate::link::last_names::{self, Bearer};
use crate::link::namesakes::Evidence;
use crate::model::{Analysis, Article, EntityIndex};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

/// A bearer with his article, and whom the row says he is.
type Row = (i64, Bearer, Option<String>);

impl Store {
    /// Inserts the last names of an article's persons; returns whom its story tells that those of no other name are.
    ///
    /// `senses`: the keys of those that are not whom most articles mean.
    pub(super) fn insert_last_names(
        &mut self,
        article_id: i64,
        article: &Article,
        analysis: &Analysis,
        senses: &BTreeMap<EntityIndex, String>,
    ) -> rusqlite::Result<BTreeMap<EntityIndex, String>> {
        let mut linked = BTreeMap::new();
        let names = last_names::of_article(analysis);
        let sql = "INSERT OR IGNORE INTO last_names (article_id, key, word, is_whole, evidence, story_id)
                   VALUES (?1, ?2, ?3, ?4, ?5, (SELECT story_id FROM articles WHERE id = ?1)) RETURNING story_id";
        let key = |entity| senses.get(&entity).unwrap_or(&analysis.entities[entity].key);
        for name in &names {
            let values =
                params![article_id, key(name.entity), name.word, name.is_whole, name.evidence.to_string()];
            let story =
                self.connection.prepare_cached(sql)?.query_row(values, |row| row.get(0)).optional()?;
            if let Some(story_id) = story.flatten() {
                self.named.insert((story_id, name.word.clone()));
            }
        }
        for name in names.iter().filter(|name| !name.is_whole) {
            let key = key(name.entity);
            let Some((story_id, word)) = self.story_and_word(article_id, key)? else { continue };
            for (other_id, bearer, known) in settled(&self.connection, story_id, &word)? {
                if (other_id, &bearer.key) == (article_id, key) {
                    self.set_bearer(article_id, key, known.as_deref())?;
                }
            }
            let hash = canonical::article_key(&article.content_hash);
            let now = meant(&self.connection, &self.decisions, article_id, key, hash)?;
            linked.extend(Some((name.entity, now)).filter(|(_, now)| now != key));
        }
        Ok(linked)
    }

    fn story_and_word(&self, article_id: i64, key: &str) -> rusqlite::Result<Option<(i64, String)>> {
        let sql = "SELECT story_id, word FROM last_names WHERE article_id = ?1 AND key = ?2 AND story_id IS NOT NULL";
        let mut find = self.connection.prepare_cached(sql)?;
        find.query_row(params![article_id, key], |row| Ok((row.get(0)?, row.get(1)?))).optional()
    }

    fn set_bearer(&self, article_id: i64, key: &str, bearer: Option<&str>) -> rusqlite::Result<()> {
        let sql = "UPDATE last_names SET bearer = ?3 WHERE article_id = ?1 AND key = ?2";
        self.connection.prepare_cached(sql)?.execute(params![article_id, key, bearer])?;
        Ok(())
    }

    /// Takes out the last names of an article.
    pub(super) fn delete_last_names(&mut self, article_id: i64) -> rusqlite::Result<()> {
        self.touch_last_names(article_id)?;
        self.connection
            .prepare_cached("DELETE FROM last_names WHERE article_id = ?1")?
            .execute([article_id])?;
        Ok(())
    }

    /// Puts the last names of an article in another story, or in none.
    pub(super) fn move_last_names(&mut self, article_id: i64, story_id: Option<i64>) -> rusqlite::Result<()> {
        self.touch_last_names(article_id)?;
        let sql = "UPDATE last_names SET story_id = ?2 WHERE article_id = ?1";
        self.connection.prepare_cached(sql)?.execute(params![article_id, story_id])?;
        if story_id.is_none() {
            let sql = "UPDATE last_names SET bearer = NULL WHERE article_id = ?1 AND bearer IS NOT NULL";
            if self.connection.prepare_cached(sql)?.execute([article_id])? > 0 {
                self.stale.insert(article_id);
            }
        }
        self.touch_last_names(article_id)
    }

    fn touch_last_names(&mut self, article_id: i64) -> rusqlite::Result<()> {
        let sql = "SELECT story_id, word FROM last_names WHERE article_id = ?1 AND story_id IS NOT NULL";
        let mut find = self.connection.prepare_cached(sql)?;
        let mut rows = find.query([article_id])?;
        while let Some(row) = rows.next()? {
            self.named.insert((row.get(0)?, row.get(1)?));
        }
        Ok(())
    }

    /// Settles copies and stories, and in the stories touched whose the last names are. Marks the articles where that changed: analyse
    /// them and call [`Store::replace_facts`] before committing.
    pub fn settle_last_names(&mut self) -> Result<()> {
        let mut settle = || {
            self.settle_copies()?;
            self.settle_stories()?;
            self.settle_bearers()
        };
        settle().map_err(|e| self.error(e))
    }

    pub(super) fn settle_bearers(&mut self) -> rusqlite::Result<()> {
        for (story_id, word) in std::mem::take(&mut self.named) {
            let known = read(&self.connection, story_id, &word)?;
            let settled = settled(&self.connection, story_id, &word)?;
            for ((article_id, bearer, before), (.., now)) in known.into_iter().zip(settled) {
                if before != now {
                    self.set_bearer(article_id, &bearer.key, now.as_deref())?;
                    self.stale.insert(article_id);
                }
            }
        }
        Ok(())
    }
}

/// Reads what the articles of a story tell of the bearers of a last name.
fn read(connection: &Connection, story_id: i64, word: &str) -> rusqlite::Result<Vec<Row>> {
    let sql =
        "SELECT article_id, key, is_whole, evidence, bearer FROM last_names WHERE story_id = ?1 AND word = ?2
               ORDER BY article_id, key";
    let bearer = |row: &rusqlite::Row<'_>| {
        let evidence = Evidence::read(row.get_ref(3)?.as_str()?);
        Ok((row.get(0)?, Bearer { key: row.get(1)?, is_whole: row.get(2)?, evidence }, row.get(4)?))
    };
    connection.prepare_cached(sql)?.query_map(params![story_id, word], bearer)?.collect()
}

/// Does so, with whom they are by all that is told.
fn settled(connection: &Connection, story_id: i64, word: &str) -> rusqlite::Result<Vec<Row>> {
    let mut rows = read(connection, story_id, word)?;
    let told: Vec<Bearer> = rows.iter().map(|(_, bearer, _)| bearer.clone()).collect();
    for (row, now) in rows.iter_mut().zip(last_names::bearers(word, &told)) {
        row.2 = now;
    }
    Ok(rows)
}

/// Returns the key of whom an article means by a key, before the decisions about that one are heard: a namesake, or in its story the
/// person of a last name. A decision about the last name itself stands above the story.
///
/// `hash`: the first 16 digits of the article's content hash.
pub(super) fn meant(
    connection: &Connection,
    decisions: &Decisions,
    article_id: i64,
    key: &str,
    hash: &str,
) -> rusqlite::Result<String> {
    if let Some(namesake) = namesakes::of_article(connection, key, hash)? {
        return Ok(namesake);
    }
    let is_alone = key.contains('@') && !decisions.names_key(key);
    let sql = "SELECT bearer FROM last_names WHERE article_id = ?1 AND key = ?2";
    let bearer: Option<String> = match is_alone {
        true => {
            let mut find = connection.prepare_cached(sql)?;
            find.query_row(params![article_id, key], |row| row.get(0)).optional()?.flatten()
        }
        false => None,
    };
    Ok(bearer.unwrap_or_else(|| key.to_string()))
}

/// Returns a line for each row that is not as its story tells.
pub(super) fn faults(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT 'last_names ' || n.key || ': story ' || coalesce(n.story_id, 'none') || ', its article has ' || coalesce(a.story_id, 'none')
               FROM last_names n JOIN articles a ON a.id = n.article_id WHERE n.story_id IS NOT a.story_id
               UNION ALL SELECT 'last_names ' || key || ': ' || bearer || ' without a story' FROM last_names
               WHERE bearer IS NOT NULL AND story_id IS NULL";
    let mut faults: Vec<String> =
        connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let sql = "SELECT DISTINCT story_id, word FROM last_names WHERE story_id IS NOT NULL ORDER BY 1, 2";
    let mut find = connection.prepare(sql)?;
    for group in find.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))? {
        let (story_id, word) = group?;
        let pairs = read(connection, story_id, &word)?.into_iter().zip(settled(connection, story_id, &word)?);
        for ((article_id, bearer, found), (.., expected)) in pairs.filter(|(known, now)| known.2 != now.2) {
            let [found, expected] = [found, expected].map(|key| key.unwrap_or_else(|| "nobody".to_string()));
            faults.push(format!(
                "last_names {} of article {article_id}: is {found}, should be {expected}",
                bearer.key
            ));
        }
    }
    Ok(faults)
}
