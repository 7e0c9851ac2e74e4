//! Rebuilds the crate when a migration or a seed file is added: both are embedded by folder.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
    println!("cargo:rerun-if-changed=seeds");
}
