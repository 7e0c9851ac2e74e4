//! Full-text search that survives whatever people type.
//!
//! In: words. Out: articles or quotes, best first, each with a stretch of text in which the words found are marked.
//! `peace "joint statement" -- AND` looks for peace, the phrase "joint statement" and the word and.

use super::failure;
use crate::{Error, Result};
use rusqlite::{Connection, Row};
use std::path::Path;

/// What stands before and after a found word in [`Hit::snippet`]: characters that no text should have.
pub const MARKS: [char; 2] = ['\u{1}', '\u{2}'];

/// An article or quote that has the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The article.
    pub article_id: i64,
    /// Its day, where known.
    pub published_on: Option<String>,
    /// Its outlet, where known.
    pub outlet: Option<String>,
    /// Its title, found words marked; where it was read if it has none.
    pub title: Option<String>,
    /// The speaker of a quote, or the words that name one nobody is sure of.
    pub speaker: Option<String>,
    /// The words around those found, which are marked.
    pub snippet: String,
    /// The article this one is a near copy of.
    pub near_duplicate_of: Option<i64>,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The best, as many as were asked for.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub count: i64,
}

/// Where to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Titles and bodies of articles.
    Articles,
    /// Texts of quotes.
    Quotes,
}

/// Finds the articles or quotes that have all words, best first.
pub fn search(connection: &Connection, path: &Path, words: &str, place: Place, limit: u32) -> Result<Found> {
    let Some(expression) = expression(words) else {
        return Err(Error::Usage(format!(
            "no letter or digit to look for in {words:?}: give at least one word"
        )));
    };
    let (find, count) = match place {
        Place::Articles => (
            include_str!("search_articles.sql"),
            "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ?1",
        ),
        Place::Quotes => {
            (include_str!("search_quotes.sql"), "SELECT count(*) FROM quotes_fts WHERE quotes_fts MATCH ?1")
        }
    };
    let read = || -> rusqlite::Result<Found> {
        let mut statement = connection.prepare(find)?;
        let [open, close] = MARKS.map(String::from);
        let hits = statement
            .query_map((&expression, &open, &close, limit), hit)?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Found { hits, count: connection.query_row(count, [&expression], |row| row.get(0))? })
    };
    read().map_err(|error| failure::error(path, error))
}

fn hit(row: &Row<'_>) -> rusqlite::Result<Hit> {
    Ok(Hit {
        article_id: row.get(0)?,
        published_on: row.get(1)?,
        outlet: row.get(2)?,
        title: row.get(3)?,
        speaker: row.get(4)?,
        snippet: row.get(5)?,
        near_duplicate_of: row.get(6)?,
    })
}

/// Returns the words as an FTS5 expression, each in double quotes so that nothing in them is an operator.
///
/// `None` where there is no letter or digit: FTS5 would find nothing, or fail.
pub(super) fn expression(words: &str) -> Option<String> {
    let mut terms = Vec::new();
    // Pieces at odd places stand between double quotes; one that is never closed goes on to the end.
    for (n, piece) in words.split(['"', '“', '”', '„']).enumerate() {
        if n % 2 == 1 {
            terms.push(piece.trim());
        } else {
            terms.extend(piece.split_whitespace());
        }
    }
    terms.retain(|term| term.contains(char::is_alphanumeric));
    let quoted: Vec<String> = terms.iter().map(|term| format!("\"{}\"", term.replace('\0', " "))).collect();
    (!quoted.is_empty()).then(|| quoted.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture;
    use proptest::prelude::*;

    #[test]
    fn words_are_never_operators() {
        for (words, expected) in [
            ("peace talks", Some("\"peace\" \"talks\"")),
            ("\"peace talks\" geneva", Some("\"peace talks\" \"geneva\"")),
            ("“peace talks” geneva", Some("\"peace talks\" \"geneva\"")),
            ("never \"closed phrase", Some("\"never\" \"closed phrase\"")),
            ("a AND b OR -c NEAR(d*)", Some("\"a\" \"AND\" \"b\" \"OR\" \"-c\" \"NEAR(d*)\"")),
            ("title: co-operation's", Some("\"title:\" \"co-operation's\"")),
            ("\"\" --- ?! 🙂", None),
        ] {
            assert_eq!(expression(words).as_deref(), expected, "{words}");
        }
    }

    #[test]
    fn hits_carry_marks_and_the_better_come_first() {
        let connection = fixture::connection();
        let find = |words, place| search(&connection, Path::new("x"), words, place, 1).expect("it searches");
        let found = find("talks MONDAY", Place::Articles);
        assert_eq!((found.count, found.hits.len()), (2, 1));
        assert_eq!(found.hits[0].outlet.as_deref(), Some("Daily Planet"));
        assert!(found.hits[0].snippet.contains("\u{1}talks\u{2} will resume on \u{1}Monday\u{2}"));
        assert_eq!(find("cafe", Place::Articles).count, 1);
        let found = find("\"talks will\"", Place::Quotes);
        assert_eq!((found.count, found.hits[0].speaker.as_deref()), (2, Some("Wang Yi")));
        assert_eq!(find("unheard", Place::Quotes).count, 0);
        assert!(search(&connection, Path::new("x"), "?!", Place::Quotes, 1).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_searched_or_refused_politely(words in "\\PC{0,40}") {
            let connection = fixture::connection();
            let result = search(&connection, Path::new("x"), &words, Place::Articles, 5);
            prop_assert!(matches!(result, Ok(_) | Err(Error::Usage(_))), "{result:?}");
        }
    }
}
