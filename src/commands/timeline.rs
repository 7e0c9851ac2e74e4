//! `nutgraf timeline`: what happened, in order of date, a line however many articles report it.
//!
//! In: an entity, a story, days. Out: `2024-06-12  weekday  Wang Yi → Sergei Lavrov: met [CONSULT], Almaty (3 reports)`.

use super::{ExitStatus, reading, rows};
use crate::Result;
use crate::cli::TimelineArgs;
use crate::store::reading::EventsWanted;
use crate::store::{self, reading as store_reading};
use std::io::Write;
use std::path::Path;

/// Prints the timeline; that it is empty is said on standard error.
pub fn run(args: &TimelineArgs, db: &Path, out: &mut dyn Write) -> Result<ExitStatus> {
    let connection = store::open_read_only(db)?;
    rows::stop_on_interrupt(&connection);
    let wanted = EventsWanted {
        entity: args.entity.as_deref(),
        story: args.story.as_deref(),
        from: args.from,
        to: args.to,
        asserted: !args.all,
        ..EventsWanted::default()
    };
    let query = store_reading::timeline(&connection, db, &wanted, args.print.limit)?;
    let layout = if args.evidence { reading::event_with_evidence } else { reading::event };
    reading::print(query, &args.print, layout, "events", out)?;
    Ok(ExitStatus::Done)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::{Print, ReadingFormat};
    use crate::store::fixture;

    #[test]
    fn a_happening_is_one_line_with_its_reports_and_on_request_its_sentence() {
        let (_folder, path) = fixture::file();
        let print = Print { limit: 0, format: ReadingFormat::Text, raw_formulas: false };
        let (entity, story) = (Some("China".to_owned()), None);
        let args = TimelineArgs { entity, story, from: None, to: None, all: false, evidence: true, print };
        let mut out = Vec::new();
        run(&args, &path, &mut out).expect("it prints");
        let expected = "\
2023-03-03            explicit     China → Ukraine: met [CONSULT], Geneva
    China met Ukraine in Geneva on 3 March 2023. (Daily Planet, 2023-03-04, article 1)
";
        assert_eq!(String::from_utf8(out).expect("UTF-8"), expected);
    }
}
