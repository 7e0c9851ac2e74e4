//! Who is who in pasted texts: `coref.txt` holds each text with the chains it should have.
//!
//! A case is a line of text and under it, for each entity with more than one mention, a line `= name: mention/rule | mention/rule`.
//! A text that should have none has a bare `=`. What is found today and is wrong has a comment `# wrong: ...` before it.
//! UPDATE_EXPECT=1 rewrites the chains; read the diff.

use nutgraf::span::Text;
use nutgraf::{Article, analyse};
use std::collections::BTreeMap;

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/coref.txt");
/// Fewer cases would mean that the file was not read to its end.
const CASES_MIN: usize = 120;

#[test]
fn each_text_has_its_chains() {
    let file = std::fs::read_to_string(CASES).expect("the cases are in the repository");
    let (mut found, mut count) = (String::new(), 0);
    for line in file.lines().filter(|line| !line.starts_with('=')) {
        found += line;
        found.push('\n');
        if !line.is_empty() && !line.starts_with('#') {
            count += 1;
            found += &chains(line);
        }
    }
    assert!(count >= CASES_MIN, "{count} cases");
    check(&file, &found);
}

/// Compares line by line, so that a failure shows the text it is about.
fn check(expected: &str, found: &str) {
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(CASES, found).expect("the cases can be written");
        return;
    }
    let mut text = "";
    for (expected, found) in expected.lines().zip(found.lines()) {
        assert_eq!(expected, found, "in: {text}");
        if !expected.starts_with('=') {
            text = expected;
        }
    }
    assert_eq!(expected.len(), found.len());
}

/// Writes the entities that a text mentions more than once, in the order of their first mentions.
fn chains(body: &str) -> String {
    let article = Article::new(body);
    let analysis = analyse(&article);
    let text = Text::new(&article.body);
    let mut chains: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut order = Vec::new();
    for mention in &analysis.mentions {
        order.push(mention.entity);
        let words = format!("{}/{}", text.slice(mention.span), mention.rule);
        chains.entry(mention.entity).or_default().push(words);
    }
    let mut lines = String::new();
    for entity in order {
        if let Some(chain) = chains.remove(&entity).filter(|chain| chain.len() > 1) {
            lines += &format!("= {}: {}\n", analysis.entities[entity].name, chain.join(" | "));
        }
    }
    if lines.is_empty() { "=\n".into() } else { lines }
}
