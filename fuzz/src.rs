//! What the fuzz targets share: a record from bytes, a text from few words, and what must hold of every analysis.

use nutgraf::input::{Format, Options, Outcome, Raw, parse};
use nutgraf::model::Span;
use nutgraf::span::Text;
use nutgraf::{Article, analyse};

/// Reads bytes as one record of a format.
pub fn record(bytes: &[u8], format: Format) -> Outcome {
    let raw = Raw {
        uri: "fuzz".to_string(),
        path: "fuzz".into(),
        record: None,
        format,
        media_type: format.media_type(),
        byte_count: bytes.len() as u64,
        raw_hash: String::new(),
        is_gzip: false,
        columns: None,
        content: Ok(bytes.to_vec()),
    };
    parse(&raw, &Options::default())
}

/// Writes a text of the words that the bytes choose: a grammar's worth of odd sentences in few bytes.
pub fn of_words(bytes: &[u8], words: &[&str]) -> String {
    bytes.iter().map(|&byte| words[usize::from(byte) % words.len()]).collect()
}

/// Analyses an article and asserts that each fact lies inside its text.
pub fn check(article: &Article) {
    let analysis = analyse(article);
    let text = Text::new(&article.body);
    let inside = |span: Span| assert!(span.start <= span.end && span.end <= text.len(), "{span:?} of {}", text.len());
    for mention in &analysis.mentions {
        inside(mention.span);
        assert!(mention.entity < analysis.entities.len());
    }
    for quote in &analysis.quotes {
        inside(quote.enclosing());
        assert!(quote.speaker.is_none_or(|speaker| speaker < analysis.entities.len()));
    }
    for event in &analysis.events {
        inside(event.trigger);
        inside(event.sentence);
    }
    for time in &analysis.times {
        inside(time.span);
    }
}
