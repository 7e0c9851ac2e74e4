//! Every command on the sample articles: what it prints, where, and its exit code.

use crate::content::assert_same;
use crate::support::{Bench, rows, sample_articles, table};
use std::io::Read;
use std::process::{Command, Stdio};

/// A bench whose `nutgraf.db` holds the sample articles.
fn filled() -> Bench {
    let bench = Bench::new();
    bench.ingest("nutgraf.db", &[&sample_articles()]);
    bench
}

#[test]
fn commands_end_with_the_contracts_exit_codes() {
    let bench = filled();
    bench.write("other.db", "All quiet. ".repeat(500));
    for (arguments, code, said) in [
        (vec!["query", "SELECT 1"], 0, ""),
        (vec!["query", "DELETE FROM quotes"], 2, "would change the database"),
        (vec!["query", "SELECT speker FROM quote_report"], 2, "did you mean speaker?"),
        (vec!["export", "qoutes"], 2, "did you mean quotes?"),
        (vec!["export"], 2, "Usage:"),
        (vec!["search", "zyzzyva"], 0, "no article has zyzzyva"),
        (vec!["search", "?!"], 2, "at least one word"),
        (vec!["show", "article", "99999"], 2, "no article 99999"),
        (vec!["show", "entity", "Nobody At All"], 2, "no entity is called"),
        (vec!["quotes", "--speaker", "Nobody At All"], 2, "no entity is called"),
        (vec!["quotes", "--about", "?!"], 2, "at least one word"),
        (vec!["quotes", "--since", "2024-02-31"], 2, "a day that exists"),
        (vec!["timeline", "--story", "zyzzyva"], 2, "no story zyzzyva"),
        (vec!["events", "--type", "DANCE"], 2, "possible values"),
        (vec!["events", "--type", "consult", "-n", "1"], 0, "there may be more"),
        (vec!["stats"], 0, ""),
        (vec!["doctor"], 0, ""),
        (vec!["schema", "quotes"], 0, ""),
        (vec!["completions", "zsh"], 0, ""),
        (vec!["stats", "--db", "missing.db"], 2, "no database at missing.db"),
        (vec!["stats", "--db", "other.db"], 2, "is not a nutgraf database"),
        (vec!["nonsense"], 2, "unrecognized subcommand"),
    ] {
        let ran = bench.run(&arguments);
        assert_eq!(ran.code, code, "{arguments:?}: {}", ran.stderr);
        assert!(ran.stderr.contains(said), "{arguments:?}: {}", ran.stderr);
        assert_eq!(ran.stdout.is_empty(), code == 2 || said.starts_with("no article has"), "{arguments:?}");
    }
    assert!(!bench.path("missing.db").exists());
}

#[test]
fn every_table_and_view_is_exported_in_every_format() {
    let bench = filled();
    let names = rows(
        &bench.path("nutgraf.db"),
        "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE '%\\_fts%' ESCAPE '\\'
         AND name NOT LIKE 'refinery%' AND name NOT LIKE 'sqlite%'",
    );
    for name in &names {
        let count = &rows(&bench.path("nutgraf.db"), &format!("SELECT count(*) FROM {name}"))[0];
        let ran = bench.run(&["export", name, "--format", "json"]);
        let parsed: Vec<serde_json::Value> = serde_json::from_str(&ran.stdout).expect(name);
        assert_eq!(&parsed.len().to_string(), count, "{name}");
        let ran = bench.run(&["export", name, "--format", "csv"]);
        let records = csv::Reader::from_reader(ran.stdout.as_bytes()).into_records();
        let records: Vec<_> = records.collect::<Result<_, _>>().expect(name);
        assert_eq!(&records.len().to_string(), count, "{name}");
    }
    for format in ["tsv", "jsonl", "markdown"] {
        assert_eq!(bench.run(&["export", "quote_report", "--format", format]).code, 0);
    }
}

#[test]
fn a_reader_that_had_enough_is_no_error() {
    let bench = filled();
    let mut child = Command::new(env!("CARGO_BIN_EXE_nutgraf"))
        .args(["query", "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"])
        .args(["--db", bench.path("nutgraf.db").to_str().expect("UTF-8"), "--format", "csv"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut first = [0; 4];
    child.stdout.take().expect("piped").read_exact(&mut first).expect("some rows");
    assert_eq!(&first, b"i\n1\n");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn the_stock_shell_runs_every_view() {
    let bench = filled();
    let database = bench.path("nutgraf.db");
    let views = rows(&database, "SELECT name FROM sqlite_schema WHERE type = 'view'");
    for view in views {
        let shell =
            Command::new("sqlite3").arg(&database).arg(format!("SELECT count(*) FROM {view}")).output();
        // Where there is no sqlite3 there is nothing to check.
        let Ok(output) = shell else { return };
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{view}");
    }
}

#[test]
fn people_and_articles_are_shown() {
    let bench = filled();
    let database = bench.path("nutgraf.db");
    for key in rows(&database, "SELECT key FROM entities ORDER BY mention_count DESC, key LIMIT 5") {
        let ran = bench.run(&["show", "entity", &key]);
        assert_eq!(ran.code, 0, "{key}: {}", ran.stderr);
        assert!(ran.stdout.contains("NAMES") && ran.stdout.contains(&key), "{}", ran.stdout);
    }
    for hash in rows(&database, "SELECT content_hash FROM articles") {
        let ran = bench.run(&["show", "article", &hash[..12]]);
        assert!(ran.code == 0 && ran.stdout.contains("READ FROM"), "{hash}: {}", ran.stderr);
    }
}

/// Escape sequences, a bell, a backspace, a second-kind control, and marks that turn the line around.
const HOSTILE: &str = "\u{1b}[2J\u{1b}]0;owned\u{7}\u{8}\u{9b}31m\u{202e}";

/// What a scraped page carries must never reach the terminal as something it acts on, whichever command prints it.
#[test]
fn escape_sequences_of_articles_are_not_printed() {
    let bench = Bench::new();
    let record = serde_json::json!({
        "title": format!("Talks {HOSTILE} in Geneva"),
        "outlet": format!("Wire{HOSTILE}"),
        "author": format!("Ana{HOSTILE} Silva"),
        "date": "2024-03-07",
        "text": format!(
            "The foreign minister of Norway, Kari{HOSTILE} Dahl, met Sergei Lavrov in Geneva{HOSTILE} on Monday.\n\n\
             “We {HOSTILE}will talk about the ceasefire again,” Sergei Lavrov told reporters.{HOSTILE}\n\n\
             Norway {HOSTILE}accused Russia of spying. A spokesman said {HOSTILE}so.\n"
        ),
    });
    bench.write("page.jsonl", format!("{record}\n"));
    bench.ingest("nutgraf.db", &["page.jsonl"]);
    let mut printed = String::new();
    for arguments in [
        &["show", "article", "1"][..],
        &["show", "entity", "Sergei Lavrov"],
        &["search", "ceasefire"],
        &["search", "--quotes", "ceasefire"],
        &["quotes"],
        &["quotes", "--format", "table"],
        &["quotes", "--format", "markdown"],
        &["timeline", "--all", "--evidence"],
        &["timeline", "--all", "--format", "table"],
        &["events", "--evidence"],
        &["coverage"],
        &["query", "SELECT title, outlet, body FROM articles"],
        &["query", "SELECT title, outlet, body FROM articles", "--format", "markdown"],
        &["export", "articles", "--format", "json"],
        &["stats"],
        &["entity", "list", "--suspect"],
        &["show", "entity", HOSTILE],
        &["quotes", "--speaker", HOSTILE],
        &["timeline", "--story", HOSTILE],
        &["search", &format!("x{HOSTILE}")],
    ] {
        let ran = bench.run(arguments);
        let is_harmful = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        for text in [&ran.stdout, &ran.stderr] {
            assert!(!text.contains(is_harmful), "{arguments:?} prints {text:?}");
        }
        printed += &ran.stdout;
    }
    assert!(printed.contains("␛[2J") && printed.contains("ceasefire"), "{printed}");
}

/// Each fact's key leads to the rule that made it and the sentence it was read from.
#[test]
fn every_fact_is_explained() {
    let bench = filled();
    let database = bench.path("nutgraf.db");
    for (of, title) in [("quotes", "quote"), ("events", "type"), ("entities", "name")] {
        let keys = table(&database, &format!("SELECT key, rule FROM {of} ORDER BY key LIMIT 40"));
        assert!(keys.len() > 5, "{of}");
        for row in &keys[1..] {
            let (key, rule) = (row[0].as_str(), row[1].as_str());
            let ran = bench.run(&["explain", key]);
            assert_eq!(ran.code, 0, "{key}: {}", ran.stderr);
            assert!(ran.stdout.contains(title) && ran.stdout.contains(rule), "{key}: {}", ran.stdout);
        }
    }
    let ran = bench.run(&["explain", "0123456789abcdef:1-2"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("no quote, event or mention has this key"), "{}", ran.stderr);
}

/// Names the user tells of are found, whatever the models think, and the list may be given before or after the articles.
#[test]
fn the_users_own_names_are_found() {
    let bench = Bench::new();
    bench.write("a.txt", "LEEDS, May 2 — The Rook met ministers on Monday. “We will not go back,” the Rook told the Gantry Lane Forum.");
    bench
        .write("b.txt", "LEEDS, May 3 — Robert Hale left the talks. Hale said that nothing had been agreed.");
    bench.write("names.tsv", "name\tkind\tcountry\tother_names\nRobert Hale\tperson\tGBR\tthe Rook|The Rook\nGantry Lane Forum\torganization\n");
    let told = |db: &str| {
        rows(&bench.path(db), "SELECT e.key, e.country, m.text, m.rule FROM mentions AS m JOIN entities AS e ON e.id = m.entity_id
            WHERE e.key IN ('person:robert-hale', 'organization:gantry-lane-forum') ORDER BY m.article_id, m.char_start")
    };
    let first = bench.run(&["ingest", "a.txt", "b.txt", "--names", "names.tsv", "--db", "first.db"]);
    assert_eq!(first.code, 0, "{}", first.stderr);
    assert_eq!(
        told("first.db"),
        [
            "person:robert-hale|GBR|The Rook|own_name",
            "person:robert-hale|GBR|the Rook|own_name",
            "organization:gantry-lane-forum|∅|Gantry Lane Forum|own_name",
            "person:robert-hale|GBR|Robert Hale|own_name",
            "person:robert-hale|GBR|Hale|last_name",
        ]
    );
    assert_eq!(bench.run(&["ingest", "a.txt", "b.txt", "--db", "later.db"]).code, 0);
    assert_ne!(told("later.db"), told("first.db"));
    assert_eq!(bench.run(&["ingest", "a.txt", "--names", "names.tsv", "--db", "later.db"]).code, 0);
    assert_same(&bench.path("later.db"), &bench.path("first.db"), "the list came after the articles");
    assert_eq!(bench.run(&["rebuild", "--db", "later.db"]).code, 0);
    assert_same(&bench.path("later.db"), &bench.path("first.db"), "a rebuild hears the list");
    bench.write("none.tsv", "name\tkind\n");
    assert_eq!(bench.run(&["ingest", "a.txt", "--names", "none.tsv", "--db", "later.db"]).code, 0);
    assert_eq!(bench.run(&["ingest", "a.txt", "b.txt", "--db", "plain.db"]).code, 0);
    assert_same(&bench.path("later.db"), &bench.path("plain.db"), "an empty list takes all of it back");
    bench.write("wrong.tsv", "name\tkind\nAnn\thuman\n");
    let wrong = bench.run(&["ingest", "a.txt", "--names", "wrong.tsv", "--db", "none.db"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains("wrong.tsv: line 2: \"human\" is no kind"), "{}", wrong.stderr);
    assert!(!bench.path("none.db").exists(), "a wrong list makes no database");
}
