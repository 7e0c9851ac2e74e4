//! Stories: articles about the same matter.
//!
//! In: articles that came, changed or went. Out: `articles.story_id` and rows of `stories`, with sums over the articles that count. A
//! copy is in the story of the article it stands for. An article that no other is like is in none.

use super::Store;
use crate::link::stories::{Node, ROUNDS, rank};
use crate::link::terms::{Terms, heaviest_words};
use jiff::civil::{Date, date};
use rusqlite::{OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Headlines looked at for a story's title: those of its first articles.
const HEADLINES_MAX: i64 = 32;
/// Words that name a story none of whose articles has a headline.
const TITLE_WORDS: usize = 4;
/// Longer chains of copies of versions of copies are not followed.
const CHAIN_MAX: usize = 64;
/// Days are counted from here.
pub(super) const FIRST_DAY: Date = date(1970, 1, 1);

impl Store {
    /// Brings stories up to date with the articles the transaction touched.
    pub(super) fn settle_stories(&mut self) -> rusqlite::Result<()> {
        let stale = std::mem::take(&mut self.gathering.stale);
        for &article_id in &stale {
            let node = self.first_node(article_id)?;
            self.put_node(0, article_id, node)?;
            // Its title or day may be its story's.
            if let Some(story_id) = self.story_of(article_id)? {
                self.gathering.changes.entry(story_id).or_default();
            }
        }
        let mut moved = self.settle_nodes()?;
        moved.extend(&stale);
        let mut changed = self.assign_stories(moved)?;
        changed.extend(stale);
        self.assign_copies(changed)?;
        self.settle_sums()
    }

    /// Adds an article that begins (1) or ceases (-1) to count to its story, which may change soon.
    pub(super) fn count_in_story(&mut self, article_id: i64, sign: i64) -> rusqlite::Result<()> {
        self.gathering.stale.insert(article_id);
        if let Some(story_id) = self.story_of(article_id)? {
            *self.gathering.changes.entry(story_id).or_default() += sign;
        }
        Ok(())
    }

    /// Takes an article out of its story before it is deleted.
    pub(super) fn leave_story(&mut self, article_id: i64) -> rusqlite::Result<()> {
        for round in 0..ROUNDS.len() {
            self.put_node(round, article_id, None)?;
        }
        if let Some(leader_id) = self.leader_of_story(article_id)? {
            // Perhaps nobody is left with it.
            self.gathering.stale.insert(leader_id);
        }
        self.set_story(article_id, None)?;
        self.gathering.stale.remove(&article_id);
        Ok(())
    }

    /// Returns the node of an article in the first round; copies have none.
    fn first_node(&self, article_id: i64) -> rusqlite::Result<Option<Node>> {
        let sql = "SELECT is_counted FROM articles WHERE id = ?1";
        let counts =
            self.connection.prepare_cached(sql)?.query_row([article_id], |row| row.get(0)).optional()?;
        if counts != Some(true) {
            return Ok(None);
        }
        let article = self.read_article(article_id)?;
        let day = article.metadata.published_on.map(|day| (day - FIRST_DAY).get_days());
        let node =
            |terms| Node { rank: rank(&article.content_hash), day, terms: Rc::new(terms), article_count: 1 };
        Ok(Terms::of(&article).map(node))
    }

    /// Puts articles in the story of their last leader; returns those whose story is another one now.
    fn assign_stories(&mut self, mut moved: BTreeSet<i64>) -> rusqlite::Result<BTreeSet<i64>> {
        // A leader whom the last follower left is in no story any more, one that got its first is in one now.
        for article_id in moved.clone() {
            moved.extend(self.leader_of_story(article_id)?);
            moved.extend(self.last_leader(article_id)?);
        }
        let mut members: BTreeMap<Option<i64>, Vec<i64>> = BTreeMap::new();
        for article_id in moved {
            members.entry(self.last_leader(article_id)?).or_default().push(article_id);
        }
        let mut changed = BTreeSet::new();
        for (leader_id, articles) in members {
            let story_id = match leader_id {
                Some(leader_id) => self.story_led_by(leader_id, &articles)?,
                None => None,
            };
            for article_id in articles {
                // A copy has no leader, and the story of what it stands for: that is settled next.
                let is_copy = leader_id.is_none() && self.original(article_id)? != article_id;
                if !is_copy && self.set_story(article_id, story_id)? {
                    changed.insert(article_id);
                }
            }
        }
        Ok(changed)
    }

    /// Returns the row of the story an article leads, made where there is none; `None` where nobody follows it.
    ///
    /// A story whose leader follows another one now gets that one, and its articles keep their row of `stories`. Their reports move to
    /// the new leader's block: with n articles the chance of that is 1 in n, so it costs one article's reports on average.
    fn story_led_by(&mut self, leader_id: i64, articles: &[i64]) -> rusqlite::Result<Option<i64>> {
        if self.is_alone(leader_id)? {
            return Ok(None);
        }
        let sql = "SELECT id FROM stories WHERE leader_id = ?1";
        let found =
            self.connection.prepare_cached(sql)?.query_row([leader_id], |row| row.get(0)).optional()?;
        if found.is_some() {
            return Ok(found);
        }
        for &article_id in articles {
            let Some(old) = self.leader_of_story(article_id)? else { continue };
            if self.last_leader(old)? != Some(old) {
                let sql = "UPDATE stories SET leader_id = ?2 WHERE leader_id = ?1";
                self.connection.prepare_cached(sql)?.execute([old, leader_id])?;
                let story_id = self.story_of(article_id)?;
                let members = self.ids("SELECT id FROM articles WHERE story_id = ?1", story_id)?;
                self.grouping.moved.extend(members);
                return Ok(story_id);
            }
        }
        let sql = "INSERT INTO stories (key, article_count, leader_id, rule) VALUES ('led by:' || ?1, 0, ?1, 'shared_terms')";
        self.connection.prepare_cached(sql)?.execute([leader_id])?;
        Ok(Some(self.connection.last_insert_rowid()))
    }

    /// Puts copies and replaced versions of these articles, and those of them that are some, in the story of what they stand for.
    fn assign_copies(&mut self, changed: BTreeSet<i64>) -> rusqlite::Result<()> {
        let mut waiting: Vec<i64> = changed.into_iter().collect();
        let mut copies = BTreeSet::new();
        while let Some(article_id) = waiting.pop() {
            let sql = "SELECT id FROM articles WHERE near_duplicate_of = ?1
                       UNION SELECT version_of FROM articles WHERE id = ?1 AND version_of IS NOT NULL";
            let mut find = self.connection.prepare_cached(sql)?;
            let found: Vec<i64> =
                find.query_map([article_id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            waiting.extend(found.into_iter().filter(|id| copies.insert(*id)));
            copies.insert(article_id);
        }
        for article_id in copies {
            let original = self.original(article_id)?;
            if original != article_id {
                let story_id = self.story_of(original)?;
                self.set_story(article_id, story_id)?;
            }
        }
        Ok(())
    }

    /// Returns the article that counts in place of a copy or replaced version; itself for one that counts.
    fn original(&self, article_id: i64) -> rusqlite::Result<i64> {
        let sql = "SELECT coalesce(a.near_duplicate_of,
                     (SELECT n.id FROM articles n WHERE n.version_of = a.id ORDER BY n.content_hash LIMIT 1))
                   FROM articles a WHERE a.id = ?1 AND a.is_counted = 0";
        let mut find = self.connection.prepare_cached(sql)?;
        let mut original = article_id;
        for _ in 0..CHAIN_MAX {
            match find.query_row([original], |row| row.get(0)).optional()?.flatten() {
                Some(next) => original = next,
                None => break,
            }
        }
        Ok(original)
    }

    fn story_of(&self, article_id: i64) -> rusqlite::Result<Option<i64>> {
        let sql = "SELECT story_id FROM articles WHERE id = ?1";
        let found = self.connection.prepare_cached(sql)?.query_row([article_id], |row| row.get(0));
        Ok(found.optional()?.flatten())
    }

    fn leader_of_story(&self, article_id: i64) -> rusqlite::Result<Option<i64>> {
        let sql = "SELECT s.leader_id FROM articles a JOIN stories s ON s.id = a.story_id WHERE a.id = ?1";
        self.connection.prepare_cached(sql)?.query_row([article_id], |row| row.get(0)).optional()
    }

    /// Writes an article's story where it changed, since the body is long; tells whether it did.
    fn set_story(&mut self, article_id: i64, story_id: Option<i64>) -> rusqlite::Result<bool> {
        let sql = "SELECT story_id, is_counted FROM articles WHERE id = ?1";
        let found = self
            .connection
            .prepare_cached(sql)?
            .query_row([article_id], |row| Ok((row.get(0)?, row.get(1)?)));
        let Some((old, counts)): Option<(Option<i64>, bool)> = found.optional()? else { return Ok(false) };
        if old == story_id {
            return Ok(false);
        }
        let sql = "UPDATE articles SET story_id = ?2 WHERE id = ?1";
        self.connection.prepare_cached(sql)?.execute(params![article_id, story_id])?;
        self.grouping.moved.insert(article_id);
        self.move_last_names(article_id, story_id)?;
        for (story_id, sign) in [(old, -1), (story_id, 1)] {
            if let Some(story_id) = story_id {
                *self.gathering.changes.entry(story_id).or_default() += sign * i64::from(counts);
            }
        }
        Ok(true)
    }

    /// Writes the sums of the touched stories; one without articles goes.
    ///
    /// Keys are cleared first: an article may have moved from one story to another and takes its key along.
    fn settle_sums(&mut self) -> rusqlite::Result<()> {
        let changes = std::mem::take(&mut self.gathering.changes);
        let count = "UPDATE stories SET key = 'new:' || id, article_count = article_count + ?2 WHERE id = ?1";
        let drop =
            "DELETE FROM stories WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM articles WHERE story_id = ?1)";
        for (story_id, change) in &changes {
            self.connection.prepare_cached(count)?.execute([story_id, change])?;
        }
        for &story_id in changes.keys() {
            if self.connection.prepare_cached(drop)?.execute([story_id])? == 0 {
                let title = self.best_title(story_id)?;
                let sql = include_str!("sql/settle_story.sql");
                self.connection.prepare_cached(sql)?.execute(params![story_id, title])?;
            }
        }
        Ok(())
    }

    /// Returns the headline of the article that is likest to the whole story, among its first; else its heaviest words.
    fn best_title(&mut self, story_id: i64) -> rusqlite::Result<Option<String>> {
        let sql = "SELECT leader_id FROM stories WHERE id = ?1";
        let leader_id = self.connection.prepare_cached(sql)?.query_row([story_id], |row| row.get(0))?;
        let Some(whole) = self.node_terms(ROUNDS.len() - 1, leader_id)? else { return Ok(None) };
        let sql = "SELECT id, title FROM articles WHERE story_id = ?1 AND is_counted = 1
                   ORDER BY published_on IS NULL, published_on, content_hash LIMIT ?2";
        let articles: Vec<(i64, Option<String>)> = self
            .connection
            .prepare_cached(sql)?
            .query_map([story_id, HEADLINES_MAX], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let mut best: Option<(u32, &String)> = None;
        for (article_id, title) in &articles {
            let Some(title) = title else { continue };
            let terms = self.node_terms(0, *article_id)?;
            let likeness = terms.map_or(0, |terms| terms.likeness(&whole));
            if best.is_none_or(|(other, _)| likeness > other) {
                best = Some((likeness, title));
            }
        }
        if let Some((_, title)) = best {
            return Ok(Some(title.clone()));
        }
        let Some(&(first, _)) = articles.first() else { return Ok(None) };
        let words = heaviest_words(&whole, &self.read_article(first)?, TITLE_WORDS);
        Ok((!words.is_empty()).then(|| words.join(", ")))
    }
}
