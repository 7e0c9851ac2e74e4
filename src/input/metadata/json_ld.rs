//! What a page says about itself in JSON-LD (schema.org).
//!
//! In: the texts of its `application/ld+json` scripts. Out: a [`Record`] for each article described there:
//! `{"@type":"NewsArticle","headline":"Talks resume"}` gives one with that headline. Members may stand in arrays, in
//! `@graph`, under other things, or refer to each other by `@id`.

use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// One thing described in JSON-LD, as far as it says something about an article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Record {
    /// True for an article or post, false for the page that holds it.
    pub is_article: bool,
    /// Headline, or the name of the page.
    pub headline: Option<String>,
    /// Names of authors as written.
    pub authors: Vec<String>,
    /// Name of the publisher.
    pub publisher: Option<String>,
    /// When it was published, as written.
    pub published: Option<String>,
    /// When it was last changed, as written.
    pub modified: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its language, as written.
    pub language: Option<String>,
    /// Its whole text, where the page gives it.
    pub body: Option<String>,
}

/// Things nested deeper than this describe something else than the page (and the parser stops soon after).
const DEPTH_MAX: usize = 12;

/// Reads the records of all scripts, articles first, otherwise in order of appearance.
pub fn read<'a>(scripts: impl IntoIterator<Item = &'a str>) -> Vec<Record> {
    let values: Vec<Value> = scripts.into_iter().flat_map(values).collect();
    let mut by_id = BTreeMap::new();
    let mut nodes = Vec::new();
    for value in &values {
        walk(value, 0, &mut |node| {
            if let Some(id) = node.get("@id").and_then(Value::as_str)
                && node.len() > 1
            {
                by_id.entry(id).or_insert(node);
            }
            nodes.push(node);
        });
    }
    let mut records: Vec<Record> = nodes.into_iter().filter_map(|node| record(node, &by_id)).collect();
    records.sort_by_key(|record| !record.is_article);
    records
}

/// Parses a script; one that is not JSON is repaired where that is simple.
fn values(script: &str) -> Vec<Value> {
    let bare = script
        .trim()
        .trim_start_matches("<!--")
        .trim_start_matches("//<![CDATA[")
        .trim_start_matches("<![CDATA[")
        .trim_end_matches("-->")
        .trim_end_matches("//]]>")
        .trim_end_matches("]]>")
        .trim()
        .trim_end_matches(';');
    if let Ok(value) = serde_json::from_str(bare) {
        return vec![value];
    }
    let repaired = repair(bare);
    // A stream: some pages put several objects into one script, one after the other.
    serde_json::Deserializer::from_str(&repaired).into_iter().map_while(Result::ok).collect()
}

/// Replaces raw line breaks inside strings, drops commas before a closing bracket and stray backslashes.
fn repair(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut in_string = false;
    let mut chars = json.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                in_string = !in_string;
                out.push(c);
            }
            '\\' if in_string => match chars.next() {
                Some(escaped @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u')) => {
                    out.extend(['\\', escaped])
                }
                Some(other) => out.push(other),
                None => {}
            },
            c if c.is_control() => out.push(' '),
            '}' | ']' if !in_string => {
                let kept = out.trim_end().len();
                if out[..kept].ends_with(',') {
                    out.truncate(kept - 1);
                }
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

fn walk<'a>(value: &'a Value, depth: usize, visit: &mut impl FnMut(&'a Map<String, Value>)) {
    if depth > DEPTH_MAX {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| walk(item, depth + 1, visit)),
        Value::Object(node) => {
            visit(node);
            node.values().for_each(|member| walk(member, depth + 1, visit));
        }
        _ => {}
    }
}

type ById<'a> = BTreeMap<&'a str, &'a Map<String, Value>>;

fn record(node: &Map<String, Value>, by_id: &ById) -> Option<Record> {
    let types = strings(node.get("@type")?);
    let is_article = types.iter().any(|t| {
        t.ends_with("Article")
            || t.ends_with("Posting")
            || matches!(t.as_str(), "Report" | "Review" | "CreativeWork")
    });
    if !is_article && !types.iter().any(|t| t == "WebPage" || t == "ItemPage") {
        return None;
    }
    let text = |name: &str| node.get(name).and_then(|value| strings(value).into_iter().next());
    Some(Record {
        is_article,
        headline: text("headline").or_else(|| text("name")),
        authors: node.get("author").or_else(|| node.get("creator")).map_or(Vec::new(), |v| names(v, by_id)),
        publisher: node.get("publisher").and_then(|v| names(v, by_id).into_iter().next()),
        published: text("datePublished").or_else(|| text("dateCreated")),
        modified: text("dateModified"),
        url: text("url").or_else(|| node.get("mainEntityOfPage").and_then(id_or_text)),
        language: text("inLanguage"),
        body: text("articleBody"),
    })
}

fn id_or_text(value: &Value) -> Option<String> {
    match value {
        Value::Object(node) => node.get("@id").and_then(Value::as_str).map(str::to_string),
        other => strings(other).into_iter().next(),
    }
}

/// Returns the strings of a value that may be one, several, or a number.
fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.trim().to_string()].into_iter().filter(|t| !t.is_empty()).collect(),
        Value::Number(number) => vec![number.to_string()],
        Value::Array(items) => items.iter().filter(|i| !i.is_array()).flat_map(strings).collect(),
        Value::Object(node) => node
            .get("@value")
            .or_else(|| node.get("name"))
            .filter(|v| v.is_string())
            .map_or(Vec::new(), strings),
        _ => Vec::new(),
    }
}

/// Returns the names of one or several persons or bodies, given as text, as objects or by their `@id`.
fn names(value: &Value, by_id: &ById) -> Vec<String> {
    match value {
        Value::Array(items) => {
            items.iter().filter(|i| !i.is_array()).flat_map(|item| names(item, by_id)).collect()
        }
        Value::Object(node) => {
            let own = node.get("name").map_or(Vec::new(), strings);
            if !own.is_empty() {
                return own;
            }
            let referred = node.get("@id").and_then(Value::as_str).and_then(|id| by_id.get(id));
            referred.and_then(|node| node.get("name")).map_or(Vec::new(), strings)
        }
        other => strings(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(script: &str, headline: &str, authors: &[&str], publisher: Option<&str>) {
        let records = read([script]);
        assert_eq!(records[0].headline.as_deref(), Some(headline), "{script}");
        assert_eq!(records[0].authors, authors, "{script}");
        assert_eq!(records[0].publisher.as_deref(), publisher, "{script}");
    }

    #[test]
    fn articles_stand_in_many_places() {
        check(r#"{"@type":"NewsArticle","headline":"A","author":"Jane Doe"}"#, "A", &["Jane Doe"], None);
        check(
            r#"[{"@type":"WebSite","name":"X"},{"@type":["Article"],"headline":"A","author":[{"name":"J"},{"name":"K"}]}]"#,
            "A",
            &["J", "K"],
            None,
        );
        check(
            r##"{"@graph":[{"@type":"Person","@id":"#j","name":"Jane"},{"@type":"WebPage","name":"W"},
               {"@type":"BlogPosting","headline":"A","author":{"@id":"#j"},"publisher":{"@type":"Organization","name":"P"}}]}"##,
            "A",
            &["Jane"],
            Some("P"),
        );
    }

    #[test]
    fn simple_faults_are_repaired() {
        check("{\"@type\":\"Article\",\"headline\":\"A\nB\",\"author\":\"J\",}", "A B", &["J"], None);
        check("<!-- {\"@type\":\"Article\",\"headline\":\"It\\'s\"}; -->", "It's", &[], None);
        check("//<![CDATA[\n{\"@type\":\"Article\",\"headline\":\"A\"}\n//]]>", "A", &[], None);
        check(
            "{\"@type\":\"Article\",\"headline\":\"A\"} {\"@type\":\"Article\",\"headline\":\"B\"}",
            "A",
            &[],
            None,
        );
    }

    #[test]
    fn deep_nesting_and_nonsense_are_survived() {
        assert!(read([&"[".repeat(100_000)[..], "{\"@type\":", "null", "", "\"x\""]).is_empty());
    }
}
