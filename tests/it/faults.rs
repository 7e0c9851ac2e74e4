//! Bad input, foreign files, locked and read-only databases: everything else is stored, errors are clear, nothing is spoilt.

use crate::support::{Bench, rows};

const ARTICLE: &str = "Bridge opens\n\nVALLETTA — The new bridge was opened on Monday. “It took nine years,” said Rita Borg, the minister of works.\n";

#[test]
fn what_cannot_be_read_is_recorded_and_the_rest_is_stored() {
    let bench = Bench::new();
    bench.write("pile/good.txt", ARTICLE);
    bench.write("pile/empty.txt", "");
    bench.write("pile/binary.txt", [0u8, 159, 146, 150, 7, 1, 2, 3].repeat(100));
    bench.write("pile/lines.jsonl", "{\"text\": \"Trams run again in Riga, the city said on Friday.\"}\n{\"text\": \"cut of\n{\"title\": \"no text\"}\n");
    let ran = bench.run(&["ingest", "pile", "--quiet"]);
    assert_eq!(ran.code, 1, "some input failed");
    assert_eq!(ran.stdout, "");
    for place in ["pile/empty.txt", "pile/binary.txt", "pile/lines.jsonl#2", "pile/lines.jsonl#3"] {
        assert!(ran.stderr.contains(place), "{place} is not in\n{}", ran.stderr);
    }
    let db = bench.path("nutgraf.db");
    assert_eq!(
        rows(&db, "SELECT uri FROM inputs WHERE status = 'stored' ORDER BY uri"),
        ["pile/good.txt", "pile/lines.jsonl#1"]
    );
    assert_eq!(rows(&db, "SELECT count(*), count(problem) FROM inputs WHERE status = 'failed'"), ["4|4"]);

    let again = bench.run(&["ingest", "pile", "--json"]);
    assert_eq!(again.code, 1);
    let summary: serde_json::Value = serde_json::from_str(&again.stdout).expect("one valid JSON object");
    assert_eq!(
        (summary["new"].as_u64(), summary["known"].as_u64(), summary["failed"].as_u64()),
        (Some(0), Some(2), Some(4))
    );
    assert_eq!(rows(&db, "SELECT count(*) FROM inputs"), ["6"]);
}

#[test]
fn a_place_that_could_not_be_read_loses_its_row_when_it_can() {
    let bench = Bench::new();
    std::os::unix::fs::symlink("later.bin", bench.path("link.txt")).unwrap();
    bench.write("other.txt", ARTICLE);
    bench.run(&["ingest", ".", "--quiet"]);
    let db = bench.path("nutgraf.db");
    assert_eq!(
        rows(&db, "SELECT uri, status FROM inputs ORDER BY uri"),
        ["link.txt|failed", "other.txt|stored"]
    );
    bench.write("later.bin", "The ferry to Gozo sails again, the port authority said on Tuesday.");
    assert_eq!(bench.run(&["ingest", ".", "--quiet"]).code, 0);
    assert_eq!(
        rows(&db, "SELECT uri, status FROM inputs ORDER BY uri"),
        ["link.txt|stored", "other.txt|stored"]
    );
}

#[test]
fn a_file_of_records_and_a_known_file_lose_such_a_row_too() {
    let bench = Bench::new();
    let lines = "{\"text\": \"Trams run again in Riga, the city said on Friday.\"}\n";
    bench.write("pile/known.txt", ARTICLE);
    bench.write("pile/store.bin", lines);
    std::os::unix::fs::symlink("store.bin", bench.path("pile/lines.jsonl")).unwrap();
    bench.run(&["ingest", "pile", "--quiet"]);
    let db = bench.path("nutgraf.db");
    let all = "SELECT uri, status FROM inputs ORDER BY id";
    let before = rows(&db, all);
    assert_eq!(before, ["pile/known.txt|stored", "pile/lines.jsonl#1|stored"]);
    for name in ["pile/store.bin", "pile/known.txt"] {
        std::fs::rename(bench.path(name), bench.path("away")).unwrap();
        if name == "pile/known.txt" {
            std::os::unix::fs::symlink("nowhere", bench.path(name)).unwrap();
        }
        assert_eq!(bench.run(&["ingest", "pile", "--quiet"]).code, 1);
        assert_eq!(rows(&db, "SELECT count(*) FROM inputs WHERE status = 'failed'"), ["1"]);
        let _ = std::fs::remove_file(bench.path(name));
        std::fs::rename(bench.path("away"), bench.path(name)).unwrap();
        assert_eq!(bench.run(&["ingest", "pile", "--quiet"]).code, 0);
        assert_eq!(rows(&db, all), before, "{name}");
    }
}

#[test]
fn a_wrong_path_makes_no_database() {
    let bench = Bench::new();
    let ran = bench.run(&["ingest", "no-such-folder"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("no-such-folder"), "{}", ran.stderr);
    assert!(!bench.path("nutgraf.db").exists());
    bench.write("a.txt", ARTICLE);
    let folder = bench.run(&["ingest", "a.txt", "--db", "."]);
    assert!(folder.code == 2 && folder.stderr.contains("it is a folder"), "{}", folder.stderr);
    assert_eq!(bench.run(&["ingest"]).code, 2, "wrong usage");
    assert_eq!(bench.run(&["stats"]).code, 2, "no database");
    assert!(!bench.path("nutgraf.db").exists());
}

#[test]
fn files_of_others_and_newer_ones_are_left_untouched() {
    let bench = Bench::new();
    bench.write("a.txt", ARTICLE);
    bench.write("words.db", "this is a text file, not a database at all");
    let foreign = bench.path("foreign.db");
    rusqlite::Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE cookies (name TEXT)").unwrap();
    bench.ingest("newer.db", &["a.txt"]);
    let newer = rusqlite::Connection::open(bench.path("newer.db")).unwrap();
    newer.execute_batch("UPDATE meta SET value = '999' WHERE name = 'format'").unwrap();
    drop(newer);
    for (name, word) in [("words.db", "not"), ("foreign.db", "not a nutgraf database"), ("newer.db", "newer")]
    {
        let before = std::fs::read(bench.path(name)).unwrap();
        for command in
            [&["ingest", "a.txt", "--db", name][..], &["stats", "--db", name], &["rebuild", "--db", name]]
        {
            let ran = bench.run(command);
            assert_eq!(ran.code, 2, "{command:?}: {}", ran.stderr);
            assert!(ran.stderr.contains(word) && ran.stderr.contains(name), "{command:?}: {}", ran.stderr);
            assert!(std::fs::read(bench.path(name)).unwrap() == before, "{command:?} changed {name}");
        }
    }
}

#[test]
fn a_file_of_other_tables_is_read_but_not_added_to() {
    let bench = Bench::new();
    bench.write("a.txt", ARTICLE);
    let db = bench.ingest("old.db", &["a.txt"]);
    let other = "UPDATE refinery_schema_history SET checksum = '1' WHERE version = 2";
    rusqlite::Connection::open(&db).unwrap().execute_batch(other).unwrap();
    let before = std::fs::read(&db).unwrap();
    for command in [&["ingest", "a.txt", "--db", "old.db"][..], &["rebuild", "--db", "old.db"]] {
        let ran = bench.run(command);
        assert_eq!(ran.code, 2, "{command:?}: {}", ran.stderr);
        assert!(
            ran.stderr.contains("old.db was made by an unreleased nutgraf"),
            "{command:?}: {}",
            ran.stderr
        );
        assert!(std::fs::read(&db).unwrap() == before, "{command:?} changed it");
    }
    assert_eq!(bench.run(&["stats", "--db", "old.db"]).code, 0);
}

#[test]
fn facts_of_another_analyser_are_read_but_not_added_to() {
    let bench = Bench::new();
    bench.write("a.txt", ARTICLE);
    bench.write("b.txt", "The second article says that trams run again in Riga.");
    let db = bench.ingest("old.db", &["a.txt"]);
    rusqlite::Connection::open(&db)
        .unwrap()
        .execute_batch("UPDATE meta SET value = '0-old' WHERE name = 'analyser'")
        .unwrap();
    let ran = bench.run(&["ingest", "b.txt", "--db", "old.db"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("nutgraf rebuild"), "{}", ran.stderr);
    assert_eq!(rows(&db, "SELECT count(*) FROM articles"), ["1"]);
    assert_eq!(bench.run(&["stats", "--db", "old.db"]).code, 0, "it is read");
    assert_eq!(bench.run(&["rebuild", "--db", "old.db"]).code, 0);
    assert_eq!(bench.run(&["ingest", "b.txt", "--db", "old.db"]).code, 0);
    assert_eq!(rows(&db, "SELECT count(*) FROM articles"), ["2"]);
}

#[test]
fn two_ingests_at_once_both_arrive() {
    let bench = Bench::new();
    for n in 0..40 {
        let side = if n % 2 == 0 { "left" } else { "right" };
        bench.write(
            &format!("{side}/{n}.txt"),
            format!("Report {n}\n\nMinister Ana Silva visited district {n} on Monday, officials said.\n"),
        );
    }
    std::thread::scope(|scope| {
        for side in ["left", "right", "left"] {
            let bench = &bench;
            scope.spawn(move || assert_eq!(bench.run(&["ingest", side, "--quiet"]).code, 0));
        }
    });
    let db = bench.path("nutgraf.db");
    assert_eq!(rows(&db, "SELECT count(*) FROM articles"), ["40"]);
    assert_eq!(rows(&db, "PRAGMA integrity_check"), ["ok"]);
    assert_eq!(bench.run(&["doctor"]).code, 0);
}

#[test]
fn hostile_text_is_survived() {
    let bench = Bench::new();
    bench.write(
        "pile/tags.html",
        format!("<html><body><p>Trams run again in Riga, the city said.</p>{}", "<div>".repeat(100_000)),
    );
    bench.write("pile/marks.txt", "\" “ ‘ ".repeat(50_000));
    bench.write("pile/brackets.txt", "(".repeat(200_000) + " said the minister.");
    bench.write("pile/line.txt", "The minister said on Monday that talks will go on. ".repeat(20_000));
    bench.write("pile/words.txt", "Ana Silva he said Lisbon ".repeat(20_000));
    let ran = bench.run(&["ingest", "pile", "--quiet"]);
    assert!(ran.code <= 1, "{}", ran.stderr);
    assert_eq!(rows(&bench.path("nutgraf.db"), "SELECT count(*) FROM inputs"), ["5"]);
    assert_eq!(bench.run(&["doctor"]).code, 0);
}
