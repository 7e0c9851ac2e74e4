//! The rules of the house that a compiler does not check: who may import whom, where SQL stands, how long files are.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Each module and what it may import of this crate, as ARCHITECTURE.md draws it. Imports point downward only.
const LAYERS: &[(&str, &[&str])] = &[
    ("span", &[]),
    ("error", &[]),
    ("canonical", &[]),
    ("model", &["span", "canonical"]),
    ("lexicon", &["model", "canonical"]),
    ("dedup", &["model", "span"]),
    ("text", &["lexicon", "model", "span"]),
    ("entity", &["canonical", "lexicon", "model", "span", "text"]),
    ("time", &["lexicon", "model", "span", "text"]),
    ("quote", &["entity", "lexicon", "model", "span", "text", "time"]),
    ("event", &["entity", "lexicon", "model", "quote", "span", "text", "time"]),
    ("analyse", &["span", "entity", "event", "lexicon", "model", "quote", "text", "time"]),
    ("input", &["canonical", "error", "lexicon", "model", "span", "text"]),
    ("link", &["canonical", "lexicon", "model", "span"]),
    ("store", &["canonical", "dedup", "error", "export", "link", "model", "span"]),
    ("export", &["error", "model", "span"]),
    ("cli", &["input", "model"]),
    (
        "commands",
        &["analyse", "cli", "dedup", "error", "export", "input", "lexicon", "link", "model", "store"],
    ),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the Rust files under `src`, each with its module (the first part of its path) and its text.
fn sources() -> Vec<(PathBuf, String, String)> {
    let mut files = Vec::new();
    collect(&root().join("src"), &mut files);
    files.sort();
    let read = |path: PathBuf| {
        let inside = path.strip_prefix(root().join("src")).unwrap().to_path_buf();
        let module = inside.iter().next().unwrap().to_string_lossy().trim_end_matches(".rs").to_string();
        let text = std::fs::read_to_string(&path).unwrap();
        (inside, module, text)
    };
    files.into_iter().map(read).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// Returns the crate's modules that a file names after `crate::`.
fn imports(text: &str) -> BTreeSet<String> {
    let code = text.split("#[cfg(test)]").next().unwrap();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code = lines.collect::<Vec<_>>().join("\n");
    let mut found = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        let names = match rest.strip_prefix('{') {
            Some(group) => top_level_names(group),
            None => vec![rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()],
        };
        found.extend(names);
    }
    found.into_iter().map(home_module).collect()
}

/// Names at the outer level of a `{...}` group: of `a::{b, c}, d}` they are `a` and `d`.
fn top_level_names(group: &str) -> Vec<String> {
    let (mut depth, mut names, mut name, mut taking) = (0, Vec::new(), String::new(), true);
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.push(std::mem::take(&mut name));
                taking = true;
            }
            c if depth == 0 && taking && (c.is_alphanumeric() || c == '_') => name.push(c),
            c if c.is_whitespace() && name.is_empty() => {}
            _ => taking = false,
        }
    }
    names.push(name);
    names.into_iter().filter(|name| !name.is_empty()).collect()
}

/// What the crate root re-exports belongs to a module.
fn home_module(name: String) -> String {
    match name.as_str() {
        "Error" | "Result" => "error".to_string(),
        "Article" | "Analysis" => "model".to_string(),
        _ => name,
    }
}

#[test]
fn imports_point_downward() {
    let mut wrong = Vec::new();
    for (path, module, text) in sources() {
        if matches!(module.as_str(), "main" | "lib") {
            continue;
        }
        let (_, allowed) = LAYERS
            .iter()
            .find(|(name, _)| *name == module)
            .unwrap_or_else(|| panic!("{module} has no layer"));
        let imports = imports(&text);
        let upward =
            imports.iter().filter(|import| **import != module && !allowed.contains(&import.as_str()));
        wrong.extend(upward.map(|import| format!("{} imports {import}", path.display())));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn sql_stands_in_the_store_only() {
    let words = ["SELECT ", "INSERT INTO", "DELETE FROM", "UPDATE ", "PRAGMA ", "rusqlite::"];
    let mut wrong = Vec::new();
    for (path, module, text) in sources() {
        if matches!(module.as_str(), "store" | "error" | "cli") {
            continue;
        }
        let code = text.split("#[cfg(test)]").next().unwrap();
        for (number, line) in code.lines().enumerate() {
            let line_is_words = line.trim_start().starts_with("//") || line.contains("nutgraf query");
            // Values of cells and the read-only connection that the store hands out are no SQL.
            let line = line.replace("rusqlite::types::", "").replace("use rusqlite::Connection;", "");
            if !line_is_words && words.iter().any(|word| line.contains(word)) {
                wrong.push(format!("{}:{}: {line}", path.display(), number + 1));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn every_file_says_what_it_is_and_stays_readable() {
    for (path, _, text) in sources() {
        assert!(text.starts_with("//! "), "{} opens without //!", path.display());
        let lines = text.lines().count();
        assert!(lines <= 600, "{} has {lines} lines: would two rooms be clearer?", path.display());
    }
}

/// The pasted cases are read line by line, and a mark of a merge looks like one of them.
#[test]
fn no_file_holds_the_marks_of_a_merge() {
    let tracked = std::process::Command::new("git").args(["ls-files"]).current_dir(root()).output();
    let tracked =
        tracked.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let paths: Vec<PathBuf> = match tracked.is_empty() {
        // An unpacked archive of the sources.
        true => {
            ["src/event/cases.txt", "src/quote/cases.txt", "tests/it/coref.txt", "tests/language/cases.txt"]
                .map(|path| root().join(path))
                .to_vec()
        }
        false => tracked.lines().map(|path| root().join(path)).collect(),
    };
    for path in paths {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let mark = text.lines().find(|line| line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> "));
        assert_eq!(mark, None, "{}", path.display());
    }
}
