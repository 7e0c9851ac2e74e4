//! Words that name a time.
//!
//! In: a [`Document`]. Out: time expressions with TIMEX3 values. "last Monday" in an article of 9 March 2022 is 2022-03-07.

use crate::model::TimeExpression;
use crate::text::Document;

/// Finds the time expressions of an article, in order.
pub fn find(_document: &Document<'_>) -> Vec<TimeExpression> {
    Vec::new()
}
