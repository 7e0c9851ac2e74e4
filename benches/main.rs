//! How fast each stage is: words a second on one thread, and pages a second for HTML.
//!
//! In: the sample articles of `seeds/articles`, or those of the folder that `NUTGRAF_BENCH` names (.txt and .html files). Out: what
//! criterion prints, a line "thrpt" for each stage, in elements (words, or pages) a second. `cargo bench -- trees` runs one stage.

mod analysis;
mod ingest;
mod language;
mod pages;
mod sample;

use criterion::{criterion_group, criterion_main};

criterion_group!(stages, pages::stages, language::stages, analysis::stages, ingest::stages);
criterion_main!(stages);
