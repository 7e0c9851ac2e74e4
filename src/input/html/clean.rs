//! Takes page furniture out of a page before its main text is looked for.
//!
//! In: a parsed page. Out: the same page without navigation, sharing bars, sign-up forms, related links, captions and
//! comments: `<div class="newsletter-signup">` goes.

use dom_query::{Document, NodeId, NodeRef};
use regex::Regex;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Elements that never hold running text.
const EMPTY: &str = "script, style, noscript, template, nav, button, select, textarea, input, iframe, svg, video, audio, [hidden]";

/// Elements that seldom do: some publishers wrap the whole page into a form.
const FURNITURE: &str = "aside, footer, form, dialog, figcaption, [role='navigation'], [role='search'], [role='dialog'], [role='alert'], \
    [role='complementary'], [role='contentinfo'], [aria-modal='true']";

/// An element that holds more than this share of the page's running text is the article, whatever its class says.
const SHARE_MAX: f64 = 0.35;

/// A page with fewer characters in paragraphs does not use `<p>`: all its text counts.
const PROSE_CHARS_MIN: usize = 300;

/// Removes the furniture of a page.
pub fn furniture(page: &Document) {
    page.select(EMPTY).remove();
    let Some(body) = page.body() else { return };
    let weights = Weights::of(&body);
    let limit = SHARE_MAX * weights.get(&body) as f64;
    let mut marked = page.select(FURNITURE).nodes().to_vec();
    marked.extend(body.descendants_it().filter(|node| node.is_element() && is_marked(node)));
    for node in marked {
        if (weights.get(&node) as f64) < limit {
            // Its parent may be gone already; removing it again is harmless.
            node.remove_from_parent();
        } else if node.has_name("form") {
            // dom_smoothie drops forms.
            node.rename("div");
        }
    }
}

/// How much text stands in each element: all, and in paragraphs.
struct Weights {
    by_node: FxHashMap<NodeId, (usize, usize)>,
    prose: bool,
}

impl Weights {
    fn of(body: &NodeRef) -> Weights {
        let mut by_node: FxHashMap<NodeId, (usize, usize)> = FxHashMap::default();
        // Backwards, children come before their parents.
        for node in body.descendants_it().collect::<Vec<_>>().into_iter().rev() {
            let (mut all, mut prose) = by_node.get(&node.id).copied().unwrap_or_default();
            if node.is_text() {
                all = node.normalized_char_count();
            } else if node.has_name("p") {
                prose = all;
            }
            by_node.insert(node.id, (all, prose));
            if let Some(parent) = node.parent() {
                let sum = by_node.entry(parent.id).or_default();
                sum.0 += all;
                sum.1 += prose;
            }
        }
        let prose = by_node.get(&body.id).is_some_and(|weight| weight.1 >= PROSE_CHARS_MIN);
        Weights { by_node, prose }
    }

    fn get(&self, node: &NodeRef) -> usize {
        let (all, prose) = self.by_node.get(&node.id).copied().unwrap_or_default();
        if self.prose { prose } else { all }
    }
}

/// Tells whether an element's class or id names a piece of furniture.
fn is_marked(node: &NodeRef) -> bool {
    static MARK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?ix)(?:^|[\s_-])(?:
              related|recommend(?:ed|ation|ations)?|newsletters?|sign-?up|subscribe|subscription|share|sharing|sharebar|social|
              comments?|disqus|promo|promos|promotion|advert(?:isement|s)?|ads?|adslot|sponsor(?:ed)?|outbrain|taboola|
              breadcrumbs?|byline|author-?(?:bio|box|info)|tags|tag-?list|toolbar|caption|wp-caption-text|
              cookies?|consent|gdpr|paywall|popup|modal|read-?more|readmore|more-?(?:on|from|stories)|also-?read|
              most-?(?:read|popular)|trending|popular|widget|sidebar|masthead|site-?header|site-?footer|
              print-?only|screen-?reader-?text|sr-only|visually-?hidden|skip-?link|post-?navigation|pagination|pager|
              credit|copyright|disclaimer|rating|poll|quiz|jp-relatedposts|jump-?link|teaser
            )(?:$|[\s_-])",
        )
        .expect("valid")
    });
    if matches!(node.node_name().as_deref(), Some("body" | "html" | "main" | "article" | "p" | "h1")) {
        return false;
    }
    [node.attr("class"), node.attr("id")].into_iter().flatten().any(|value| MARK.is_match(&dashed(&value)))
}

/// Writes "newsCaption" as "news-Caption", so that its words stand apart.
fn dashed(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 4);
    let mut before = ' ';
    for c in value.chars() {
        if c.is_ascii_uppercase() && before.is_ascii_lowercase() {
            out.push('-');
        }
        out.push(c);
        before = c;
    }
    out
}
