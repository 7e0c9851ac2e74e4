//! Pages that sum up one article, one entity or the whole database.
//!
//! In: an id. Out: sections of rows, each a query of `report/*.sql`: `-- # quotes` there opens a table of that title, `-- = article`
//! a list of properties. Adding a section is pasting a query.

use super::failure;
use crate::Result;
use rusqlite::Connection;
use rusqlite::types::Value;
use std::path::Path;

/// The page of an article.
pub const ARTICLE: &str = include_str!("report/article.sql");
/// The page of an entity.
pub const ENTITY: &str = include_str!("report/entity.sql");
/// The page of the whole database.
pub const STATS: &str = include_str!("report/stats.sql");

/// The list of decisions; `id` is how many at most.
pub const DECISIONS: &str = include_str!("report/decisions.sql");

/// Pairs of entities that may be one; `id` is how many at most.
pub const SUSPECTS: &str = include_str!("report/suspects.sql");

/// Why an entity is there.
pub const EXPLAIN_ENTITY: &str = include_str!("report/explain_entity.sql");
/// Why a mention stands for its entity.
pub const EXPLAIN_MENTION: &str = include_str!("report/explain_mention.sql");
/// Why a quote is there, and its speaker.
pub const EXPLAIN_QUOTE: &str = include_str!("report/explain_quote.sql");
/// Why an event is there, and what it says.
pub const EXPLAIN_EVENT: &str = include_str!("report/explain_event.sql");

/// A part of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// What stands above it.
    pub title: String,
    /// Whether it is one row, to be shown as a list of properties.
    pub is_record: bool,
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Value>>,
}

/// Returns the sections of a page; `id` is the article or entity it is about.
pub fn page(connection: &Connection, path: &Path, page: &str, id: Option<i64>) -> Result<Vec<Section>> {
    let mut sections = Vec::new();
    for part in page.split("\n-- ").map(|part| part.trim_start_matches("-- ")) {
        let (head, sql) = part.split_once('\n').expect("a title is followed by its query");
        let (mark, title) = head.split_at(2);
        let section = section(connection, sql, id)
            .map(|(columns, rows)| Section {
                title: title.to_owned(),
                is_record: mark == "= ",
                columns,
                rows,
            })
            .map_err(|error| failure::error(path, error))?;
        sections.push(section);
    }
    Ok(sections)
}

/// Runs one query, with the id if it asks for one.
fn section(
    connection: &Connection,
    sql: &str,
    id: Option<i64>,
) -> rusqlite::Result<(Vec<String>, Vec<Vec<Value>>)> {
    let mut statement = connection.prepare(sql)?;
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let count = columns.len();
    if let (1, Some(id)) = (statement.parameter_count(), id) {
        statement.raw_bind_parameter(1, id)?;
    }
    let mut rows = statement.raw_query();
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push((0..count).map(|n| row.get(n)).collect::<rusqlite::Result<_>>()?);
    }
    drop(rows);
    Ok((columns, found))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture;

    /// The page of the fixture, a line a row.
    fn text(sql: &str, id: Option<i64>) -> String {
        let sections = page(&fixture::connection(), Path::new("x"), sql, id).expect("every query runs");
        let mut lines = Vec::new();
        for section in sections {
            lines.push(format!("[{}]", section.title));
            for row in section.rows {
                let cells = row.iter().map(|value| match value {
                    Value::Text(text) => text.clone(),
                    Value::Integer(number) => number.to_string(),
                    other => format!("{other:?}"),
                });
                lines.push(cells.collect::<Vec<_>>().join("|"));
            }
        }
        lines.join("\n")
    }

    #[test]
    fn an_article_is_summed_up() {
        let page = text(ARTICLE, Some(1));
        assert!(page.starts_with("[article]\nTalks resume|Daily Planet|2023-03-04|metadata|"), "{page}");
        assert!(page.contains("\nwire/17.txt|Wire|2023-03-03|Null|Null\n"), "{page}");
        assert!(page.contains("\nWang Yi|direct|told|The talks will resume on Monday,\n"), "{page}");
        assert!(page.contains("\n2023-03-03|CONSULT|China|Ukraine|Geneva|met\n"), "{page}");
    }

    #[test]
    fn an_entity_is_summed_up_without_copies() {
        let page = text(ENTITY, Some(1));
        assert!(page.starts_with("[entity]\nWang Yi|person|CHN|Null|1|1|"), "{page}");
        assert!(page.contains("\nforeign minister|China|current|2023-03-04|2023-03-04|1\n"), "{page}");
        assert_eq!(page.matches("The talks will resume").count(), 1, "{page}");
        assert!(page.contains("[named together with]\nChina|place|1\n"), "{page}");
    }

    #[test]
    fn facts_are_explained() {
        let page = text(EXPLAIN_QUOTE, Some(1));
        assert!(
            page.contains("|test|high|Null|told|Wang Yi|Wang Yi  (person:wang-yi)|Wang Yi by test|"),
            "{page}"
        );
        assert!(page.contains("[the same statement]\ntest|2023-03-05|Gazette|direct|"), "{page}");
        let page = text(EXPLAIN_EVENT, Some(1));
        assert!(page.contains("\nactor|China|China|metonym|CHN|government|68-73|place:china\n"), "{page}");
        assert!(page.contains("\n3 March 2023|2023-03-03|2023-03-03|2023-03-03|none|test|yes\n"), "{page}");
        let page = text(EXPLAIN_MENTION, Some(1));
        assert!(page.contains(" Monday,” [Wang Yi] told reporters."), "{page}");
        let page = text(EXPLAIN_ENTITY, Some(1));
        assert!(page.contains("\nWang Yi|name|test|2|2|"), "{page}");
        assert!(page.contains("\nforeign minister|current|China|2023-03-04|test|"), "{page}");
    }

    #[test]
    fn suspects_have_their_evidence() {
        assert_eq!(
            text(SUSPECTS, Some(10)).matches('\n').count(),
            4,
            "only the titles: one Wang Yi is never named"
        );
        let connection = fixture::connection();
        let doubted = "UPDATE entities SET mention_count = 1 WHERE id = 5;
            INSERT INTO entity_names (entity_id, name, mention_count) VALUES (5, 'Wang Yi', 1);
            INSERT INTO entity_votes (entity_id, field, value, article_count) VALUES (5, 'country', 'SGP', 1), (5, 'country', 'MYS', 2);
            INSERT INTO entities (id, key, kind, name, mention_count, rule) VALUES (9, 'person:yi@cccc', 'person', 'Yi', 1, 'partial_name');
            INSERT INTO article_entities (article_id, entity_id, name, mention_count, is_counted, rule) VALUES (4, 9, 'Yi', 1, 1, 'test');
            INSERT INTO stories (id, key, article_count, leader_id, rule) VALUES (1, 'aaaa', 2, 1, 'test');
            UPDATE articles SET story_id = 1 WHERE id IN (1, 4);
            INSERT INTO person_senses (key, evidence, article_count, sense, contradiction) VALUES
              ('person:li-na', 'government:CHN', 1, NULL, 0), ('person:li-na', 'sport:USA', 1, 'person:li-na@bbbb', 0),
              ('person:wang-yi', 'Mr', 1, NULL, 1), ('person:wang-yi', 'she', 1, NULL, 1);";
        connection.execute_batch(doubted).expect("it fits");
        let page = |connection: &Connection| -> Vec<usize> {
            let found = page(connection, Path::new("x"), SUSPECTS, Some(10)).expect("every query runs");
            found.iter().map(|section| section.rows.len()).collect()
        };
        assert_eq!(page(&connection), [1, 1, 2, 1, 1]);
        let told = "INSERT INTO decisions (made_at, kind, subject, object) VALUES
            ('2024-01-01', 'forbid_merge', 'person:wang-yi@bbbb', 'person:wang-yi'), ('2024-01-01', 'forbid_merge', 'person:wang-yi', 'person:yi@cccc'),
            ('2024-01-01', 'forbid_merge', 'person:li-na', 'person:li-na@bbbb')";
        connection.execute_batch(told).expect("it fits");
        assert_eq!(page(&connection), [0, 0, 2, 0, 1], "what was settled is not asked again");
    }

    #[test]
    fn the_database_is_summed_up() {
        let page = text(STATS, None);
        assert!(page.starts_with("[database]\n4|1|0|6|1|2023-03-04|2023-03-06|1|"), "{page}");
        assert!(page.contains("[failed inputs]\ntruncated gzip|1|broken.gz"), "{page}");
        assert!(page.contains("\nCONSULT|2|2\n"), "{page}");
    }
}
