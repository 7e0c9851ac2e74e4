//! What stands on the language layer, and the whole of analysis.

use crate::{language, sample};
use criterion::{Criterion, Throughput};
use nutgraf::{analyse, entity, event, quote, time};
use std::hint::black_box;

/// Measures words a second; tags and trees are there before, but for the whole.
pub fn stages(criterion: &mut Criterion) {
    let articles = sample::articles();
    let mut group = criterion.benchmark_group("analysis");
    group.throughput(Throughput::Elements(sample::word_count(&articles)));
    let documents = language::read(&articles);
    documents.iter().for_each(language::parse);
    group.bench_function("times", |bencher| {
        bencher
            .iter(|| documents.iter().map(|document| time::find(black_box(document)).len()).sum::<usize>());
    });
    group.bench_function("names and who they are", |bencher| {
        bencher.iter(|| {
            documents.iter().map(|document| entity::find(black_box(document)).mentions.len()).sum::<usize>()
        });
    });
    let found: Vec<_> =
        documents.iter().map(|document| (document, entity::find(document), time::find(document))).collect();
    group.bench_function("quotes", |bencher| {
        bencher.iter(|| {
            found
                .iter()
                .map(|(document, names, times)| quote::find(document, names, times).len())
                .sum::<usize>()
        });
    });
    let quoted: Vec<_> = found
        .into_iter()
        .map(|(document, mut names, times)| {
            let quotes = quote::find(document, &names, &times);
            names.read_first_person(document, &quotes);
            (document, names, times, quotes)
        })
        .collect();
    group.bench_function("events", |bencher| {
        bencher.iter(|| {
            let found = quoted
                .iter()
                .map(|(document, names, times, quotes)| event::find(document, names, quotes, times));
            found.map(|events| events.len()).sum::<usize>()
        });
    });
    group.bench_function("all of it", |bencher| {
        bencher.iter(|| {
            articles.iter().map(|article| analyse(black_box(article)).mentions.len()).sum::<usize>()
        });
    });
    group.finish();
}
