//! The migrations, embedded: how a file comes to have the tables, and how an older file gets the newer ones.
//!
//! In: a connection. Out: the same with all of `migrations/` run on it.

use rusqlite::Connection;

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// Returns refinery's runner of all migrations; it runs those that the file has not seen.
pub(crate) fn runner() -> refinery::Runner {
    embedded::migrations::runner()
}

/// Returns an empty database in memory that has all tables and views.
pub fn empty() -> Connection {
    let mut connection = Connection::open_in_memory().expect("memory needs no file");
    runner().run(&mut connection).expect("a test runs all migrations");
    connection
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture;

    /// Returns a query's first column, a line a row.
    fn lines(connection: &Connection, sql: &str) -> String {
        let mut statement = connection.prepare(sql).expect(sql);
        let rows = statement.query_map([], |row| row.get::<_, Option<String>>(0)).expect(sql);
        rows.map(|row| row.expect(sql).unwrap_or_else(|| "NULL".to_owned())).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn every_view_answers_and_has_its_columns() {
        let connection = fixture::connection();
        let columns =
            |view: &str| lines(&connection, &format!("SELECT name FROM pragma_table_info('{view}')"));
        for (view, first, last, count) in [
            (
                "quote_report",
                "published_on\noutlet\ntitle\nspeaker\nkind\ntext\ncue\nsentence\narticle_id\nquote_id",
                "",
                0,
            ),
            (
                "event_report",
                "date_start\ntype\nactors\nrecipients\nplace\ntrigger\nsentence\nnegated\nmodality\nattribution\noutlet\ntitle",
                "",
                0,
            ),
            ("gdelt_events", "GLOBALEVENTID\nSQLDATE\nMonthYear", "DATEADDED\nSOURCEURL", 61),
            ("gdelt_mentions", "GLOBALEVENTID\nEventTimeDate", "MentionDocTranslationInfo\nExtras", 16),
            ("polecat_events", "Event ID\nEvent Date\nEvent Type", "Language\nVersion", 40),
        ] {
            let found = columns(view);
            assert!(found.starts_with(first) && found.ends_with(last), "{view}: {found}");
            assert!(count == 0 || found.lines().count() == count, "{view}: {found}");
        }
        let views = lines(&connection, "SELECT name FROM sqlite_schema WHERE type = 'view'");
        for view in views.lines() {
            assert_ne!(
                lines(&connection, &format!("SELECT CAST(count(*) AS TEXT) FROM {view}")),
                "0",
                "{view}"
            );
        }
    }

    #[test]
    fn copies_are_listed_and_not_counted() {
        let connection = fixture::connection();
        for (sql, expected) in [
            ("SELECT speaker || is_copy FROM quote_report ORDER BY quote_id", "Wang Yi0\nWang Yi1"),
            ("SELECT outlet || quote_count FROM who_quotes_whom", "Daily Planet1"),
            ("SELECT actors || '>' || recipients || report_count FROM timeline", "China>Ukraine1"),
            (
                "SELECT coalesce(outlet, '') || ' ' || copy || ' ' || first_on FROM carried_by WHERE text_id = 1 ORDER BY uri",
                "Gazette near copy 2023-03-03\nDaily Planet same text 2023-03-03\nWire same text 2023-03-03",
            ),
            (
                "SELECT other || article_count FROM co_mentions WHERE entity = 'China' ORDER BY other",
                "Geneva1\nUkraine1\nWang Yi1",
            ),
            (
                "SELECT title || coalesce(of, '') FROM roles ORDER BY title",
                "foreign ministerChina\nspokesman",
            ),
            (
                "SELECT Actor1Code || EventCode || Actor2Code || SQLDATE FROM gdelt_events",
                "CHNGOV040UKRGOV20230303",
            ),
            ("SELECT CAST(Actor1CharOffset AS TEXT) FROM gdelt_mentions", "68\n68"),
            ("SELECT \"Actor Name\" || \"Quad Code\" FROM polecat_events", "ChinaVERBAL COOPERATION"),
        ] {
            assert_eq!(lines(&connection, sql), expected, "{sql}");
        }
    }

    #[test]
    fn views_bound_by_entity_outlet_date_or_words_use_indexes() {
        let connection = fixture::connection();
        let plan = |query: &str| {
            let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {query}")).expect(query);
            let rows = statement.query_map([], |row| row.get::<_, String>(3)).expect(query);
            rows.map(|row| row.expect(query)).collect::<Vec<_>>()
        };
        let tables = lines(&connection, "SELECT name FROM sqlite_schema WHERE type = 'table'");
        for query in [
            "quote_report WHERE speaker = 'Wang Yi'",
            "quote_report WHERE outlet = 'Gazette'",
            "quote_report WHERE published_on >= '2023-03-01'",
            "quote_report WHERE quote_id IN (SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH 'talks')",
            "event_report WHERE outlet = 'Gazette'",
            "event_report WHERE date_start >= '2023-03-01'",
            "event_report WHERE type = 'CONSULT'",
            "interactions WHERE actor = 'China'",
            "timeline WHERE date_start >= '2023-03-01'",
            "roles WHERE entity = 'Wang Yi'",
            "co_mentions WHERE entity = 'China'",
            "who_quotes_whom WHERE outlet = 'Gazette'",
            "who_quotes_whom WHERE speaker = 'Wang Yi'",
            "carried_by WHERE outlet = 'Gazette'",
            "carried_by WHERE text_id = 1",
            "carried_by WHERE published_on >= '2023-03-01'",
            "polecat_events WHERE \"Event Date\" = '2023-03-01'",
        ] {
            let steps = plan(&format!("SELECT * FROM {query}"));
            // A scan of a subquery's few rows or of an index is fine; of a table (under its alias) it is not.
            let aliases = [
                "a", "b", "e", "h", "i", "j", "m", "n", "p", "q", "r", "one", "two", "holder", "speaker",
                "actor",
            ];
            let scans = |step: &&String| {
                let name = step.strip_prefix("SCAN ").unwrap_or_default();
                aliases.contains(&name) || tables.lines().any(|table| table == name)
            };
            let scanned: Vec<_> = steps.iter().filter(scans).collect();
            assert!(scanned.is_empty(), "{query}: {steps:#?}");
        }
    }
}
