//! The whole of `nutgraf ingest`: files to a database that is made for it, one thread of analysis.

use crate::sample;
use clap::Parser;
use criterion::{BatchSize, Criterion, Throughput};
use nutgraf::cli::Cli;
use nutgraf::commands;
use std::path::{Path, PathBuf};

/// Measures words a second.
pub fn stages(criterion: &mut Criterion) {
    let (paths, articles): (Vec<_>, Vec<_>) = sample::files().into_iter().unzip();
    let mut group = criterion.benchmark_group("ingest");
    group.throughput(Throughput::Elements(sample::word_count(&articles)));
    group.sample_size(10);
    group.bench_function("into a new database", |bencher| {
        let place = || tempfile::tempdir().expect("a temporary folder");
        bencher.iter_batched_ref(place, |place| ingest(&paths, place.path()), BatchSize::PerIteration);
    });
    group.finish();
}

fn ingest(paths: &[PathBuf], place: &Path) {
    let db = place.join("bench.db");
    let arguments = ["nutgraf", "ingest", "--quiet", "--threads", "1", "--today", "2026-01-01", "--db"];
    let paths = paths.iter().map(|path| path.as_os_str());
    let cli = Cli::parse_from(arguments.iter().map(AsRef::as_ref).chain([db.as_os_str()]).chain(paths));
    commands::run(&cli, &mut Vec::new()).expect("the files can be read and the database made");
}
