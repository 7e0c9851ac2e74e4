//! A last name alone is that of the one person whom the story names in full, in any order, and the user's word stands above it.

use crate::content::{assert_same, content};
use crate::support::{Bench, rows};

/// Five reports on one matter, of which some have only last names, and two on other matters.
const ARTICLES: &[(&str, &str)] = &[
    (
        "whole",
        "Dam at Lake Orla will be raised, engineers say. The dam at Lake Orla will be raised by six metres, Energy Minister Nestor \
         Belmonte said in Orla on Monday. Farmers below the dam fear for their wells. Belmonte met engineers of the dam and \
         promised pumps. The lake behind the dam feeds two valleys, and engineers measured its lowest water in May.",
    ),
    (
        "alone",
        "Farmers below Lake Orla want pumps before the dam is raised. The dam at Lake Orla worries farmers, who say engineers never \
         measured the wells. “The dam is safe,” Belmonte told farmers. The engineers of the dam at the lake want to raise it by six metres.",
    ),
    (
        "titled",
        "Engineers measure the dam at Lake Orla again. Mr. Belmonte asked engineers to measure the dam at Lake Orla again, after \
         farmers spoke of dry wells. The dam would be raised by six metres, and farmers of the valleys below the lake want pumps.",
    ),
    (
        "woman",
        "Farmers march to the dam at Lake Orla. At the dam, farmers and engineers quarrelled over wells and pumps. Mrs. Belmonte brought \
         the farmers tea. The dam at the lake will be raised by six metres, engineers say, and the valleys below the lake wait.",
    ),
    (
        "brother",
        "Pumps for wells below the dam at Lake Orla. Engineers will bring pumps to the wells below the dam at Lake Orla before it is \
         raised. Rodrigo Belmonte, a farmer, sold them. “I am glad,” he said. Farmers of the valleys below the lake praised the engineers.",
    ),
    (
        "elsewhere",
        "Cyclists crossed the mountain pass in snow. Belmonte won the stage by a minute, and the peloton rode on to the coast in rain.",
    ),
    (
        "senator",
        "Museum shows old maps and globes. Curators hung charts of the southern oceans, and Senator Ana Silva opened the rooms on Sunday.",
    ),
];
/// Those of the story that have no second Belmonte.
const ONE: [&str; 4] = ["whole", "alone", "titled", "woman"];

fn pile() -> Bench {
    let bench = Bench::new();
    for (name, text) in ARTICLES {
        bench.write(&format!("{name}.txt"), text);
    }
    bench
}

/// The file of each article that has a Belmonte, with his key up to its hash.
fn who(bench: &Bench, db: &str) -> Vec<String> {
    let sql = "SELECT DISTINCT replace(i.uri, '.txt', '') || ' ' || substr(e.key, 1, instr(e.key || '@', '@'))
               FROM mentions m JOIN entities e ON e.id = m.entity_id JOIN inputs i ON i.article_id = m.article_id
               WHERE m.kind = 'name' AND m.text LIKE '%Belmonte' ORDER BY 1";
    rows(&bench.path(db), sql)
}

#[test]
fn a_last_name_alone_is_the_one_person_of_the_story() {
    let bench = pile();
    bench.ingest_texts("n.db", &[&ONE[..], &["elsewhere"]].concat());
    assert_eq!(
        who(&bench, "n.db"),
        [
            "alone person:nestor-belmonte",
            "elsewhere person:belmonte@",
            "titled person:nestor-belmonte",
            "whole person:nestor-belmonte",
            "woman person:belmonte@",
        ]
    );
    let sql = "SELECT DISTINCT e.name, m.rule FROM mentions m JOIN entities e ON e.id = m.entity_id JOIN inputs i ON i.article_id = m.article_id
               WHERE i.uri = 'alone.txt' AND m.text = 'Belmonte'";
    assert_eq!(rows(&bench.path("n.db"), sql), ["Nestor Belmonte|last_name_in_story"]);
    let sql = "SELECT e.name FROM quotes q JOIN entities e ON e.id = q.speaker_id WHERE q.text = 'The dam is safe,'";
    assert_eq!(rows(&bench.path("n.db"), sql), ["Nestor Belmonte"], "speakers follow");
    bench.done("n.db", &["doctor"]);
    // The key that the article alone would give leads to him.
    let hash = rows(
        &bench.path("n.db"),
        "SELECT substr(content_hash, 1, 16) FROM articles a JOIN inputs i ON i.article_id = a.id WHERE i.uri = 'alone.txt'",
    );
    let explained = bench.done("n.db", &["explain", &format!("person:belmonte@{}", hash[0])]);
    assert!(explained.contains("Nestor Belmonte"), "{explained}");

    bench.ingest_texts("n.db", &["brother"]);
    let alone = "alone person:belmonte@".to_string();
    assert!(who(&bench, "n.db").contains(&alone), "a second one in the story: {:?}", who(&bench, "n.db"));
    bench.done("n.db", &["forget", "input", "brother.txt"]);
    assert!(!who(&bench, "n.db").contains(&alone), "forgotten");
    bench.done("n.db", &["doctor"]);
}

#[test]
fn neither_order_nor_runs_nor_forgetting_matter() {
    let bench = pile();
    let all: Vec<&str> = ARTICLES.iter().map(|(name, _)| *name).collect();
    for (set, names) in [("one", [&ONE[..], &["elsewhere", "senator"]].concat()), ("all", all)] {
        let db = format!("{set}.db");
        bench.ingest_texts(&db, &names);
        let reference = content(&bench.path(&db));
        let mut state = 11u64;
        for round in 0..4 {
            let mut order = names.clone();
            for n in (1..order.len()).rev() {
                state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                order.swap(n, (state >> 33) as usize % (n + 1));
            }
            let other = format!("{set}-{round}.db");
            order.chunks([1, 2, 3, 7][round]).for_each(|files| bench.ingest_texts(&other, files));
            assert_same(&bench.path(&db), &bench.path(&other), &format!("{order:?}"));
        }
        for file in &names {
            bench.done(&db, &["forget", "input", &format!("{file}.txt")]);
            let others: Vec<&str> = names.iter().copied().filter(|other| other != file).collect();
            bench.ingest_texts(&format!("{set}-no-{file}.db"), &others);
            assert_same(
                &bench.path(&format!("{set}-no-{file}.db")),
                &bench.path(&db),
                &format!("without {file}"),
            );
            bench.ingest_texts(&db, &[file]);
            assert_eq!(content(&bench.path(&db)), reference, "{file} brought back");
        }
        bench.done(&db, &["rebuild", "--quiet", "--today", "2026-11-21"]);
        assert_eq!(content(&bench.path(&db)), reference, "rebuilt");
    }
}

#[test]
fn a_decision_stands_above_the_story() {
    let hash = |bench: &Bench| {
        let sql = "SELECT substr(content_hash, 1, 16) FROM articles a JOIN inputs i ON i.article_id = a.id WHERE i.uri = 'alone.txt'";
        rows(&bench.path("n.db"), sql).remove(0)
    };
    let made = [
        ("forbid_merge\tperson:nestor-belmonte\tperson:belmonte@HASH\n", "alone person:belmonte@"),
        ("merge\tperson:ana-silva\tperson:belmonte@HASH\n", "alone person:ana-silva"),
        ("split\tperson:nestor-belmonte\tHASH\n", "alone person:nestor-belmonte@"),
        ("merge\tperson:ana-silva\tperson:nestor-belmonte\n", "alone person:ana-silva"),
    ];
    for (decision, expected) in made {
        let bench = pile();
        let names = [&ONE[..], &["senator"]].concat();
        bench.ingest_texts("n.db", &names);
        let before = content(&bench.path("n.db"));
        let decision = decision.replace("HASH", &hash(&bench));
        bench.write("d.tsv", &decision);
        bench.done("n.db", &["decisions", "import", "d.tsv"]);
        assert!(
            who(&bench, "n.db").iter().any(|line| line == expected),
            "{decision}: {:?}",
            who(&bench, "n.db")
        );
        bench.done("n.db", &["doctor"]);
        let after = content(&bench.path("n.db"));
        bench.done("n.db", &["rebuild", "--quiet", "--today", "2026-11-21"]);
        assert_eq!(content(&bench.path("n.db")), after, "{decision} and a rebuild");
        bench.ingest_texts("first.db", &["senator"]);
        bench.done("first.db", &["decisions", "import", "d.tsv"]);
        names.chunks(2).for_each(|files| bench.ingest_texts("first.db", files));
        assert_same(&bench.path("n.db"), &bench.path("first.db"), &format!("{decision} made first"));
        bench.done("n.db", &["entity", "undo", "1"]);
        assert_eq!(content(&bench.path("n.db")), before, "{decision} undone");
    }
}
