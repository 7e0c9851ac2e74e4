//! Two persons of one name are two where articles contradict each other, in any order, and the user's word stands above it.

use crate::content::{assert_same, content};
use crate::support::{Bench, rows};
use std::path::Path;

/// What the articles are about: their file, and their text.
const ARTICLES: &[(&str, &str)] = &[
    (
        "senator-1",
        "U.S. Senator Paul Harlow wants a new bridge. “The ferry is too slow,” Harlow told the town on Monday.",
    ),
    (
        "senator-2",
        "The bridge bill passed. U.S. Senator Paul Harlow met engineers in Denver. He thanked them, and Mr. Harlow signed the plan.",
    ),
    (
        "senator-3",
        "Paul Harlow, the U.S. senator, flew to Ottawa on Friday. “Bridges join people,” Harlow said.",
    ),
    (
        "player-1",
        "English footballer Paul Harlow broke a toe in training. “It hurts,” Harlow said on Tuesday.",
    ),
    (
        "player-2",
        "The English footballer Paul Harlow scored twice. Fans sang for an hour after English footballer Paul Harlow left the pitch.",
    ),
    ("player-3", "Striker Paul Harlow will miss the cup. “I am sad,” Harlow said."),
    ("bare", "Paul Harlow opened a shop in Bristol. “Come in,” Harlow said."),
    ("mr", "Mr. Robin Castell runs the mill. “Flour is dear,” Mr. Castell said."),
    ("ms", "Ms. Robin Castell paints boats. “Blue sells best,” Ms. Castell said."),
    ("london", "British Foreign Minister Edwin Marr spoke in Vienna. “We shall see,” Marr said."),
    ("canberra", "Australian Foreign Minister Edwin Marr spoke in Suva. “The reef comes first,” Marr said."),
    ("pitch", "Liberian footballer Joseph Kollie scored for his country. Kollie wept."),
    ("palace", "Liberian President Joseph Kollie cut the tax on rice. “Eat well,” Kollie said."),
    ("memoir", "Former striker Joseph Kollie wrote a book. “I ran, then I ruled,” Kollie said."),
];

/// A bench with the articles as files, and their paths.
fn pile() -> (Bench, Vec<&'static str>) {
    let bench = Bench::new();
    for (name, text) in ARTICLES {
        bench.write(&format!("{name}.txt"), text);
    }
    (bench, ARTICLES.iter().map(|(name, _)| *name).collect())
}

/// The files in which each entity with such a key is named, a line an entity.
fn who(bench: &Bench, db: &str, stem: &str) -> Vec<String> {
    let sql = format!(
        "SELECT group_concat(DISTINCT replace(i.uri, '.txt', '')) FROM entities e JOIN mentions m ON m.entity_id = e.id
         JOIN (SELECT * FROM inputs ORDER BY uri) i ON i.article_id = m.article_id WHERE e.key LIKE '{stem}%' GROUP BY e.id ORDER BY 1"
    );
    let sorted = |line: String| {
        let mut files: Vec<&str> = line.split(',').collect();
        files.sort_unstable();
        files.join(" ")
    };
    let mut found: Vec<String> = rows(&bench.path(db), &sql).into_iter().map(sorted).collect();
    found.sort();
    found
}

/// The key of whom a file is about.
fn key(bench: &Bench, db: &str, file: &str) -> String {
    let sql = format!(
        "SELECT DISTINCT e.key FROM entities e JOIN mentions m ON m.entity_id = e.id JOIN inputs i ON i.article_id = m.article_id
         WHERE i.uri = '{file}.txt' AND e.kind = 'person'"
    );
    rows(&bench.path(db), &sql).join(" ")
}

fn hash(bench: &Bench, db: &str, file: &str) -> String {
    let sql = format!(
        "SELECT substr(a.content_hash, 1, 16) FROM articles a JOIN inputs i ON i.article_id = a.id WHERE i.uri = '{file}.txt'"
    );
    rows(&bench.path(db), &sql).join(" ")
}

#[test]
fn people_of_one_name_are_two_where_articles_contradict() {
    let (bench, all) = pile();
    bench.ingest_texts("n.db", &all);
    let expected = ["bare senator-1 senator-2 senator-3", "player-1 player-2 player-3"];
    assert_eq!(who(&bench, "n.db", "person:paul-harlow"), expected);
    assert_eq!(who(&bench, "n.db", "person:robin-castell"), ["mr", "ms"]);
    assert_eq!(who(&bench, "n.db", "person:edwin-marr"), ["canberra", "london"]);
    assert_eq!(
        who(&bench, "n.db", "person:joseph-kollie"),
        ["memoir palace pitch"],
        "one life, two callings"
    );
    // Speakers and counts follow.
    let sql = "SELECT e.key LIKE '%@%', count(*), e.article_count FROM quotes q JOIN entities e ON e.id = q.speaker_id
               WHERE e.key LIKE 'person:paul-harlow%' GROUP BY e.id ORDER BY 1";
    assert_eq!(rows(&bench.path("n.db"), sql), ["0|3|4", "1|2|3"]);
    bench.done("n.db", &["doctor"]);

    let player = key(&bench, "n.db", "player-1");
    let smallest =
        ["player-1", "player-2", "player-3"].map(|file| hash(&bench, "n.db", file)).into_iter().min();
    assert_eq!(player, format!("person:paul-harlow@{}", smallest.unwrap()));
    let listed = bench.done("n.db", &["entity", "list", "--suspect"]);
    assert!(listed.contains("sport:GBR") && listed.contains(&player), "{listed}");
    let explained = bench.done("n.db", &["explain", &player]);
    assert!(explained.contains("government:USA"), "{explained}");
}

#[test]
fn neither_order_nor_runs_nor_forgetting_matter() {
    let (bench, all) = pile();
    bench.ingest_texts("all.db", &all);
    let reference = content(&bench.path("all.db"));
    let mut state = 7u64;
    for round in 0..4 {
        let mut order = all.clone();
        for n in (1..order.len()).rev() {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            order.swap(n, (state >> 33) as usize % (n + 1));
        }
        let db = format!("{round}.db");
        let size = [1, 2, 5, 14][round];
        order.chunks(size).for_each(|files| bench.ingest_texts(&db, files));
        assert_same(&bench.path("all.db"), &bench.path(&db), &format!("{order:?}, {size} a run"));
    }
    for file in ["senator-2", "player-1", "ms", "pitch"] {
        bench.done("all.db", &["forget", "input", &format!("{file}.txt")]);
        let others: Vec<&str> = all.iter().copied().filter(|other| *other != file).collect();
        bench.ingest_texts(&format!("no-{file}.db"), &others);
        assert_same(&bench.path(&format!("no-{file}.db")), &bench.path("all.db"), &format!("without {file}"));
        bench.ingest_texts("all.db", &[file]);
        assert_eq!(content(&bench.path("all.db")), reference, "{file} brought back");
    }
    bench.done("all.db", &["rebuild", "--quiet", "--today", "2026-11-21"]);
    assert_eq!(content(&bench.path("all.db")), reference, "rebuilt");
}

/// More articles about the other one make them the one that the plain key means; what was shown before still leads there.
#[test]
fn keys_once_shown_lead_to_whom_they_meant() {
    let (bench, _) = pile();
    let db = "n.db";
    bench.ingest_texts(db, &["senator-1", "senator-2", "player-1"]);
    let shown = key(&bench, db, "player-1");
    assert_eq!(shown, format!("person:paul-harlow@{}", hash(&bench, db, "player-1")));
    let leads_to_player = |when: &str| {
        let page = bench.done(db, &["explain", &shown]);
        let now = key(&bench, db, "player-1");
        assert!(page.contains(&now), "{when}: {shown} should be {now}: {page}");
    };
    bench.ingest_texts(db, &["player-2"]);
    leads_to_player("another article");
    bench.write("player-4.txt", "English footballer Paul Harlow signed a ball for a boy in Leeds.");
    bench.write("player-5.txt", "In the rain, English footballer Paul Harlow ran a mile for the hospital.");
    bench.ingest_texts(db, &["player-4", "player-5"]);
    assert_eq!(key(&bench, db, "player-1"), "person:paul-harlow", "now most articles are about the player");
    assert_eq!(who(&bench, db, "person:paul-harlow").len(), 2);
    leads_to_player("most articles");
    bench.done(db, &["doctor"]);
}

/// Decides, and checks it against a rebuild, against the decision made first, and undone.
#[track_caller]
fn stands(decision: &dyn Fn(&Bench) -> Vec<String>, holds: &dyn Fn(&Bench, &str) -> bool) {
    let (bench, all) = pile();
    let db = "n.db";
    bench.ingest_texts(db, &all);
    let before = content(&bench.path(db));
    let words = decision(&bench);
    bench.done(db, &words.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(holds(&bench, db), "{words:?}");
    bench.done(db, &["doctor"]);
    let after = content(&bench.path(db));
    bench.done(db, &["rebuild", "--quiet", "--today", "2026-11-21"]);
    assert_eq!(content(&bench.path(db)), after, "{words:?} and a rebuild");
    bench.done(db, &["decisions", "export", "d.tsv"]);
    for first in ["player-3", "senator-1", "player-1"] {
        let other = format!("{first}.db");
        bench.ingest_texts(&other, &[first]);
        bench.done(&other, &["decisions", "import", "d.tsv"]);
        all.chunks(3).for_each(|files| bench.ingest_texts(&other, files));
        assert_same(&bench.path(db), &bench.path(&other), &format!("{words:?} made after {first}"));
        bench.done(&other, &["doctor"]);
    }
    bench.done(db, &["entity", "undo", "1"]);
    assert_eq!(content(&bench.path(db)), before, "{words:?} undone");
    bench.done(db, &["rebuild", "--quiet", "--today", "2026-11-21"]);
    assert_eq!(content(&bench.path(db)), before, "{words:?} undone, and a rebuild");
}

#[test]
fn a_merge_stands_above_the_evidence() {
    let words = |bench: &Bench| {
        let player = key(bench, "n.db", "player-1");
        ["entity", "merge", "person:paul-harlow", &player].map(str::to_string).to_vec()
    };
    stands(&words, &|bench, db| who(bench, db, "person:paul-harlow").len() == 1);
}

#[test]
fn a_name_given_to_a_namesake_stays_when_its_key_changes() {
    let words = |bench: &Bench| {
        // By a key that it has no more, or will not have for long.
        let last =
            ["player-1", "player-2", "player-3"].map(|file| hash(bench, "n.db", file)).into_iter().max();
        bench.write("d0.tsv", format!("rename\tperson:paul-harlow@{}\tHarlow the Younger\n", last.unwrap()));
        ["decisions", "import", "d0.tsv"].map(str::to_string).to_vec()
    };
    stands(&words, &|bench, db| {
        let sql = "SELECT key LIKE '%@%' FROM entities WHERE name = 'Harlow the Younger'";
        rows(Path::new(&bench.path(db)), sql) == ["1"]
    });
}

#[test]
fn namesakes_are_kept_apart_split_and_ignored() {
    let player = |bench: &Bench| key(bench, "n.db", "player-1");
    let apart = |bench: &Bench| {
        ["entity", "keep-apart", "person:paul-harlow", &player(bench)].map(str::to_string).to_vec()
    };
    stands(&apart, &|bench, db| !bench.done(db, &["entity", "list", "--suspect"]).contains("paul-harlow"));
    let split = |bench: &Bench| {
        ["entity", "split", &player(bench), &hash(bench, "n.db", "player-3")].map(str::to_string).to_vec()
    };
    stands(&split, &|bench, db| who(bench, db, "person:paul-harlow").len() == 3);
    let ignore = |bench: &Bench| ["entity", "ignore", &player(bench)].map(str::to_string).to_vec();
    stands(&ignore, &|bench, db| who(bench, db, "person:paul-harlow").len() == 1);
}
