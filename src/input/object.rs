//! The JSON of one record, read as leniently as can be done without guessing.
//!
//! In: its text. Out: the object, and remarks on what had to be mended: half a surrogate pair (`\ud83d broken`) becomes
//! U+FFFD, a raw line feed inside a string is kept, and NaN, which pandas writes for an empty cell, is null.

use serde_json::{Map, Value};

/// A JSON object, in the order of its keys in the text.
pub type Object = Map<String, Value>;

/// Reads one object; the error says what is wrong, for people.
pub fn read(text: &str, remarks: &mut Vec<String>) -> Result<Object, String> {
    let value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(e) => {
            let mended = mend(text);
            if mended.remarks.is_empty() {
                return Err(problem(&e, text));
            }
            let value = serde_json::from_str(&mended.text).map_err(|e| problem(&e, &mended.text))?;
            remarks.extend(mended.remarks.iter().map(|remark| remark.to_string()));
            value
        }
    };
    match value {
        Value::Object(object) => Ok(object),
        other => Err(format!("{} where a JSON object should be", kind(&other))),
    }
}

fn problem(e: &serde_json::Error, text: &str) -> String {
    let words = e.to_string();
    let end = words.find(" at line").unwrap_or(words.len());
    if e.is_eof() {
        return format!("JSON is cut off: {}", &words[..end]);
    }
    let place = if text.contains('\n') {
        format!("line {}, column {}", e.line(), e.column())
    } else {
        format!("column {}", e.column())
    };
    format!("not JSON: {} at {place}", &words[..end])
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

struct Mended {
    text: String,
    remarks: Vec<&'static str>,
}

impl Mended {
    fn remark(&mut self, remark: &'static str) {
        if !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
    }
}

/// Words that JavaScript and Python write for numbers that are none.
const NO_NUMBERS: &[&str] = &["-Infinity", "Infinity", "NaN"];

/// Rewrites what the standard does not allow and cannot be mistaken.
fn mend(text: &str) -> Mended {
    let mut mended = Mended { text: String::with_capacity(text.len()), remarks: Vec::new() };
    let mut rest = text;
    let mut in_string = false;
    while let Some(c) = rest.chars().next() {
        let len = match c {
            '"' => {
                in_string = !in_string;
                copy(&mut mended, rest, 1)
            }
            '\\' if in_string => escape(&mut mended, rest),
            '\0'..='\u{1f}' if in_string => {
                mended.remark("control characters in JSON strings");
                mended.text.push_str(&format!("\\u{:04x}", c as u32));
                c.len_utf8()
            }
            'N' | 'I' | '-' if !in_string => match NO_NUMBERS.iter().find(|word| rest.starts_with(**word)) {
                Some(word) => {
                    mended.remark("NaN or Infinity read as null");
                    mended.text.push_str("null");
                    word.len()
                }
                None => copy(&mut mended, rest, 1),
            },
            // Runs of anything else go at once.
            _ => {
                let odd = |c: char| matches!(c, '"' | '\\' | '\0'..='\u{1f}' | 'N' | 'I' | '-');
                let end = rest[c.len_utf8()..].find(odd).map_or(rest.len(), |at| c.len_utf8() + at);
                copy(&mut mended, rest, end)
            }
        };
        rest = &rest[len..];
    }
    mended
}

fn copy(mended: &mut Mended, rest: &str, len: usize) -> usize {
    mended.text.push_str(&rest[..len]);
    len
}

/// Copies the escape at the start of `rest`, or replaces half a surrogate pair; returns its length.
fn escape(mended: &mut Mended, rest: &str) -> usize {
    let Some(unit) = unit(rest) else {
        let next = rest[1..].chars().next().map_or(0, char::len_utf8);
        return copy(mended, rest, 1 + next);
    };
    match unit {
        0xd800..=0xdbff if matches!(self::unit(&rest[6..]), Some(0xdc00..=0xdfff)) => copy(mended, rest, 12),
        0xd800..=0xdfff => {
            mended.remark("half a surrogate pair replaced");
            mended.text.push_str("\\ufffd");
            6
        }
        _ => copy(mended, rest, 6),
    }
}

/// Returns the number of the `\u` escape at the start of a text.
fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut remarks = Vec::new();
        let found = match read(text, &mut remarks) {
            Ok(object) => format!("{} {}", Value::Object(object), remarks.join("; ")),
            Err(problem) => problem,
        };
        assert_eq!(found.trim_end(), expected);
    }

    #[test]
    fn half_a_pair_is_replaced() {
        check(r#"{"a": "\ud83d broken"}"#, "{\"a\":\"\u{fffd} broken\"} half a surrogate pair replaced");
        check(
            r#"{"a": "\udc00\ud83d\ude00 \\ud83d"}"#,
            "{\"a\":\"\u{fffd}😀 \\\\ud83d\"} half a surrogate pair replaced",
        );
        check(r#"{"a": "\ud83d\ud83d"}"#, "{\"a\":\"\u{fffd}\u{fffd}\"} half a surrogate pair replaced");
        check(r#"{"a": "\ud83d\ude00"}"#, "{\"a\":\"😀\"}");
    }

    #[test]
    fn other_slips_are_mended() {
        check("{\"a\": \"two\nlines\"}", "{\"a\":\"two\\nlines\"} control characters in JSON strings");
        check(r#"{"a": NaN, "NaN": "NaN"}"#, r#"{"a":null,"NaN":"NaN"} NaN or Infinity read as null"#);
    }

    #[test]
    fn says_what_is_wrong() {
        check(r#"{"text": "untermin"#, "JSON is cut off: EOF while parsing a string");
        check("[1]", "an array where a JSON object should be");
        check("{'a': 1}", "not JSON: key must be a string at column 2");
        check("{\"a\": \"\\ud8", "JSON is cut off: EOF while parsing a string");
        check(&"[".repeat(100_000), "not JSON: recursion limit exceeded at column 128");
    }
}
