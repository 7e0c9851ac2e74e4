//! The main text of a page.
//!
//! In: a parsed page. Out: the blocks of its article. dom_smoothie looks for it after a cleaning pass; when it finds too
//! little, the largest stretch of paragraphs is taken, then what JSON-LD carries.

use super::blocks::{self, Block, Kind};
use super::clean;
use crate::input::metadata::Claims;
use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

/// A main text shorter than this is doubted and compared with the fall-backs.
const CHARS_DOUBTFUL: usize = 250;

/// A fall-back must find this many times more than dom_smoothie did to be preferred.
const FALLBACK_GAIN: usize = 2;

/// Returns the blocks of the main text.
pub fn extract(tree: Document, _page: &str, claims: &Claims) -> Vec<Block> {
    clean::furniture(&tree);
    let spare = tree.clone();
    let mut found = readable(tree);
    if char_count(&found) < CHARS_DOUBTFUL {
        let other = densest(&spare);
        if char_count(&other) > FALLBACK_GAIN * char_count(&found) {
            found = other;
        }
        if let Some(body) = &claims.body
            && body.chars().count() > FALLBACK_GAIN * char_count(&found)
        {
            found = paragraphs(body);
        }
    }
    if found.is_empty() {
        found = spare.body().map_or(Vec::new(), |body| blocks::collect(&body));
    }
    found
}

fn char_count(blocks: &[Block]) -> usize {
    blocks.iter().map(|block| block.text.chars().count()).sum()
}

/// Runs dom_smoothie.
fn readable(tree: Document) -> Vec<Block> {
    let config = Config { disable_json_ld: true, ..Config::default() };
    // It has an `unreachable!` and unwraps on odd trees; none was met in 2,000 pages, but one page must not end a run.
    let run = std::panic::AssertUnwindSafe(|| {
        let mut readability = Readability::with_document(tree, None, Some(config)).ok()?;
        readability.parse().ok()?;
        let root = readability.doc.select_single("#readability-page-1");
        root.nodes().first().map(blocks::collect)
    });
    std::panic::catch_unwind(run).ok().flatten().unwrap_or_default()
}

/// Returns the blocks of the element whose own paragraphs hold most text outside links.
fn densest(page: &Document) -> Vec<Block> {
    let weight = |node: &NodeRef| -> usize {
        let own = node.children_it(false).filter(|child| child.has_name("p"));
        own.map(|p| p.normalized_char_count()).sum()
    };
    let Some(body) = page.body() else { return Vec::new() };
    let best = body.descendants_it().filter(NodeRef::is_element).max_by_key(weight);
    best.filter(|node| weight(node) > 0).map_or(Vec::new(), |node| blocks::collect(&node))
}

/// Returns plain text as blocks.
fn paragraphs(text: &str) -> Vec<Block> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| Block { kind: Kind::Paragraph, text: line.to_string(), link_chars: 0 }).collect()
}
