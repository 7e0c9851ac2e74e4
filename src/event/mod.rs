//! Who did what to whom, when and where.
//!
//! In: a [`Document`] with its names, quotes and times. Out: events in PLOVER types. "Wang met Lavrov in Jakarta" is CONSULT.

use crate::entity::Names;
use crate::model::{Event, Quote, TimeExpression};
use crate::text::Document;

/// Finds the events of an article, in order of their trigger.
pub fn find(
    _document: &Document<'_>,
    _names: &Names,
    _quotes: &[Quote],
    _times: &[TimeExpression],
) -> Vec<Event> {
    Vec::new()
}
