//! Which keys of a record mean what.
//!
//! In: a JSON object (a row of a table is made one). Out: its [`Fields`]: `{"headline": "Talks", "maintext": "They met."}`
//! has the title "Talks" and the text "They met.". Case, `_`, `-` and spaces of keys do not count. The names are those of
//! common scrapers, news interfaces and schema.org; the user may name others.

use super::object::Object;
use super::values::{Shape, is_url, iso639_1, without_brackets, without_epoch, words};
use serde_json::Value;

/// Names of keys and columns that are not the usual ones (`--text-field` and so on). A named field is looked for by that
/// name alone; a dot leads into objects (`fields.bodyText`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldNames {
    /// The key of the text.
    pub text: Option<String>,
    /// The key of the headline.
    pub title: Option<String>,
    /// The key of the publication date.
    pub date: Option<String>,
    /// The key of the address.
    pub url: Option<String>,
    /// The key of the publisher.
    pub outlet: Option<String>,
    /// The key of the author or authors.
    pub author: Option<String>,
    /// The key of the record's own id.
    pub id: Option<String>,
    /// The key of the language.
    pub language: Option<String>,
}

/// What a record says, as it says it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields {
    /// The text, maybe marked up.
    pub text: Option<String>,
    /// Whether the text stood under a key that says it is HTML.
    pub is_html: bool,
    /// The headline.
    pub title: Option<String>,
    /// The publication date.
    pub date: Option<String>,
    /// The day of the last change.
    pub modified: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// The publisher.
    pub outlet: Option<String>,
    /// The authors, joined by `"; "`.
    pub author: Option<String>,
    /// The record's own id.
    pub id: Option<String>,
    /// The language, ISO 639-1.
    pub language: Option<String>,
}

// The usual names in normal form; the first that has a value is taken, so the surest stand first.
const TEXT: &str = "\
    text body content maintext articletext fulltext articlebody bodytext articlecontent contenttext \
    plaintext newstext cleanedtext cleantext storytext story rawtext article";
const HTML: &str = "html bodyhtml contenthtml articlehtml texthtml rawhtml htmlbody contentencoded";
const TITLE: &str = "title headline webtitle articletitle newstitle head";
const DATE: &str = "\
    published publishedat publishedon publisheddate datepublished datepublish publishdate publishtime \
    publishedtime publicationdate publicationtime webpublicationdate pubdate date datetime time";
const MODIFIED: &str = "\
    modified modifiedat modifieddate datemodified datemodify lastmodified updated updatedat \
    lastupdated dateupdated";
const URL: &str = "url link weburl canonicalurl articleurl sourceurl permalink href";
const OUTLET: &str = "\
    outlet publisher publication newspaper sourcename source sourcehostname site sitename website \
    media sourcedomain hostname domain";
const AUTHOR: &str = "author authors byline authorname creator writer reporter";
const ID: &str = "id articleid docid documentid newsid uuid guid uri";
const LANGUAGE: &str = "language lang inlanguage languagecode";

/// Keys whose object may hold the fields, as in dumps of search engines and newspapers' interfaces.
const INNER: &[&str] = &["fields", "_source", "article", "attributes", "document", "metadata", "meta"];

impl Fields {
    /// Reads a record. `names` are those the user gave.
    pub fn of(record: &Object, names: &FieldNames) -> Fields {
        let keys = Keys::of(record);
        let find = |told: &Option<String>, usual| keys.find(told.as_deref(), usual, Shape::Line);
        let mut fields = Fields {
            text: keys.find(names.text.as_deref(), TEXT, Shape::Text),
            title: find(&names.title, TITLE),
            date: find(&names.date, DATE).map(without_epoch),
            modified: find(&None, MODIFIED).map(without_epoch),
            url: find(&names.url, URL),
            author: find(&names.author, AUTHOR).and_then(|author| without_brackets(&author)),
            id: find(&names.id, ID),
            language: find(&names.language, LANGUAGE).and_then(|language| iso639_1(&language)),
            ..Fields::default()
        };
        if fields.text.is_none() && names.text.is_none() {
            fields.text = keys.find(None, HTML, Shape::Text);
            fields.is_html = fields.text.is_some();
        }
        fields.outlet = match &names.outlet {
            Some(_) => find(&names.outlet, OUTLET),
            None => keys.all(OUTLET).find(|outlet| !is_url(outlet)),
        };
        if fields.url.is_none() && names.url.is_none() {
            fields.url = keys.all("source uri guid id").find(|url| is_url(url));
        }
        fields
    }
}

/// Returns a key as it is compared: lower case, without `_`, `-`, `:` and spaces.
pub fn normal(key: &str) -> String {
    let kept = key.chars().filter(|c| !matches!(c, '_' | '-' | ':' | ' ' | '\u{feff}'));
    kept.flat_map(char::to_lowercase).collect()
}

/// Tells whether a key in normal form names a text.
pub fn is_text_name(name: &str, names: &FieldNames) -> bool {
    match &names.text {
        Some(told) => normal(told) == name,
        None => TEXT.split(' ').chain(HTML.split(' ')).any(|usual| usual == name),
    }
}

/// Tells whether one of the columns is the text.
pub fn has_text_column(columns: &[String], names: &FieldNames) -> bool {
    columns.iter().any(|column| is_text_name(&normal(column), names))
}

/// Keys named in a problem; what lacks a header may show whole articles as such.
const SHOWN_KEYS: usize = 8;

/// Says that there is no text; `kind` is "field" or "column".
pub fn no_text<'a>(kind: &str, keys: impl Iterator<Item = &'a str>, names: &FieldNames) -> String {
    let text = names.text.as_deref().unwrap_or("text");
    let shown: Vec<String> =
        keys.map(|key| key.chars().filter(|c| !c.is_control()).take(30).collect()).collect();
    let mut list = shown[..shown.len().min(SHOWN_KEYS)].join(", ");
    if shown.len() > SHOWN_KEYS {
        list.push_str(", ...");
    }
    let has = if list.is_empty() { String::new() } else { format!("; it has {list}") };
    format!("no \"{text}\" {kind} (use --text-field to name it){has}")
}

/// The keys of a record in normal form, the outer ones first.
struct Keys<'a> {
    record: &'a Object,
    entries: Vec<(String, &'a Value)>,
}

impl<'a> Keys<'a> {
    fn of(record: &'a Object) -> Keys<'a> {
        let is_outer =
            |(key, value): &(&String, &Value)| !(value.is_object() && INNER.contains(&key.as_str()));
        let mut entries: Vec<_> =
            record.iter().filter(is_outer).map(|(key, value)| (normal(key), value)).collect();
        for inner in INNER {
            if let Some(Value::Object(inner)) = record.get(*inner) {
                entries.extend(inner.iter().map(|(key, value)| (normal(key), value)));
            }
        }
        Keys { record, entries }
    }

    fn find(&self, told: Option<&str>, usual: &'static str, shape: Shape) -> Option<String> {
        match told {
            Some(told) => self.told(told).and_then(|value| words(value, shape)),
            None => self.values(usual).find_map(|value| words(value, shape)),
        }
    }

    fn all(&self, usual: &'static str) -> impl Iterator<Item = String> {
        self.values(usual).filter_map(|value| words(value, Shape::Line))
    }

    fn values(&self, usual: &'static str) -> impl Iterator<Item = &'a Value> {
        usual
            .split(' ')
            .flat_map(|name| self.entries.iter().filter(move |(key, _)| key == name).map(|(_, value)| *value))
    }

    /// Finds the key the user named: as written, then in normal form, then as a way into objects.
    fn told(&self, told: &str) -> Option<&'a Value> {
        if let Some(value) = self.record.get(told) {
            return Some(value);
        }
        let name = normal(told);
        if let Some((_, value)) = self.entries.iter().find(|(key, _)| *key == name) {
            return Some(value);
        }
        let (first, rest) = told.split_once('.')?;
        rest.split('.').try_fold(self.record.get(first)?, |value, key| value.get(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(json: &str, names: &FieldNames) -> Fields {
        Fields::of(&super::super::object::read(json, &mut Vec::new()).expect("an object"), names)
    }

    /// Checks "title | text | date | outlet | author | url | id | language", "-" for none.
    fn check(json: &str, expected: &str) {
        check_named(json, &FieldNames::default(), expected);
    }

    fn check_named(json: &str, names: &FieldNames, expected: &str) {
        let f = fields(json, names);
        let found = [f.title, f.text, f.date, f.outlet, f.author, f.url, f.id, f.language];
        assert_eq!(found.map(|field| field.unwrap_or("-".into())).join(" | "), expected);
    }

    #[test]
    fn usual_names() {
        check(
            r#"{"id": 7, "Headline": "T", "full_text": "B", "publishedAt": "2024-03-07", "byline": "By A"}"#,
            "T | B | 2024-03-07 | - | By A | - | 7 | -",
        );
        check(
            r#"{"source": {"id": null, "name": "BBC News"}, "author": null, "title": "T", "content": "B", "url": "https://b/1"}"#,
            "T | B | - | BBC News | - | https://b/1 | - | -",
        );
        check(
            r#"{"authors": ["A B", "C D"], "date_publish": "2020-01-02 03:04:05", "language": "en-GB", "maintext": "B", "source_domain": "b.com", "title_page": "x", "date_download": "2024-01-01"}"#,
            "- | B | 2020-01-02 03:04:05 | b.com | A B; C D | - | - | en",
        );
        check(
            r#"{"@type": "NewsArticle", "headline": "T", "articleBody": "B", "author": [{"name": "A"}, {"name": "C"}], "publisher": {"name": "P"}, "inLanguage": "fr"}"#,
            "T | B | - | P | A; C | - | - | fr",
        );
        check(
            r#"{"title": {"rendered": "T"}, "content": {"rendered": "<p>B</p>"}}"#,
            "T | <p>B</p> | - | - | - | - | - | -",
        );
        check(
            r#"{"_id": "1", "_source": {"title": "T", "text": ["B", "C"]}}"#,
            "T | B\n\nC | - | - | - | - | 1 | -",
        );
        check(
            r#"{"text": " ", "body": "B", "source": "https://b.com/1"}"#,
            "- | B | - | - | - | https://b.com/1 | - | -",
        );
    }

    #[test]
    fn tables_written_by_pandas() {
        let row = r#"{"text": "B", "title": "nan", "authors": "['Jane Doe', \"Ann O'Neil\"]"}"#;
        check(row, "- | B | - | - | Jane Doe; Ann O'Neil | - | - | -");
        check(r#"{"text": "B", "authors": "[]", "source": "None"}"#, "- | B | - | - | - | - | - | -");
    }

    #[test]
    fn the_user_names_fields() {
        let names = FieldNames {
            text: Some("payload.body".into()),
            title: Some("Kop".into()),
            outlet: Some("krant".into()),
            ..FieldNames::default()
        };
        let json = r#"{"text": "no", "title": "no", "kop": "T", "outlet": "no", "payload": {"body": "B"}}"#;
        check_named(json, &names, "T | B | - | - | - | - | - | -");
    }

    #[test]
    fn markup_and_what_is_missing() {
        assert!(fields(r#"{"html": "<p>B"}"#, &FieldNames::default()).is_html);
        let keys = ["a", "b\n", "c", "d", "e", "f", "g", "h", "i"];
        assert_eq!(
            no_text("field", keys.into_iter(), &FieldNames::default()),
            "no \"text\" field (use --text-field to name it); it has a, b, c, d, e, f, g, h, ..."
        );
    }
}
