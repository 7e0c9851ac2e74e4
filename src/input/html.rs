//! Stub until the branch with pages is merged.
use super::{Parsed, plain};
use crate::model::Metadata;
use jiff::civil::Date;
/// Reads a page.
pub fn parse(page: &str, today: Option<Date>) -> Result<Parsed, String> {
    let (mut text, mut in_tag) = (String::new(), false);
    for c in page.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            c if !in_tag => text.push(c),
            _ => {}
        }
    }
    if text.trim().is_empty() {
        return Err("no article text".to_string());
    }
    Ok(plain::parse(text.trim().to_string(), Metadata::default(), false, today))
}
