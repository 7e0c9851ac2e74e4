//! Speakers named before a colon or after a dash, without a verb.
//!
//! In: a segment. Out: the items of the name and of what it says. "WALLACE: Is that so?" and "“A shame.” — Jane Brown".

use super::segments::Segment;
use std::ops::Range;

/// "Senate Majority Leader Mitch McConnell:" has five words before its colon.
const NAME_ITEMS_MAX: usize = 6;

/// "(@janebrown)" and "(chief of the harbour police)" stand between a name and its colon.
const BRACKET_ITEMS_MAX: usize = 6;

/// Returns the name before a colon that opens a segment, and the items after it.
pub fn before_colon(segment: &Segment<'_, '_>) -> Option<(Range<usize>, Range<usize>)> {
    let colon = (1..=NAME_ITEMS_MAX + BRACKET_ITEMS_MAX).find(|&n| segment.word(n) == ":")?;
    let content = colon + 1..segment.len();
    let bracket = (1..colon).find(|&n| segment.word(n) == "(" && segment.word(colon - 1) == ")");
    let name = 0..bracket.unwrap_or(colon);
    (name.len() <= NAME_ITEMS_MAX && is_name(segment, name.clone()) && !content.is_empty())
        .then_some((name, content))
}

/// Returns the name after a dash that opens a segment and ends with it, or stands after its only quotation.
pub fn after_dash(segment: &Segment<'_, '_>) -> Option<Range<usize>> {
    let first = usize::from(segment.quote(0).is_some());
    let dash = matches!(segment.word(first), "—" | "–" | "―" | "--" | "-");
    let name = first + 1..segment.len();
    (dash && !name.is_empty() && name.len() <= NAME_ITEMS_MAX && is_name(segment, name.clone()))
        .then_some(name)
}

/// Tells whether a name is in capitals, as speakers are in transcripts, or marks a question or its answer.
pub fn is_shouted(segment: &Segment<'_, '_>, name: Range<usize>) -> bool {
    if name.len() == 1 && matches!(segment.word(name.start), "Q" | "A") {
        return true;
    }
    name.clone().all(|n| !segment.word(n).contains(char::is_lowercase))
        && name.clone().any(|n| segment.word(n).len() > 2)
}

fn is_name(segment: &Segment<'_, '_>, mut items: Range<usize>) -> bool {
    segment.is_capitalised(items.start)
        && items.all(|n| {
            segment.quote(n).is_none()
                && (segment.is_capitalised(n)
                    || matches!(segment.word(n), "de" | "van" | "von" | "." | "al" | "bin"))
        })
}
