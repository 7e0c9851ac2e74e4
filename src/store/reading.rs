//! Questions that commands ask for readers: quotes, a timeline, events.
//!
//! In: what is wanted, by names and days. Out: a [`Query`] whose rows have the columns of `reading/*.sql`. Only conditions that
//! were asked for stand in the query, so that a question bound by a name or a day is answered through an index.

use super::query::{self, Query};
use super::read::read_article;
use super::{failure, find, search};
use crate::model::{Article, Span};
use crate::{Error, Result};
use jiff::civil::Date;
use rusqlite::Connection;
use rusqlite::types::Value;
use std::path::Path;

/// An entity and what it is the whole of: a country, its government, that government's ministries.
const WHOLE: &str = "SELECT id FROM entities WHERE id = ? UNION SELECT id FROM entities WHERE part_of_id = ?
  UNION SELECT m.id FROM entities AS m JOIN entities AS g ON m.part_of_id = g.id WHERE g.part_of_id = ?";

/// Which quotes are wanted.
#[derive(Debug, Clone, Default)]
pub struct QuotesWanted<'a> {
    /// The speaker: an id, a key or a name.
    pub speaker: Option<&'a str>,
    /// Words of the quote, or something named in it.
    pub about: Option<&'a str>,
    /// First day of publication.
    pub since: Option<Date>,
    /// Last day of publication.
    pub until: Option<Date>,
    /// direct, indirect or mixed.
    pub kind: Option<&'a str>,
    /// The outlet, in any case.
    pub outlet: Option<&'a str>,
    /// Whether to give what somebody "did not say" too.
    pub negated: bool,
}

/// Which events or happenings are wanted.
#[derive(Debug, Clone, Default)]
pub struct EventsWanted<'a> {
    /// PLOVER types; none: all.
    pub types: &'a [String],
    /// Who did it.
    pub actor: Option<&'a str>,
    /// To whom.
    pub recipient: Option<&'a str>,
    /// Who took part on either side.
    pub entity: Option<&'a str>,
    /// The story whose articles report it: an id, a key or words of its title.
    pub story: Option<&'a str>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// For events: only what is told as done. For happenings, which all are: whether to add the rest.
    pub asserted: bool,
}

/// Returns the quotes wanted, newest first; `limit` 0 gives all.
pub fn quotes<'c>(
    connection: &'c Connection,
    path: &'c Path,
    wanted: &QuotesWanted<'_>,
    limit: u32,
) -> Result<Query<'c>> {
    let mut conditions = Conditions::new(&["a.is_counted = 1", "q.verdict IS NOT 'rejected'"]);
    if let Some(name) = wanted.speaker {
        let id = find::entity(connection, path, name)?.id;
        conditions.add(&format!("q.speaker_id IN ({WHOLE})"), [id.into(), id.into(), id.into()]);
    }
    if let Some(words) = wanted.about {
        about(connection, path, words, &mut conditions)?;
    }
    if let Some(day) = wanted.since {
        conditions.add("a.published_on >= ?", [day.to_string().into()]);
    }
    if let Some(day) = wanted.until {
        conditions.add("a.published_on <= ?", [day.to_string().into()]);
    }
    if let Some(kind) = wanted.kind {
        conditions.add("q.kind = ?", [kind.to_owned().into()]);
    }
    if let Some(outlet) = wanted.outlet {
        conditions.add("a.outlet = ? COLLATE NOCASE", [outlet.to_owned().into()]);
    }
    if !wanted.negated {
        conditions.add("q.negated = 0", []);
    }
    let order = "a.published_on DESC NULLS LAST, a.outlet, a.content_hash, q.content_start, q.content_end";
    let sql = format!(
        "{} WHERE {} ORDER BY {order}{}",
        include_str!("reading/quotes.sql"),
        conditions.sql,
        limited(limit)
    );
    query::ours(connection, path, sql, conditions.values)
}

/// Quotes that have the words, or in whose words something of that name is mentioned.
fn about(connection: &Connection, path: &Path, words: &str, conditions: &mut Conditions) -> Result<()> {
    let expression = search::expression(words).ok_or_else(|| {
        Error::Usage(format!("no letter or digit to look for in {words:?}: give at least one word"))
    })?;
    let has_words = "q.id IN (SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH ?)";
    let Ok(found) = find::entity(connection, path, words) else {
        conditions.add(has_words, [expression.into()]);
        return Ok(());
    };
    let id = found.id;
    let names_it = format!(
        "q.id IN (SELECT r.id FROM mentions AS m JOIN quotes AS r ON r.article_id = m.article_id
         AND m.char_start >= r.content_start AND m.char_end <= r.content_end WHERE m.entity_id IN ({WHOLE}))"
    );
    let values = [expression.into(), id.into(), id.into(), id.into()];
    conditions.add(&format!("({has_words} OR {names_it})"), values);
    Ok(())
}

/// Returns the happenings wanted in order of their day; with `wanted.asserted` only those that somebody named is told to have
/// done or undergone, else also what was denied, planned or is less sure. `limit` 0 gives all.
pub fn timeline<'c>(
    connection: &'c Connection,
    path: &'c Path,
    wanted: &EventsWanted<'_>,
    limit: u32,
) -> Result<Query<'c>> {
    let mut conditions = Conditions::new(&["h.report_count > 0"]);
    if let Some(name) = wanted.entity {
        let id = find::entity(connection, path, name)?.id;
        let sql = format!(
            "h.id IN (SELECT r.happening_id FROM events AS r JOIN event_participants AS p ON p.event_id = r.id
             WHERE r.verdict IS NOT 'rejected' AND p.entity_id IN ({WHOLE}))"
        );
        conditions.add(&sql, [id.into(), id.into(), id.into()]);
    }
    let story = wanted.story.map(|story| find::story(connection, path, story)).transpose()?;
    if let Some(id) = story {
        let sql = "h.id IN (SELECT r.happening_id FROM articles AS b JOIN events AS r ON r.article_id = b.id
                   WHERE b.story_id = ? AND b.is_counted = 1)";
        conditions.add(sql, [id.into()]);
    }
    conditions.days("h", wanted);
    if wanted.asserted {
        conditions.add("e.confidence <> 'low'", []);
        let named = "EXISTS (SELECT 1 FROM event_participants AS p WHERE p.event_id = e.id AND p.entity_id IS NOT NULL)";
        conditions.add(named, []);
    }
    let mut sql = format!("{} WHERE {}", happenings_selected(), conditions.sql);
    let mut values = conditions.values;
    if !wanted.asserted {
        let rest = of_events(connection, path, wanted)?;
        sql += &format!(" UNION ALL {} WHERE e.happening_id IS NULL AND {}", events_selected(), rest.sql);
        values.extend(rest.values);
    }
    sql += &format!(" ORDER BY date_start NULLS LAST, date_end, actors, key{}", limited(limit));
    query::ours(connection, path, sql, values)
}

/// Returns the events wanted, a row for each report, in order of their day; `limit` 0 gives all.
pub fn events<'c>(
    connection: &'c Connection,
    path: &'c Path,
    wanted: &EventsWanted<'_>,
    limit: u32,
) -> Result<Query<'c>> {
    let mut conditions = of_events(connection, path, wanted)?;
    if wanted.asserted {
        conditions.add("e.negated = 0 AND e.modality = 'asserted'", []);
    }
    let order = "e.date_start NULLS LAST, e.date_end, a.published_on, a.content_hash, e.trigger_start";
    let sql = format!("{} WHERE {} ORDER BY {order}{}", events_selected(), conditions.sql, limited(limit));
    query::ours(connection, path, sql, conditions.values)
}

/// Returns the SELECT of events, a row for each report.
fn events_selected() -> String {
    selected("e", "1 AS report_count, 1 AS article_count", "events AS e")
}

/// Returns the SELECT of happenings, with the same columns.
fn happenings_selected() -> String {
    selected(
        "h",
        "h.report_count, h.article_count",
        "happenings AS h JOIN events AS e ON e.id = h.first_report_id",
    )
}

fn selected(row: &str, counts: &str, from: &str) -> String {
    let sql = include_str!("reading/events.sql");
    sql.replace("{row}", row).replace("{counts}", counts).replace("{from}", from)
}

fn of_events(connection: &Connection, path: &Path, wanted: &EventsWanted<'_>) -> Result<Conditions> {
    let mut conditions = Conditions::new(&["a.is_counted = 1", "e.verdict IS NOT 'rejected'"]);
    let sides = [
        (wanted.actor, " AND role = 'actor'"),
        (wanted.recipient, " AND role = 'recipient'"),
        (wanted.entity, ""),
    ];
    for (name, role) in sides {
        let Some(name) = name else { continue };
        let id = find::entity(connection, path, name)?.id;
        let sql =
            format!("e.id IN (SELECT event_id FROM event_participants WHERE entity_id IN ({WHOLE}){role})");
        conditions.add(&sql, [id.into(), id.into(), id.into()]);
    }
    if !wanted.types.is_empty() {
        let marks = vec!["?"; wanted.types.len()].join(", ");
        let values = wanted.types.iter().map(|word| Value::Text(word.clone()));
        conditions.add(&format!("e.type IN ({marks})"), values);
    }
    let story = wanted.story.map(|story| find::story(connection, path, story)).transpose()?;
    if let Some(id) = story {
        conditions.add("a.story_id = ?", [id.into()]);
    }
    conditions.days("e", wanted);
    Ok(conditions)
}

/// Where the facts of an article stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The sentence and the content of each quote.
    pub quotes: Vec<Span>,
    /// The sentence of each event.
    pub events: Vec<Span>,
}

/// Returns the articles that count, by their day.
pub fn article_ids(connection: &Connection, path: &Path) -> Result<Vec<i64>> {
    let sql = "SELECT id FROM articles WHERE is_counted = 1 ORDER BY published_on, content_hash";
    let read = || -> rusqlite::Result<Vec<i64>> {
        connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
    };
    read().map_err(|error| failure::error(path, error))
}

/// Returns an article and where its facts stand.
pub fn article_with_facts(connection: &Connection, path: &Path, id: i64) -> Result<(Article, Facts)> {
    let spans = |sql: &str| -> rusqlite::Result<Vec<Span>> {
        let mut find = connection.prepare_cached(sql)?;
        find.query_map([id], |row| Ok(Span::new(row.get(0)?, row.get(1)?)))?.collect()
    };
    let quotes = "SELECT sentence_start, sentence_end FROM quotes WHERE article_id = ?1
                  UNION SELECT content_start, content_end FROM quotes WHERE article_id = ?1";
    let events = "SELECT sentence_start, sentence_end FROM events WHERE article_id = ?1";
    let read = || -> rusqlite::Result<(Article, Facts)> {
        Ok((read_article(connection, id)?, Facts { quotes: spans(quotes)?, events: spans(events)? }))
    };
    read().map_err(|error| failure::error(path, error))
}

fn limited(limit: u32) -> String {
    if limit == 0 { String::new() } else { format!(" LIMIT {limit}") }
}

/// Conditions joined by AND, and the values of their parameters in order.
struct Conditions {
    sql: String,
    values: Vec<Value>,
}

impl Conditions {
    fn new(fixed: &[&str]) -> Conditions {
        Conditions { sql: fixed.join(" AND "), values: Vec::new() }
    }

    fn add(&mut self, sql: &str, values: impl IntoIterator<Item = Value>) {
        self.sql += &format!(" AND {sql}");
        self.values.extend(values);
    }

    /// What may have been inside the days wanted.
    fn days(&mut self, table: &str, wanted: &EventsWanted<'_>) {
        if let Some(day) = wanted.from {
            self.add(&format!("{table}.date_end >= ?"), [day.to_string().into()]);
        }
        if let Some(day) = wanted.to {
            self.add(&format!("{table}.date_start <= ?"), [day.to_string().into()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture;
    use jiff::civil::date;

    /// The texts of the named column, joined by `|`.
    fn column(query: Query<'_>, name: &str) -> String {
        let place = query.columns().iter().position(|column| column == name).expect("a column");
        let mut found = Vec::new();
        let take = |row: &[rusqlite::types::ValueRef<'_>]| {
            found.push(row[place].as_str_or_null().expect("text").unwrap_or("none").to_owned());
            Ok(())
        };
        query.each(take).expect("it runs");
        found.join("|")
    }

    fn quotes_of(wanted: QuotesWanted<'_>) -> String {
        let connection = fixture::connection();
        column(quotes(&connection, Path::new("x"), &wanted, 0).expect("it is asked"), "text")
    }

    #[test]
    fn quotes_are_found_by_speaker_words_day_and_kind() {
        let all = quotes_of(QuotesWanted::default());
        let monday = "The talks will resume on Monday,";
        assert!(all.contains(monday), "{all}");
        let by = |speaker| quotes_of(QuotesWanted { speaker: Some(speaker), ..Default::default() });
        assert_eq!(by("person:wang-yi"), monday);
        let about = |about| quotes_of(QuotesWanted { about: Some(about), ..Default::default() });
        assert!(about("monday").contains(monday));
        assert_eq!(about("zyzzyva"), "");
        let since = QuotesWanted { since: Some(date(2099, 1, 1)), ..Default::default() };
        assert_eq!(quotes_of(since), "");
        let kind = QuotesWanted { speaker: Some("1"), kind: Some("indirect"), ..Default::default() };
        assert_eq!(quotes_of(kind), "");
    }

    #[test]
    fn a_name_or_word_that_is_not_there_is_an_error() {
        let connection = fixture::connection();
        let wanted = QuotesWanted { speaker: Some("Nobody"), ..Default::default() };
        assert!(matches!(quotes(&connection, Path::new("x"), &wanted, 0), Err(Error::NotFound(_))));
        let wanted = QuotesWanted { about: Some("?!"), ..Default::default() };
        assert!(matches!(quotes(&connection, Path::new("x"), &wanted, 0), Err(Error::Usage(_))));
        let wanted = EventsWanted { story: Some("no such story"), ..Default::default() };
        assert!(matches!(timeline(&connection, Path::new("x"), &wanted, 0), Err(Error::NotFound(_))));
    }

    #[test]
    fn events_are_found_by_side_type_and_day() {
        let connection = fixture::connection();
        let triggers = |wanted: EventsWanted<'_>| {
            column(events(&connection, Path::new("x"), &wanted, 0).expect("it is asked"), "trigger")
        };
        assert!(triggers(EventsWanted::default()).contains("met"));
        assert!(triggers(EventsWanted { actor: Some("China"), ..Default::default() }).contains("met"));
        assert_eq!(triggers(EventsWanted { recipient: Some("China"), ..Default::default() }), "");
        let assault = ["ASSAULT".to_owned()];
        assert_eq!(triggers(EventsWanted { types: &assault, ..Default::default() }), "");
        let late = EventsWanted { from: Some(date(2099, 1, 1)), ..Default::default() };
        assert_eq!(triggers(late), "");
    }
}
