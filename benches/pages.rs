//! Web pages to articles: mark-up read, main text found, sections marked.

use crate::sample;
use criterion::{Criterion, Throughput};
use nutgraf::input::html;
use std::hint::black_box;

/// Measures pages a second.
pub fn stages(criterion: &mut Criterion) {
    let pages = sample::pages();
    if pages.is_empty() {
        return;
    }
    let mut group = criterion.benchmark_group("pages");
    group.throughput(Throughput::Elements(pages.len() as u64));
    group.bench_function("html", |bencher| {
        bencher.iter(|| pages.iter().filter(|page| html::parse(black_box(page), None).is_ok()).count());
    });
    group.finish();
}
