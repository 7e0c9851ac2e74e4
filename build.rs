//! Rebuilds the crate when a migration, a seed file or a model changes, and takes the fingerprint of the data that facts depend
//! on: at build time, so that a start does not hash megabytes.

use sha2::{Digest, Sha256};
use std::fs;
use std::path::PathBuf;

/// The folders whose files decide what is found in a text.
const DATA: [&str; 3] = ["models", "seeds/gazetteer", "seeds/lexicon"];

fn main() {
    for folder in ["migrations", "seeds", "models"] {
        println!("cargo:rerun-if-changed={folder}");
    }
    let mut files: Vec<PathBuf> = DATA.iter().flat_map(files_of).collect();
    files.sort();
    let mut hasher = Sha256::new();
    for file in files {
        let bytes = fs::read(&file).expect("a file that was just listed");
        hasher.update(file.to_string_lossy().replace('\\', "/"));
        hasher.update((bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    }
    let digest = hasher.finalize();
    let digits: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    println!("cargo:rustc-env=NUTGRAF_DATA={digits}");
}

/// Returns the tables and models of a folder; notes for people stand beside them and change no fact.
fn files_of(folder: &&str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the package holds its data");
    let paths = entries.map(|entry| entry.expect("an entry that can be read").path());
    paths.filter(|path| path.extension().is_some_and(|end| end == "tsv" || end == "bin")).collect()
}
