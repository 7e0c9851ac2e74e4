//! A JSON file cut into its articles, one in memory at a time.
//!
//! In: a stream. Out: the bytes of each article: the elements of an array, of the array inside a wrapper such as
//! `{"status": "ok", "articles": [...]}`, objects one after the other, or the one object that is the whole file. What is
//! inside an article is not looked at here, only where it ends: `[{"text": "a]"}, {"text": "b"}]` is two.

use super::read::{ARTICLE_BYTES_MAX, Out, too_large_record};
use super::stream::Input;
use super::{Options, fields};
use std::io;
use std::ops::ControlFlow;

/// Sends the articles.
pub fn read(input: &mut Input, options: &Options, out: &mut Out) -> ControlFlow<()> {
    let mut scanner = Scanner { input, options };
    match scanner.file(out) {
        Ok(flow) => flow,
        Err(Stop::Io(e)) => out.broken(input, &e),
        Err(Stop::End) => {
            let reason = format!("file ends inside the JSON of article {}", out.record_count + 1);
            if out.record_count == 0 { out.fail_file(input, reason) } else { out.fail(None, reason) }
        }
        Err(Stop::Odd(byte)) => {
            let sign = char::from(byte).escape_default();
            let reason = format!("not JSON: '{sign}' where article {} should begin", out.record_count + 1);
            if out.record_count > 0 || input.skip_rest().is_err() {
                return out.fail(None, reason);
            }
            out.fail_file(input, reason)
        }
    }
}

/// Keys whose array holds the articles, in files that wrap them.
const WRAPPERS: &[&str] = &[
    "articles",
    "results",
    "items",
    "documents",
    "docs",
    "records",
    "entries",
    "stories",
    "news",
    "posts",
    "data",
];

/// Keys whose object holds such a key.
const OUTER_WRAPPERS: &[&str] = &["response", "data", "result"];

/// Why the scan cannot go on.
enum Stop {
    Io(io::Error),
    /// The file ends inside something.
    End,
    /// A byte that cannot stand there.
    Odd(u8),
}

/// What a sink asks for: go on, or not.
type Flow = ControlFlow<()>;

struct Scanner<'a> {
    input: &'a mut Input,
    options: &'a Options,
}

/// The bytes of a value as far as they are wanted.
#[derive(Default)]
struct Held {
    bytes: Vec<u8>,
    is_too_large: bool,
}

impl Held {
    fn push(&mut self, bytes: &[u8]) {
        if (self.bytes.len() + bytes.len()) as u64 > ARTICLE_BYTES_MAX {
            self.is_too_large = true;
            self.bytes = Vec::new();
        }
        if !self.is_too_large {
            self.bytes.extend_from_slice(bytes);
        }
    }
}

impl Scanner<'_> {
    fn file(&mut self, out: &mut Out) -> Result<Flow, Stop> {
        match self.past_space(b"")? {
            None => return Ok(out.nothing(self.input)),
            Some(b'[') => {
                self.input.consume(1);
                if self.elements(out)?.is_break() {
                    return Ok(Flow::Break(()));
                }
            }
            Some(b'{') => {
                let mut held = Held::default();
                let is_wrapper = match self.object(&mut held, 0, out)? {
                    Member::Broke => return Ok(Flow::Break(())),
                    Member::Wrapper => true,
                    Member::Other => false,
                };
                if !is_wrapper && self.past_space(b",")?.is_none() && !held.is_too_large {
                    return Ok(out.only_record(self.input, held.bytes));
                }
                if !is_wrapper && self.send(held, out).is_break() {
                    return Ok(Flow::Break(()));
                }
            }
            Some(odd) => return Err(Stop::Odd(odd)),
        }
        while self.past_space(b",")?.is_some() {
            if self.element(out)?.is_break() {
                return Ok(Flow::Break(()));
            }
        }
        if out.record_count == 0 {
            return Ok(out.fail_file(self.input, "no article in it".to_string()));
        }
        Ok(Flow::Continue(()))
    }

    /// Sends the elements of an array whose bracket was read.
    fn elements(&mut self, out: &mut Out) -> Result<Flow, Stop> {
        loop {
            match self.past_space(b",")? {
                None => return Err(Stop::End),
                Some(b']') => {
                    self.input.consume(1);
                    return Ok(Flow::Continue(()));
                }
                Some(_) => {
                    if self.element(out)?.is_break() {
                        return Ok(Flow::Break(()));
                    }
                }
            }
        }
    }

    fn element(&mut self, out: &mut Out) -> Result<Flow, Stop> {
        let mut held = Held::default();
        self.value(&mut held, 0)?;
        Ok(self.send(held, out))
    }

    fn send(&mut self, held: Held, out: &mut Out) -> Flow {
        self.input.stop_hashing();
        let number = out.record_count + 1;
        if held.is_too_large {
            return out.fail(Some(number), too_large_record());
        }
        out.record(number, held.bytes, None)
    }

    /// Reads an object and tells whether it only wrapped articles; these are sent. `depth` counts objects around it.
    fn object(&mut self, held: &mut Held, depth: usize, out: &mut Out) -> Result<Member, Stop> {
        self.input.consume(1);
        held.push(b"{");
        let (mut is_first, mut has_text, mut is_wrapper) = (true, false, false);
        loop {
            match self.past_space(b",")? {
                None => return Err(Stop::End),
                Some(b'}') => break,
                Some(b'"') => {}
                Some(odd) => return Err(Stop::Odd(odd)),
            }
            let mut key = Held::default();
            self.value(&mut key, 0)?;
            if !std::mem::take(&mut is_first) {
                held.push(b",");
            }
            held.push(&key.bytes);
            held.push(b":");
            let name =
                fields::normal(&String::from_utf8_lossy(&key.bytes[1..key.bytes.len().saturating_sub(1)]));
            has_text |= fields::is_text_name(&name, &self.options.fields);
            match self.past_space(b":")? {
                None => return Err(Stop::End),
                Some(_) if is_wrapper => self.value(&mut Held::default(), 0)?,
                Some(b'[') if !has_text && WRAPPERS.contains(&name.as_str()) => {
                    self.input.consume(1);
                    held.push(b"[");
                    if self.past_space(b"")? != Some(b'{') {
                        self.value(held, 1)?;
                        continue;
                    }
                    held.bytes = Vec::new();
                    is_wrapper = true;
                    if self.elements(out)?.is_break() {
                        return Ok(Member::Broke);
                    }
                }
                Some(b'{') if !has_text && depth < 2 && OUTER_WRAPPERS.contains(&name.as_str()) => {
                    match self.object(held, depth + 1, out)? {
                        Member::Broke => return Ok(Member::Broke),
                        Member::Wrapper => is_wrapper = true,
                        Member::Other => {}
                    }
                }
                Some(_) => self.value(held, 0)?,
            }
        }
        self.input.consume(1);
        held.push(b"}");
        Ok(if is_wrapper { Member::Wrapper } else { Member::Other })
    }

    /// Goes past white space and the given signs; returns the byte that stands behind, without reading it.
    fn past_space(&mut self, signs: &[u8]) -> Result<Option<u8>, Stop> {
        loop {
            let buffer = self.input.buffer().map_err(Stop::Io)?;
            if buffer.is_empty() {
                return Ok(None);
            }
            let skipped = buffer.iter().take_while(|b| b.is_ascii_whitespace() || signs.contains(b)).count();
            let found = buffer.get(skipped).copied();
            self.input.consume(skipped);
            if found.is_some() {
                return Ok(found);
            }
        }
    }

    /// Reads a value to its end; with `depth` 1, what is left of an array or object that was begun.
    fn value(&mut self, held: &mut Held, depth: usize) -> Result<(), Stop> {
        let mut ahead = Ahead { depth, ..Ahead::default() };
        loop {
            let buffer = self.input.buffer().map_err(Stop::Io)?;
            if buffer.is_empty() {
                return if ahead.is_bare { Ok(()) } else { Err(Stop::End) };
            }
            let end = ahead.end(buffer)?;
            let taken = end.unwrap_or(buffer.len());
            held.push(&buffer[..taken]);
            self.input.consume(taken);
            if end.is_some() {
                return Ok(());
            }
        }
    }
}

/// What a member of an object, or the object, turned out to be.
enum Member {
    /// It held the articles, and they are sent.
    Wrapper,
    /// Anything else.
    Other,
    /// The sink wants no more.
    Broke,
}

/// Where a scan for the end of a value stands.
#[derive(Default)]
struct Ahead {
    depth: usize,
    in_string: bool,
    is_escaped: bool,
    /// In a number or word, which ends where something else begins.
    is_bare: bool,
}

impl Ahead {
    /// Returns where in the buffer the value ends, if it does.
    fn end(&mut self, buffer: &[u8]) -> Result<Option<usize>, Stop> {
        for (at, &byte) in buffer.iter().enumerate() {
            if self.in_string {
                match byte {
                    _ if self.is_escaped => self.is_escaped = false,
                    b'\\' => self.is_escaped = true,
                    b'"' => {
                        self.in_string = false;
                        if self.depth == 0 {
                            return Ok(Some(at + 1));
                        }
                    }
                    _ => {}
                }
                continue;
            }
            if self.is_bare {
                if byte.is_ascii_whitespace() || b",]}{[\":".contains(&byte) {
                    return Ok(Some(at));
                }
                continue;
            }
            match byte {
                b'"' => self.in_string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => {
                    self.depth = self.depth.checked_sub(1).ok_or(Stop::Odd(byte))?;
                    if self.depth == 0 {
                        return Ok(Some(at + 1));
                    }
                }
                b',' | b':' if self.depth == 0 => return Err(Stop::Odd(byte)),
                _ if self.depth == 0 => self.is_bare = true,
                _ => {}
            }
        }
        Ok(None)
    }
}
