//! What the user decides stands after re-ingest and rebuild, and undoing it leaves no trace.

use crate::content::{assert_same, content};
use crate::support::{Bench, Ran, rows, sample_articles};
use std::path::Path;

/// Some of the sample articles: one meeting, as several outlets tell it.
fn articles() -> String {
    sample_articles() + "/diplomacy"
}

/// A bench with those articles in `news.db`.
fn bench() -> Bench {
    let bench = Bench::new();
    bench.ingest("news.db", &[&articles()]);
    bench
}

fn run(bench: &Bench, words: &[&str]) -> Ran {
    bench.run(&[words, &["--db", "news.db"]].concat())
}

#[track_caller]
fn done(bench: &Bench, words: &[&str]) -> String {
    let ran = run(bench, words);
    assert_eq!(ran.code, 0, "{words:?}: {}", ran.stderr);
    ran.stdout
}

#[track_caller]
fn refused(bench: &Bench, words: &[&str], expected: &str) {
    let before = content(&bench.path("news.db"));
    let ran = run(bench, words);
    assert_eq!(ran.code, 2, "{words:?}: {}", ran.stdout);
    assert!(ran.stderr.contains(expected), "{words:?}: {}", ran.stderr);
    assert_eq!(content(&bench.path("news.db")), before, "{words:?} was refused and changed something");
}

#[track_caller]
fn healthy(bench: &Bench) {
    let ran = run(bench, &["doctor"]);
    assert_eq!(ran.code, 0, "{}", ran.stdout);
}

/// Decides, and checks that a rebuild, a second ingest and a first ingest after the decision give the same; that `expected`
/// holds; and that undoing it brings back what was.
#[track_caller]
fn stands(decision: &[&str], sql: &str, expected: &[&str]) {
    let bench = bench();
    let db = bench.path("news.db");
    let before = content(&db);
    done(&bench, decision);
    let after = content(&db);
    assert_ne!(before, after, "{decision:?} does something");
    assert_eq!(rows(&db, sql), expected, "{decision:?}");
    healthy(&bench);

    done(&bench, &["rebuild", "--quiet", "--today", "2026-11-21"]);
    assert_eq!(content(&db), after, "{decision:?} stands after a rebuild");
    bench.ingest("news.db", &[&["--again"], [articles().as_str()].as_slice()].concat());
    assert_eq!(content(&db), after, "{decision:?} stands after reading all again");
    decided_first(&bench, &db, decision);

    done(&bench, &["entity", "undo", "1"]);
    assert_eq!(content(&db), before, "{decision:?} undone");
    done(&bench, &["rebuild", "--quiet", "--today", "2026-11-21"]);
    assert_eq!(content(&db), before, "{decision:?} undone, and a rebuild");
}

/// Brings the decision into a database that has few of the articles yet.
#[track_caller]
fn decided_first(bench: &Bench, db: &Path, decision: &[&str]) {
    done(bench, &["decisions", "export", "decisions.tsv"]);
    bench.ingest("first.db", &[&format!("{}/northern_wire_kyiv.txt", articles())]);
    let imported = bench.run(&["decisions", "import", "decisions.tsv", "--db", "first.db"]);
    assert_eq!(imported.code, 0, "{}", imported.stderr);
    assert_same(&bench.ingest("first.db", &[&articles()]), db, &format!("{decision:?} made first"));
}

#[test]
fn a_merge_stands() {
    let sql = "SELECT e.key, e.mention_count, (SELECT group_concat(key) FROM entity_keys WHERE entity_id = e.id) FROM entities e
               WHERE e.key IN ('person:wang-yi', 'person:sergei-lavrov')";
    let bench = bench();
    let count =
        "SELECT sum(mention_count) FROM entities WHERE key IN ('person:wang-yi', 'person:sergei-lavrov')";
    let expected = format!("person:wang-yi|{}|person:sergei-lavrov", rows(&bench.path("news.db"), count)[0]);
    stands(&["entity", "merge", "Wang Yi", "Sergei Lavrov"], sql, &[&expected]);
}

#[test]
fn an_ignored_entity_is_nobody() {
    let sql = "SELECT count(*), (SELECT count(*) FROM chains WHERE entity_id IS NULL) > 0 FROM entities e
               JOIN mentions m ON m.entity_id = e.id WHERE e.key = 'person:sergei-lavrov'";
    stands(&["entity", "ignore", "Sergei Lavrov"], sql, &["0|1"]);
}

#[test]
fn names_and_kinds_are_the_users() {
    let sql = "SELECT name, kind FROM entities WHERE key = 'person:wang-yi'";
    stands(&["entity", "kind", "Wang Yi", "other"], sql, &["Wang Yi|other"]);
    stands(&["entity", "rename", "Wang Yi", "Minister  Wang"], sql, &["Minister Wang|person"]);
}

#[test]
fn articles_and_mentions_leave_by_a_split() {
    let bench = bench();
    let sql = "SELECT substr(a.content_hash, 1, 16) FROM articles a JOIN mentions m ON m.article_id = a.id
               JOIN entities e ON e.id = m.entity_id WHERE e.key = 'person:wang-yi' GROUP BY a.id ORDER BY 1";
    let article = rows(&bench.path("news.db"), sql)[0].clone();
    let found = "SELECT count(DISTINCT m.article_id) FROM mentions m JOIN entities e ON e.id = m.entity_id
                 WHERE e.key LIKE 'person:wang-yi@%'";
    stands(&["entity", "split", "person:wang-yi", &article], found, &["1"]);

    let sql =
        "SELECT substr(a.content_hash, 1, 16) || ':' || m.char_start || '-' || m.char_end FROM mentions m
               JOIN articles a ON a.id = m.article_id JOIN entities e ON e.id = m.entity_id
               WHERE e.key = 'person:wang-yi' ORDER BY 1";
    let mention = rows(&bench.path("news.db"), sql)[0].clone();
    let found = "SELECT e.key FROM mentions m JOIN entities e ON e.id = m.entity_id WHERE e.key LIKE 'person:wang-yi@%'";
    stands(&["entity", "split", "Wang Yi", &mention], found, &[&format!("person:wang-yi@{mention}")]);
}

#[test]
fn a_rejected_fact_is_in_no_view() {
    let bench = bench();
    let db = bench.path("news.db");
    let event = rows(&db, "SELECT key FROM events WHERE happening_id IS NOT NULL ORDER BY key")[0].clone();
    let sql = format!(
        "SELECT verdict, happening_id IS NULL, (SELECT count(*) FROM event_report WHERE event_id = e.id),
         (SELECT count(*) FROM polecat_events WHERE \"Event ID\" = e.key) FROM events e WHERE key = '{event}'"
    );
    stands(&["fact", "reject", &event], &sql, &["rejected|1|0|0"]);
    let quote = rows(&db, "SELECT key FROM quotes WHERE speaker_id IS NOT NULL ORDER BY key")[0].clone();
    let sql = format!(
        "SELECT verdict, statement_id IS NULL, (SELECT count(*) FROM quote_report WHERE quote_id = q.id)
         FROM quotes q WHERE key = '{quote}'"
    );
    stands(&["fact", "reject", &quote], &sql, &["rejected|1|0"]);
    let sql = format!("SELECT verdict, statement_id IS NULL FROM quotes q WHERE key = '{quote}'");
    stands(&["fact", "confirm", &quote], &sql, &["confirmed|0"]);
}

#[test]
fn contradictions_are_refused() {
    let bench = bench();
    done(&bench, &["entity", "keep-apart", "Wang Yi", "Sergei Lavrov", "--note", "two\tministers"]);
    refused(
        &bench,
        &["entity", "merge", "Sergei Lavrov", "Wang Yi"],
        "decision 1 keeps them apart: undo that first",
    );
    refused(&bench, &["entity", "split", "Wang Yi", "nowhere at all"], "no article nowhere at all");
    refused(&bench, &["entity", "ignore", "Nobody"], "no entity is called Nobody");
    refused(&bench, &["entity", "undo", "7"], "no decision 7");
    refused(&bench, &["fact", "reject", "0123:4-5"], "no quote or event 0123:4-5");
    bench.write("more.tsv", "merge\tperson:a\tperson:b\nmerge\tperson:wang-yi\tperson:sergei-lavrov\n");
    refused(&bench, &["decisions", "import", "more.tsv"], "more.tsv, line 2: cannot merge");
    done(&bench, &["entity", "undo", "1"]);
    done(&bench, &["entity", "merge", "Sergei Lavrov", "Wang Yi"]);
    healthy(&bench);
}

#[test]
fn decisions_add_up_and_travel_as_text() {
    let bench = bench();
    let db = bench.path("news.db");
    let before = content(&db);
    let article = rows(&db, "SELECT article_id FROM article_entities x JOIN entities e ON e.id = x.entity_id WHERE e.key = 'person:olena-marchenko' ORDER BY 1")[0].clone();
    done(&bench, &["entity", "merge", "Wang Yi", "Sergei Lavrov"]);
    done(&bench, &["entity", "merge", "Viktor Samarin", "person:sergei-lavrov"]);
    done(&bench, &["entity", "rename", "person:wang-yi", "All Three", "--note", "a\ntest"]);
    done(&bench, &["entity", "split", "Olena Marchenko", &article]);
    done(&bench, &["entity", "ignore", "Arkady Belov"]);
    healthy(&bench);
    let sql = "SELECT e.key, e.name FROM entity_keys k JOIN entities e ON e.id = k.entity_id WHERE k.key IN ('person:sergei-lavrov', 'person:wang-yi')";
    assert_eq!(rows(&db, sql), ["person:viktor-samarin|All Three"; 2]);
    let shown = done(&bench, &["show", "entity", "person:sergei-lavrov"]);
    assert!(shown.contains("All Three"), "a former key still leads there: {shown}");

    let text = done(&bench, &["decisions", "export", "-"]);
    assert_eq!(text.lines().count(), 6, "{text}");
    assert!(text.contains("rename\tperson:viktor-samarin\tAll Three\ta test\n"), "{text}");
    bench.ingest("other.db", &[&articles()]);
    bench.write("d.tsv", &text);
    let imported = bench.run(&["decisions", "import", "d.tsv", "--db", "other.db"]);
    assert_eq!(imported.stdout.lines().next(), Some("5 decisions made, 0 known"), "{}", imported.stderr);
    assert_same(&db, &bench.path("other.db"), "decided one by one, or imported");
    let again = bench.run(&["decisions", "export", "-", "--db", "other.db"]);
    assert_eq!(again.stdout, text, "out, in and out again");

    done(&bench, &["entity", "undo", "1", "2", "3", "4", "5"]);
    assert_eq!(content(&db), before, "all undone");
}

/// A notebook or a bookmark may hold a row's number.
#[test]
fn facts_that_are_found_again_keep_their_row_ids() {
    let bench = bench();
    let db = bench.path("news.db");
    let ids = || {
        let sql = "SELECT 'quote', id, key FROM quotes UNION ALL SELECT 'event', id, key FROM events
                   UNION ALL SELECT 'statement', id, key FROM statements UNION ALL SELECT 'happening', id, key FROM happenings
                   UNION ALL SELECT 'story', id, key FROM stories";
        let bins = "SELECT 'bin', bin, rank FROM group_bins";
        [rows(&db, sql), rows(&db, bins)].concat()
    };
    let before = ids();
    assert!(before.len() > 200, "{}", before.len());
    done(&bench, &["rebuild", "--quiet", "--today", "2026-11-21"]);
    assert_eq!(ids(), before, "after a rebuild");
    done(&bench, &["entity", "merge", "Wang Yi", "Sergei Lavrov"]);
    done(&bench, &["rebuild", "--quiet", "--today", "2026-11-21"]);
    done(&bench, &["entity", "undo", "1"]);
    done(&bench, &["rebuild", "--quiet", "--today", "2026-11-21"]);
    assert_eq!(ids(), before, "after a merge that was undone");
}
