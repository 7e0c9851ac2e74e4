//! JSON Lines: a record a line.
//!
//! In: a stream. Out: its lines that are not blank, numbered among all lines: `{"text": "A"}`, an empty line and
//! `{"text": "B"}` are records 1 and 3. A file of this name that begins with `[` is read as a JSON array.

use super::read::{ARTICLE_BYTES_MAX, Out, too_large_record};
use super::stream::Input;
use super::{Options, json};
use std::ops::ControlFlow;

/// Sends the lines.
pub fn read(input: &mut Input, options: &Options, out: &mut Out) -> ControlFlow<()> {
    if input.buffer().is_ok_and(|buffer| buffer.trim_ascii_start().starts_with(b"[")) {
        return json::read(input, options, out);
    }
    for number in 1.. {
        let mut line = Vec::new();
        let is_cut = match input.line(ARTICLE_BYTES_MAX as usize, &mut line) {
            Ok(is_cut) => is_cut,
            Err(e) => return out.broken(input, &e),
        };
        if line.is_empty() {
            break;
        }
        if line.trim_ascii().is_empty() && !is_cut {
            continue;
        }
        input.stop_hashing();
        if is_cut {
            out.fail(Some(number), too_large_record())?;
            continue;
        }
        line.truncate(line.trim_ascii_end().len());
        out.record(number, line, None)?;
    }
    if out.record_count == 0 { out.nothing(input) } else { ControlFlow::Continue(()) }
}
