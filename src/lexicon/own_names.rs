//! Names the user told of beforehand.
//!
//! In: rows of a table (name, kind, country, other names). Out: which of them stands at a place of a text. After
//! `Robert Hale<TAB>person<TAB>GBR<TAB>Bob Hale|the Rook`, "the Rook" is Robert Hale.

use crate::model::{EntityKind, OwnName};
use std::collections::BTreeMap;

/// All names the user told of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnNames {
    /// By spelling.
    names: BTreeMap<String, OwnName>,
    /// By the letters and digits a spelling begins with: the spellings, longest first.
    beginnings: BTreeMap<String, Vec<String>>,
}

impl OwnNames {
    /// Takes the rows; of two with one spelling the first counts.
    pub fn new(rows: impl IntoIterator<Item = OwnName>) -> OwnNames {
        let mut own = OwnNames::default();
        for row in rows {
            let spelling = folded(&row.spelling);
            let beginning = beginning(&spelling).to_string();
            if !spelling.is_empty() && !own.names.contains_key(&spelling) {
                own.beginnings.entry(beginning).or_default().push(spelling.clone());
                own.names.insert(spelling, row);
            }
        }
        own.beginnings
            .values_mut()
            .for_each(|list| list.sort_by_key(|spelling| std::cmp::Reverse(spelling.len())));
        own
    }

    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Returns the rows, by spelling.
    pub fn rows(&self) -> impl Iterator<Item = &OwnName> {
        self.names.values()
    }

    /// Returns the row of a spelling.
    pub fn of(&self, spelling: &str) -> Option<&OwnName> {
        if self.names.is_empty() { None } else { self.names.get(&folded(spelling)) }
    }

    /// Returns the longest of the names that `text` begins with, and how many bytes of `text` it takes.
    ///
    /// Space of any kind and length counts as one space, and all apostrophes are one. The name may be followed by anything
    /// that is no letter or digit.
    pub fn at_start(&self, text: &str) -> Option<(usize, &OwnName)> {
        let spellings = self.beginnings.get(beginning(text))?;
        spellings.iter().find_map(|spelling| Some((taken(text, spelling)?, &self.names[spelling])))
    }
}

/// Returns how many bytes of `text` are the words of `spelling`.
fn taken(text: &str, spelling: &str) -> Option<usize> {
    let mut rest = text;
    for c in spelling.chars() {
        let next = rest.chars().next()?;
        if c == ' ' && next.is_whitespace() {
            rest = rest.trim_start();
        } else if c == fold(next) {
            rest = &rest[next.len_utf8()..];
        } else {
            return None;
        }
    }
    let ends = !rest.starts_with(char::is_alphanumeric);
    ends.then_some(text.len() - rest.len())
}

fn folded(spelling: &str) -> String {
    spelling.split_whitespace().collect::<Vec<_>>().join(" ").chars().map(fold).collect()
}

fn fold(c: char) -> char {
    if c == '’' { '\'' } else { c }
}

fn beginning(text: &str) -> &str {
    let end = text.char_indices().find(|(at, c)| *at > 0 && !c.is_alphanumeric());
    &text[..end.map_or(text.len(), |(at, _)| at)]
}

/// Reads a table of names: a header line, then name, kind, country and other names (separated by `|`), tab-separated.
///
/// Blank lines and lines that begin with `#` are passed over. Country and other names may be left out.
///
/// # Errors
/// Says which line is wrong and what stands in it.
pub fn read(table: &str) -> Result<Vec<OwnName>, String> {
    let lines = table.trim_start_matches('\u{feff}').lines().enumerate();
    let mut lines = lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    let header: Vec<&str> =
        lines.next().map_or_else(Vec::new, |(_, line)| line.split('\t').map(str::trim).collect());
    if !header.starts_with(&["name", "kind"]) {
        return Err("its first line must be: name, kind, country, other_names, separated by tabs".to_string());
    }
    let mut rows = Vec::new();
    for (n, line) in lines {
        let fields: Vec<&str> = line.split('\t').map(str::trim).collect();
        let field = |column: usize| fields.get(column).copied().unwrap_or_default();
        let (name, word, country) = (field(0), field(1), field(2));
        let wrong = |what: &str| Err(format!("line {}: {what}", n + 1));
        let Some(kind) = EntityKind::from_word(word) else {
            return wrong(&format!("{word:?} is no kind: person, organization, place, group or other"));
        };
        if name.is_empty() {
            return wrong("it has no name");
        }
        if !country.is_empty() && super::gazetteer::country_name(country).is_none() {
            return wrong(&format!("{country:?} is no country: three letters of ISO 3166, as FRA"));
        }
        let country = (!country.is_empty()).then(|| country.to_string());
        let spellings =
            std::iter::once(name).chain(field(3).split('|').map(str::trim)).filter(|s| !s.is_empty());
        rows.extend(spellings.map(|spelling| OwnName {
            spelling: spelling.to_string(),
            name: name.to_string(),
            kind,
            country: country.clone(),
        }));
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "# ours\nname\tkind\tcountry\tother_names\nRobert Hale\tperson\tGBR\tBob Hale|the Rook\n\nO'Dell & Sons\torganization\n";

    #[track_caller]
    fn check(text: &str, expected: Option<(usize, &str)>) {
        let own = OwnNames::new(read(TABLE).expect("it is well formed"));
        assert_eq!(own.at_start(text).map(|(len, row)| (len, row.name.as_str())), expected, "{text}");
    }

    #[test]
    fn names_are_found_where_they_stand() {
        check("Robert Hale spoke", Some((11, "Robert Hale")));
        check("Bob\n  Hale's", Some((10, "Robert Hale")));
        check("the Rook.", Some((8, "Robert Hale")));
        check("O’Dell & Sons", Some((15, "O'Dell & Sons")));
        check("Robert Halewood", None);
        check("the rook", None);
        check("", None);
    }

    #[test]
    fn mistakes_are_named_with_their_line() {
        for (table, expected) in [
            ("", "its first line must be"),
            ("name\tkind\nAnn\thuman", "line 2: \"human\" is no kind"),
            ("name\tkind\n\tperson", "line 2: it has no name"),
            ("name\tkind\tcountry\n# x\nAnn\tperson\tFrance", "line 3: \"France\" is no country"),
        ] {
            let reason = read(table).expect_err(table);
            assert!(reason.starts_with(expected), "{table:?}: {reason}");
        }
    }
}
