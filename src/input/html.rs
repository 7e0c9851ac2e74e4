//! A web page to an article: what the page claims, and its main text.
//!
//! In: a decoded page. Out: an article whose body is the main text, paragraphs parted by a blank line, without the title.
//! `<h1>Talks resume</h1><p>GENEVA (AP) — ...</p><nav>Home</nav>` gives one paragraph and the title "Talks resume".
//!
//! Trees deeper than any browser's page are not built: their tags are taken out in one pass over the text.

mod blocks;
mod clean;
mod main_text;
mod strip;

use super::metadata::{self, Claims};
use super::{Parsed, dateline, language, sections};
use crate::model::{Article, Metadata, PublishedBasis};
use blocks::Block;
use dom_query::Document;
use jiff::civil::Date;

/// Parses a decoded page; the error is the reason why there is no article.
pub fn parse(page: &str, today: Option<Date>) -> Result<Parsed, String> {
    let page = page.replace('\0', "\u{fffd}");
    let (claims, blocks, remark) = if strip::is_too_deep(&page) {
        (Claims::default(), strip::blocks(&page), Some("mark-up nested too deep, tags taken out".to_string()))
    } else {
        let tree = Document::from(page.as_str());
        let claims = metadata::read(&tree, today);
        let blocks = main_text::extract(tree, &page, &claims);
        (claims, blocks, None)
    };
    let blocks = without_title(blocks, claims.title.as_deref());
    let (body, marked) = blocks::join(&blocks);
    if !body.chars().any(char::is_alphanumeric) {
        return Err("no article text".to_string());
    }
    let sections = sections::mark(&body, &marked, sections::Origin::Page);
    let mut article = Article::new(body);
    article.sections = sections;
    article.metadata = settle(&claims, &article, today);
    let problem = remark.or_else(|| claims.remarks.first().cloned().filter(|_| claims.published.is_none()));
    Ok(Parsed { article, external_id: None, problem })
}

/// Fills the article's metadata from what the page claims and, where it is silent, from the text.
fn settle(claims: &Claims, article: &Article, today: Option<Date>) -> Metadata {
    let mut metadata = Metadata {
        title: claims.title.clone(),
        author: Some(claims.authors.join("; ")).filter(|names| !names.is_empty()),
        outlet: claims.outlet.clone(),
        url: claims.url.clone(),
        language: language::settle(claims.language.as_deref(), &article.body),
        modified_at: claims.modified_at.clone(),
        ..Metadata::default()
    };
    if let Some((read, basis)) = &claims.published {
        metadata.published_on = read.on;
        metadata.published_at = Some(read.at.clone());
        metadata.published_basis = Some(*basis);
    }
    if let Some(found) = dateline::find(&article.body, &article.sections) {
        metadata.dateline_place = Some(found.place);
        if metadata.published_on.is_none()
            && let Some(day) = found.on.filter(|&day| today.is_none_or(|today| day <= today))
        {
            metadata.published_on = Some(day);
            metadata.published_at = Some(day.to_string());
            metadata.published_basis = Some(PublishedBasis::Dateline);
        }
    }
    metadata
}

/// Drops the headline where the main text begins with it.
fn without_title(mut blocks: Vec<Block>, title: Option<&str>) -> Vec<Block> {
    let fold =
        |s: &str| s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let Some(title) = title.map(fold).filter(|title| !title.is_empty()) else { return blocks };
    // Only among the first blocks: a subtitle or label may stand before it.
    let place = blocks.iter().take(3).position(|block| fold(&block.text) == title);
    if let Some(place) = place {
        blocks.remove(place);
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Text;
    use jiff::civil::date;

    /// Parses a page and shows its metadata, its body and its sections.
    fn check(page: &str, expected: &str) {
        let parsed = parse(page, Some(date(2024, 6, 1))).expect("an article");
        let m = &parsed.article.metadata;
        let basis = m.published_basis.map(|basis| basis.as_str().to_string());
        let mut shown = String::new();
        for (name, value) in [
            ("title", &m.title),
            ("author", &m.author),
            ("outlet", &m.outlet),
            ("url", &m.url),
            ("published", &m.published_at),
            ("basis", &basis),
            ("modified", &m.modified_at),
            ("problem", &parsed.problem),
        ] {
            if let Some(value) = value {
                shown.push_str(&format!("{name}={value}\n"));
            }
        }
        shown.push_str(&parsed.article.body);
        let text = Text::new(&parsed.article.body);
        for section in &parsed.article.sections {
            shown.push_str(&format!("\n[{}] {}", section.kind.as_str(), text.slice(section.span)));
        }
        assert_eq!(shown, expected);
    }

    /// Two paragraphs long enough to be taken for an article.
    const PROSE: &str = "<p>The ministers met on Monday for the first time in a year, and they spoke about grain, about gas and \
        about the people who had been taken across the border.</p><p>They agreed to meet again in a month, in the same town, and to \
        tell nobody what had been said. Both thanked the hosts, who had waited long for this day.</p>";

    fn prose() -> String {
        PROSE.replace("</p><p>", "\n\n").replace("<p>", "").replace("</p>", "")
    }

    #[test]
    fn json_ld_comes_first_and_furniture_goes() {
        check(
            &format!(
                "<html lang=en><head><title>Ministers meet | Example Times</title>\
                 <meta property='og:site_name' content='Example Times'><meta name=author content='Web Desk'>\
                 <link rel=canonical href='https://example.org/2022/03/07/meet'>\
                 <script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"Ministers meet\",\
                 \"author\":{{\"name\":\"Jane Doe\"}},\"datePublished\":\"2022-03-07T10:00:00Z\",\"dateModified\":\"2022-03-08\"}}</script>\
                 </head><body><nav>Home News</nav><h1>Ministers meet</h1><article>{PROSE}<div class=newsletter-signup>Get our \
                 letter</div><figure><img src=a.jpg><figcaption>Two men</figcaption></figure></article><footer>© 2024</footer></body>"
            ),
            &format!(
                "title=Ministers meet\nauthor=Jane Doe\noutlet=Example Times\nurl=https://example.org/2022/03/07/meet\n\
                 published=2022-03-07T10:00:00Z\nbasis=metadata\nmodified=2022-03-08\n{}",
                prose()
            ),
        );
    }

    #[test]
    fn without_metadata_the_page_is_read() {
        check(
            &format!(
                "<body><h1>Ministers meet</h1><p class=byline>By Jane Doe</p><p>March 7, 2022</p><div>{PROSE}</div><p>© 2023</p>"
            ),
            &format!("title=Ministers meet\nauthor=Jane Doe\npublished=2022-03-07\nbasis=text\n{}", prose()),
        );
        check(
            &format!(
                "<head><link rel=canonical href='https://example.org/2022/03/07/meet'></head><body><div>{PROSE}</div>"
            ),
            &format!("url=https://example.org/2022/03/07/meet\npublished=2022-03-07\nbasis=url\n{}", prose()),
        );
    }

    #[test]
    fn no_date_is_better_than_a_wrong_one() {
        check(&format!("<body><div>{PROSE}</div><footer>Copyright 7 March 2022</footer>"), &prose());
        check(
            &format!(
                "<head><meta property='article:published_time' content='2021-02-31'></head><body><div>{PROSE}</div>"
            ),
            &format!("problem=date 2021-02-31 ignored: no such day\n{}", prose()),
        );
        check(
            &format!(
                "<head><meta property='article:published_time' content='2031-02-01'></head><body><div>{PROSE}</div>"
            ),
            &format!("problem=date 2031-02-01 ignored: after today\n{}", prose()),
        );
    }

    #[test]
    fn an_empty_page_has_no_article() {
        for page in ["", "<html></html>", "<script>x()</script>", "\0", "<p>...</p>"] {
            assert_eq!(parse(page, None), Err("no article text".to_string()), "{page}");
        }
    }

    /// Runs in a thread with a small stack: the threads that read files have 2 MB.
    fn survives(page: String) {
        let run = move || parse(&page, None).map(|parsed| parsed.article.body.len());
        let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(run).expect("a thread");
        let body_len = thread.join().expect("no panic");
        assert!(body_len.is_ok_and(|length| length > 0));
    }

    #[test]
    fn deep_and_broken_pages_are_survived() {
        for tag in ["div", "b", "span", "blockquote", "table", "p", "li", "a", "font", "svg", "form", "td"] {
            survives(format!("{}{PROSE}", format!("<{tag}>").repeat(100_000)));
            survives(format!("{}{PROSE}", format!("<{tag}>").repeat(990)));
        }
        survives(format!("{PROSE}{}", "<a href='".repeat(100_000)));
        survives(format!("{PROSE}{}", "<!--".repeat(100_000)));
        survives(format!("{PROSE}{}", "<div></div>".repeat(100_000)));
        survives(format!("{PROSE}{}", "<p>x<br>".repeat(50_000)));
        survives(format!("<p>{}", "word ".repeat(1_000_000)));
    }
}
