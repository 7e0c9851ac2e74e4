//! Headline, bylines and dates that a page shows rather than declares.
//!
//! In: a page. Out: texts worth reading as a name or date, best first:
//! `<p class="byline">By Jane Doe</p>` gives "By Jane Doe".

use dom_query::{Document, NodeId, NodeRef, Selection};
use regex::Regex;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// A byline or date line is short; longer elements of such a class wrap other things.
const LINE_CHARS_MAX: usize = 140;

/// A line with a date has some labels, a byline and a time beside it; a longer one tells a story.
const LINE_WORDS_MAX: usize = 20;

/// Dates are looked for in this many short lines around the headline.
const LINES_MAX: usize = 400;

/// Returns the headline as shown: the only `h1`, or the one inside the article.
pub fn heading(page: &Document) -> Option<String> {
    let texts = |selector: &str| -> Vec<String> {
        page.select(selector).nodes().iter().map(words).filter(|text| text.chars().count() >= 3).collect()
    };
    let marked = texts(
        "h1[itemprop*='headline'], h1[class*='headline'], h1.entry-title, h1[class*='article-title'], h1.post-title",
    );
    if let [only] = &marked[..] {
        return Some(only.clone());
    }
    let all = texts("h1");
    if let [only] = &all[..] {
        return Some(only.clone());
    }
    texts("article h1, main h1").into_iter().next()
}

/// Returns the texts of elements that name the author.
pub fn bylines(page: &Document) -> Vec<String> {
    const SELECTORS: &[&str] = &[
        "[itemprop='author'] [itemprop='name'], [itemprop~='author']",
        "a[rel~='author']",
        "[class*='byline'], [class*='Byline'], [class*='by-line'], [id*='byline'], [data-testid*='byline']",
        "[class*='author-name'], [class*='authorname'], [class*='author__name'], [class*='authorName'], [class*='author_name']",
        "a[href*='/author/'], a[href*='/authors/']",
        "[class~='author'], [class*='-author'], [class*='author-'], [class*='writtenby'], address",
    ];
    let around = around_heading(page);
    let of = |selector: &&str| -> Vec<String> {
        let found: Vec<NodeRef> =
            page.select(selector).nodes().iter().filter(|n| !in_side_matter(n, &around)).copied().collect();
        let Some(group) = first_group(&found) else { return Vec::new() };
        let links =
            |n: &NodeRef| Selection::from(*n).select("a").nodes().iter().map(words).collect::<Vec<_>>();
        let linked: Vec<String> = group.iter().flat_map(links).collect();
        let whole: Vec<String> = group.iter().map(spaced_words).collect();
        vec![linked.join("; "), whole.join("; ")]
    };
    SELECTORS.iter().flat_map(of).collect()
}

/// Returns the elements that stand beside the first one: several authors of one article, not those of the comments below.
fn first_group<'a>(found: &[NodeRef<'a>]) -> Option<Vec<NodeRef<'a>>> {
    let fitting = |n: &&NodeRef| (2..LINE_CHARS_MAX).contains(&words(n).len());
    let home = found.iter().find(fitting)?.parent()?.id;
    Some(found.iter().filter(fitting).filter(|n| n.parent().is_some_and(|p| p.id == home)).copied().collect())
}

/// Returns the dates of elements that say they hold the publication date.
pub fn marked_dates(page: &Document) -> Vec<String> {
    const SELECTORS: &[&str] = &[
        "[itemprop~='datePublished'], [property~='datePublished']",
        "time[pubdate], abbr.published, time.published, time.entry-date, time[class*='publish']",
        "[itemprop~='dateCreated']",
        "article time[datetime], main time[datetime]",
        "time[datetime]",
    ];
    let around = around_heading(page);
    let mut dates = Vec::new();
    for node in SELECTORS.iter().flat_map(|selector| page.select(selector).nodes().to_vec()) {
        if in_side_matter(&node, &around) {
            continue;
        }
        let value =
            ["datetime", "content", "title"].iter().find_map(|name| node.attr(name)).map(|v| v.to_string());
        dates.extend(
            value
                .into_iter()
                .chain([words(&node)])
                .filter(|text| !text.trim().is_empty() && text.len() < LINE_CHARS_MAX),
        );
    }
    dates
}

/// Returns short texts that may show a date: elements of a telling class first, then the short lines from the headline on.
pub fn shown_dates(page: &Document) -> Vec<String> {
    const SELECTORS: &[&str] = &[
        "[class*='publish'], [class*='Publish'], [id*='publish'], [class*='posted'], [class*='pubdate'], [class*='entry-date']",
        "[class*='date'], [class*='Date'], [id*='date'], [class*='timestamp'], [class*='time-stamp'], [class*='dateline'], time",
        "[class*='meta'], [class*='byline'], [class*='info'], [class*='details']",
    ];
    let around = around_heading(page);
    let above = above_heading(page);
    let fits = |node: &NodeRef, text: &str| {
        (8..LINE_CHARS_MAX).contains(&text.len())
            && text.bytes().any(|b| b.is_ascii_digit())
            && text.split_whitespace().count() <= LINE_WORDS_MAX
            && !is_other_date(text)
            && !in_side_matter(node, &around)
            && (!above.contains(&node.id) || is_close_to_heading(node, &around))
    };
    let mut texts = Vec::new();
    for selector in SELECTORS {
        let found = page.select(selector).nodes().to_vec();
        texts.extend(
            found
                .iter()
                .map(|node| (node, words(node)))
                .filter(|(node, text)| fits(node, text))
                .map(|(_, text)| text),
        );
    }
    let Some(body) = page.body() else { return texts };
    let lines = body.descendants_it().filter(|node| node.is_text() && !in_script(node) && !in_prose(node));
    let lines = lines.map(|node| (node, words(&node))).filter(|(node, text)| fits(node, text));
    texts.extend(lines.map(|(_, text)| text).take(LINES_MAX));
    // The sort is stable: what says "Published" comes first, the rest in order of trust.
    texts.sort_by_key(|text| !is_labelled(text));
    texts
}

/// Tells whether a text is part of a paragraph or list line: a date there is one that the report speaks of.
fn in_prose(text: &NodeRef) -> bool {
    const WORDS_MAX: usize = 12;
    let holder = text.ancestors_it(Some(3)).find(|up| {
        up.node_name().is_some_and(|name| {
            matches!(&*name, "p" | "li" | "div" | "td" | "h1" | "h2" | "h3" | "blockquote")
        })
    });
    let all =
        holder.filter(|holder| !holder.has_name("div")).map_or_else(|| words(text), |holder| words(&holder));
    all.split_whitespace().count() > WORDS_MAX
}

fn in_script(text: &NodeRef) -> bool {
    text.parent()
        .and_then(|parent| parent.node_name())
        .is_some_and(|name| matches!(&*name, "script" | "style" | "noscript" | "option"))
}

/// Returns what stands before the first headline: site headers show today's date there, which is the day of the crawl.
fn above_heading(page: &Document) -> FxHashSet<NodeId> {
    let has_heading = page.select_single("h1").exists();
    let Some(body) = page.body().filter(|_| has_heading) else { return FxHashSet::default() };
    body.descendants_it().take_while(|node| !node.has_name("h1")).map(|node| node.id).collect()
}

/// Tells whether an element before the headline belongs to it: a date line above the title.
fn is_close_to_heading(node: &NodeRef, around: &FxHashSet<NodeId>) -> bool {
    // The date's own element, a line around it, and the block that holds both.
    const STEPS_MAX: usize = 3;
    let mut up = node.ancestors_it(Some(STEPS_MAX));
    up.any(|up| around.contains(&up.id) && !up.has_name("body") && !up.has_name("html"))
}

/// Tells whether a line says that its date is that of publication.
fn is_labelled(text: &str) -> bool {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^\W{0,3}(?:published|posted|written|created|issued|released|date|erstellt|ver[öo]ffentlicht|publi[ée]|publicado|pubblicato|geplaatst)\b")
            .expect("valid")
    });
    LABEL.is_match(text)
}

/// Tells whether a line's date is that of a copyright, of an update, or of something to come.
fn is_other_date(text: &str) -> bool {
    let lower = text.to_lowercase();
    let has = |marks: &[&str], text: &str| marks.iter().any(|mark| text.contains(mark));
    // "Published: ... Updated: ..." begins with the right one.
    let label = lower.split(|c: char| c.is_ascii_digit()).next().unwrap_or("");
    has(&["©", "copyright", "(c)", "all rights"], &lower)
        || has(&["updated", "modified", "accessed", "retrieved", "aktualisiert"], label)
}

/// Tells whether an element belongs to lists of other articles, comments, footers; what also holds the headline does not.
fn in_side_matter(node: &NodeRef, around_heading: &FxHashSet<NodeId>) -> bool {
    static MARK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)(?:^|[\s_-])(?:related|comments?|commentlist|sidebar|recommend\w*|trending|popular|recent|latest|calendar|archives?|ticker|teasers?|more-?(?:news|stories))(?:$|[\s_-])",
        )
        .expect("valid")
    });
    // More steps up only cost time: page furniture names itself close to its contents.
    const STEPS_MAX: usize = 8;
    std::iter::once(*node).chain(node.ancestors_it(Some(STEPS_MAX))).any(|up| {
        let Some(name) = up.node_name() else { return false };
        if around_heading.contains(&up.id) {
            return false;
        }
        matches!(&*name, "aside" | "footer" | "nav")
            || MARK.is_match(&up.attr_or("class", ""))
            || MARK.is_match(&up.attr_or("id", ""))
    })
}

/// Returns the elements that hold a headline.
fn around_heading(page: &Document) -> FxHashSet<NodeId> {
    page.select("h1")
        .nodes()
        .iter()
        .flat_map(|h1| h1.ancestors_it(None).map(|up| up.id).collect::<Vec<_>>())
        .collect()
}

/// Returns the text of an element, white space collapsed.
pub fn words(node: &NodeRef) -> String {
    node.text().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the texts under an element with a space between any two: a name and a date beside it are not run together.
fn spaced_words(node: &NodeRef) -> String {
    node.descendants_it()
        .filter(NodeRef::is_text)
        .map(|text| words(&text))
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
