//! The name of a place in the database (`inputs.uri`), and the same path as plain characters.
//!
//! In: a path. Out: its bytes without a leading `./`; control characters, bytes that are not UTF-8, `%` and `#`
//! percent-encoded, so that a uri is one line of text and `#` can only stand before a record's number.
//! `./news/50% off\n.txt` is `news/50%25 off%0A.txt`.

use std::fmt::Write;
use std::path::{Component, Path, PathBuf};

/// Returns a path without `.` parts and doubled slashes; `.` itself is the empty path.
pub fn clean(path: &Path) -> PathBuf {
    path.components().filter(|part| *part != Component::CurDir).collect()
}

/// Returns the uri of a clean path.
pub fn of(path: &Path) -> String {
    let mut uri = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        for c in chunk.valid().chars() {
            if c.is_control() || matches!(c, '%' | '#') {
                encode(c.encode_utf8(&mut [0; 4]).as_bytes(), &mut uri);
            } else {
                uri.push(c);
            }
        }
        encode(chunk.invalid(), &mut uri);
    }
    uri
}

fn encode(bytes: &[u8], uri: &mut String) {
    for byte in bytes {
        write!(uri, "%{byte:02X}").expect("a String takes all");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, uri: &str) {
        assert_eq!(of(&clean(Path::new(path))), uri);
    }

    #[test]
    fn odd_characters_are_encoded() {
        check("./news/50% off\n.txt", "news/50%25 off%0A.txt");
        check("a#1.txt", "a%231.txt");
        check("été 中\u{85}.txt", "été 中%C2%85.txt");
        check("././a//b/./c", "a/b/c");
        check("../a", "../a");
        check("/abs/a", "/abs/a");
        check(".", "");
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_not_utf8_are_encoded() {
        use std::os::unix::ffi::OsStrExt;
        let path = Path::new(std::ffi::OsStr::from_bytes(b"caf\xe9.txt"));
        assert_eq!(of(path), "caf%E9.txt");
    }
}
