//! When an act took or takes place.
//!
//! In: the time expressions of a sentence. Out: a date and how it is known. In "Putin visited China on 16 May 2024" it is that
//! day, explicit; without a time in the sentence it is the day of publication, and said to be.

use crate::model::{Article, DateBasis, FactDate, Modality, Precision, Span, TimeExpression, TimeKind};
use crate::time;

/// Acts this many days before publication are history, not news.
const NEWS_DAYS_MAX: i32 = 366;

/// Returns the date of an act with this trigger in this clause; `times` are those of its sentence.
pub fn date(
    article: &Article,
    times: &[TimeExpression],
    trigger: Span,
    clause: Span,
    modality: Modality,
    is_news: bool,
) -> Option<FactDate> {
    let dated = |time: &&TimeExpression| {
        matches!(time.kind, TimeKind::Date | TimeKind::Time) && time.date_min.is_some()
    };
    let distance = |time: &&TimeExpression| trigger.start.abs_diff(time.span.start);
    let in_clause = times.iter().filter(dated).filter(|time| clause.contains(time.span)).min_by_key(distance);
    let mut all = times.iter().filter(dated);
    let only = all.next().filter(|_| all.next().is_none());
    if let Some(date) = in_clause.or(only).and_then(time::fact_date) {
        return Some(date);
    }
    let day = article.metadata.published_on.filter(|_| is_news && modality == Modality::Asserted)?;
    Some(FactDate { start: day, end: day, precision: Precision::Day, basis: DateBasis::Publication })
}

/// Tells whether a date lies so far before publication that the act is history.
pub fn is_history(article: &Article, date: Option<FactDate>) -> bool {
    let (Some(day), Some(date)) = (article.metadata.published_on, date) else { return false };
    date.end < day && (day - date.end).get_days() > NEWS_DAYS_MAX
}
