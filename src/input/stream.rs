//! A file as a stream of UTF-8 bytes: unpacked, byte order mark dropped, UTF-16 transcoded.
//!
//! In: an open file. Out: an [`Input`] to read records from, which also knows the hash of what lay on the disk:
//! `news.jsonl.gz` in UTF-16 gives the same lines as `news.jsonl`.

use super::encoding;
use crate::canonical;
use encoding_rs::{Decoder, UTF_8};
use flate2::read::MultiGzDecoder;
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::rc::Rc;

/// A stream of records.
pub struct Input {
    reader: BufReader<Box<dyn Read>>,
    tap: Rc<RefCell<Tap>>,
    is_gzip: bool,
}

/// Counts and hashes what passes.
#[derive(Default)]
struct Tap {
    byte_count: u64,
    /// Gone when nobody will ask: hashing a file and then each of its lines would be work done twice.
    hasher: Option<Sha256>,
}

/// How many bytes a stream hands out at once.
const BUFFER_BYTES: usize = 64 * 1024;

impl Input {
    /// Begins to read a file; the error says what is wrong with it.
    pub fn new(file: Box<dyn Read>) -> Result<Input, String> {
        let tap = Rc::new(RefCell::new(Tap { byte_count: 0, hasher: Some(Sha256::new()) }));
        let tapped: Box<dyn Read> = Box::new(Tapped { file, tap: Rc::clone(&tap) });
        let tapped = Box::new(BufReader::with_capacity(BUFFER_BYTES, tapped));
        let (mut head, mut stream) = peek(tapped).map_err(|e| read_problem(&e))?;
        let is_gzip = is_gzip(&head);
        if is_gzip {
            (head, stream) = peek(Box::new(MultiGzDecoder::new(stream))).map_err(|e| gzip_problem(&e))?;
        }
        stream = match encoding::byte_order_mark(&head) {
            None => stream,
            // Stray bytes of UTF-8 must reach the records as they are, where each is decoded by what it holds.
            Some((encoding, mark)) if encoding == UTF_8 => {
                stream.read_exact(&mut [0; 4][..mark]).map_err(|e| read_problem(&e))?;
                stream
            }
            Some((encoding, _)) => Box::new(Transcode {
                stream,
                decoder: encoding.new_decoder_with_bom_removal(),
                out: Vec::new(),
                at: 0,
                is_done: false,
            }),
        };
        Ok(Input { reader: BufReader::with_capacity(BUFFER_BYTES, stream), tap, is_gzip })
    }

    /// Says why the stream cannot be read on.
    pub fn problem(&self, e: &io::Error) -> String {
        if self.is_gzip { gzip_problem(e) } else { read_problem(e) }
    }

    /// Says that nobody will ask for the hash of the whole.
    pub fn stop_hashing(&mut self) {
        self.tap.borrow_mut().hasher = None;
    }

    /// Returns the size and hash of the file as far as it was read; "" where hashing was stopped.
    pub fn hash(&self) -> (u64, String) {
        let tap = self.tap.borrow();
        let hash = tap.hasher.as_ref().map(|hasher| canonical::hex(&hasher.clone().finalize()));
        (tap.byte_count, hash.unwrap_or_default())
    }

    /// Reads what is left and drops it, so that the hash is that of the file.
    pub fn skip_rest(&mut self) -> io::Result<()> {
        io::copy(&mut self.reader, &mut io::sink()).map(|_| ())
    }

    /// Appends the next line with its line feed, but not more than `max` bytes of it; the rest of a longer one is
    /// skipped. Tells whether the line was longer. Nothing appended means the end.
    pub fn line(&mut self, max: usize, line: &mut Vec<u8>) -> io::Result<bool> {
        let start = line.len();
        (&mut self.reader).take(max as u64 + 1).read_until(b'\n', line)?;
        if line.len() - start <= max {
            return Ok(false);
        }
        line.truncate(start + max);
        let mut rest = Vec::new();
        loop {
            rest.clear();
            let n = (&mut self.reader).take(BUFFER_BYTES as u64).read_until(b'\n', &mut rest)?;
            if n == 0 || rest.ends_with(b"\n") {
                return Ok(true);
            }
        }
    }

    /// Returns the bytes that can be had without waiting; none at the end.
    pub fn buffer(&mut self) -> io::Result<&[u8]> {
        loop {
            match self.reader.fill_buf() {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
                Ok(_) => break,
            }
        }
        Ok(self.reader.buffer())
    }

    /// Goes past bytes of the buffer.
    pub fn consume(&mut self, n: usize) {
        self.reader.consume(n);
    }
}

/// Tells whether bytes start as a gzip stream does.
pub fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b])
}

/// Unpacks a gzip stream of at most `max` bytes.
pub fn unpack(bytes: &[u8], max: u64) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    match MultiGzDecoder::new(bytes).take(max + 1).read_to_end(&mut out) {
        Ok(_) if out.len() as u64 > max => Err(format!("more than {} when unpacked", mebibytes(max))),
        Ok(_) => Ok(out),
        Err(e) => Err(gzip_problem(&e)),
    }
}

/// Says why a file cannot be read.
pub fn read_problem(e: &io::Error) -> String {
    match e.kind() {
        io::ErrorKind::NotFound => "gone by the time it was read".to_string(),
        _ => format!("cannot be read: {}", system_words(e)),
    }
}

/// Returns what the system said, without its number.
pub fn system_words(e: &io::Error) -> String {
    let words = e.to_string();
    let end = words.find(" (os error").unwrap_or(words.len());
    words[..end].to_lowercase()
}

/// Says what is wrong with a gzip stream.
pub fn gzip_problem(e: &io::Error) -> String {
    match e.kind() {
        io::ErrorKind::UnexpectedEof => "gzip stream is cut off".to_string(),
        _ if e.raw_os_error().is_some() => read_problem(e),
        _ => format!("gzip stream is broken: {e}"),
    }
}

/// Writes a number of bytes for people.
pub fn mebibytes(bytes: u64) -> String {
    format!("{} MiB", bytes >> 20)
}

/// Returns the first bytes of a stream, enough for every mark, and the stream still with them.
fn peek(mut stream: Box<dyn Read>) -> io::Result<(Vec<u8>, Box<dyn Read>)> {
    let mut head = Vec::new();
    (&mut stream).take(4).read_to_end(&mut head)?;
    Ok((head.clone(), Box::new(Cursor::new(head).chain(stream))))
}

struct Tapped {
    file: Box<dyn Read>,
    tap: Rc<RefCell<Tap>>,
}

impl Read for Tapped {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.file.read(buffer)?;
        let mut tap = self.tap.borrow_mut();
        tap.byte_count += n as u64;
        if let Some(hasher) = tap.hasher.as_mut() {
            hasher.update(&buffer[..n]);
        }
        Ok(n)
    }
}

/// Turns another encoding into UTF-8.
struct Transcode {
    stream: Box<dyn Read>,
    decoder: Decoder,
    out: Vec<u8>,
    at: usize,
    is_done: bool,
}

impl Read for Transcode {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.out.len() && !self.is_done {
            let mut chunk = [0; 8192];
            let n = self.stream.read(&mut chunk)?;
            self.is_done = n == 0;
            self.out.resize(self.decoder.max_utf8_buffer_length(n).unwrap_or(0), 0);
            let (_, _, written, _) = self.decoder.decode_to_utf8(&chunk[..n], &mut self.out, self.is_done);
            self.out.truncate(written);
            self.at = 0;
        }
        let n = buffer.len().min(self.out.len() - self.at);
        buffer[..n].copy_from_slice(&self.out[self.at..self.at + n]);
        self.at += n;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    /// Packs a text as gzip does.
    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).expect("memory");
        encoder.finish().expect("memory")
    }

    fn check(bytes: Vec<u8>, expected: &[&str]) {
        let mut input = Input::new(Box::new(Cursor::new(bytes.clone()))).expect("a stream");
        let mut lines = Vec::new();
        loop {
            let mut line = Vec::new();
            input.line(1000, &mut line).expect("a line");
            if line.is_empty() {
                break;
            }
            lines.push(String::from_utf8(line).expect("UTF-8"));
        }
        assert_eq!(lines, expected);
        assert_eq!(input.hash(), (bytes.len() as u64, canonical::raw_hash(&bytes)));
    }

    #[test]
    fn streams_are_unpacked_and_transcoded() {
        let utf16: Vec<u8> = "\u{feff}Café\nté".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(b"a\n\nb".to_vec(), &["a\n", "\n", "b"]);
        check(b"\xef\xbb\xbfa\nb\n".to_vec(), &["a\n", "b\n"]);
        check(utf16.clone(), &["Café\n", "té"]);
        check(packed(b"a\nb"), &["a\n", "b"]);
        check(packed(&utf16), &["Café\n", "té"]);
        check([packed(b"a\n"), packed(b"b")].concat(), &["a\n", "b"]);
        check(Vec::new(), &[]);
    }

    #[test]
    fn long_lines_are_cut() {
        let mut input =
            Input::new(Box::new(Cursor::new(format!("{}\nb\n", "a".repeat(200_000))))).expect("a stream");
        let mut line = Vec::new();
        assert!(input.line(10, &mut line).expect("a line"));
        assert_eq!(line, b"aaaaaaaaaa");
        line.clear();
        assert!(!input.line(10, &mut line).expect("a line"));
        assert_eq!(line, b"b\n");
    }

    #[test]
    fn a_small_file_cannot_fill_the_memory() {
        assert_eq!(
            unpack(&packed(&vec![b'a'; 3 << 20]), 2 << 20),
            Err("more than 2 MiB when unpacked".to_string())
        );
        assert_eq!(unpack(&packed(b"abc"), 3), Ok(b"abc".to_vec()));
        assert_eq!(unpack(&packed(b"abcabcabc")[..12], 9), Err("gzip stream is cut off".to_string()));
        assert!(unpack(b"\x1f\x8b\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", 9).is_err());
    }
}
