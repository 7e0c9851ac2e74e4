//! Finds the article or entity that somebody means.
//!
//! In: an id, a hash, a key, a name or words of a title. Out: the one id, or the candidates. `Wang` may be two people: both are
//! listed with their keys, and a key is never ambiguous.

use super::failure;
use crate::{Error, Result};
use rusqlite::{Connection, Params};
use std::path::Path;

/// Candidates listed at most.
const CANDIDATES_MAX: usize = 12;

/// Digits of a content hash that are worth a look-up; fewer are rather an id or a word.
const HASH_DIGITS_MIN: usize = 6;

/// Returns the id of the article: by id, by the first digits of its content hash, or by words of its title.
pub fn article(connection: &Connection, path: &Path, wanted: &str) -> Result<i64> {
    let wanted = wanted.trim();
    let line = "'  ' || a.id || '  ' || coalesce(a.published_on, 'no date') || '  ' || coalesce(a.outlet, 'no outlet') || '  '
                || coalesce(a.title, 'no title')";
    let find = |condition: &str, value: &str| {
        let sql = format!(
            "SELECT a.id, {line} FROM articles AS a WHERE {condition} ORDER BY a.published_on, a.id LIMIT 13"
        );
        candidates(connection, path, &sql, [value])
    };
    if let Ok(id) = wanted.parse::<i64>() {
        let found = find("a.id = ?1", &id.to_string())?;
        if let [(id, _)] = found[..] {
            return Ok(id);
        }
    }
    let is_hash =
        (HASH_DIGITS_MIN..=64).contains(&wanted.len()) && wanted.bytes().all(|b| b.is_ascii_hexdigit());
    if is_hash {
        let found = find("a.content_hash GLOB ?1 || '*'", &wanted.to_ascii_lowercase())?;
        if !found.is_empty() {
            return one(found, "article", wanted);
        }
    }
    let same = find("a.title = ?1 COLLATE NOCASE", wanted)?;
    if !same.is_empty() {
        return one(same, "article", wanted);
    }
    let Some(words) = super::search::expression(wanted) else {
        return Err(Error::NotFound(format!("no article {wanted}")));
    };
    let found = find(
        "a.id IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'title : (' || ?1 || ')')",
        &words,
    )?;
    if found.is_empty() {
        return Err(Error::NotFound(format!(
            "no article {wanted}: give its id, its content hash or words of its title (`nutgraf search` looks in texts too)"
        )));
    }
    one(found, "article", wanted)
}

/// An entity, and others of the same name that are less likely meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The entity.
    pub id: i64,
    /// A line for each of the others.
    pub others: Vec<String>,
}

/// Returns the entity: by id, by key, by its name, or by one of its spellings.
///
/// A people gives way to its country, which goes by the same name: `China` is the place, and `group:china` the Chinese.
pub fn entity(connection: &Connection, path: &Path, wanted: &str) -> Result<Match> {
    let wanted = wanted.trim();
    let line = "'  ' || e.key || '  (' || e.kind || ', ' || e.mention_count || ' mentions in ' || e.article_count || ' articles)'";
    let find = |condition: &str, value: &str| {
        let sql = format!(
            "SELECT e.id, {line} FROM entities AS e WHERE {condition}
             ORDER BY e.article_count DESC, e.mention_count DESC, e.key LIMIT 13"
        );
        candidates(connection, path, &sql, [value])
    };
    for condition in [
        "e.id = CASE WHEN ?1 NOT GLOB '*[^0-9]*' THEN CAST(?1 AS INTEGER) END",
        "e.key = ?1",
        "e.id IN (SELECT entity_id FROM entity_keys WHERE key = ?1)",
        // A key that a namesake had before most articles were about them.
        "e.key = substr(?1, 1, instr(?1, '@') - 1) AND EXISTS (SELECT 1 FROM person_evidence AS p
           WHERE p.key = e.key AND p.article = substr(?1, instr(?1, '@') + 1))",
        "e.name = ?1 COLLATE NOCASE",
        "e.id IN (SELECT entity_id FROM entity_names WHERE name = ?1 COLLATE NOCASE)",
    ] {
        let (groups, others): (Vec<_>, Vec<_>) = find(condition, wanted)?
            .into_iter()
            .partition(|(_, line)| line.trim_start().starts_with("group:"));
        if let [(id, _)] = others[..] {
            return Ok(Match { id, others: groups.into_iter().map(|(_, line)| line).collect() });
        }
        if !groups.is_empty() || !others.is_empty() {
            let id = one(others.into_iter().chain(groups).collect(), "entity", wanted)?;
            return Ok(Match { id, others: Vec::new() });
        }
    }
    let near = find("instr(lower(e.name), lower(?1)) > 0", wanted)?;
    let hint = match near.is_empty() {
        true => String::new(),
        false => format!("; there are:\n{}", lines(&near)),
    };
    Err(Error::NotFound(format!("no entity is called {wanted}{hint}")))
}

/// Returns the id of the story: by id, by the first digits of its key, or by words of its title.
pub fn story(connection: &Connection, path: &Path, wanted: &str) -> Result<i64> {
    let wanted = wanted.trim();
    let line =
        "'  ' || s.id || '  ' || coalesce(s.first_on, 'no date') || '  ' || s.article_count || ' articles  '
                || coalesce(s.title, 'no title')";
    let find = |condition: &str| {
        let sql = format!(
            "SELECT s.id, {line} FROM stories AS s WHERE {condition} ORDER BY s.article_count DESC, s.key LIMIT 13"
        );
        candidates(connection, path, &sql, [wanted])
    };
    let is_hash =
        (HASH_DIGITS_MIN..=64).contains(&wanted.len()) && wanted.bytes().all(|b| b.is_ascii_hexdigit());
    for (asked, condition) in [
        (true, "s.id = CASE WHEN ?1 NOT GLOB '*[^0-9]*' THEN CAST(?1 AS INTEGER) END"),
        (is_hash, "s.key GLOB lower(?1) || '*'"),
        (true, "s.title = ?1 COLLATE NOCASE"),
        (!wanted.is_empty(), "instr(lower(s.title), lower(?1)) > 0"),
    ] {
        let found = if asked { find(condition)? } else { Vec::new() };
        if !found.is_empty() {
            return one(found, "story", wanted);
        }
    }
    let hint = "give its id, its key or words of its title; the table `stories` has them";
    Err(Error::NotFound(format!("no story {wanted}: {hint}")))
}

/// What a key of characters may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passage {
    /// A quote's id.
    Quote(i64),
    /// An event's id.
    Event(i64),
    /// A mention's id.
    Mention(i64),
}

/// Returns the quotes, events and mentions at a key: the first digits of a content hash, a colon, start and end.
///
/// Empty where `key` is none or nothing is found there.
pub fn passages(connection: &Connection, path: &Path, key: &str) -> Result<Vec<Passage>> {
    let Some((article, span)) = key.trim().split_once(':') else { return Ok(Vec::new()) };
    let is_hash = article.len() >= HASH_DIGITS_MIN && article.bytes().all(|b| b.is_ascii_hexdigit());
    let (true, Some((start, end))) = (is_hash, span.split_once('-')) else { return Ok(Vec::new()) };
    let sql = "WITH place AS (SELECT id FROM articles WHERE content_hash >= ?1 AND content_hash < ?1 || 'g')
      SELECT 1, q.id FROM quotes AS q JOIN place ON q.article_id = place.id WHERE q.content_start = ?2 AND q.content_end = ?3
      UNION ALL
      SELECT 2, e.id FROM events AS e JOIN place ON e.article_id = place.id WHERE e.trigger_start = ?2 AND e.trigger_end = ?3
      UNION ALL
      SELECT 3, m.id FROM mentions AS m JOIN place ON m.article_id = place.id WHERE m.char_start = ?2 AND m.char_end = ?3
      ORDER BY 1, 2";
    let read = || -> rusqlite::Result<Vec<Passage>> {
        let (Ok(start), Ok(end)) = (start.parse::<i64>(), end.parse::<i64>()) else { return Ok(Vec::new()) };
        let mut statement = connection.prepare(sql)?;
        let rows = statement.query_map((article.to_ascii_lowercase(), start, end), |row| {
            let id = row.get(1)?;
            Ok(match row.get(0)? {
                1 => Passage::Quote(id),
                2 => Passage::Event(id),
                _ => Passage::Mention(id),
            })
        })?;
        rows.collect()
    };
    read().map_err(|error| failure::error(path, error))
}

/// Returns the only candidate's id, or asks which one is meant.
fn one(found: Vec<(i64, String)>, kind: &str, wanted: &str) -> Result<i64> {
    match &found[..] {
        [(id, _)] => Ok(*id),
        _ => {
            let by = if kind == "entity" { "key" } else { "id" };
            let many = format!("{wanted} may be any of these; name one by its {by}:\n{}", lines(&found));
            Err(Error::NotFound(many))
        }
    }
}

/// Returns the candidates' lines, and that there are more where there are.
fn lines(found: &[(i64, String)]) -> String {
    let shown: Vec<&str> = found.iter().take(CANDIDATES_MAX).map(|(_, line)| line.as_str()).collect();
    let more = if found.len() > CANDIDATES_MAX { "\n  and more" } else { "" };
    printable_lines(&shown.join("\n")) + more
}

/// Takes out of a text from scraped pages what a terminal would act on.
fn printable_lines(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect()
}

/// Runs a query of ids and lines.
fn candidates(
    connection: &Connection,
    path: &Path,
    sql: &str,
    values: impl Params,
) -> Result<Vec<(i64, String)>> {
    let read = || -> rusqlite::Result<Vec<(i64, String)>> {
        let mut statement = connection.prepare(sql)?;
        let rows = statement.query_map(values, |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.collect()
    };
    read().map_err(|error| failure::error(path, error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture;

    #[track_caller]
    fn check(find: fn(&Connection, &Path, &str) -> Result<i64>, wanted: &str, expected: &str) {
        let found = find(&fixture::connection(), Path::new("x"), wanted);
        let found = found.map_or_else(|error| error.to_string(), |id| id.to_string());
        assert!(found.starts_with(expected), "{wanted}: {found}");
    }

    #[test]
    fn articles_by_id_hash_or_title() {
        check(article, "2", "2");
        check(article, &crate::canonical::content_hash("Shop now | café")[..8], "2");
        check(article, "talks resume", "1");
        check(article, "shopping", "2");
        check(
            article,
            "talks",
            "talks may be any of these; name one by its id:\n  1  2023-03-04  Daily Planet  Talks resume\n  3",
        );
        check(article, "99", "no article 99: give its id");
        check(article, "?\"", "no article ?\"");
    }

    #[test]
    fn a_people_gives_way_to_its_country() {
        let connection = fixture::connection();
        let sql = "INSERT INTO entities (id, key, kind, name, rule) VALUES (9, 'group:china', 'group', 'China', 'test')";
        connection.execute(sql, []).expect("inserted");
        let found = entity(&connection, Path::new("x"), "China").expect("the place");
        assert_eq!(found.id, 2);
        assert_eq!(found.others, ["  group:china  (group, 0 mentions in 0 articles)"]);
    }

    #[test]
    fn quotes_events_and_mentions_by_their_characters() {
        let connection = fixture::connection();
        let hash_of = |id: i64| -> String {
            let sql = "SELECT substr(content_hash, 1, 16) FROM articles WHERE id = ?1";
            connection.query_row(sql, [id], |row| row.get(0)).expect("it is there")
        };
        let (first, third) = (hash_of(1), hash_of(3));
        let at = |key: &str| passages(&connection, Path::new("x"), key).expect("it is asked");
        assert_eq!(at(&format!("{first}:10-42")), [Passage::Quote(1)]);
        assert_eq!(at(&format!("{}:74-77", third.to_uppercase())), [Passage::Event(2)]);
        assert_eq!(at(&format!(" {}:44-51", &first[..8])), [Passage::Mention(1)]);
        for nothing in [&first, "person:wang-yi", "Wang Yi", ":1-2", "80:44-51"] {
            assert_eq!(at(nothing), [], "{nothing}");
        }
        for span in ["1-2", "x-2", "44", "-44-51"] {
            assert_eq!(at(&format!("{first}:{span}")), [], "{span}");
        }
    }

    #[test]
    fn entities_by_id_key_or_name() {
        fn entity(connection: &Connection, path: &Path, wanted: &str) -> Result<i64> {
            super::entity(connection, path, wanted).map(|found| found.id)
        }
        check(entity, "2", "2");
        check(entity, "person:wang-yi", "1");
        check(entity, "china", "2");
        check(
            entity,
            "Wang Yi",
            "Wang Yi may be any of these; name one by its key:\n  person:wang-yi  (person, 1 mentions in 1 articles)",
        );
        check(entity, "wang", "no entity is called wang; there are:\n  person:wang-yi  (");
        check(entity, "Nobody", "no entity is called Nobody");
        check(entity, "", "no entity");
    }
}
