//! What the values of a record say.
//!
//! In: a JSON value, or the text of a table's cell. Out: its words: `[{"name": "Jane Doe"}, {"name": "Ann O'Neil"}]` are
//! "Jane Doe; Ann O'Neil", 1709812800 is the date 2024-03-07T12:00:00Z, "en-GB" the language "en".

use serde_json::Value;

/// What a value is wanted for.
#[derive(Clone, Copy)]
pub enum Shape {
    /// A running text; a list holds its paragraphs.
    Text,
    /// A line; a list holds names.
    Line,
}

impl Shape {
    fn between(self) -> &'static str {
        match self {
            Shape::Text => "\n\n",
            Shape::Line => "; ",
        }
    }

    /// Keys whose value stands for an object: `{"name": "BBC News"}`, `{"rendered": "<p>..."}`.
    fn speaking(self) -> &'static [&'static str] {
        match self {
            Shape::Text => &["rendered", "text", "value", "content"],
            Shape::Line => {
                &["name", "main", "original", "rendered", "fullName", "title", "value", "text", "href"]
            }
        }
    }
}

/// What stands for nothing; the words are those that pandas and databases write into a table for it.
const NOTHING: &[&str] = &["", "nan", "NaN", "None", "null", "NULL", "NaT", "N/A"];

/// Returns the words of a value, those of a list joined; none where there are only blanks.
pub fn words(value: &Value, shape: Shape) -> Option<String> {
    match value {
        Value::String(text) => (!NOTHING.contains(&text.trim())).then(|| text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().filter_map(|item| words(item, shape)).collect();
            (!items.is_empty()).then(|| items.join(shape.between()))
        }
        Value::Object(object) => shape.speaking().iter().find_map(|key| words(object.get(*key)?, shape)),
        Value::Null | Value::Bool(_) => None,
    }
}

/// Returns names joined by `"; "` where a table holds a list as Python writes it: `['Jane Doe', "Ann O'Neil"]`.
pub fn without_brackets(text: &str) -> Option<String> {
    let Some(mut rest) = text.trim().strip_prefix('[').and_then(|list| list.strip_suffix(']')) else {
        return Some(text.to_string());
    };
    let mut names = Vec::new();
    while let Some(start) = rest.find(['\'', '"']) {
        let mark = &rest[start..start + 1];
        let Some((name, behind)) = rest[start + 1..].split_once(mark) else { break };
        names.push(name.trim());
        rest = behind;
    }
    names.retain(|name| !name.is_empty());
    (!names.is_empty()).then(|| names.join("; "))
}

/// Tells whether a value is a web address.
pub fn is_url(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// Returns a date written as seconds (or thousandths of them) since 1970 as ISO 8601, any other as it is. Numbers below
/// 1973 are rather days such as 20240307.
pub fn without_epoch(date: String) -> String {
    let Ok(number) = date.trim().parse::<f64>() else { return date };
    let seconds = if number >= 1e11 { number / 1000.0 } else { number };
    if !(1e8..1e11).contains(&seconds) {
        return date;
    }
    jiff::Timestamp::from_second(seconds as i64).map_or(date, |time| time.to_string())
}

/// Returns the two letters of a language tag such as "en-GB".
pub fn iso639_1(language: &str) -> Option<String> {
    let tag = language.trim().split(['-', '_']).next()?.to_lowercase();
    (tag.len() == 2 && tag.bytes().all(|b| b.is_ascii_lowercase())).then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str, expected: Option<&str>) {
        let value = serde_json::from_str(json).expect("JSON");
        assert_eq!(words(&value, Shape::Line).as_deref(), expected);
    }

    #[test]
    fn words_of_values() {
        check(r#""BBC""#, Some("BBC"));
        check(r#"{"id": null, "name": "BBC News"}"#, Some("BBC News"));
        check(r#"["A", {"name": "B"}, null]"#, Some("A; B"));
        check("7", Some("7"));
        for nothing in ["null", "true", "[]", "{}", r#"" ""#, r#""nan""#] {
            check(nothing, None);
        }
    }

    #[test]
    fn lists_in_tables() {
        assert_eq!(without_brackets("['Jane Doe', \"Ann O'Neil\"]").as_deref(), Some("Jane Doe; Ann O'Neil"));
        assert_eq!(without_brackets("[]"), None);
        assert_eq!(without_brackets("Jane Doe").as_deref(), Some("Jane Doe"));
    }

    #[test]
    fn seconds_since_1970() {
        let date = |text: &str| without_epoch(text.to_string());
        assert_eq!(date("1709812800"), "2024-03-07T12:00:00Z");
        assert_eq!(date("1709812800000"), "2024-03-07T12:00:00Z");
        for other in ["20240307", "2024", "1e300", "NaN", "7 March 2024"] {
            assert_eq!(date(other), other);
        }
    }

    #[test]
    fn languages() {
        let found = ["en", "en-GB", " FR_fr ", "English", "", "e1"].map(iso639_1);
        assert_eq!(
            found.each_ref().map(Option::as_deref),
            [Some("en"), Some("en"), Some("fr"), None, None, None]
        );
    }
}
