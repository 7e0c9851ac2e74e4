//! Paths to files, in a fixed order.
//!
//! In: the paths of the command line. Out: the files to read, one by one: `articles/` with `b.txt`, `a/` and `.git/` gives
//! what is in `a/`, then `b.txt`. Nothing is opened here but folders.
//!
//! Names are in the order of their bytes. Hidden names and, inside folders, unknown extensions are left out. Links are
//! followed; a folder reached by a link is walked unless it was walked before, so loops end.

use super::{Format, Options, stream, uri};
use crate::{Error, Result};
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, FileType};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::vec;

/// A file to read, or standard input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Where it lies, to open it.
    pub file: PathBuf,
    /// The contract's uri.
    pub uri: String,
    /// The path as characters.
    pub path: Arc<str>,
    /// How to read it.
    pub format: Format,
    /// Its MIME type.
    pub media_type: &'static str,
    /// Why it cannot be read, when that is known without opening it.
    pub problem: Option<String>,
}

impl Source {
    /// Tells whether this is standard input.
    pub fn is_stdin(&self) -> bool {
        self.uri == STDIN
    }
}

/// The path that stands for standard input.
const STDIN: &str = "-";

/// Checks all paths and options, then returns the files under the paths, walking lazily. The side table is not among them.
pub fn walk(paths: &[PathBuf], options: &Options) -> Result<impl Iterator<Item = Source> + use<>> {
    check_options(options)?;
    let mut roots = Vec::new();
    for path in paths {
        roots.push(root(path, options)?);
    }
    let table = options.side_table.clone();
    let walked = roots.into_iter().flat_map(|root| match root {
        Root::File(source) => Walker { found: Some(source), ..Walker::default() },
        Root::Folder { path, name } => {
            let mut walker = Walker::default();
            walker.found = walker.enter(path, name);
            walker
        }
    });
    Ok(walked.filter(move |source| {
        let is_table = matches!(source.format, Format::Csv | Format::Tsv);
        !(is_table && table.as_ref().is_some_and(|table| table.is_at(&source.file)))
    }))
}

fn check_options(options: &Options) -> Result<()> {
    if let Some(pattern) = options.outlet_from_path.as_ref().filter(|pattern| !pattern.has_outlet()) {
        return Err(Error::Usage(format!("--outlet-from-path {}: names no {{outlet}}", pattern.as_str())));
    }
    if let Some(pattern) = options.date_from_path.as_ref().filter(|pattern| !pattern.has_date()) {
        return Err(Error::Usage(format!(
            "--date-from-path {}: names neither {{date}} nor {{year}}",
            pattern.as_str()
        )));
    }
    Ok(())
}

enum Root {
    File(Source),
    Folder { path: PathBuf, name: PathBuf },
}

fn root(path: &Path, options: &Options) -> Result<Root> {
    if path.as_os_str() == STDIN {
        let format = options.format.ok_or_else(|| {
            let words = Format::ALL.map(Format::as_str).join(", ");
            Error::Usage(format!("- (standard input) needs --format (one of {words})"))
        })?;
        return Ok(Root::File(source(path.into(), STDIN.into(), format, format.media_type(), None)));
    }
    let name = uri::clean(path);
    match fs::metadata(path) {
        Err(e) => Err(Error::Read { path: path.into(), source: e }),
        Ok(metadata) if metadata.is_dir() => Ok(Root::Folder { path: path.into(), name }),
        Ok(_) => {
            let (mut format, mut media_type) = known(&name).unwrap_or((Format::Text, "text/plain"));
            if let Some(told) = options.format.filter(|told| *told != format) {
                (format, media_type) = (told, told.media_type());
            }
            Ok(Root::File(source(path.into(), name, format, media_type, None)))
        }
    }
}

fn source(
    file: PathBuf,
    name: PathBuf,
    format: Format,
    media_type: &'static str,
    problem: Option<String>,
) -> Source {
    Source { file, uri: uri::of(&name), path: name.to_string_lossy().into(), format, media_type, problem }
}

/// Returns how a file with a known extension is to be read, and its MIME type.
fn known(name: &Path) -> Option<(Format, &'static str)> {
    let name = name.file_name()?.to_string_lossy().to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let (stem, extension) = name.rsplit_once('.')?;
    if stem.is_empty() {
        return None;
    }
    let format = match extension {
        "txt" => Format::Text,
        "md" => return Some((Format::Text, "text/markdown")),
        "html" | "htm" => Format::Html,
        "xhtml" => return Some((Format::Html, "application/xhtml+xml")),
        "json" => Format::Json,
        "jsonl" | "ndjson" => Format::Jsonl,
        "csv" => Format::Csv,
        "tsv" => Format::Tsv,
        _ => return None,
    };
    Some((format, format.media_type()))
}

/// A walk below one path.
#[derive(Default)]
struct Walker {
    /// Something to return before going on.
    found: Option<Source>,
    /// The folders being walked, the innermost last.
    open: Vec<Folder>,
    /// Every folder walked, as its real path.
    seen: BTreeSet<PathBuf>,
}

/// A folder being walked.
struct Folder {
    path: PathBuf,
    name: PathBuf,
    rest: vec::IntoIter<(OsString, Option<FileType>)>,
}

impl Walker {
    /// Opens a folder; one that cannot be listed is returned as something that cannot be read.
    fn enter(&mut self, path: PathBuf, name: PathBuf) -> Option<Source> {
        let listed = fs::canonicalize(&path).and_then(|real| Ok((real, list(&path)?)));
        match listed {
            Ok((real, names)) => {
                self.seen.insert(real);
                self.open.push(Folder { path, name, rest: names.into_iter() });
                None
            }
            Err(e) => {
                let problem = format!("cannot read the folder: {}", stream::system_words(&e));
                Some(source(path, name, Format::Text, "inode/directory", Some(problem)))
            }
        }
    }
}

/// What lies at a path, as far as walking goes.
enum Place {
    /// A folder to walk.
    New,
    /// A folder that was walked.
    Known,
    /// Anything else.
    NotFolder,
}

impl Walker {
    /// Looks whether a name is a folder; only links need another look at the disk.
    fn folder(&self, path: &Path, kind: Option<FileType>) -> Place {
        match kind {
            Some(kind) if kind.is_dir() => Place::New,
            Some(kind) if !kind.is_symlink() => Place::NotFolder,
            _ if !fs::metadata(path).is_ok_and(|m| m.is_dir()) => Place::NotFolder,
            _ if fs::canonicalize(path).is_ok_and(|real| self.seen.contains(&real)) => Place::Known,
            _ => Place::New,
        }
    }
}

impl Iterator for Walker {
    type Item = Source;

    fn next(&mut self) -> Option<Source> {
        loop {
            if let Some(source) = self.found.take() {
                return Some(source);
            }
            let folder = self.open.last_mut()?;
            let Some((entry, kind)) = folder.rest.next() else {
                self.open.pop();
                continue;
            };
            let (path, name) = (folder.path.join(&entry), folder.name.join(&entry));
            match self.folder(&path, kind) {
                Place::New => self.found = self.enter(path, name),
                Place::Known => {}
                Place::NotFolder => {
                    if let Some((format, media_type)) = known(&name) {
                        return Some(source(path, name, format, media_type, None));
                    }
                }
            }
        }
    }
}

/// Returns the names in a folder that are not hidden, in order of their bytes, with what they are.
fn list(folder: &Path) -> std::io::Result<Vec<(OsString, Option<FileType>)>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        if !name.as_encoded_bytes().starts_with(b".") {
            names.push((name, entry.file_type().ok()));
        }
    }
    names.sort_by(|(a, _), (b, _)| a.as_encoded_bytes().cmp(b.as_encoded_bytes()));
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Makes files (and folders, where a name ends in `/`), walks the folder and returns the uris below it.
    fn check(files: &[&str], expected: &[&str]) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for file in files {
            let path = folder.path().join(file);
            let parent = if file.ends_with('/') { path.as_path() } else { path.parent().expect("a parent") };
            fs::create_dir_all(parent).expect("a folder");
            if !file.ends_with('/') {
                fs::write(&path, "Talks resume.").expect("a file");
            }
        }
        assert_eq!(uris(folder.path()), expected);
    }

    fn uris(folder: &Path) -> Vec<String> {
        let walked = walk(&[folder.to_path_buf()], &Options::default()).expect("a walk");
        let prefix = format!("{}/", uri::of(&uri::clean(folder)));
        walked.map(|s| s.uri.strip_prefix(&prefix).unwrap_or(&s.uri).to_string()).collect()
    }

    #[test]
    fn order_is_that_of_bytes() {
        check(
            &["b.txt", "a/z.md", "B.TXT", "a.txt", "a/é.html", "a/c.json"],
            &["B.TXT", "a/c.json", "a/z.md", "a/é.html", "a.txt", "b.txt"],
        );
    }

    #[test]
    fn hidden_and_unknown_are_left_out() {
        check(
            &[
                ".a.txt",
                ".git/b.txt",
                "c.jpg",
                "d",
                "e.txt~",
                "f.jsonl.gz",
                "g.GZ",
                "x.txt/y.ndjson",
                "empty.txt/",
            ],
            &["f.jsonl.gz", "x.txt/y.ndjson"],
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_loops_end() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().expect("a temporary folder");
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("a")).unwrap();
        fs::create_dir(at("d")).unwrap();
        fs::write(at("d/x.txt"), "Talks").unwrap();
        symlink("..", at("a/up")).unwrap();
        symlink("../d", at("a/to_d")).unwrap();
        symlink("../d", at("a/to_d_again")).unwrap();
        symlink("loop.txt", at("loop.txt")).unwrap();
        symlink("nothing", at("nothing.txt")).unwrap();
        symlink("nothing", at("nothing")).unwrap();
        assert_eq!(uris(folder.path()), ["a/to_d/x.txt", "d/x.txt", "loop.txt", "nothing.txt"]);
    }

    #[test]
    fn every_path_is_checked_first() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let problem =
            |paths: &[PathBuf]| walk(paths, &Options::default()).err().expect("no walk").to_string();
        let gone = folder.path().join("gone.txt");
        assert!(problem(&[folder.path().into(), gone]).contains("gone.txt"));
        assert!(problem(&["-".into()]).contains("needs --format"));
    }

    #[test]
    fn a_named_file_is_read_whatever_its_extension() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("article.log");
        fs::write(&file, "Talks").unwrap();
        let format = |format| {
            let options = Options { format, ..Options::default() };
            walk(std::slice::from_ref(&file), &options).expect("a walk").next().expect("a file").format
        };
        assert_eq!(format(None), Format::Text);
        assert_eq!(format(Some(Format::Jsonl)), Format::Jsonl);
    }
}
