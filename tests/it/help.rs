//! The examples in the help texts: each is run as written, in a folder that has what they name.

use crate::support::{Bench, copy_folder, sample_articles, with_binary_on_path};
use clap::CommandFactory;
use std::io::Write;
use std::path::Path;
use std::process::Command;

/// Starts of examples that are not run: they reach the network, or name a key made of a content hash.
const NOT_RUN: &[&str] = &["curl ", "nutgraf fact ", "nutgraf explain 3f2a"];

/// Returns the examples of a command and of all below it.
fn examples(command: &clap::Command) -> Vec<String> {
    let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let lines = help.lines().skip_while(|line| !line.starts_with("Example"));
    let own = lines.skip(1).take_while(|line| line.starts_with("  ")).map(|line| line.trim().to_string());
    own.chain(command.get_subcommands().flat_map(examples)).collect()
}

/// Makes the files that the examples name.
fn files(bench: &Bench) {
    copy_folder(Path::new(&sample_articles()), &bench.path("articles"));
    bench.write("articles/wrong.txt", "A notice that is no article. It stands among them by mistake.");
    let record = |n: u32| {
        format!(
            "{{\"text\": \"The ceasefire held on day {n} of the peace talks in Geneva, a mediator said.\"}}\n"
        )
    };
    bench.write("dump.jsonl", (1..=17).map(record).collect::<String>());
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(record(18).as_bytes()).unwrap();
    bench.write("more.jsonl.gz", packed.finish().unwrap());
    bench.write(
        "scraped/Coast Wire/2024-03-07_ferry.txt",
        "The ferry sails again, the port authority said on Friday.",
    );
    bench.write("dump.csv", "story,day\n\"The ferry sails again, the port authority said.\",2024-03-07\n");
    bench.write("people.tsv", "name\tkind\tcountry\tother_names\nRobert Hale\tperson\tGBR\tBob Hale\n");
    bench.write("question.sql", "SELECT count(*) FROM articles");
    std::fs::create_dir_all(bench.path(".local/share/bash-completion/completions")).unwrap();
    bench.write(
        "articles/union.txt",
        "Robert Hale, the leader of the union, spoke in Leeds on Monday. “We will not go back to work,” Bob Hale said.",
    );
    bench.ingest("made.db", &["articles", "dump.jsonl"]);
    let decided = bench.run(&["entity", "keep-apart", "Wang Yi", "Sergei Lavrov", "--db", "made.db"]);
    assert_eq!(decided.code, 0, "{}", decided.stderr);
    let exported = bench.run(&["decisions", "export", "decisions.tsv", "--db", "made.db"]);
    assert_eq!(exported.code, 0, "{}", exported.stderr);
    std::fs::copy(bench.path("made.db"), bench.path("other.db")).unwrap();
}

#[test]
fn examples_work() {
    let bench = Bench::new();
    files(&bench);
    let examples = examples(&nutgraf::cli::Cli::command());
    assert!(examples.len() > 20, "{examples:?}");
    for example in examples.iter().filter(|line| !NOT_RUN.iter().any(|start| line.starts_with(start))) {
        // Some take something out; each starts from the same database, under both names that are used.
        for name in ["nutgraf.db", "news.db"] {
            std::fs::copy(bench.path("made.db"), bench.path(name)).unwrap();
        }
        let output = with_binary_on_path(Command::new("bash").args(["-o", "pipefail", "-c", example]))
            .current_dir(bench.path(""))
            .env("HOME", bench.path(""))
            .output()
            .expect("there is a shell");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{example}: {stderr}");
        let verbs = [
            " query ",
            " search ",
            " show ",
            " quotes ",
            " timeline ",
            " events ",
            " coverage",
            " explain ",
            " stats",
            " schema",
        ];
        let answers = verbs.iter().any(|verb| example.contains(verb));
        assert!(!answers || !output.stdout.is_empty(), "{example} prints nothing: {stderr}");
    }
}
