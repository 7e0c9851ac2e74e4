//! When something was said.
//!
//! In: a quote and the time expressions of its article. Out: a day and how it is known. "On Monday Wang said" and "Wang said on Monday
//! that" are of that Monday; without a time beside the cue it is the day of publication, and said to be.

use crate::model::{DateBasis, FactDate, Precision, Quote, Span, TimeExpression, TimeKind};
use crate::text::Document;
use crate::time;

/// "told reporters at a news conference in the capital on Monday" has its day within so many code points of the cue.
const CUE_REACH: u32 = 80;
/// "On Monday" or "In a speech late on Monday" opens its sentence within so many code points.
const LEAD_REACH: u32 = 40;

/// Returns the day of publication, as the day on which what an article reports was said unless it says otherwise.
pub fn published(document: &Document<'_>) -> Option<FactDate> {
    let day = document.article.metadata.published_on?;
    Some(FactDate { start: day, end: day, precision: Precision::Day, basis: DateBasis::Publication })
}

/// Returns when a quote was said, as far as its own clause tells; `times` are those of the article, in order.
pub fn said_on(document: &Document<'_>, quote: &Quote, times: &[TimeExpression]) -> Option<FactDate> {
    let cue = quote.cue?;
    let first = times.partition_point(|time| time.span.end <= quote.sentence.start);
    let here = times[first..].iter().take_while(|time| time.span.start < quote.sentence.end);
    let candidates: Vec<&TimeExpression> = here.filter(|time| is_beside(quote, time)).collect();
    let front = quote.source.map_or(cue.start, |source| source.start.min(cue.start));
    let after = |time: &&&TimeExpression| {
        time.span.start >= cue.end && time.span.start - cue.end <= CUE_REACH && joins(quote, cue, time.span)
    };
    let leads = |time: &&&TimeExpression| {
        time.span.end <= front && time.span.start - quote.sentence.start <= LEAD_REACH
    };
    let time = candidates.iter().find(after).or_else(|| candidates.iter().find(leads))?;
    let today = document.article.metadata.published_on;
    time::fact_date(time).filter(|date| today.is_none_or(|today| date.start <= today))
}

/// Tells whether a time stands in the clause of the cue, not in what is said and not with who says it.
fn is_beside(quote: &Quote, time: &TimeExpression) -> bool {
    let dated = matches!(time.kind, TimeKind::Date | TimeKind::Time) && time.date_min.is_some();
    dated
        && !quote.content.iter().any(|piece| piece.overlaps(time.span))
        && !quote.source.is_some_and(|source| source.overlaps(time.span))
}

/// Tells whether no content stands between a cue and a time.
fn joins(quote: &Quote, cue: Span, time: Span) -> bool {
    !quote.content.iter().any(|piece| piece.start >= cue.end && piece.start < time.start)
}
