//! What a page says about its article: headline, authors, outlet, date, language, address.
//!
//! In: the parsed page. Out: a [`Claims`] with the best answer to each, in the order JSON-LD, OpenGraph and `article:*`,
//! other `<meta>` names, elements marked as author or date, the address. `<meta property="og:site_name" content="Example Times">`
//! gives the outlet. The day of the crawl is never taken for the day of publication.

pub mod json_ld;
pub mod names;
mod tags;
pub mod title;
mod visible;

use super::dates::{self, DayOrder, Published};
use crate::model::PublishedBasis;
use dom_query::Document;
use jiff::civil::Date;
use json_ld::Record;
use std::cell::LazyCell;
use tags::Tags;

/// What a page claims, before its main text is known.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Claims {
    /// The headline without the outlet.
    pub title: Option<String>,
    /// Persons who wrote it.
    pub authors: Vec<String>,
    /// The publisher.
    pub outlet: Option<String>,
    /// The canonical address.
    pub url: Option<String>,
    /// The declared language, as written.
    pub language: Option<String>,
    /// The publication date and how it is known.
    pub published: Option<(Published, PublishedBasis)>,
    /// The last change, ISO 8601.
    pub modified_at: Option<String>,
    /// Remarks on dates that were ignored.
    pub remarks: Vec<String>,
    /// The whole text, where JSON-LD carries it.
    pub body: Option<String>,
}

/// Reads what a page claims; it must not have been cleaned yet.
pub fn read(page: &Document, today: Option<Date>) -> Claims {
    let scripts: Vec<_> =
        page.select("script[type*='ld+json']").nodes().iter().map(|script| script.text()).collect();
    let records = json_ld::read(scripts.iter().map(|script| &**script));
    let tags = Tags::read(page);
    let record = choose(&records, &tags, page);
    let outlet = outlet(record, &records, &tags);
    let outlets: Vec<&str> = outlet.as_deref().into_iter().chain(tags.outlet_names()).collect();
    let url = tags.address.clone().or_else(|| record?.url.clone().filter(|url| url.starts_with("http")));
    let language = tags.language.clone().or_else(|| record?.language.clone());
    let mut remarks = Vec::new();
    let order = day_order(language.as_deref());
    let published = published(page, record, &tags, url.as_deref(), today, order, &mut remarks);
    let modified = record.and_then(|r| r.modified.as_deref()).or_else(|| tags.first(tags::MODIFIED));
    Claims {
        title: headline(page, record, &tags, &outlets),
        authors: authors(page, record, &tags, outlet.as_deref()),
        modified_at: modified.and_then(|text| dates::parse_as(text, today, order).ok()).map(|read| read.at),
        body: record.and_then(|r| r.body.clone()),
        outlet,
        url,
        language,
        published,
        remarks,
    }
}

/// Chooses the record of the article itself: pages also describe the articles they link to.
fn choose<'a>(records: &'a [Record], tags: &Tags, page: &Document) -> Option<&'a Record> {
    let shown =
        [tags.first(tags::TITLE).map(str::to_string), visible::heading(page), Some(tags.page_title.clone())];
    let speaks_of_it = |record: &&Record| {
        let headline = record.headline.as_deref().unwrap_or("");
        shown.iter().flatten().any(|title| title::similar(title, headline))
    };
    let articles = || records.iter().filter(|record| record.is_article);
    articles()
        .find(speaks_of_it)
        .or_else(|| articles().next().filter(|_| articles().count() == 1))
        .or_else(|| records.iter().find(|record| !record.is_article && speaks_of_it(record)))
}

fn outlet(record: Option<&Record>, records: &[Record], tags: &Tags) -> Option<String> {
    let named = tags.first(tags::OUTLET).map(str::to_string);
    let publisher =
        record.and_then(|r| r.publisher.clone()).or_else(|| records.iter().find_map(|r| r.publisher.clone()));
    let weak = tags.first(tags::OUTLET_WEAK).map(str::to_string);
    named.into_iter().chain(publisher).chain(weak).find_map(|name| outlet_name(&name))
}

/// Returns the name in "Example Times | News, Sport"; an address is none.
fn outlet_name(name: &str) -> Option<String> {
    let name = title::unescaped(name);
    let first = name.split(" | ").next()?.trim().trim_start_matches('@');
    let is_address = first.starts_with("http:") || first.starts_with("https:") || first.starts_with("//");
    Some(first.to_string()).filter(|name| !is_address && !name.is_empty())
}

/// The order of day and month in "07/03/2022" where the page's language leaves no doubt.
fn day_order(language: Option<&str>) -> DayOrder {
    match language.unwrap_or("").to_ascii_lowercase().replace('_', "-").as_str() {
        "en-us" => DayOrder::MonthFirst,
        "" | "en" => DayOrder::Unknown,
        tag if ["ja", "zh", "ko", "hu", "lt", "fa"].contains(&&tag[..tag.len().min(2)]) => DayOrder::Unknown,
        _ => DayOrder::DayFirst,
    }
}

fn headline(page: &Document, record: Option<&Record>, tags: &Tags, outlets: &[&str]) -> Option<String> {
    let shown = visible::heading(page);
    let declared = tags
        .first(tags::TITLE)
        .map(str::to_string)
        .or_else(|| record.filter(|r| r.is_article)?.headline.clone())
        .or_else(|| Some(tags.page_title.clone()).filter(|t| !t.is_empty()))
        .map(|title| title::without_outlet(&title, outlets));
    let chosen = match (shown, declared) {
        // What readers saw above the text, when the metadata says about the same.
        (Some(shown), Some(declared))
            if title::similar(&shown, &declared) && !title::holds(&shown, &declared) =>
        {
            shown
        }
        (_, Some(declared)) => declared,
        (shown, None) => shown?,
    };
    let chosen = title::without_outlet(&chosen, outlets);
    Some(chosen).filter(|title| !title.is_empty())
}

fn authors(page: &Document, record: Option<&Record>, tags: &Tags, outlet: Option<&str>) -> Vec<String> {
    let split = |fields: &[String]| -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for name in fields.iter().flat_map(|field| names::split(field, outlet)) {
            if !found.iter().any(|known| known.eq_ignore_ascii_case(&name)) {
                found.push(name);
            }
        }
        found
    };
    let from_record = record.map_or(Vec::new(), |r| split(&r.authors));
    if !from_record.is_empty() {
        return from_record;
    }
    let from_tags = split(&tags.all(tags::AUTHOR));
    if !from_tags.is_empty() {
        return from_tags;
    }
    visible::bylines(page)
        .iter()
        .map(|byline| split(std::slice::from_ref(byline)))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

fn published(
    page: &Document,
    record: Option<&Record>,
    tags: &Tags,
    url: Option<&str>,
    today: Option<Date>,
    order: DayOrder,
    remarks: &mut Vec<String>,
) -> Option<(Published, PublishedBasis)> {
    let mut partial = None;
    let mut full = |text: &str, basis, remarks: &mut Vec<String>| match dates::parse_as(text, today, order) {
        Ok(read) if read.on.is_some() => Some((read, basis)),
        Ok(read) => {
            partial.get_or_insert((read, basis));
            None
        }
        Err(remark) => {
            remarks.push(remark);
            None
        }
    };
    let declared = record.and_then(|r| r.published.clone()).into_iter().chain(tags.all(tags::PUBLISHED));
    // Found by walking the whole page: only where it is needed.
    let shown = LazyCell::new(|| visible::shown_dates(page));
    for text in declared.chain(visible::marked_dates(page)) {
        if let Some((read, basis)) = full(&text, PublishedBasis::Metadata, remarks) {
            return Some((as_dated_there(read, || &shown, url, order), basis));
        }
    }
    // What only looks like a date is no fault of the page, so these leave no remarks.
    let mut quiet = Vec::new();
    for text in shown.iter() {
        if let Some(found) = full(text, PublishedBasis::Text, &mut quiet) {
            return Some(found);
        }
    }
    if let Some(found) =
        url.and_then(date_in_address).and_then(|text| full(&text, PublishedBasis::Url, &mut quiet))
    {
        return Some(found);
    }
    partial
}

/// Gives a time in UTC the day that the page or its address shows: 01:00 UTC is the evening before in America.
fn as_dated_there<'a>(
    read: Published,
    shown: impl Fn() -> &'a [String],
    url: Option<&str>,
    order: DayOrder,
) -> Published {
    // The latest hour in UTC at which it is the day before somewhere in the Americas.
    const HOUR_MAX: u8 = 10;
    let Some(on) = read.on.filter(|_| read.at.ends_with('Z') || read.at.ends_with("+00:00")) else {
        return read;
    };
    let is_early =
        read.at.get(11..13).and_then(|hour| hour.parse::<u8>().ok()).is_some_and(|hour| hour <= HOUR_MAX);
    let Some(before) = on.yesterday().ok().filter(|_| is_early) else { return read };
    let day = |text: &str| dates::parse_as(text, None, order).ok()?.on;
    let first = shown().iter().find_map(|text| day(text));
    let in_address = url.and_then(date_in_address).and_then(|text| day(&text));
    if first.or(in_address) == Some(before) || in_address == Some(before) {
        return Published { on: Some(before), ..read };
    }
    read
}

/// Returns the date in an address such as `https://example.org/2022/03/07/talks`.
fn date_in_address(url: &str) -> Option<String> {
    static PATH: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
        regex::Regex::new(r"[/_-]((?:19|20)\d\d)[/_-]?([01]\d)[/_-]?([0-3]\d)(?:[/_.-]|$)").expect("valid")
    });
    let parts = PATH.captures(url)?;
    Some(format!("{}-{}-{}", &parts[1], &parts[2], &parts[3]))
}
