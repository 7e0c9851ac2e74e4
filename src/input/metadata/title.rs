//! The headline, without the name of the outlet.
//!
//! In: "Talks resume in Geneva | Example Times", the outlet's names as the page gives them. Out: "Talks resume in Geneva".
//! Nothing is cut that the page's own metadata does not name.

use super::names::same_name;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// What stands between a headline and the outlet.
const SEPARATORS: &[&str] = &[" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " / ", " : ", ": "];

/// Returns the title without a leading or trailing name of its outlet.
pub fn without_outlet(title: &str, outlets: &[&str]) -> String {
    let title = unescaped(title);
    let mut title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    while let Some(shorter) = cut_once(&title, outlets) {
        title = shorter;
    }
    title
}

fn cut_once(title: &str, outlets: &[&str]) -> Option<String> {
    for separator in SEPARATORS {
        if let Some((head, tail)) = title.rsplit_once(separator)
            && is_outlet(tail, outlets)
            && !head.trim().is_empty()
        {
            return Some(head.trim().to_string());
        }
        if let Some((head, tail)) = title.split_once(separator)
            && is_outlet(head, outlets)
            && !tail.trim().is_empty()
        {
            return Some(tail.trim().to_string());
        }
    }
    None
}

fn is_outlet(part: &str, outlets: &[&str]) -> bool {
    outlets.iter().any(|outlet| same_name(part.trim(), outlet))
}

/// Replaces character references that a page escaped twice ("Ministers&#8217; talks").
pub fn unescaped(text: &str) -> String {
    static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"&(?:#(\d{1,6})|#[xX]([0-9a-fA-F]{1,5})|(amp|quot|apos|lt|gt|nbsp|rsquo|lsquo|ldquo|rdquo|ndash|mdash|hellip));").expect("valid")
    });
    let replace = |parts: &Captures| -> String {
        let number = parts
            .get(1)
            .map(|n| n.as_str().parse())
            .or_else(|| parts.get(2).map(|n| u32::from_str_radix(n.as_str(), 16)));
        if let Some(c) = number.and_then(Result::ok).and_then(char::from_u32) {
            return if c.is_control() { " ".to_string() } else { c.to_string() };
        }
        let named = match parts.get(3).map_or("", |name| name.as_str()) {
            "amp" => "&",
            "quot" => "\"",
            "apos" => "'",
            "lt" => "<",
            "gt" => ">",
            "nbsp" => " ",
            "rsquo" => "’",
            "lsquo" => "‘",
            "ldquo" => "“",
            "rdquo" => "”",
            "ndash" => "–",
            "mdash" => "—",
            "hellip" => "…",
            _ => &parts[0],
        };
        named.to_string()
    };
    REFERENCE.replace_all(text, replace).into_owned()
}

/// Tells whether two forms of a headline say the same, whatever the typography and the outlet's name at their end.
pub fn similar(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let shared = a.iter().filter(|word| b.contains(word)).count();
    // Four words of five: a headline and its shorter form for search engines.
    5 * shared >= 4 * a.len().min(b.len())
}

/// Tells whether `long` is the headline `short` with a label before or a subtitle behind it in the same element.
pub fn holds(long: &str, short: &str) -> bool {
    let (long, short) = (words(long).concat(), words(short).concat());
    long.len() > short.len() && (long.starts_with(&short) || long.ends_with(&short))
}

fn words(title: &str) -> Vec<String> {
    title.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(title: &str, expected: &str) {
        assert_eq!(without_outlet(title, &["Example Times", "example.org"]), expected);
    }

    #[test]
    fn only_the_outlet_goes() {
        check("Talks resume | Example Times", "Talks resume");
        check("Talks resume - World - The Example Times", "Talks resume - World");
        check("Example Times: Talks resume", "Talks resume");
        check("Talks resume - but not for long", "Talks resume - but not for long");
        check("Example Times", "Example Times");
        check("Talks  resume\n| example.org", "Talks resume");
        check("Ministers&#039; talks &amp; ours&#0;", "Ministers' talks & ours");
    }
}
