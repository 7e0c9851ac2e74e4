#![no_main]
//! Any bytes as a page.

use libfuzzer_sys::fuzz_target;
use nutgraf::input::Format;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(parsed) = nutgraf_fuzz::record(bytes, Format::Html) {
        nutgraf_fuzz::check(&parsed.article);
    }
});
