//! docs/queries.md: each ```sql block is run on the sample articles, and the ```text block under it holds its first rows.

use crate::support::{aligned, rewrite, sample_database, table};
use std::path::Path;
use std::process::Command;

/// At most this many rows are shown, and cells are cut at this many characters: a page is for reading.
const SHOWN_ROWS_MAX: usize = 8;
const SHOWN_CHARS_MAX: usize = 64;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/queries.md");

/// Returns the queries of a page.
fn queries(page: &str) -> Vec<String> {
    page.split("```sql\n").skip(1).map(|rest| rest.split("```").next().unwrap().to_string()).collect()
}

/// Returns the page with the result of each query under it, in place of what stood there.
fn with_results(page: &str, result: impl Fn(&str) -> String) -> String {
    let mut parts = page.split("```sql\n");
    let mut out = parts.next().unwrap().to_string();
    for part in parts {
        let (sql, rest) = part.split_once("```").expect("a query's block is closed");
        let rest = match rest.trim_start().strip_prefix("```text\n") {
            Some(block) => block.split_once("```").expect("a result's block is closed").1,
            None => rest,
        };
        out += &format!("```sql\n{sql}```\n\n```text\n{}```{rest}", result(sql));
    }
    out
}

#[test]
fn every_query_gives_the_rows_shown() {
    let page = std::fs::read_to_string(PAGE).unwrap();
    assert!(queries(&page).len() >= 18, "an analyst has more questions than that");
    let db = sample_database();
    let now = with_results(&page, |sql| {
        let rows = table(db, sql);
        assert!(rows.len() > 1, "no rows: {sql}");
        aligned(&rows, SHOWN_ROWS_MAX, SHOWN_CHARS_MAX)
    });
    if now == page {
        return;
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        return rewrite(PAGE, &now);
    }
    let differing: Vec<String> = page
        .lines()
        .zip(now.lines())
        .filter(|(before, after)| before != after)
        .take(6)
        .map(|(before, after)| format!("- {before}\n+ {after}"))
        .collect();
    panic!(
        "docs/queries.md shows other rows than its queries give (UPDATE_EXPECT=1 rewrites it):\n{}",
        differing.join("\n")
    );
}

#[test]
fn the_stock_shell_gives_the_same_rows() {
    let shell = |arguments: &[&str]| Command::new("sqlite3").args(arguments).output();
    let Ok(version) = shell(&["--version"]) else { return };
    if !String::from_utf8_lossy(&version.stdout).starts_with("3.40") {
        return;
    }
    let db = sample_database();
    let page = std::fs::read_to_string(PAGE).unwrap();
    for sql in queries(&page) {
        let path = db.to_str().unwrap();
        let arguments = ["-readonly", "-header", "-separator", "\x1f", "-newline", "\x1e", path, &sql];
        let output = shell(&arguments).unwrap();
        assert!(output.status.success(), "{sql}\n{}", String::from_utf8_lossy(&output.stderr));
        let stdout = String::from_utf8(output.stdout).unwrap();
        let rows: Vec<Vec<String>> = stdout
            .trim_end_matches('\x1e')
            .split('\x1e')
            .map(|row| row.split('\x1f').map(str::to_string).collect())
            .collect();
        assert_eq!(rows, table(db, &sql), "{sql}");
    }
}

/// The forms that Datasette shows ask for columns and tables that are there.
#[test]
fn the_forms_of_datasette_are_valid() {
    let file = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/datasette.yaml")).unwrap();
    let forms: Vec<&str> = file.split("sql: |-\n").skip(1).collect();
    assert!(forms.len() >= 4);
    let connection = rusqlite::Connection::open(sample_database()).unwrap();
    for form in forms {
        let lines = form.lines().take_while(|line| line.starts_with("          "));
        let sql = lines.collect::<Vec<_>>().join("\n");
        connection.prepare(&sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
    }
}

/// Fails unless some row of the query under this heading holds all these words.
fn check(heading: &str, words: &[&str]) {
    let page = std::fs::read_to_string(PAGE).unwrap();
    let section = page.split("\n### ").find(|section| section.starts_with(heading));
    let sql = queries(section.unwrap_or_else(|| panic!("no heading {heading:?}"))).remove(0);
    let rows = table(sample_database(), &sql);
    let found = rows.iter().any(|row| words.iter().all(|word| row.join("|").contains(word)));
    assert!(found, "{heading} has no row with {words:?}: {rows:#?}");
}

/// What a reader of the articles knows, whatever else the queries give.
#[test]
fn the_answers_are_right() {
    check(
        "Who said what about Ukraine",
        &["The Harbour Post", "Olena Marchenko", "Nothing about Ukraine without Ukraine"],
    );
    check("What did one person say", &["2024-10-15", "The Quilla Observer", "I went in as a docker"]);
    check("What did one person say", &["2024-10-19", "we won it standing"]);
    check("Whom does one outlet quote", &["Viktor Samarin"]);
    check("Whom does one outlet quote", &["Farid Achmetov"]);
    check("Which words were carried", &["Wang Yi", "Coastal Tribune", "The Harbour Post"]);
    check(
        "Who speaks without a name",
        &["a spokesman for the Chinese embassy", "Unilateral duties help nobody"],
    );
    check("Who met whom", &["Sergei Lavrov|Wang Yi|2024-06-12|Almaty"]);
    check("Who condemned, and", &["did not|", "Meridian Dispatch", "has not condemned"]);
    check("Who condemned, and", &["did|European Union"]);
    check(
        "What was announced",
        &["Indonesia|ACCUSE|2024-11-12|The Continental Beacon", "2024-11-26|Archipelago News"],
    );
    check("Who put sanctions", &["2024-11-12|day|European Commission", "imposed duties|IDN"]);
    check("Which figures differ", &["Delta Chronicle", "34 people"]);
    check("Which figures differ", &["Open Ledger", "41 people"]);
    check("By how much did trade", &["The Harbour Post", "17"]);
    check("Who is foreign minister", &["Wang Yi|foreign minister|China|current|2024-06-12|2024-06-17|3"]);
    check("Who is named together", &["Wang Yi|Sergei Lavrov|6"]);
    check(
        "Who carried the same text",
        &["Valley Courier", "same text", "2024-06-12", "valley_courier_reprint"],
    );
    check("Who carried the same text", &["Coastal Tribune", "near copy", "2024-06-12"]);
    check("Exactly where do the words", &["Cherries do not wait", "said", "Pacífico Standard"]);
    check("What do \"Tuesday\"", &["last month", "2024-05|2024-05-01|2024-05-31|month"]);
    check("What could not be read", &["stored|20|0|18"]);
    check("What is not running text", &["link|Read more: Why the Licungo floods again and again"]);
}

/// Questions bound by entity, outlet, date or words must not read whole tables: on a million articles that is the answer
/// in a second or in minutes.
#[test]
fn bound_questions_are_answered_through_indexes() {
    const BIG: &[&str] =
        &["articles", "quotes", "events", "event_participants", "mentions", "article_entities", "inputs"];
    for sql in [
        "SELECT * FROM quote_report WHERE speaker = 'Wang Yi'",
        "SELECT * FROM quote_report WHERE outlet = 'Delta Chronicle'",
        "SELECT * FROM quote_report WHERE published_on >= '2024-11-01'",
        "SELECT r.* FROM quotes_fts AS f JOIN quote_report AS r ON r.quote_id = f.rowid WHERE quotes_fts MATCH 'talks'",
        "SELECT * FROM event_report WHERE outlet = 'Delta Chronicle'",
        "SELECT * FROM event_report WHERE type = 'CONSULT' AND date_start >= '2024-11-01'",
        "SELECT * FROM interactions WHERE actor = 'China' AND recipient = 'Russia'",
        "SELECT * FROM timeline WHERE date_start BETWEEN '2024-09-01' AND '2024-09-30'",
        "SELECT * FROM roles WHERE entity = 'Wang Yi'",
        "SELECT * FROM co_mentions WHERE entity = 'Wang Yi'",
        "SELECT * FROM who_quotes_whom WHERE speaker = 'Wang Yi'",
        "SELECT * FROM carried_by WHERE outlet = 'Valley Courier'",
        "SELECT a.* FROM articles_fts JOIN articles AS a ON a.id = articles_fts.rowid WHERE articles_fts MATCH 'talks'",
    ] {
        assert_eq!(whole_tables(sample_database(), sql, BIG), Vec::<String>::new(), "{sql}");
    }
}

/// Returns the steps of a query's plan that read one of the tables from end to end.
fn whole_tables(db: &Path, sql: &str, tables: &[&str]) -> Vec<String> {
    let plan = table(db, &format!("EXPLAIN QUERY PLAN {sql}"));
    let aliases = ["a", "b", "q", "e", "i", "j", "p", "r", "m", "n", "x"];
    let reads_all = |step: &String| {
        let name = step.strip_prefix("SCAN ").map(|rest| rest.split(' ').next().unwrap());
        name.is_some_and(|name| tables.contains(&name) || aliases.contains(&name))
    };
    plan.into_iter().skip(1).filter_map(|mut row| row.pop()).filter(reads_all).collect()
}
