//! Takes rows out: facts before they are made again, inputs and articles that are forgotten.
//!
//! In: an input or an article. Out: the database as if it had never been read. What other articles tell too stays.

use super::Store;
use super::facts::FreedIds;
use super::read::{columns, with_columns};
use super::tally::{tally_counts, tally_votes};
use crate::dedup::Profile;
use crate::model::{Analysis, Article, Metadata};
use crate::{Error, Result};
use rusqlite::{ToSql, params};

impl Store {
    /// Takes out what was read from a place; returns the number of inputs and of articles that went.
    ///
    /// `uri` may name a file of records: all its records go then. Call [`Store::take_stale`] before committing.
    pub fn forget_uri(&mut self, uri: &str) -> Result<(usize, usize)> {
        let sql = "SELECT id FROM inputs WHERE uri = ?1 OR (uri > ?1 || '#' AND uri < ?1 || '$') ORDER BY id";
        let ids = self.ids(sql, uri).map_err(|e| self.error(e))?;
        if ids.is_empty() {
            return Err(Error::NotFound(format!(
                "no input {uri} in {} (`nutgraf query \"SELECT uri FROM inputs\"` lists them)",
                self.path.display()
            )));
        }
        let mut articles = 0;
        for &id in &ids {
            articles += usize::from(self.forget_input(id).map_err(|e| self.error(e))?);
        }
        Ok((ids.len(), articles))
    }

    /// Takes out an article and all its inputs; `which` is its id or the first digits of its content hash.
    pub fn forget_article(&mut self, which: &str) -> Result<usize> {
        let id = self.resolve_article(which)?;
        let inputs =
            self.ids("SELECT id FROM inputs WHERE article_id = ?1", id).map_err(|e| self.error(e))?;
        for &input in &inputs {
            self.forget_input(input).map_err(|e| self.error(e))?;
        }
        Ok(inputs.len())
    }

    fn resolve_article(&self, which: &str) -> Result<i64> {
        let by_id = "SELECT id FROM articles WHERE id = CAST(?1 AS INTEGER) AND ?1 NOT GLOB '*[^0-9]*'";
        let by_hash = "SELECT id FROM articles WHERE length(?1) >= 8 AND content_hash >= lower(?1) AND content_hash < lower(?1) || 'g'";
        for sql in [by_id, by_hash] {
            match self.ids(sql, which).map_err(|e| self.error(e))?.as_slice() {
                [] => {}
                [id] => return Ok(*id),
                several => {
                    return Err(Error::NotFound(format!(
                        "{which} begins the content hash of {} articles: give more digits",
                        several.len()
                    )));
                }
            }
        }
        Err(Error::NotFound(format!(
            "no article {which} in {} (give its id, or 8 or more digits of its content hash; `nutgraf search WORDS` finds it)",
            self.path.display()
        )))
    }

    pub(super) fn ids(&self, sql: &str, value: impl rusqlite::ToSql) -> rusqlite::Result<Vec<i64>> {
        let mut find = self.connection.prepare_cached(sql)?;
        find.query_map([value], |row| row.get(0))?.collect()
    }

    /// Returns the articles whose metadata changed after they were analysed: analyse them and call [`Store::replace_facts`].
    pub fn take_stale(&mut self) -> Vec<i64> {
        std::mem::take(&mut self.stale).into_iter().collect()
    }

    /// Takes out an input; its article goes when nothing else carries it. Tells whether it went.
    pub(super) fn forget_input(&mut self, input_id: i64) -> rusqlite::Result<bool> {
        let article: Option<i64> =
            self.connection
                .query_row("SELECT article_id FROM inputs WHERE id = ?1", [input_id], |row| row.get(0))?;
        self.delete_input(input_id)?;
        let Some(article_id) = article else { return Ok(false) };
        let left: i64 = self.connection.query_row(
            "SELECT count(*) FROM inputs WHERE article_id = ?1",
            [article_id],
            |row| row.get(0),
        )?;
        if left == 0 {
            self.delete_article(article_id)?;
            return Ok(true);
        }
        self.choose_reading(article_id, None)?;
        Ok(false)
    }

    pub(super) fn delete_input(&self, input_id: i64) -> rusqlite::Result<()> {
        self.connection.prepare_cached("DELETE FROM inputs WHERE id = ?1")?.execute([input_id])?;
        Ok(())
    }

    fn delete_article(&mut self, article_id: i64) -> rusqlite::Result<()> {
        self.delete_profile(article_id)?;
        self.delete_facts(article_id)?;
        self.leave_story(article_id)?;
        self.connection
            .prepare_cached("DELETE FROM sections WHERE article_id = ?1")?
            .execute([article_id])?;
        self.connection.prepare_cached("DELETE FROM articles WHERE id = ?1")?.execute([article_id])?;
        self.stale.remove(&article_id);
        self.unsettled.remove(&article_id);
        self.grouping.new.remove(&article_id);
        self.grouping.moved.remove(&article_id);
        Ok(())
    }

    /// Takes out everything found in an article and its share in all sums.
    pub(super) fn delete_facts(&mut self, article_id: i64) -> rusqlite::Result<()> {
        self.touch_keys(article_id)?;
        self.delete_evidence(article_id)?;
        self.delete_last_names(article_id)?;
        tally_votes(&self.connection, &mut self.tally, article_id, -1)?;
        let is_counted = "SELECT is_counted FROM articles WHERE id = ?1";
        let is_counted: bool =
            self.connection.prepare_cached(is_counted)?.query_row([article_id], |row| row.get(0))?;
        if is_counted {
            tally_counts(&self.connection, &mut self.tally, article_id, -1)?;
        }
        self.count_in_groups(article_id, -i64::from(is_counted), true)?;
        self.leave_groups(article_id)?;
        for table in
            ["events", "quotes", "mentions", "entity_roles", "time_expressions", "article_entities", "chains"]
        {
            self.connection
                .prepare_cached(&format!("DELETE FROM {table} WHERE article_id = ?1"))?
                .execute([article_id])?;
        }
        Ok(())
    }

    /// Makes an article's facts anew from this analysis.
    pub(super) fn swap_facts(
        &mut self,
        article_id: i64,
        article: &Article,
        analysis: &Analysis,
    ) -> rusqlite::Result<()> {
        let freed = FreedIds {
            quotes: self.ids("SELECT id FROM quotes WHERE article_id = ?1 ORDER BY id", article_id)?.into(),
            events: self.ids("SELECT id FROM events WHERE article_id = ?1 ORDER BY id", article_id)?.into(),
        };
        self.delete_facts(article_id)?;
        self.insert_facts(article_id, article, analysis, freed)
    }

    /// Puts another reading of the same text in an article's place: metadata, body, sections and facts.
    pub(super) fn replace_article(
        &mut self,
        article_id: i64,
        article: &Article,
        analysis: &Analysis,
        profile: &Profile,
    ) -> rusqlite::Result<()> {
        let known = self.read_article(article_id)?;
        self.replace_text(article_id, &known, article)?;
        self.swap_facts(article_id, article, analysis)?;
        self.insert_profile(article_id, profile)
    }

    /// Writes another reading's metadata, body and sections; facts and profile must follow.
    pub(super) fn replace_text(
        &mut self,
        article_id: i64,
        known: &Article,
        article: &Article,
    ) -> rusqlite::Result<()> {
        self.delete_profile(article_id)?;
        self.set_metadata(article_id, known, &article.metadata)?;
        if known.body != article.body {
            let words = article.body.split_whitespace().count() as i64;
            let sql = "UPDATE articles SET body = ?2, word_count = ?3 WHERE id = ?1";
            self.connection.prepare_cached(sql)?.execute(params![article_id, article.body, words])?;
        }
        self.connection
            .prepare_cached("DELETE FROM sections WHERE article_id = ?1")?
            .execute([article_id])?;
        self.insert_sections(article_id, article)?;
        self.unsettled.insert(article_id);
        self.gathering.stale.insert(article_id);
        Ok(())
    }

    /// Writes an article's metadata where it differs; tells whether it did.
    pub(super) fn set_metadata(
        &mut self,
        article_id: i64,
        known: &Article,
        metadata: &Metadata,
    ) -> rusqlite::Result<bool> {
        if known.metadata == *metadata {
            return Ok(false);
        }
        let columns = columns(metadata);
        let first: [&dyn ToSql; 1] = [&article_id];
        self.connection
            .prepare_cached(include_str!("sql/update_article.sql"))?
            .execute(with_columns(first, &columns))?;
        self.unsettled.insert(article_id);
        self.gathering.stale.insert(article_id);
        self.count_in_groups(article_id, 0, true)?;
        Ok(true)
    }
}
