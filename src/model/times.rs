//! Words that name a time.
//!
//! In: nothing. Out: how they are kept. "last Friday" is a `DATE` whose value was counted from the publication.

use super::{Precision, Span};
use jiff::civil::Date;

/// Words that name a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeExpression {
    /// Where they stand.
    pub span: Span,
    /// TIMEX3 type.
    pub kind: TimeKind,
    /// TIMEX3 value; `None` when the article's date is needed and unknown.
    pub value: Option<String>,
    /// First day it may mean.
    pub date_min: Option<Date>,
    /// Last day it may mean.
    pub date_max: Option<Date>,
    /// How exact.
    pub precision: Option<Precision>,
    /// What it was counted from.
    pub anchor: Anchor,
    /// What made it.
    pub rule: &'static str,
}

words! {
    /// TIMEX3 types.
    TimeKind {
        /// A day or longer.
        Date = "DATE",
        /// A time of day.
        Time = "TIME",
        /// A length of time.
        Duration = "DURATION",
        /// A repeated time.
        Set = "SET",
    }
}

words! {
    /// What a time was counted from.
    Anchor {
        /// The publication date.
        Publication = "publication",
        /// The dateline's date.
        Dateline = "dateline",
        /// A time named before.
        Previous = "previous",
        /// Nothing: it stands for itself.
        None = "none",
    }
}
