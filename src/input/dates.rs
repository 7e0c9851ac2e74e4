//! Stub until the branch with pages is merged.
use jiff::civil::Date;
/// A date of publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The day.
    pub on: Option<Date>,
    /// As given.
    pub at: String,
}
/// Reads a date.
pub fn parse(text: &str, today: Option<Date>) -> Result<Published, String> {
    let Some(on) = text.get(..10).and_then(|day| day.parse::<Date>().ok()) else {
        return Err(format!("date {text} ignored: no such day"));
    };
    if today.is_some_and(|today| on > today) {
        return Err(format!("date {text} ignored: after today"));
    }
    Ok(Published { on: Some(on), at: text.to_string() })
}
