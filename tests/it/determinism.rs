//! The facts do not depend on order, threads or the number of runs.

use crate::content::{assert_same, content};
use crate::support::{Bench, rows, sample_articles};
use std::path::{Path, PathBuf};

/// The sample articles, and a few that meet each other: a text with poorer and with richer metadata, a page and its update.
fn pile(bench: &Bench) -> Vec<String> {
    let page = |time: &str, ending: &str| {
        format!(
            "<html lang=en><head><title>Ferry line reopens</title><link rel=canonical href=https://wire.example/ferry>\
             <meta property=og:site_name content='Coast Wire'><meta property='article:published_time' content='{time}'></head><body><article>\
             <h1>Ferry line reopens</h1><p>TALLINN — The ferry between Tallinn and Helsinki sails again after a strike of six days, the port \
             authority said on Friday. “We are glad to welcome our passengers back,” said Mari Tamm, who heads the authority.</p>\
             <p>The union and the company agreed on Thursday night to raise wages by four percent. Some 12,000 travellers had waited. \
             Crews went back to work before dawn, and the first ship left at seven in the morning with every seat taken.</p>\
             <p>{ending}</p></article></body></html>"
        )
    };
    bench.write(
        "more/ferry-1.html",
        page("2023-05-05T08:00:00Z", "Prices stay as they are, the company said."),
    );
    bench.write(
        "more/ferry-2.html",
        page("2023-05-05T11:00:00Z", "Prices will rise in June, the company said later."),
    );
    let text = "Mari Tamm met Jaan Kask in Tallinn on Monday. “The harbour needs a new pier,” Tamm said. Kask promised to study \
        the plan, and Estonia's government will decide in the autumn, according to Tamm.";
    let record = |extra: &str| format!("{{\"text\": {}{extra}}}\n", serde_json::to_string(text).unwrap());
    bench.write("more/bare.jsonl", record(""));
    bench.write(
        "more/rich.jsonl",
        record(", \"title\": \"A new pier\", \"source\": \"Coast Wire\", \"date\": \"2023-06-06\""),
    );
    bench.write(
        "more/later.jsonl",
        record(", \"title\": \"A new pier\", \"source\": \"Bay Post\", \"date\": \"2023-06-07\""),
    );
    let curly = text.replace("“", "\"").replace("”", "\"").replace("Estonia's", "Estonia’s");
    bench.write("more/straight.txt", &curly);
    bench.write(
        "more/spaced.jsonl",
        format!(
            "{{\"text\": {}, \"title\": \"A pier\"}}\n",
            serde_json::to_string(&text.replace(". ", ".  ")).unwrap()
        ),
    );
    bench.write("more/broken.jsonl", "{\"text\": \"cut off");
    let mut files = Vec::new();
    collect(Path::new(&sample_articles()), &mut files);
    collect(&bench.path("more"), &mut files);
    files.sort();
    files.into_iter().map(|path| path.to_str().unwrap().to_string()).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { collect(&path, files) } else { files.push(path) }
    }
}

#[test]
fn neither_order_nor_threads_nor_runs_matter() {
    let bench = Bench::new();
    let files = pile(&bench);
    let all: Vec<&str> = files.iter().map(String::as_str).collect();
    let reference = bench.ingest("reference.db", &all);
    assert!(!rows(&reference, "SELECT key FROM quotes").is_empty(), "there is something to compare");
    assert_eq!(
        rows(&reference, "SELECT count(*) FROM article_variants"),
        ["2"],
        "one text in three typographies"
    );

    let one_thread = bench.ingest("threads.db", &[&["--threads", "1"], all.as_slice()].concat());
    assert_same(&reference, &one_thread, "one thread or several");

    let reversed: Vec<&str> = all.iter().rev().copied().collect();
    assert_same(&reference, &bench.ingest("reversed.db", &reversed), "forwards or backwards");

    for (n, path) in reversed.iter().enumerate() {
        let step = [reversed[(n * 7 + 3) % reversed.len()], path];
        bench.ingest("runs.db", &step);
    }
    assert_same(&reference, &bench.path("runs.db"), "in one run or in many");
}

#[test]
fn reading_again_rebuilding_and_forgetting_what_was_added_change_nothing() {
    let bench = Bench::new();
    let files = pile(&bench);
    let all: Vec<&str> = files.iter().map(String::as_str).collect();
    let reference = bench.ingest("reference.db", &all);
    let before = content(&reference);

    bench.ingest("reference.db", &all);
    assert_eq!(content(&reference), before, "a second run");
    assert_eq!(rows(&reference, "SELECT new_count, updated_count FROM runs WHERE id = 2"), ["0|0"]);

    let rebuilt = bench.run(&["rebuild", "--db", "reference.db", "--quiet"]);
    assert_eq!(rebuilt.code, 0, "{}", rebuilt.stderr);
    assert_eq!(content(&reference), before, "a rebuild");

    bench.ingest("reference.db", &[&["--again"], all.as_slice()].concat());
    assert_eq!(content(&reference), before, "reading all again");

    for (n, path) in all.iter().enumerate() {
        let forgotten = bench.run(&["forget", "--db", "reference.db", "input", path]);
        assert_eq!(forgotten.code, 0, "{}", forgotten.stderr);
        let fewer: Vec<&str> = all.iter().copied().filter(|other| other != path).collect();
        let db = format!("without-{n}.db");
        assert_same(&bench.ingest(&db, &fewer), &reference, &format!("without {path}"));
        bench.ingest("reference.db", &[path]);
        assert_eq!(content(&reference), before, "{path} forgotten and brought back");
    }
}
