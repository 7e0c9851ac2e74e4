//! The language layer on short texts: where sentences end, tags, base forms, names. The cases are text, in
//! `tests/language/cases.txt`; `UPDATE_EXPECT=1` writes down what is found today, and the diff is to be read.

use nutgraf::model::EntityKind;
use nutgraf::text::Document;
use nutgraf::{Article, entity, text};
use proptest::prelude::*;
use std::ops::Range;

const CASES: &str = include_str!("../language/cases.txt");
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/language/cases.txt");
/// What opens a line that is known to be wrong.
const WRONG: &str = "? ";

/// What a section's marks tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layer {
    Sentences,
    Tags,
    Lemmas,
    Names,
}

/// A mark and the byte before which it stands.
type Mark = (usize, String);

/// Returns a case with the marks that we put where it has some.
fn check(layer: Layer, marked: &str) -> String {
    let (body, ends) = unmark(layer, marked);
    let article = Article::new(body.clone());
    let document = text::read(&article);
    let marks = match layer {
        Layer::Sentences => sentences(&document),
        Layer::Tags => words(&document, &ends, |n| format!("_{}", document.xpos(n).name())),
        Layer::Lemmas => words(&document, &ends, |n| format!("={}", document.lemma(n))),
        Layer::Names => names(&document),
    };
    let mut found = body.clone();
    for (place, mark) in marks.iter().rev() {
        found.insert_str(*place, mark);
    }
    found.replace("\n\n", "¶").replace('\n', "↵")
}

/// Takes the marks off; tells also at which bytes they stood.
fn unmark(layer: Layer, marked: &str) -> (String, Vec<usize>) {
    let text = marked.replace('¶', "\n\n").replace('↵', "\n");
    let (mut body, mut places, mut rest) = (String::new(), Vec::new(), text.as_str());
    let while_it =
        |rest: &str, goes_on: fn(char) -> bool| 1 + rest[1..].find(|c| !goes_on(c)).unwrap_or(rest.len() - 1);
    while let Some(next) = rest.chars().next() {
        let mark = match (layer, next) {
            (Layer::Sentences, '|') | (Layer::Names, ']') => 1,
            (Layer::Names, '[') => "[PER ".len(),
            (Layer::Tags, '_') => while_it(rest, |c| c.is_ascii_uppercase() || c == '$'),
            (Layer::Lemmas, '=') => while_it(rest, char::is_alphabetic),
            _ => {
                body.push(next);
                rest = &rest[next.len_utf8()..];
                continue;
            }
        };
        places.push(body.len());
        rest = &rest[mark..];
    }
    (body, places)
}

fn sentences(document: &Document<'_>) -> Vec<Mark> {
    let starts =
        document.sentences.iter().skip(1).map(|sentence| document.tokens[sentence.tokens.start].bytes.start);
    starts.map(|start| (start, "|".to_string())).collect()
}

/// Returns the marks of the words that end at `ends`.
fn words(document: &Document<'_>, ends: &[usize], mark: impl Fn(usize) -> String) -> Vec<Mark> {
    let place = |end: &usize| {
        document.tokens.iter().position(|token| token.bytes.end == *end).map(|n| (*end, mark(n)))
    };
    ends.iter().filter_map(place).collect()
}

fn names(document: &Document<'_>) -> Vec<Mark> {
    let names = entity::find(document);
    let mut marks = Vec::new();
    for mention in &names.mentions {
        let kind = match names.entity(mention.entity).kind {
            EntityKind::Person => "PER",
            EntityKind::Organization => "ORG",
            EntityKind::Place => "LOC",
            EntityKind::Group => "GRP",
            EntityKind::Other => "OTH",
        };
        let tokens = document.tokens_in(mention.span);
        marks.push((document.tokens[tokens.start].bytes.start, format!("[{kind} ")));
        marks.push((document.tokens[tokens.end - 1].bytes.end, "]".to_string()));
    }
    marks
}

#[test]
fn short_texts_are_read_as_written_down() {
    let mut layer = Layer::Sentences;
    let (mut cases, mut found) = (0, String::new());
    for line in CASES.lines() {
        let (wrong, marked) = line.strip_prefix(WRONG).map_or(("", line), |marked| (WRONG, marked));
        match marked {
            "== sentences" => layer = Layer::Sentences,
            "== tags" => layer = Layer::Tags,
            "== lemmas" => layer = Layer::Lemmas,
            "== names" => layer = Layer::Names,
            _ => {}
        }
        let is_case = !marked.is_empty() && !marked.starts_with('#') && !marked.starts_with("==");
        cases += usize::from(is_case);
        let now = if is_case { check(layer, marked) } else { marked.to_string() };
        found.push_str(&format!("{wrong}{now}\n"));
    }
    assert!(cases >= 150, "{cases} cases");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(FILE, &found).expect("the file of cases can be written");
        return;
    }
    let differ = CASES.lines().zip(found.lines()).filter(|(wanted, found)| wanted != found);
    let differ: Vec<String> =
        differ.map(|(wanted, found)| format!("wanted {wanted}\n found {found}")).collect();
    assert!(differ.is_empty(), "{} of {cases} differ\n{}", differ.len(), differ.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_spans_inside_it_in_order_twice_the_same(body in any_text()) {
        let article = Article::new(body);
        let (document, body) = (text::read(&article), &article.body);
        let mut after = (0, 0);
        for token in &document.tokens {
            prop_assert!(token.bytes.start >= after.1 && token.bytes.end > token.bytes.start);
            // Slicing stops at once when a byte is no bound of a code point.
            let between = body[after.1..token.bytes.start].chars().count() as u32;
            prop_assert_eq!(token.span.start, after.0 + between);
            let length = body[token.bytes.clone()].chars().count() as u32;
            prop_assert_eq!(token.span.end, token.span.start + length);
            after = (token.span.end, token.bytes.end);
        }
        prop_assert!(after.1 <= body.len());
        let mut next = 0;
        for sentence in &document.sentences {
            prop_assert!(sentence.tokens.start == next && sentence.tokens.end > next);
            next = sentence.tokens.end;
        }
        prop_assert_eq!(next, document.tokens.len());
        for sentence in &document.sentences {
            prop_assert!(is_tree(&document, sentence.tokens.clone()));
        }
        for n in 0..document.tokens.len() {
            prop_assert!(!document.lemma(n).is_empty());
        }
        let names = entity::find(&document);
        let mut end = 0;
        for mention in &names.mentions {
            prop_assert!(mention.span.start >= end && mention.span.end > mention.span.start);
            let tokens = document.tokens_in(mention.span);
            prop_assert_eq!(document.tokens[tokens.start].span.start, mention.span.start);
            prop_assert_eq!(document.tokens[tokens.end - 1].span.end, mention.span.end);
            end = mention.span.end;
        }
        let again = text::read(&article);
        prop_assert_eq!(&again.tokens, &document.tokens);
        prop_assert_eq!(&again.sentences, &document.sentences);
        prop_assert_eq!(entity::find(&again), names);
    }
}

/// Tells whether one token of a sentence is its root, and all others hang on it, link by link inside the sentence.
fn is_tree(document: &Document<'_>, tokens: Range<usize>) -> bool {
    let roots = tokens.clone().filter(|&n| document.head(n).is_none()).count();
    let reaches_root = |n: usize| {
        let mut chain = std::iter::successors(Some(n), |&at| document.head(at));
        // A ring of heads is longer than the sentence.
        chain.by_ref().take(tokens.len()).all(|at| tokens.contains(&at)) && chain.next().is_none()
    };
    roots == 1 && tokens.clone().all(reaches_root)
}

/// Any characters, and such as news is made of.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "\\PC{0,8}",
        "[A-Z][a-z]{1,7} ",
        "[a-z]{1,8} ",
        "[.,:;!?\"'“”‘’()—\u{a0}\u{200b}\r\n\t …-]{1,3}",
        Just("U.S. ".to_string()),
        Just("Mr. ".to_string()),
        Just("王毅 said ".to_string()),
        Just("e\u{301}\u{1f600} ".to_string()),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}
