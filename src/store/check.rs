//! Checks of a database: the file, its references, its full-text indexes, offsets against texts, counts against rows.
//!
//! In: a path. Out: a [`Check`] for each, with the faults found. A quote whose `cue_start` is off by one gives
//! `quotes (cue) 7: at 103 stands "aid ", the row has "said"`.

use super::read_only;
use crate::canonical;
use crate::span::{Span, Text};
use crate::{Error, Result};
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::path::Path;

/// Faults kept of each check; the rest are only counted.
const FAULTS_MAX: usize = 10;

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Check {
    /// What was checked.
    pub title: String,
    /// The first faults, a line each.
    pub faults: Vec<String>,
    /// How many faults there are.
    pub fault_count: usize,
    /// Why it could not be made.
    pub skipped: Option<String>,
}

impl Check {
    fn new(title: &str) -> Check {
        Check { title: title.to_owned(), ..Check::default() }
    }

    fn fault(&mut self, line: String) {
        self.fault_count += 1;
        if self.faults.len() < FAULTS_MAX {
            self.faults.push(line);
        }
    }
}

/// Makes all checks, handing over each as it is done; nothing is changed.
pub fn check(path: &Path, mut done: impl FnMut(Check) -> Result<()>) -> Result<()> {
    let connection = match read_only::open_read_only(path) {
        // Too damaged to open is what was to be found out, too.
        Err(Error::Database { source, .. })
            if source.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt) =>
        {
            let mut check = Check::new("the file is sound");
            check.fault(source.to_string());
            return done(check);
        }
        result => result?,
    };
    done(lines(
        &connection,
        "the file is sound",
        "SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
    ))?;
    let references = "SELECT \"table\" || ' ' || coalesce(rowid, '') || ': refers to a row of ' || parent || ' that is not there'
                      FROM pragma_foreign_key_check";
    done(lines(&connection, "references lead somewhere", references))?;
    for table in ["articles", "quotes"] {
        done(full_text(path, table))?;
    }
    for check in offsets(&connection) {
        done(check)?;
    }
    done(replayed(&connection))?;
    done(parted(&connection))?;
    done(borne(&connection))?;
    for part in include_str!("check/facts.sql").split("\n-- # ").skip(1) {
        let (title, sql) = part.split_once('\n').expect("a title is followed by its query");
        done(lines(&connection, title, sql))?;
    }
    Ok(())
}

/// Makes a check whose query gives a line for each fault.
fn lines(connection: &Connection, title: &str, sql: &str) -> Check {
    let mut check = Check::new(title);
    let mut read = || -> rusqlite::Result<()> {
        let mut statement = connection.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            check.fault(row.get(0)?);
        }
        Ok(())
    };
    // A damaged file fails to answer, and that is what was to be found out.
    if let Err(error) = read() {
        check.fault(error.to_string());
    }
    check
}

/// Asks FTS5 to compare its index with the table; it only answers on a connection that may write, and writes nothing.
fn full_text(path: &Path, table: &str) -> Check {
    let mut check = Check::new(&format!("the full-text index of {table} agrees with it"));
    let compare = || -> rusqlite::Result<()> {
        let mut connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        connection.busy_timeout(read_only::BUSY_TIMEOUT)?;
        let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let sql = format!("INSERT INTO {table}_fts ({table}_fts, rank) VALUES ('integrity-check', 1)");
        transaction.execute(&sql, [])?;
        transaction.rollback()
    };
    match compare() {
        Ok(()) => {}
        Err(error) => match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt) => {
                check.fault(format!(
                    "{table}_fts has other words than {table}: `nutgraf rebuild` makes it again"
                ));
            }
            Some(
                ErrorCode::ReadOnly
                | ErrorCode::CannotOpen
                | ErrorCode::DatabaseBusy
                | ErrorCode::PermissionDenied,
            ) => {
                check.skipped = Some("needs a file that can be written".to_owned());
            }
            _ => check.fault(error.to_string()),
        },
    }
    check
}

/// Asks of every chain whether it stands for the entity that the rules and the decisions lead to.
fn replayed(connection: &Connection) -> Check {
    let mut check = Check::new("entities are as the decisions say");
    let mut compare = || -> rusqlite::Result<()> {
        let decisions = super::decisions::read(connection)?;
        let sql = "SELECT c.article_id, c.key, a.content_hash, e.key FROM chains c JOIN articles a ON a.id = c.article_id
                   LEFT JOIN entities e ON e.id = c.entity_id
                   UNION ALL SELECT x.article_id, e.key, a.content_hash, e.key FROM article_entities x
                   JOIN articles a ON a.id = x.article_id JOIN entities e ON e.id = x.entity_id
                   WHERE NOT EXISTS (SELECT 1 FROM chains c WHERE c.article_id = x.article_id AND c.entity_id = x.entity_id)
                   ORDER BY 1, 2";
        let mut chains = connection.prepare(sql)?;
        let mut rows = chains.query([])?;
        while let Some(row) = rows.next()? {
            let (key, hash, found): (String, String, Option<String>) =
                (row.get(1)?, row.get(2)?, row.get(3)?);
            let article = canonical::article_key(&hash);
            let key = super::last_names::meant(connection, &decisions, row.get(0)?, &key, article)?;
            let expected = decisions.entity(&key, article);
            if expected != found.as_deref() {
                let name = |key: Option<&str>| key.unwrap_or("nobody").to_string();
                let (expected, found) = (name(expected), name(found.as_deref()));
                check.fault(format!(
                    "chain {key} of article {}: is {found}, should be {expected}",
                    row.get::<_, i64>(0)?
                ));
            }
        }
        Ok(())
    };
    if let Err(error) = compare() {
        check.fault(error.to_string());
    }
    check
}

/// Divides the evidence on every key anew.
fn parted(connection: &Connection) -> Check {
    let mut check = Check::new("namesakes are as the evidence says");
    match super::namesakes::faults(connection) {
        Ok(faults) => faults.into_iter().for_each(|fault| check.fault(fault)),
        Err(error) => check.fault(error.to_string()),
    }
    check
}

/// Asks of every last name alone whose it is in its story.
fn borne(connection: &Connection) -> Check {
    let mut check = Check::new("last names are those that their stories tell of");
    match super::last_names::faults(connection) {
        Ok(faults) => faults.into_iter().for_each(|fault| check.fault(fault)),
        Err(error) => check.fault(error.to_string()),
    }
    check
}

/// Compares every hash, span and quote with the text it belongs to, an article at a time.
fn offsets(connection: &Connection) -> [Check; 3] {
    let mut checks = [
        Check::new("content hashes agree with the texts"),
        Check::new("offsets agree with the texts"),
        Check::new("quotes agree with the pieces of their content"),
    ];
    if let Err(error) = compare_texts(connection, &mut checks) {
        checks[0].fault(error.to_string());
    }
    checks
}

/// Walks the articles; fails where the file is damaged.
fn compare_texts(connection: &Connection, checks: &mut [Check; 3]) -> rusqlite::Result<()> {
    let [hashes, spans, quotes] = checks;
    let mut articles = connection.prepare("SELECT id, content_hash, body FROM articles ORDER BY id")?;
    let mut spans_of = connection.prepare(include_str!("check/spans.sql"))?;
    let mut quotes_of = connection.prepare(include_str!("check/quotes.sql"))?;
    let mut rows = articles.query([])?;
    while let Some(row) = rows.next()? {
        let (id, hash, body): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if canonical::content_hash(&body) != hash {
            hashes.fault(format!("articles {id}: its text has another hash"));
        }
        let text = Text::new(&body);
        let mut found = spans_of.query([id])?;
        while let Some(row) = found.next()? {
            let (table, id): (String, i64) = (row.get(0)?, row.get(1)?);
            if let Err(fault) = agrees(&text, row.get(2)?, row.get(3)?, row.get(4)?) {
                spans.fault(format!("{table} {id}: {fault}"));
            }
        }
        joined(&text, quotes, quotes_of.query([id])?)?;
    }
    Ok(())
}

/// Tells whether `words` stand at a span; without words, whether the span is inside the text.
fn agrees(
    text: &Text<'_>,
    start: Option<i64>,
    end: Option<i64>,
    words: Option<String>,
) -> std::result::Result<(), String> {
    let span = span(text, start, end)?;
    match words {
        Some(words) if text.slice(span) != words => {
            Err(format!("at {} stands {:?}, the row has {words:?}", span.start, text.slice(span)))
        }
        _ => Ok(()),
    }
}

/// Returns a span that lies inside the text.
fn span(text: &Text<'_>, start: Option<i64>, end: Option<i64>) -> std::result::Result<Span, String> {
    let (Some(start), Some(end)) = (start, end) else {
        return Err("words without a place".to_owned());
    };
    if start < 0 || start >= end || end > i64::from(text.len()) {
        return Err(format!("{start} to {end} is no stretch of a text of {} characters", text.len()));
    }
    Ok(Span::new(start as u32, end as u32))
}

/// Compares the texts of quotes with the pieces of their content, joined as the contract says.
fn joined(text: &Text<'_>, check: &mut Check, mut rows: rusqlite::Rows<'_>) -> rusqlite::Result<()> {
    let mut quotes: Vec<(i64, String, Vec<&str>)> = Vec::new();
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        // A span outside of the text is told by the check of offsets.
        let piece = span(text, row.get(2)?, row.get(3)?).map_or("", |span| text.slice(span));
        match quotes.last_mut() {
            Some(last) if last.0 == id => last.2.push(piece),
            _ => quotes.push((id, row.get(1)?, vec![piece])),
        }
    }
    for (id, words, pieces) in quotes {
        let found = pieces.join(" … ");
        if found != words {
            check.fault(format!("quotes {id}: its content is {found:?}, the row has {words:?}"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture;

    /// Breaks the fixture and returns the titles of the checks that notice.
    fn noticed(sql: &str) -> Vec<String> {
        let (_folder, path) = fixture::file();
        let connection = Connection::open(&path).expect("opened");
        connection.execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}")).expect("the test's SQL");
        drop(connection);
        let before = std::fs::read(&path).expect("there");
        let mut titles = Vec::new();
        check(&path, |check| {
            assert_eq!(check.skipped, None);
            if check.fault_count > 0 {
                titles.push(check.title);
            }
            Ok(())
        })
        .expect("it checks");
        assert!(std::fs::read(&path).expect("there") == before, "doctor changed the file");
        titles
    }

    #[test]
    fn a_sound_database_has_no_fault() {
        assert_eq!(noticed(""), Vec::<String>::new());
    }

    #[test]
    fn a_damaged_file_is_a_fault() {
        let (_folder, path) = fixture::file();
        let whole = std::fs::read(&path).expect("there");
        for kept in [3000, whole.len() / 2, whole.len() - 4096] {
            std::fs::write(&path, &whole[..kept]).expect("written");
            let mut faults = 0;
            check(&path, |check| {
                faults += check.fault_count;
                Ok(())
            })
            .expect("it checks");
            assert!(faults > 0, "{kept} of {} bytes", whole.len());
        }
    }

    #[test]
    fn each_fault_is_noticed() {
        for (sql, expected) in [
            ("UPDATE mentions SET char_start = char_start - 1 WHERE id = 1", "offsets agree with the texts"),
            ("UPDATE sections SET char_end = 4000", "offsets agree with the texts"),
            (
                "UPDATE quotes SET text = 'The talks' WHERE id = 1",
                "quotes agree with the pieces of their content",
            ),
            ("UPDATE quotes SET source_start = NULL WHERE id = 1", "half-known places"),
            ("UPDATE events SET sentence_end = trigger_start WHERE id = 1", "sentences enclose"),
            ("UPDATE entities SET mention_count = 9 WHERE id = 1", "counts of entities"),
            ("UPDATE entities SET last_on = NULL WHERE id = 1", "days of entities"),
            ("UPDATE entity_names SET mention_count = 9", "counts of spellings"),
            ("UPDATE statements SET quote_count = 2", "counts of statements"),
            ("UPDATE happenings SET report_count = 2", "counts of happenings"),
            ("UPDATE events SET negated = 1", "counts of happenings"),
            ("UPDATE quotes SET verdict = 'rejected' WHERE id = 1", "verdicts"),
            (
                "INSERT INTO decisions (made_at, kind, subject) VALUES ('', 'ignore', 'place:china')",
                "entities are as",
            ),
            (
                "INSERT INTO person_senses (key, evidence, article_count) VALUES ('person:wang-yi', 'Mr', 1)",
                "namesakes are as",
            ),
            (
                "INSERT INTO person_evidence VALUES ('person:wang-yi', 'Mr', 'aaaaaaaaaaaaaaaa'), ('person:wang-yi', 'Ms', 'cccccccccccccccc');
                 INSERT INTO person_senses (key, evidence, article_count) VALUES ('person:wang-yi', 'Mr', 1), ('person:wang-yi', 'Ms', 1)",
                "namesakes are as",
            ),
            (
                "INSERT INTO last_names (article_id, key, word, is_whole, evidence, bearer) VALUES (1, 'person:li@1', 'li', 0, '', 'person:li')",
                "last names are",
            ),
            ("UPDATE quotes SET speaker_id = 77", "references lead somewhere"),
            ("UPDATE articles SET is_counted = 0 WHERE id = 1", "copies and replaced versions"),
            ("UPDATE article_entities SET mention_count = 5 WHERE entity_id = 1", "what articles tell"),
            ("UPDATE entity_votes SET article_count = 7", "votes on entities"),
            ("DELETE FROM entity_votes", "votes on entities"),
            ("DELETE FROM inputs WHERE article_id = 4", "articles come from an input"),
            (
                "UPDATE articles SET content_hash = '0' || substr(content_hash, 2) WHERE id = 1",
                "content hashes",
            ),
            (
                "DROP TRIGGER articles_fts_update; UPDATE articles SET title = 'x' WHERE id = 2",
                "the full-text index of articles",
            ),
        ] {
            let titles = noticed(sql);
            assert!(titles.iter().any(|title| title.starts_with(expected)), "{sql}: {titles:?}");
        }
    }
}
