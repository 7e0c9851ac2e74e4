//! Patterns that read an outlet or a date out of a path (`--outlet-from-path`, `--date-from-path`).
//!
//! In: `{outlet}/{year}-{month}-{day}_*.txt` and a path. Out: what stands in its places: in
//! `scraped/Kyiv Post/2024-03-07_talks.txt` the outlet "Kyiv Post" and the date "2024-03-07".
//!
//! A pattern is matched against the end of the path, whole parts only; a closing `.gz` need not be written.
//! `*` stands for any characters inside one part of the path, and so does `{outlet}` for at least one. `{date}` is a day
//! such as 2024-03-07, 2024_03_07 or 20240307; `{year}`, `{month}` (a number or an English name) and `{day}` stand apart.

use regex::Regex;
use std::str::FromStr;

/// A pattern for the end of a path.
#[derive(Debug, Clone)]
pub struct PathPattern {
    regex: Regex,
    text: String,
}

/// The places a pattern may name, and what may stand there.
const PLACES: &[(&str, &str)] = &[
    ("outlet", "[^/]+?"),
    ("date", r"[0-9]{4}[-_.]?[0-9]{2}[-_.]?[0-9]{2}"),
    ("year", r"[0-9]{4}"),
    ("month", r"[0-9]{1,2}|[A-Za-z]{3,9}"),
    ("day", r"[0-9]{1,2}"),
];

impl PathPattern {
    /// Reads a pattern; the error says what is wrong with it.
    pub fn parse(pattern: &str) -> Result<PathPattern, String> {
        let mut expression = String::from("(?:^|/)");
        let mut seen = Vec::new();
        let mut rest = pattern.trim_start_matches("./");
        while let Some(c) = rest.chars().next() {
            rest = &rest[c.len_utf8()..];
            match c {
                '*' => expression.push_str("[^/]*"),
                '{' => {
                    let end = rest.find('}').ok_or_else(|| format!("{pattern}: a {{ is not closed"))?;
                    let name = &rest[..end];
                    let Some((name, inside)) = PLACES.iter().find(|(known, _)| *known == name) else {
                        return Err(format!(
                            "{pattern}: unknown {{{name}}} (known are {{outlet}}, {{date}}, {{year}}, {{month}}, {{day}})"
                        ));
                    };
                    if seen.contains(name) {
                        return Err(format!("{pattern}: {{{name}}} stands there twice"));
                    }
                    seen.push(name);
                    expression.push_str(&format!("(?P<{name}>{inside})"));
                    rest = &rest[end + 1..];
                }
                c => expression.push_str(&regex::escape(c.encode_utf8(&mut [0; 4]))),
            }
        }
        if seen.is_empty() {
            return Err(format!("{pattern}: names no {{outlet}} and no {{date}}"));
        }
        expression.push_str(r"(?:\.gz)?$");
        let regex = Regex::new(&expression).map_err(|e| format!("{pattern}: {e}"))?;
        Ok(PathPattern { regex, text: pattern.to_string() })
    }

    /// Tells whether the pattern names an outlet.
    pub fn has_outlet(&self) -> bool {
        self.has("outlet")
    }

    /// Tells whether the pattern names a date, or at least a year.
    pub fn has_date(&self) -> bool {
        self.has("date") || self.has("year")
    }

    /// Returns the outlet that stands in a path.
    pub fn outlet(&self, path: &str) -> Option<String> {
        let captures = self.regex.captures(path)?;
        let outlet = captures.name("outlet")?.as_str().trim();
        (!outlet.is_empty()).then(|| outlet.to_string())
    }

    /// Returns the date that stands in a path, as precise as it stands there: "2024-03-07", "2024-03", "2024". Whether
    /// there is such a day is not looked at.
    pub fn date(&self, path: &str) -> Option<String> {
        let captures = self.regex.captures(path)?;
        if let Some(date) = captures.name("date") {
            let digits: String = date.as_str().chars().filter(char::is_ascii_digit).collect();
            return Some(format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..8]));
        }
        let mut date = captures.name("year")?.as_str().to_string();
        if let Some(month) = captures.name("month").and_then(|month| month_number(month.as_str())) {
            date.push_str(&format!("-{month:02}"));
            if let Some(day) = captures.name("day") {
                date.push_str(&format!("-{:0>2}", day.as_str()));
            }
        }
        Some(date)
    }

    /// Returns the pattern as it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    fn has(&self, place: &str) -> bool {
        self.regex.capture_names().flatten().any(|name| name == place)
    }
}

impl FromStr for PathPattern {
    type Err = String;

    fn from_str(pattern: &str) -> Result<PathPattern, String> {
        PathPattern::parse(pattern)
    }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn month_number(word: &str) -> Option<u32> {
    if let Ok(number) = word.parse() {
        return Some(number);
    }
    let word = word.to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| word.len() >= 3 && month.starts_with(&word))?;
    Some(at as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, path: &str, outlet: Option<&str>, date: Option<&str>) {
        let pattern = PathPattern::parse(pattern).expect("a good pattern");
        assert_eq!(pattern.outlet(path).as_deref(), outlet);
        assert_eq!(pattern.date(path).as_deref(), date);
    }

    #[test]
    fn reads_outlet_and_date() {
        let both = "{outlet}/{year}-{month}-{day}_*.txt";
        check(both, "scraped/Kyiv Post/2024-03-07_talks.txt", Some("Kyiv Post"), Some("2024-03-07"));
        check(both, "Kyiv Post/2024-3-7_talks.txt.gz", Some("Kyiv Post"), Some("2024-03-07"));
        check(both, "Kyiv Post/talks.txt", None, None);
        check("{outlet}/*/{date}.html", "a/BBC/world/20240307.html", Some("BBC"), Some("2024-03-07"));
        check("{outlet}/*/{date}.html", "BBC/20240307.html", None, None);
        check("{year}/{month}/{day}/*", "x/2021/February/5/a b.txt", None, Some("2021-02-05"));
        check("{year}/{month}/*", "2021/sep/a.txt", None, Some("2021-09"));
        check("*_{outlet}.txt", "news/a_b_c.txt", Some("c"), None);
    }

    #[test]
    fn every_sign_but_star_and_braces_stands_for_itself() {
        check("(a+b)/{outlet}.txt", "x/(a+b)/BBC.txt", Some("BBC"), None);
        check("(a+b)/{outlet}.txt", "x/(aab)/BBC.txt", None, None);
        check("{outlet}/*.txt", "un/été/à.txt", Some("été"), None);
    }

    #[test]
    fn says_what_is_wrong() {
        let problem = |pattern| PathPattern::parse(pattern).expect_err("a bad pattern");
        assert_eq!(problem("{outlet/x"), "{outlet/x: a { is not closed");
        assert!(problem("{paper}/x").contains("unknown {paper}"));
        assert!(problem("{day}/{day}").contains("twice"));
        assert!(problem("*/*.txt").contains("names no {outlet}"));
    }
}
