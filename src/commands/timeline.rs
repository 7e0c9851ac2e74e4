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
    let wanted = EventsWanted { asserted: !args.all, ..reading::wanted(&args.selection) };
    let query = store_reading::timeline(&connection, db, &wanted, args.selection.print.limit)?;
    reading::print_events(query, &args.selection, out)?;
    Ok(ExitStatus::Done)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::{EventSelection, Print};
    use crate::store::fixture;

    #[test]
    fn a_happening_is_one_line_with_its_reports_and_on_request_its_sentence() {
        let (_folder, path) = fixture::file();
        let print = Print { limit: 0, format: None, raw_formulas: false };
        let entity = Some("China".to_owned());
        let selection = EventSelection { entity, story: None, from: None, to: None, evidence: true, print };
        let args = TimelineArgs { selection, all: false };
        let mut out = Vec::new();
        run(&args, &path, &mut out).expect("it prints");
        let expected = "\
2023-03-03            explicit     China → Ukraine: met [CONSULT], Geneva
    China met Ukraine in Geneva on 3 March 2023. (Daily Planet, 2023-03-04, article 1)
";
        assert_eq!(String::from_utf8(out).expect("UTF-8"), expected);
    }
}
