//! The readings of one text: which is the article's, and what the others looked like.
//!
//! In: an article's inputs. Out: the best reading in the article's row, and the other typographies in `article_variants`.
//! A text read with straight marks from one place and with curly ones, a title and a date from another, has the second's body;
//! when that place is forgotten, the first's comes back.

use super::Store;
use super::read::metadata;
use super::record::{Reading, rank};
use crate::dedup::Profile;
use crate::model::{Article, Section, SectionKind, Span};
use rusqlite::{OptionalExtension, params};

impl Store {
    /// Notes on an input how its reading of a known text differs from the article's.
    pub(super) fn set_variant(
        &self,
        input_id: i64,
        article_id: i64,
        reading: &Article,
    ) -> rusqlite::Result<()> {
        let known = self.read_article(article_id)?;
        if same_text(&known, reading) {
            return Ok(());
        }
        let variant = self.variant(article_id, reading)?;
        let sql = "UPDATE inputs SET variant_id = ?2 WHERE id = ?1";
        self.connection.prepare_cached(sql)?.execute([input_id, variant])?;
        Ok(())
    }

    /// Puts the best of all readings in the article's place; tells whether that changed it.
    ///
    /// `fresh` is a reading just made: where it is the best, its analysis is used; else the article is marked stale.
    pub(super) fn choose_reading(
        &mut self,
        article_id: i64,
        fresh: Option<&Reading>,
    ) -> rusqlite::Result<bool> {
        let known = self.read_article(article_id)?;
        let Some((variant, best)) = self.best_reading(article_id, &known)? else { return Ok(false) };
        if let Some(variant) = variant {
            self.swap_variant(article_id, &known, variant)?;
        }
        if best != known {
            match fresh.filter(|reading| reading.article == best) {
                Some(reading) => {
                    self.replace_article(article_id, &best, &reading.analysis, &reading.profile)?;
                }
                None => {
                    self.replace_text(article_id, &known, &best)?;
                    self.insert_profile(article_id, &Profile::new(&best))?;
                    self.stale.insert(article_id);
                }
            }
        }
        self.drop_unused_variants(article_id)?;
        Ok(best != known)
    }

    /// Returns the best reading among an article's inputs, with its variant where it is not the article's own text.
    fn best_reading(
        &self,
        article_id: i64,
        known: &Article,
    ) -> rusqlite::Result<Option<(Option<i64>, Article)>> {
        let sql =
            "SELECT DISTINCT variant_id, title, author, outlet, url, language, published_on, published_at,
                   published_basis, modified_at, dateline_place FROM inputs WHERE article_id = ?1";
        let mut find = self.connection.prepare_cached(sql)?;
        let mut rows = find.query([article_id])?;
        let mut best: Option<(Option<i64>, Article)> = None;
        while let Some(row) = rows.next()? {
            let variant: Option<i64> = row.get(0)?;
            let text = variant.map_or_else(|| Ok(known.clone()), |id| self.read_variant(id, known))?;
            let reading = Article { metadata: metadata(row, 1)?, ..text };
            if best.as_ref().is_none_or(|(_, other)| rank(&reading) < rank(other)) {
                best = Some((variant, reading));
            }
        }
        Ok(best)
    }

    /// Returns an article's text as a variant has it.
    fn read_variant(&self, id: i64, known: &Article) -> rusqlite::Result<Article> {
        let sql = "SELECT body, sections FROM article_variants WHERE id = ?1";
        let (body, sections): (String, String) =
            self.connection.prepare_cached(sql)?.query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Article { body, sections: sections_from(&sections), ..known.clone() })
    }

    /// Returns the row of a variant, made when there is none yet.
    fn variant(&self, article_id: i64, text: &Article) -> rusqlite::Result<i64> {
        let sections = sections_to(&text.sections);
        let find = "SELECT id FROM article_variants WHERE article_id = ?1 AND body = ?2 AND sections = ?3";
        let values = params![article_id, text.body, sections];
        let found = self.connection.prepare_cached(find)?.query_row(values, |row| row.get(0)).optional()?;
        if let Some(id) = found {
            return Ok(id);
        }
        let insert = "INSERT INTO article_variants (article_id, body, sections) VALUES (?1, ?2, ?3)";
        self.connection.prepare_cached(insert)?.execute(values)?;
        Ok(self.connection.last_insert_rowid())
    }

    /// Lets a variant become the article's own text: who had that refers to a variant now, who had the variant to none.
    pub(super) fn swap_variant(
        &self,
        article_id: i64,
        known: &Article,
        variant: i64,
    ) -> rusqlite::Result<()> {
        let old = self.variant(article_id, known)?;
        let sql = "UPDATE inputs SET variant_id = CASE WHEN variant_id IS NULL THEN ?2 ELSE NULL END
                   WHERE article_id = ?1 AND (variant_id IS NULL OR variant_id = ?3)";
        self.connection.prepare_cached(sql)?.execute([article_id, old, variant])?;
        Ok(())
    }

    /// Takes out variants that no input refers to.
    pub(super) fn drop_unused_variants(&self, article_id: i64) -> rusqlite::Result<()> {
        let sql = "DELETE FROM article_variants WHERE article_id = ?1
                   AND NOT EXISTS (SELECT 1 FROM inputs i WHERE i.variant_id = article_variants.id)";
        self.connection.prepare_cached(sql)?.execute([article_id])?;
        Ok(())
    }
}

fn same_text(a: &Article, b: &Article) -> bool {
    a.body == b.body && a.sections == b.sections
}

fn sections_to(sections: &[Section]) -> String {
    let rows: Vec<(&str, u32, u32)> = sections
        .iter()
        .map(|section| (section.kind.as_str(), section.span.start, section.span.end))
        .collect();
    serde_json::to_string(&rows).expect("words and numbers make valid JSON")
}

fn sections_from(json: &str) -> Vec<Section> {
    let rows: Vec<(String, u32, u32)> = serde_json::from_str(json).unwrap_or_default();
    let section = |(kind, start, end): (String, u32, u32)| {
        SectionKind::from_word(&kind).map(|kind| Section { kind, span: Span::new(start, end) })
    };
    rows.into_iter().filter_map(section).collect()
}
