//! README.md: its ```sh blocks are run in order in one copy of the folder, its ```sql blocks on the sample articles, and the
//! ```text block under each holds what it gives. ```console blocks are for reading; [`NOT_RUN`] says what they may hold.

use crate::support::{aligned, copy_folder, rewrite, sample_database, table, with_binary_on_path};
use std::path::Path;
use std::process::Command;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");

/// Starts of the lines that are shown and not run: they build, reach the network, or name files a reader has and we have not.
const NOT_RUN: &[&str] = &[
    "cargo install ",
    "cargo build ",
    "cargo test",
    "curl ",
    "nutgraf ingest scraped/",
    "nutgraf ingest articles/",
];

/// Blocks whose output is told rather than shown.
fn shows_output(block: &str) -> bool {
    block.trim_end().lines().count() == 1 || block.starts_with("SELECT")
}

/// Returns the page with what each block gives under it.
fn with_outputs(page: &str, output: impl Fn(&str, &str) -> String) -> String {
    let mut out = String::new();
    let mut rest = page;
    while let Some(at) = ["```sh\n", "```sql\n"].iter().filter_map(|fence| rest.find(fence)).min() {
        let (before, block) = rest.split_at(at);
        let (language, block) = block[3..].split_once('\n').unwrap();
        let (code, after) = block.split_once("```").expect("the block is closed");
        let given = output(language, code);
        out += &format!("{before}```{language}\n{code}```");
        rest = after;
        if shows_output(code) {
            out += &format!("\n\n```text\n{given}```");
            if let Some(shown) = after.trim_start().strip_prefix("```text\n") {
                rest = shown.split_once("```").expect("the output is closed").1;
            }
        }
    }
    out + rest
}

/// Runs a block as a reader would who has put nutgraf on the path.
fn run_shell(folder: &Path, code: &str) -> String {
    let mut shell = Command::new("sh");
    shell.args(["-e", "-c", &code.replace("cargo run --release --", "nutgraf")]);
    let output = with_binary_on_path(&mut shell).current_dir(folder).output().expect("there is a shell");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{code}\n{stderr}");
    without_timings(&String::from_utf8(output.stdout).unwrap())
}

/// "in 0.4 s" differs from run to run.
fn without_timings(output: &str) -> String {
    regex::Regex::new(r"in \d+(\.\d+)? m?s\b").unwrap().replace_all(output, "in 0.2 s").into_owned()
}

/// How many facts there are changes with every rule; that alone is no reason to touch the page.
fn without_counts(page: &str) -> String {
    let counts = regex::Regex::new(r"\d+ entities, \d+ quotes and \d+ events").unwrap();
    counts.replace(page, "entities, quotes and events").into_owned()
}

/// Returns the answer to a query.
fn run_sql(sql: &str) -> String {
    let rows = table(sample_database(), sql);
    assert!(rows.len() > 1, "no rows: {sql}");
    aligned(&rows, 10, 80)
}

#[test]
fn commands_and_queries_give_what_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    copy_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds"), &folder.path().join("seeds"));
    let page = std::fs::read_to_string(PAGE).unwrap();
    let now = with_outputs(&page, |language, code| match language {
        "sh" => run_shell(folder.path(), code),
        _ => run_sql(code),
    });
    if without_counts(&now) == without_counts(&page) {
        return;
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        return rewrite(PAGE, &now);
    }
    let (page, now) = (without_counts(&page), without_counts(&now));
    let differing = page.lines().zip(now.lines()).find(|(before, after)| before != after);
    panic!(
        "README.md shows other output than its commands give (UPDATE_EXPECT=1 rewrites it): {differing:#?}"
    );
}

#[test]
fn only_named_lines_are_not_run() {
    let page = std::fs::read_to_string(PAGE).unwrap();
    let blocks = page.split("```console\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    for line in blocks.flat_map(str::lines) {
        assert!(NOT_RUN.iter().any(|start| line.starts_with(start)), "{line} should stand in a sh block");
    }
    assert!(page.contains("cargo test "), "the README says how to run all tests");
}

#[test]
fn links_lead_somewhere() {
    for name in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/queries.md"] {
        let page = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        let text = std::fs::read_to_string(&page).unwrap_or_else(|_| panic!("no {name}"));
        for target in text.split("](").skip(1).map(|rest| rest.split([')', '#']).next().unwrap()) {
            let there =
                target.is_empty() || target.starts_with("https://") || page.with_file_name(target).exists();
            assert!(there, "{name} links to {target}");
        }
    }
}
