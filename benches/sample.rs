//! The articles that are measured.
//!
//! In: a folder. Out: its texts and pages, in the order of their paths.

use nutgraf::input::{html, plain};
use nutgraf::model::{Article, Metadata};
use std::path::{Path, PathBuf};

/// Returns the folder that is measured.
pub fn folder() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/articles");
    std::env::var_os("NUTGRAF_BENCH").map_or(own, PathBuf::from)
}

/// Returns the pages of the folder as they stand.
pub fn pages() -> Vec<String> {
    read("html").into_iter().map(|(_, page)| page).collect()
}

/// Returns the articles of the folder: texts and pages in English.
pub fn articles() -> Vec<Article> {
    files().into_iter().map(|(_, article)| article).collect()
}

/// Returns the same articles with the files they stand in, one each; tables and lists of records are left out.
pub fn files() -> Vec<(PathBuf, Article)> {
    let text = |(path, text)| (path, plain::parse(text, Metadata::default(), false, None).article);
    let page = |(path, page): (PathBuf, String)| Some((path, html::parse(&page, None).ok()?.article));
    let all = read("txt").into_iter().map(text).chain(read("html").into_iter().filter_map(page));
    all.filter(|(_, article)| article.metadata.language.as_deref().is_none_or(|language| language == "en"))
        .collect()
}

/// Returns how many words articles have, counted as most people do.
pub fn word_count(articles: &[Article]) -> u64 {
    articles.iter().map(|article| article.body.split_whitespace().count() as u64).sum()
}

fn read(extension: &str) -> Vec<(PathBuf, String)> {
    let mut paths = Vec::new();
    collect(&folder(), extension, &mut paths);
    paths.sort();
    paths.into_iter().filter_map(|path| Some((path.clone(), std::fs::read_to_string(path).ok()?))).collect()
}

fn collect(folder: &Path, extension: &str, paths: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("an entry that can be read").path();
        if path.is_dir() {
            collect(&path, extension, paths);
        } else if path.extension().is_some_and(|end| end == extension) {
            paths.push(path);
        }
    }
}
