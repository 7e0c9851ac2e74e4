//! The headline, without the name of the outlet.
//!
//! In: "Talks resume in Geneva | Example Times", the outlet's names as the page gives them. Out: "Talks resume in Geneva".
//! Nothing is cut that the page's own metadata does not name.

use super::names::same_name;

/// What stands between a headline and the outlet.
const SEPARATORS: &[&str] = &[" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " / ", " : ", ": "];

/// Returns the title without a leading or trailing name of its outlet.
pub fn without_outlet(title: &str, outlets: &[&str]) -> String {
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
    }
}
