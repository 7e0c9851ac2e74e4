//! Reads articles back.
//!
//! In: an id. Out: the article as analysis sees it, the same value that was stored.

use super::Store;
use crate::model::{Article, Metadata, PublishedBasis, Section, SectionKind, Span};
use rusqlite::{Connection, ParamsFromIter, Row, ToSql, params_from_iter};

impl Store {
    /// Reads an article back as analysis sees it.
    pub(super) fn read_article(&self, article_id: i64) -> rusqlite::Result<Article> {
        read_article(&self.connection, article_id)
    }
}

/// Reads an article back as analysis sees it.
pub fn read_article(connection: &Connection, article_id: i64) -> rusqlite::Result<Article> {
    let sql = "SELECT content_hash, body, title, author, outlet, url, language, published_on, published_at, published_basis,
               modified_at, dateline_place FROM articles WHERE id = ?1";
    let mut find = connection.prepare_cached(sql)?;
    let (content_hash, body, metadata) =
        find.query_row([article_id], |row| Ok((row.get(0)?, row.get(1)?, metadata(row, 2)?)))?;
    let sql = "SELECT kind, char_start, char_end FROM sections WHERE article_id = ?1 ORDER BY char_start";
    let mut find = connection.prepare_cached(sql)?;
    let section = |row: &Row<'_>| {
        let kind = SectionKind::from_word(&row.get::<_, String>(0)?).expect("the table checks its kinds");
        Ok(Section { kind, span: Span::new(row.get(1)?, row.get(2)?) })
    };
    let sections = find.query_map([article_id], section)?.collect::<rusqlite::Result<_>>()?;
    Ok(Article { content_hash, body, sections, metadata })
}

/// Returns metadata as the ten columns it fills, in their order; [`metadata`] reads them back.
pub fn columns(metadata: &Metadata) -> [Option<String>; 10] {
    let Metadata {
        title,
        author,
        outlet,
        url,
        language,
        published_on,
        published_at,
        published_basis,
        modified_at,
        dateline_place,
    } = metadata.clone();
    let day = published_on.map(|day| day.to_string());
    let basis = published_basis.map(|basis| basis.as_str().to_string());
    [title, author, outlet, url, language, day, published_at, basis, modified_at, dateline_place]
}

/// Returns the values of a statement whose parameters are `first` and then the columns of metadata.
pub fn with_columns<'a>(
    first: impl IntoIterator<Item = &'a dyn ToSql>,
    columns: &'a [Option<String>; 10],
) -> ParamsFromIter<Vec<&'a dyn ToSql>> {
    let columns = columns.iter().map(|column| column as &dyn ToSql);
    params_from_iter(first.into_iter().chain(columns).collect())
}

/// Reads ten columns of metadata from `first` on.
pub fn metadata(row: &Row<'_>, first: usize) -> rusqlite::Result<Metadata> {
    let text = |n: usize| row.get::<_, Option<String>>(first + n);
    Ok(Metadata {
        title: text(0)?,
        author: text(1)?,
        outlet: text(2)?,
        url: text(3)?,
        language: text(4)?,
        published_on: text(5)?.and_then(|day| day.parse().ok()),
        published_at: text(6)?,
        published_basis: text(7)?.and_then(|basis| PublishedBasis::from_word(&basis)),
        modified_at: text(8)?,
        dateline_place: text(9)?,
    })
}
