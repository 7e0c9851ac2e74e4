//! Plain text to an article: the front matter that scrapers leave in the text becomes metadata, the noise is marked.
//!
//! In: a decoded body and what is already known of it. Out: an article with that very body. "Talks resume\n\nBy Jane Doe\n\n
//! GENEVA, March 7, 2022 (AP) - ..." gets a title, an author, a dateline and a day; nothing is cut.

use super::byline::{self, Byline};
use super::sections::{self, Origin};
use super::{Parsed, dateline, dates, language};
use crate::canonical;
use crate::model::{Article, Metadata, PublishedBasis, Section, SectionKind};
use crate::span::{Span, Text};
use jiff::ToSpan;
use jiff::civil::Date;
use regex::Regex;
use std::sync::LazyLock;

/// Parses a body as it is stored; fills only what `known` leaves open.
///
/// `has_title_line` tells that the first line may be the headline (text and Markdown files); a record has a field for it.
pub fn parse(body: String, known: Metadata, has_title_line: bool, today: Option<Date>) -> Parsed {
    let sections = sections::mark(&body, &headings_of_markdown(&body), Origin::Text);
    let mut problem = None;
    let metadata = fill(known, &body, &sections, has_title_line, today, &mut problem);
    let content_hash = canonical::content_hash(&body);
    Parsed { article: Article { content_hash, body, sections, metadata }, external_id: None, problem }
}

fn fill(
    known: Metadata,
    body: &str,
    sections: &[Section],
    has_title_line: bool,
    today: Option<Date>,
    problem: &mut Option<String>,
) -> Metadata {
    let text = Text::new(body);
    let mut metadata = known;
    if metadata.title.is_none() && has_title_line {
        metadata.title = title(&text, sections);
    }
    let byline = bylines(&text, sections, metadata.outlet.as_deref());
    if metadata.author.is_none() && !byline.authors.is_empty() {
        metadata.author = Some(byline.authors.join("; "));
    }
    let dateline = dateline::find(body, sections);
    if metadata.outlet.is_none() && has_title_line {
        let agency = || dateline.as_ref().and_then(|found| found.agency.clone());
        let beside = || outlet_line(&text, sections, metadata.title.as_deref());
        metadata.outlet = rights_holder(&text, sections).or(byline.outlet).or_else(beside).or_else(agency);
    }
    if metadata.published_at.is_none() && metadata.published_on.is_none() {
        date_from_lines(&mut metadata, &text, sections, today, problem);
    }
    if let Some(found) = dateline {
        // A date in the dateline is a day at most after the run: time zones.
        let refused =
            |day: Date| today.is_some_and(|today| day > today.checked_add(1.day()).unwrap_or(today));
        if let Some(day) = found.on.filter(|&day| !refused(day))
            && metadata.published_at.is_none()
            && metadata.published_on.is_none()
        {
            metadata.published_on = Some(day);
            metadata.published_at = Some(day.to_string());
            metadata.published_basis = Some(PublishedBasis::Dateline);
        }
        metadata.dateline_place.get_or_insert(found.place);
    }
    metadata.language = language::settle(metadata.language.as_deref(), body);
    metadata
}

/// A headline has at least this many words where labels of the topic may stand above it.
const TITLE_WORDS_MIN: usize = 4;

/// Returns the headline: a heading above all running text, the first of some length where there are several.
fn title(text: &Text, sections: &[Section]) -> Option<String> {
    let words = |section: &Section| text.slice(section.span).split_whitespace().count();
    let mut end = 0;
    let mut headings: Vec<&Section> = Vec::new();
    for section in sections {
        // Running text stands between: what follows is no headline.
        if !text.slice(Span::new(end, section.span.start)).trim().is_empty() {
            break;
        }
        end = section.span.end;
        headings.extend(Some(section).filter(|section| section.kind == SectionKind::Heading));
    }
    let chosen = headings.iter().find(|section| words(section) >= TITLE_WORDS_MIN).or(headings.first())?;
    let line = text.slice(chosen.span).trim_start_matches(['#', ' ']).trim_matches('*');
    Some(line.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|title| !title.is_empty())
}

/// Reads the bylines: authors joined, and the outlet they name.
fn bylines(text: &Text, sections: &[Section], outlet: Option<&str>) -> Byline {
    let mut all = Byline::default();
    for section in sections.iter().filter(|section| section.kind == SectionKind::Byline) {
        let found = byline::read(text.slice(section.span), outlet);
        all.authors.extend(found.authors);
        all.outlet = all.outlet.or(found.outlet);
    }
    all.authors.dedup();
    all
}

/// Returns the outlet that stands on a line of its own beside the byline or date.
fn outlet_line(text: &Text, sections: &[Section], title: Option<&str>) -> Option<String> {
    let is_front = |section: &Section| {
        section.kind == SectionKind::Byline
            || section.kind == SectionKind::Boilerplate && sections::is_date_line(text.slice(section.span))
    };
    let beside = |a: &Section, b: &Section| text.slice(Span::new(a.span.end, b.span.start)).trim().is_empty();
    let places = sections.iter().enumerate().filter(|(_, section)| section.kind == SectionKind::Heading);
    for (n, section) in places {
        let line = text.slice(section.span);
        let after = n > 0 && is_front(&sections[n - 1]) && beside(&sections[n - 1], section);
        let before = sections.get(n + 1).is_some_and(|next| is_front(next) && beside(section, next));
        if (after || before) && title != Some(line) && byline::is_outlet(line) {
            return Some(line.to_string());
        }
    }
    None
}

/// Returns the outlet that a copyright line names: "© 2022 Example Times. All rights reserved."
fn rights_holder(text: &Text, sections: &[Section]) -> Option<String> {
    static HOLDER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\W*(?:©|\([cC]\)|(?i:copyright))[\s©]*(?:\(c\))?\s*[\d–-]*,?\s*(?:by\s+)?(\p{Lu}[^.,|©\d]*?)\s*(?:[.,|]|(?i:all rights)|$)")
            .expect("a valid pattern")
    });
    let lines = sections.iter().filter(|section| section.kind == SectionKind::Boilerplate);
    let names = lines.filter_map(|section| HOLDER.captures(text.slice(section.span))?.get(1));
    names
        .map(|name| name.as_str().to_string())
        .find(|name| (2..=OUTLET_CHARS_MAX).contains(&name.chars().count()))
}

/// A longer name of an outlet is a sentence about rights.
const OUTLET_CHARS_MAX: usize = 50;

/// Reads the lines that say when the article was published or changed.
fn date_from_lines(
    metadata: &mut Metadata,
    text: &Text,
    sections: &[Section],
    today: Option<Date>,
    problem: &mut Option<String>,
) {
    for section in
        sections.iter().filter(|s| matches!(s.kind, SectionKind::Boilerplate | SectionKind::Byline))
    {
        let line = text.slice(section.span);
        if section.kind == SectionKind::Boilerplate && !sections::is_date_line(line) {
            continue;
        }
        let lower = line.to_lowercase();
        let is_change =
            ["updated", "modified", "mis à jour", "amended"].iter().any(|word| lower.contains(word))
                && !["published", "posted"].iter().any(|word| lower.contains(word));
        match dates::parse(line, today) {
            Ok(read) if is_change => {
                metadata.modified_at.get_or_insert(read.at);
            }
            Ok(read) if metadata.published_at.is_none() => {
                metadata.published_on = read.on;
                metadata.published_at = Some(read.at);
                metadata.published_basis = Some(PublishedBasis::Text);
            }
            Ok(_) => {}
            // A byline without a date is no fault.
            Err(remark) if section.kind == SectionKind::Boilerplate => {
                problem.get_or_insert(remark);
            }
            Err(_) => {}
        }
    }
}

/// Returns the headings that Markdown marks with `#`.
fn headings_of_markdown(body: &str) -> Vec<(SectionKind, Span)> {
    let text = Text::new(body);
    let mut at = 0;
    let mut found = Vec::new();
    for line in body.split_inclusive('\n') {
        let words = line.trim();
        let marks = words.bytes().take_while(|&b| b == b'#').count();
        if (1..=6).contains(&marks) && words[marks..].starts_with(' ') {
            found.push((SectionKind::Heading, text.trim(text.span_of(at..at + line.len()))));
        }
        at += line.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    /// Parses a text file and shows its sections, one a line, below its metadata.
    fn check(body: &str, expected: &str) {
        let parsed = parse(body.to_string(), Metadata::default(), true, Some(date(2024, 6, 1)));
        let text = Text::new(&parsed.article.body);
        let m = &parsed.article.metadata;
        let mut shown = String::new();
        for (name, value) in [
            ("title", &m.title),
            ("author", &m.author),
            ("outlet", &m.outlet),
            ("published", &m.published_at),
            ("modified", &m.modified_at),
            ("place", &m.dateline_place),
        ] {
            if let Some(value) = value {
                shown.push_str(&format!("{name}={value}\n"));
            }
        }
        for section in &parsed.article.sections {
            shown.push_str(&format!("{}: {}\n", section.kind.as_str(), text.slice(section.span)));
        }
        assert_eq!(shown.trim(), expected.trim(), "{body}");
        assert_eq!(parsed.article.body, body);
    }

    #[test]
    fn front_matter_becomes_metadata() {
        check(
            "Talks resume in Geneva\n\nBy Jane Doe and John Roe\nPublished: 7 March 2022\n\nGENEVA (AP) — Talks went on Monday.\n\nNobody spoke.",
            "title=Talks resume in Geneva\nauthor=Jane Doe; John Roe\noutlet=AP\npublished=2022-03-07\nplace=GENEVA\n\
             heading: Talks resume in Geneva\nbyline: By Jane Doe and John Roe\nboilerplate: Published: 7 March 2022",
        );
        check(
            "BEIJING, March 7 (Reuters) - China said it would help.\n\nIt gave no date.",
            "outlet=Reuters\nplace=BEIJING",
        );
        check(
            "Talks resume\n\nBy Jane Doe\nThe Example Post\n7 March 2022\n\nThe talks went on.",
            "title=Talks resume\nauthor=Jane Doe\noutlet=The Example Post\npublished=2022-03-07\nheading: Talks resume\n\
             byline: By Jane Doe\nheading: The Example Post\nboilerplate: 7 March 2022",
        );
        check(
            "BEIJING, March 7, 2022 (Reuters) - China said it would help.",
            "outlet=Reuters\npublished=2022-03-07\nplace=BEIJING",
        );
        check(
            "Talks resume\n\nMarch 7, 2022 10:15 AM\nLast updated: 8 March 2022\n\nThe talks went on.",
            "title=Talks resume\npublished=2022-03-07T10:15\nmodified=2022-03-08\nheading: Talks resume\n\
             boilerplate: March 7, 2022 10:15 AM\nboilerplate: Last updated: 8 March 2022",
        );
        check(
            "# Talks resume\n\nJane Doe in Kyiv\n\nThe talks went on.",
            "title=Talks resume\nauthor=Jane Doe\nheading: # Talks resume\nbyline: Jane Doe in Kyiv",
        );
    }

    #[test]
    fn noise_is_marked_and_stays() {
        check(
            "The minister spoke on Monday.\n\nAlso Read: War threatens food supply\n\nHe left early.\n\n\
             The minister waves to the press in Jakarta in July. Photo: AFP\n\nNobody answered.\n\nAdvertisement\n\n\
             FILE - Soldiers guard a bridge. It was closed.\n\nThe bridge was open.\n\nSubscribe to our newsletter\n\n]\n\n\
             (Reporting by Jane Doe; editing by John Roe)",
            "link: Also Read: War threatens food supply\n\
             caption: The minister waves to the press in Jakarta in July. Photo: AFP\nboilerplate: Advertisement\n\
             caption: FILE - Soldiers guard a bridge. It was closed.\nboilerplate: Subscribe to our newsletter\nboilerplate: ]\n\
             credit: (Reporting by Jane Doe; editing by John Roe)",
        );
        check(
            "The bill was put to the vote of the whole house on Monday.\n\nThe bill was put to the vote of the whole house on Monday.\n\nIt passed.",
            "boilerplate: The bill was put to the vote of the whole house on Monday.",
        );
        check(
            "He called Jane Roe.roejane 11242020gettyJane RoeHouse works on a bill Prices rise MORE on Saturday, he said.",
            "boilerplate: roejane 11242020gettyJane RoeHouse works on a bill Prices rise MORE",
        );
        check(
            "It ended. Jane Doe contributed to this report.",
            "credit: Jane Doe contributed to this report.",
        );
    }

    #[test]
    fn outlets_and_breadcrumbs() {
        check(
            "It ended.\n\n© 2022 Example Times. All rights reserved.",
            "outlet=Example Times\nboilerplate: © 2022 Example Times. All rights reserved.",
        );
        check(
            "Home > World > Asia\n\nTalks resume\n\nThey went on.",
            "title=Talks resume\nboilerplate: Home > World > Asia\nheading: Talks resume",
        );
        check(
            "Talks resume\n\nBy Jane Doe\nThe Example Post\n7 March 2022\n\nThe talks went on.",
            "title=Talks resume\nauthor=Jane Doe\noutlet=The Example Post\npublished=2022-03-07\nheading: Talks resume\n\
             byline: By Jane Doe\nheading: The Example Post\nboilerplate: 7 March 2022",
        );
    }

    #[test]
    fn running_text_is_left_alone() {
        for body in [
            "Read the statement closely, he said, and you will see.",
            "Share prices fell. Facebook and Twitter lost most.",
            "Ukraine became independent on Aug. 24, 1991.",
            "The report, published on March 7, 2022, names nobody.",
            "Watch what they do, she said.",
            "He was born in Kyiv on March 7, 1962.",
            "Photographs were taken by the police.",
            "By Monday the town had fallen.",
            "More than 20 people died.",
            "Related talks were put off.",
            "Peace at last. — Jane Doe (@janedoe) November 3, 2016",
            "The talks went on.\n\nNobody spoke.\n\nBefore the vote his daughter said in a video that went round the world\n\nIt passed.",
            "The talks in the capital\nwent on for hours and\nwere then put off until\nMonday.",
        ] {
            check(body, "");
        }
    }

    #[test]
    fn what_is_known_is_kept() {
        let known = Metadata {
            title: Some("Known".into()),
            published_on: Some(date(2020, 1, 1)),
            ..Metadata::default()
        };
        let parsed = parse("Other line\n\nPublished: 7 March 2022\n\nText here.".into(), known, true, None);
        assert_eq!(parsed.article.metadata.title.as_deref(), Some("Known"));
        assert_eq!(parsed.article.metadata.published_on, Some(date(2020, 1, 1)));
        assert_eq!(parsed.article.metadata.published_basis, None);
        let record = parse("First line\n\nText here.".into(), Metadata::default(), false, None);
        assert_eq!(record.article.metadata.title, None);
    }

    #[test]
    fn a_date_after_today_is_refused_with_a_remark() {
        let parsed = parse(
            "A line\n\nPublished: 7 March 2052\n\nText here.".into(),
            Metadata::default(),
            true,
            Some(date(2024, 6, 1)),
        );
        assert_eq!(parsed.article.metadata.published_at, None);
        assert_eq!(parsed.problem.as_deref(), Some("date Published: 7 March 2052 ignored: after today"));
    }

    /// Sections are in order, apart, inside the body and not empty.
    fn check_sections(article: &Article) -> Result<(), TestCaseError> {
        let length = article.body.chars().count() as u32;
        let mut end = 0;
        for section in &article.sections {
            prop_assert!(section.span.start >= end && !section.span.is_empty());
            end = section.span.end;
        }
        prop_assert!(end <= length);
        Ok(())
    }

    proptest! {
        #[test]
        fn any_text_keeps_its_body(body in "(\\PC|\n|\t|FILE - |Also Read: |By |Photo: |KYIV, March 7 \\(AP\\) - |# |\\]|roejane 11242020getty){0,80}") {
            let parsed = parse(body.clone(), Metadata::default(), true, Some(date(2024, 6, 1)));
            prop_assert_eq!(&parsed.article.body, &body);
            check_sections(&parsed.article)?;
        }

        #[test]
        fn any_page_is_survived(page in "(\\PC|\n|<p>|</p>|<div class='share'>|</div>|<h2>|<br>|<li>|<form>|<!--|-->|<script>|&amp;|FILE - |Photo: ){0,80}") {
            if let Ok(parsed) = super::super::html::parse(&page, Some(date(2024, 6, 1))) {
                check_sections(&parsed.article)?;
            }
        }
    }
}
