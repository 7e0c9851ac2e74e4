//! The language layer: sentences and tokens, tags, trees, names.

use crate::sample;
use criterion::{BatchSize, Criterion, Throughput};
use nutgraf::entity::{self, recognizer};
use nutgraf::model::Article;
use nutgraf::text::{self, Document};
use std::hint::black_box;

/// Measures words a second; each stage finds the ones before it done.
pub fn stages(criterion: &mut Criterion) {
    let articles = sample::articles();
    let mut group = criterion.benchmark_group("language");
    group.throughput(Throughput::Elements(sample::word_count(&articles)));
    group.bench_function("sentences", |bencher| {
        bencher.iter(|| {
            articles.iter().map(|article| text::read(black_box(article)).tokens.len()).sum::<usize>()
        });
    });
    group.bench_function("tags", |bencher| {
        bencher.iter_batched_ref(
            || read(&articles),
            |documents| documents.iter().for_each(tag),
            BatchSize::LargeInput,
        );
    });
    group.bench_function("trees", |bencher| {
        let tagged = || {
            let documents = read(&articles);
            documents.iter().for_each(tag);
            documents
        };
        bencher.iter_batched_ref(tagged, |documents| documents.iter().for_each(parse), BatchSize::LargeInput);
    });
    let documents = read(&articles);
    documents.iter().for_each(parse);
    let hints: Vec<_> = documents.iter().map(entity::hints_by_rules).collect();
    let model = recognizer::model();
    group.bench_function("names by rules", |bencher| {
        bencher
            .iter(|| documents.iter().map(|document| entity::hints_by_rules(document).len()).sum::<usize>());
    });
    group.bench_function("names by the model", |bencher| {
        bencher.iter(|| {
            let articles = documents.iter().zip(&hints);
            articles.map(|(document, hints)| recognizer::find(document, hints, &model).len()).sum::<usize>()
        });
    });
    group.finish();
}

/// Cuts articles into sentences.
pub fn read(articles: &[Article]) -> Vec<Document<'_>> {
    articles.iter().map(text::read).collect()
}

fn tag(document: &Document<'_>) {
    document.tag(0);
}

/// Makes tags and trees.
pub fn parse(document: &Document<'_>) {
    for sentence in &document.sentences {
        document.head(sentence.tokens.start);
    }
}
