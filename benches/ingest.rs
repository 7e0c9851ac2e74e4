//! The whole of `nutgraf ingest`: files to a database that is made for it, one thread of analysis.

use crate::sample;
use clap::Parser;
use criterion::{BatchSize, Criterion, Throughput};
use nutgraf::cli::Cli;
use nutgraf::commands;
use std::path::Path;

/// Measures words a second.
pub fn stages(criterion: &mut Criterion) {
    let folder = sample::folder();
    let mut group = criterion.benchmark_group("ingest");
    group.throughput(Throughput::Elements(sample::word_count(&sample::articles())));
    group.sample_size(10);
    group.bench_function("into a new database", |bencher| {
        let place = || tempfile::tempdir().expect("a temporary folder");
        bencher.iter_batched_ref(place, |place| ingest(&folder, place.path()), BatchSize::PerIteration);
    });
    group.finish();
}

fn ingest(folder: &Path, place: &Path) {
    let db = place.join("bench.db");
    let arguments = ["nutgraf", "ingest", "--quiet", "--threads", "1", "--today", "2026-01-01", "--db"];
    let paths = [db.as_os_str(), folder.as_os_str()];
    let cli = Cli::parse_from(arguments.iter().map(AsRef::as_ref).chain(paths));
    commands::run(&cli, &mut Vec::new()).expect("the folder can be read and the database made");
}
