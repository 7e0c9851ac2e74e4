//! Records to articles: decoded, their fields named, their text parsed.
//!
//! In: a [`Raw`] record and what the user said. Out: the article with its metadata, or the reason there is none:
//! `{"title": "Talks", "text": ""}` has "the text is empty". No file is opened here, so records are parsed on any thread.

use super::fields::{self, Fields};
use super::object::{self, Object};
use super::read::ARTICLE_BYTES_MAX;
use super::{Columns, Format, Options, Outcome, Raw, csv, dates, encoding, html, plain, stream};
use crate::model::{Metadata, PublishedBasis};
use serde_json::Value;

/// Makes a record an article.
pub fn parse(raw: &Raw, options: &Options) -> Outcome {
    let bytes = raw.content.as_ref().map_err(String::clone)?;
    let unpacked = if raw.is_gzip { Some(stream::unpack(bytes, ARTICLE_BYTES_MAX)?) } else { None };
    let bytes = unpacked.as_ref().unwrap_or(bytes);
    if bytes.is_empty() {
        return Err("empty file".to_string());
    }
    let decoded = encoding::decode(bytes, raw.format == Format::Html)?;
    if !decoded.text.contains(|c: char| !c.is_whitespace()) {
        return Err("nothing but white space".to_string());
    }
    let mut remarks = decoded.remarks;
    let is_whole = matches!(raw.format, Format::Text | Format::Html);
    if is_whole && !raw.is_gzip && raw.path.ends_with(".gz") {
        remarks.push("named .gz but not compressed".to_string());
    }
    let told = told(raw, options, &mut remarks);
    let mut parsed = match (raw.format, &raw.columns) {
        (Format::Text, _) => plain::parse(with_words(decoded.text)?, told, true, options.today),
        (Format::Html, _) => {
            let mut parsed = html::parse(&decoded.text, options.today)?;
            overlay(&mut parsed.article.metadata, told);
            parsed
        }
        (Format::Json | Format::Jsonl, _) => {
            let record = object::read(&decoded.text, &mut remarks)?;
            article(&record, told, options, &mut remarks)?
        }
        (Format::Csv | Format::Tsv, Some(columns)) => {
            let record = row(&decoded.text, columns, &mut remarks);
            article(&record, told, options, &mut remarks)?
        }
        (Format::Csv | Format::Tsv, None) => return Err("row without a header".to_string()),
    };
    remarks.extend(parsed.problem.take());
    parsed.problem = (!remarks.is_empty()).then(|| remarks.join("; "));
    Ok(parsed)
}

fn with_words(text: String) -> Result<String, String> {
    if text.contains(char::is_alphanumeric) { Ok(text) } else { Err("no word in it".to_string()) }
}

/// Returns what the user said about the record: a row of the side table, its path, one outlet for all.
fn told(raw: &Raw, options: &Options, remarks: &mut Vec<String>) -> Metadata {
    let row = options.side_table.as_ref().and_then(|table| table.row(&raw.path, raw.record));
    let mut told =
        row.map(|row| metadata(row.clone(), PublishedBasis::File, options, remarks)).unwrap_or_default();
    told.outlet = told
        .outlet
        .or_else(|| options.outlet_from_path.as_ref().and_then(|pattern| pattern.outlet(&raw.path)))
        .or_else(|| options.outlet.clone());
    if told.published_at.is_none() {
        let date = options.date_from_path.as_ref().and_then(|pattern| pattern.date(&raw.path));
        publish(&mut told, date, PublishedBasis::File, options, remarks);
    }
    told
}

/// Makes a row one object, whatever its width.
fn row(text: &str, columns: &Columns, remarks: &mut Vec<String>) -> Object {
    let values = csv::fields_of(text, columns.delimiter);
    let (width, header_width) = (values.len(), columns.names.len());
    if width != header_width {
        let word = if width == 1 { "field" } else { "fields" };
        remarks.push(format!("row has {width} {word}, the header {header_width}"));
    }
    if csv::is_unclosed(text, columns.delimiter) {
        remarks.push("a quotation mark is not closed".to_string());
    }
    columns.names.iter().cloned().zip(values.into_iter().map(Value::String)).collect()
}

/// Makes an object an article.
fn article(record: &Object, told: Metadata, options: &Options, remarks: &mut Vec<String>) -> Outcome {
    let mut fields = Fields::of(record, &options.fields);
    let Some(text) = fields.text.take() else {
        let has_name = record.keys().any(|key| fields::is_text_name(&fields::normal(key), &options.fields));
        return Err(if has_name {
            "the text is empty".to_string()
        } else {
            fields::no_text("field", record.keys().map(String::as_str), &options.fields)
        });
    };
    let text = with_words(encoding::tidy(text, remarks))?;
    let (external_id, is_page) = (fields.id.take(), fields.is_html || is_markup(&text));
    let mut known = metadata(fields, PublishedBasis::Metadata, options, remarks);
    overlay(&mut known, told);
    let mut parsed = if is_page {
        let mut parsed = html::parse(&as_page(text), options.today)?;
        overlay(&mut parsed.article.metadata, known);
        parsed
    } else {
        plain::parse(text, known, false, options.today)
    };
    parsed.external_id = external_id.map(line);
    Ok(parsed)
}

fn metadata(fields: Fields, basis: PublishedBasis, options: &Options, remarks: &mut Vec<String>) -> Metadata {
    let mut metadata = Metadata {
        title: fields.title.map(line),
        author: fields.author.map(line).map(without_by),
        outlet: fields.outlet.map(line),
        url: fields.url.map(line),
        language: fields.language,
        ..Metadata::default()
    };
    publish(&mut metadata, fields.date, basis, options, remarks);
    if let Some(modified) = fields.modified {
        match dates::parse(modified.trim(), options.today) {
            Ok(date) => metadata.modified_at = Some(date.at),
            Err(remark) => remarks.push(remark),
        }
    }
    metadata
}

fn publish(
    metadata: &mut Metadata,
    date: Option<String>,
    basis: PublishedBasis,
    options: &Options,
    remarks: &mut Vec<String>,
) {
    let Some(date) = date else { return };
    match dates::parse(date.trim(), options.today) {
        Ok(date) => {
            metadata.published_on = date.on;
            metadata.published_at = Some(date.at);
            metadata.published_basis = Some(basis);
        }
        Err(remark) => remarks.push(remark),
    }
}

/// Puts what is known better over what is known. A date gives way only to another one: a page's 2024-03-07T10:15Z is
/// more than the 2024-03-07 of its path.
fn overlay(metadata: &mut Metadata, better: Metadata) {
    fn put<T>(place: &mut Option<T>, better: Option<T>) {
        if better.is_some() {
            *place = better;
        }
    }
    put(&mut metadata.title, better.title);
    put(&mut metadata.author, better.author);
    put(&mut metadata.outlet, better.outlet);
    put(&mut metadata.url, better.url);
    put(&mut metadata.language, better.language);
    put(&mut metadata.modified_at, better.modified_at);
    put(&mut metadata.dateline_place, better.dateline_place);
    let Some(at) = better.published_at else { return };
    if !metadata.published_at.as_ref().is_some_and(|known| known.starts_with(&at)) {
        metadata.published_on = better.published_on;
        metadata.published_at = Some(at);
        metadata.published_basis = better.published_basis;
    }
}

/// Returns a value on one line.
fn line(text: String) -> String {
    text.replace('\0', "\u{fffd}").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_by(author: String) -> String {
    match author.get(..3) {
        Some(by) if by.eq_ignore_ascii_case("by ") => author[3..].trim_start().to_string(),
        _ => author,
    }
}

/// Tells whether a text is marked up: it begins with a tag, and tags are closed in it.
fn is_markup(text: &str) -> bool {
    let text = text.trim_start();
    let is_tag = text
        .strip_prefix('<')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!'));
    is_tag && ["</", "/>", "<br", "<p>", "<!"].iter().any(|tag| text.contains(tag))
}

/// Returns a whole page: of a stretch of marked-up paragraphs an extractor cannot tell that it is the article.
fn as_page(text: String) -> String {
    let head = &text.as_bytes()[..text.len().min(4096)].to_ascii_lowercase();
    let has = |tag: &[u8]| head.windows(tag.len()).any(|window| window == tag);
    if has(b"<html") || has(b"<body") {
        return text;
    }
    format!("<!DOCTYPE html><html><head><title></title></head><body><article>{text}</article></body></html>")
}
