//! `nutgraf search`: finds articles or quotes by words.
//!
//! In: words. Out: outlet, date and title of each article, and the words around those found.

use super::screen::{bold, highlighted, screen, wrapped};
use super::{ExitStatus, output_error};
use crate::Result;
use crate::cli::SearchArgs;
use crate::export::{Screen, printable};
use crate::store;
use crate::store::search::{Hit, MARKS, Place};
use std::io::Write;
use std::path::Path;

/// Prints the hits; that there are none is said on standard error.
pub fn run(args: &SearchArgs, db: &Path, out: &mut dyn Write) -> Result<ExitStatus> {
    let words = args.words.join(" ");
    let place = if args.quotes { Place::Quotes } else { Place::Articles };
    let connection = store::open_read_only(db)?;
    let found = store::search::search(&connection, db, &words, place, args.limit)?;
    let screen = screen();
    for (n, hit) in found.hits.iter().enumerate() {
        let gap = if n > 0 { "\n" } else { "" };
        write!(out, "{gap}{}", shown(hit, screen)).map_err(output_error)?;
    }
    out.flush().map_err(output_error)?;
    let things = if args.quotes { ("quote", "quotes") } else { ("article", "articles") };
    let shown = found.hits.len() as i64;
    let remark = match found.count {
        0 => format!("no {} has {}", things.0, words.trim()),
        1 => format!("1 {}", things.0),
        count if count > shown => format!("{shown} of {count} {} (--limit N shows more)", things.1),
        count => format!("{count} {}", things.1),
    };
    let _ = writeln!(std::io::stderr(), "{}", printable(&remark));
    Ok(ExitStatus::Done)
}

/// Returns a hit's lines: where it stands, and the words.
fn shown(hit: &Hit, screen: Screen) -> String {
    let date = hit.published_on.as_deref().unwrap_or("no date");
    let outlet = printable(hit.outlet.as_deref().unwrap_or("no outlet"));
    let title = highlighted(
        hit.title.as_deref().filter(|title| !title.is_empty()).unwrap_or("no title"),
        MARKS,
        screen,
    );
    let copy = hit.near_duplicate_of.map(|id| format!("  (near copy of article {id})")).unwrap_or_default();
    let head = format!("article {}  {date}  {outlet}  {title}{copy}\n", hit.article_id);
    let snippet = highlighted(&hit.snippet, MARKS, screen);
    let speaker = hit.speaker.as_deref().map(|name| format!("{}: ", bold(&printable(name), screen)));
    head + &wrapped(&format!("{}{snippet}", speaker.unwrap_or_default()), 4, screen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture;

    #[test]
    fn hits_show_where_they_stand() {
        let (_folder, path) = fixture::file();
        let args = SearchArgs { words: vec!["resume".to_owned()], limit: 1, quotes: true };
        let mut out = Vec::new();
        run(&args, &path, &mut out).expect("it searches");
        let expected = "article 1  2023-03-04  Daily Planet  Talks resume\n    Wang Yi: The talks will resume on Monday,\n";
        assert_eq!(String::from_utf8(out).expect("UTF-8"), expected);
    }
}
