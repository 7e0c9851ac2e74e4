//! Writes what was read at one place: an input, and its article where the text is new.
//!
//! In: an [`Incoming`]. Out: rows of `inputs`, `articles`, `sections` and of all facts. A text known already gets an input
//! with its own outlet, date and address, and no second article; its metadata may prove the better set.

use super::Store;
use super::facts::FreedIds;
use super::read::{columns, with_columns};
use crate::Result;
use crate::dedup::Profile;
use crate::model::{Analysis, Article, Metadata};
use rusqlite::{OptionalExtension, ToSql};

/// What was read at one place.
#[derive(Debug)]
pub struct Incoming {
    /// The place: `inputs.uri`.
    pub uri: String,
    /// MIME type.
    pub media_type: &'static str,
    /// Number of bytes on disk.
    pub byte_count: u64,
    /// SHA-256 of those bytes, "" where nothing could be read.
    pub raw_hash: String,
    /// What it holds, or why it could not be read.
    pub reading: std::result::Result<Box<Reading>, String>,
}

/// An article as read at one place, analysed.
#[derive(Debug)]
pub struct Reading {
    /// The text and its metadata.
    pub article: Article,
    /// The record's own id.
    pub external_id: Option<String>,
    /// A remark.
    pub problem: Option<String>,
    /// What was found in it.
    pub analysis: Analysis,
    /// What it is compared with others by.
    pub profile: Profile,
}

/// What became of an incoming record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// A new article.
    New,
    /// A text that was there already.
    Known,
    /// A text that was there, whose metadata this input replaced.
    Updated,
    /// Nothing that could be read.
    Failed,
}

impl Store {
    /// Adds what was read at one place, inside the open transaction; `now` is UTC, ISO 8601.
    ///
    /// With `again` a known input is read anew: what it gave before goes if nothing else carries it.
    pub fn add(&mut self, run_id: i64, now: &str, incoming: &Incoming, again: bool) -> Result<Added> {
        self.add_record(run_id, now, incoming, again).map_err(|e| self.error(e))
    }

    fn add_record(
        &mut self,
        run_id: i64,
        now: &str,
        incoming: &Incoming,
        again: bool,
    ) -> rusqlite::Result<Added> {
        let reading = match &incoming.reading {
            Ok(reading) => reading,
            Err(problem) => {
                self.insert_input(run_id, now, incoming, None, Some(problem))?;
                return Ok(Added::Failed);
            }
        };
        if let Some((input_id, article_id)) = self.find_input(&incoming.uri, &incoming.raw_hash)? {
            match article_id {
                Some(_) if !again => return Ok(Added::Known),
                Some(id) if self.find_article(&reading.article.content_hash)? == Some(id) => {
                    self.delete_input(input_id)?;
                    self.insert_input(run_id, now, incoming, Some(id), None)?;
                    return self.offer_again(id, reading);
                }
                _ => drop(self.forget_input(input_id)?),
            }
        }
        self.forget_unread(&incoming.uri)?;
        if let Some(article_id) = self.find_article(&reading.article.content_hash)? {
            self.insert_input(run_id, now, incoming, Some(article_id), None)?;
            return self.offer(article_id, reading);
        }
        let article_id = self.insert_article(&reading.article)?;
        self.gathering.stale.insert(article_id);
        self.insert_input(run_id, now, incoming, Some(article_id), None)?;
        self.insert_facts(article_id, &reading.article, &reading.analysis, FreedIds::default())?;
        self.insert_profile(article_id, &reading.profile)?;
        Ok(Added::New)
    }

    /// Lets a reading of a known text, of the input just inserted, replace the article's if it is the better one.
    fn offer(&mut self, article_id: i64, reading: &Reading) -> rusqlite::Result<Added> {
        let input_id = self.connection.last_insert_rowid();
        let known = self.read_article(article_id)?;
        self.set_variant(input_id, article_id, &reading.article)?;
        if rank(&reading.article) >= rank(&known) {
            return Ok(Added::Known);
        }
        let changed = self.choose_reading(article_id, Some(reading))?;
        Ok(if changed { Added::Updated } else { Added::Known })
    }

    /// Does the same for an input that was read before, whose earlier reading may be the article's now.
    fn offer_again(&mut self, article_id: i64, reading: &Reading) -> rusqlite::Result<Added> {
        let input_id = self.connection.last_insert_rowid();
        self.set_variant(input_id, article_id, &reading.article)?;
        let changed = self.choose_reading(article_id, Some(reading))?;
        Ok(if changed { Added::Updated } else { Added::Known })
    }

    /// Takes out the rows that say these places could not be read at all: now they can.
    pub fn forget_unread_places(&self, uris: &[String]) -> Result<()> {
        uris.iter().try_for_each(|uri| self.forget_unread(uri)).map_err(|e| self.error(e))
    }

    fn find_input(&self, uri: &str, raw_hash: &str) -> rusqlite::Result<Option<(i64, Option<i64>)>> {
        let sql = "SELECT id, article_id FROM inputs WHERE uri = ?1 AND raw_hash = ?2";
        self.connection
            .prepare_cached(sql)?
            .query_row([uri, raw_hash], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()
    }

    pub(super) fn find_article(&self, content_hash: &str) -> rusqlite::Result<Option<i64>> {
        let sql = "SELECT id FROM articles WHERE content_hash = ?1";
        self.connection.prepare_cached(sql)?.query_row([content_hash], |row| row.get(0)).optional()
    }

    /// Takes out the row that says this place could not be read at all: now it can.
    fn forget_unread(&self, uri: &str) -> rusqlite::Result<()> {
        self.connection
            .prepare_cached("DELETE FROM inputs WHERE uri = ?1 AND raw_hash = ''")?
            .execute([uri])?;
        Ok(())
    }

    /// Inserts a row of `inputs`; a failure known already stays as it is.
    fn insert_input(
        &self,
        run_id: i64,
        now: &str,
        incoming: &Incoming,
        article_id: Option<i64>,
        failure: Option<&str>,
    ) -> rusqlite::Result<()> {
        let none = Metadata::default();
        let reading = incoming.reading.as_ref().ok();
        let columns = columns(reading.map_or(&none, |reading| &reading.article.metadata));
        let external_id = reading.and_then(|reading| reading.external_id.as_deref());
        let byte_count = incoming.byte_count.cast_signed();
        let status = if article_id.is_some() { "stored" } else { "failed" };
        let problem = failure.or(reading.and_then(|reading| reading.problem.as_deref()));
        let first: [&dyn ToSql; 10] = [
            &run_id,
            &external_id,
            &article_id,
            &incoming.uri,
            &incoming.media_type,
            &byte_count,
            &incoming.raw_hash,
            &now,
            &status,
            &problem,
        ];
        self.connection
            .prepare_cached(include_str!("sql/insert_input.sql"))?
            .execute(with_columns(first, &columns))?;
        Ok(())
    }
}

/// Orders readings of one text, the best first: most complete metadata, then earliest date, then content; never arrival.
pub(super) fn rank(article: &Article) -> impl Ord + use<> {
    (metadata_rank(&article.metadata), article.body.clone(), sections_rank(article))
}

/// The part of the rank that an input's own row tells.
fn metadata_rank(metadata: &Metadata) -> impl Ord + use<> {
    let [title, author, outlet, url, language, day, published_at, basis, modified_at, dateline_place] =
        columns(metadata);
    let fields = [&title, &author, &outlet, &url, &language, &day, &modified_at, &dateline_place];
    let missing = fields.iter().filter(|field| field.is_none()).count();
    (
        missing,
        day.is_none(),
        day,
        (published_at, basis),
        (outlet, url, title, author),
        (language, modified_at, dateline_place),
    )
}

fn sections_rank(article: &Article) -> Vec<(u32, u32, &'static str)> {
    article
        .sections
        .iter()
        .map(|section| (section.span.start, section.span.end, section.kind.as_str()))
        .collect()
}
