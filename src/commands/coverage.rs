//! `nutgraf coverage`: the sentences that gave no fact though a word in them might.
//!
//! In: a database. Out: article, word and sentence, such as `article 12  trigger  protest: "No protest was heard, ..."`. The texts
//! are read again for their cues and triggers; whether a fact came of them is asked of the database.

use super::reading::{self, Row};
use super::screen::{bold, wrapped};
use super::{ExitStatus, output_error};
use crate::Result;
use crate::analyse::{self, Hint};
use crate::cli::CoverageArgs;
use crate::export::{Screen, Value};
use crate::model::Article;
use crate::store::{self, find, reading as store_reading};
use std::io::Write;
use std::path::Path;

/// The columns of a row.
const COLUMNS: [&str; 7] = ["article_id", "published_on", "outlet", "kind", "word", "sentence", "char_start"];

/// Prints the sentences; how many there are is said on standard error.
pub fn run(args: &CoverageArgs, db: &Path, out: &mut dyn Write) -> Result<ExitStatus> {
    let connection = store::open_read_only(db)?;
    let ids = match &args.article {
        Some(which) => vec![find::article(&connection, db, which)?],
        None => store_reading::article_ids(&connection, db)?,
    };
    let mut writer = reading::writer(&args.print, layout);
    writer.start(&COLUMNS.map(str::to_owned), out).map_err(output_error)?;
    let (mut count, mut is_cut) = (0, false);
    'articles: for id in ids {
        let (article, facts) = store_reading::article_with_facts(&connection, db, id)?;
        let is_told = |hint: &Hint| {
            let facts = if hint.is_cue { &facts.quotes } else { &facts.events };
            facts.iter().any(|fact| fact.overlaps(hint.sentence))
        };
        for hint in analyse::hints(&article).iter().filter(|hint| !is_told(hint)) {
            if args.print.limit > 0 && count == args.print.limit {
                is_cut = true;
                break 'articles;
            }
            count += 1;
            writer.row(&values(id, &article, hint), out).map_err(output_error)?;
        }
    }
    writer.finish(out).and_then(|()| out.flush()).map_err(output_error)?;
    let more = if is_cut { ", and there are more (--limit 0 prints all)" } else { "" };
    reading::remark(&format!("{count} words without a fact{more}"));
    Ok(ExitStatus::Done)
}

fn values<'a>(id: i64, article: &'a Article, hint: &'a Hint) -> Vec<Value<'a>> {
    let text = |text: &'a str| Value::Text(text.into());
    vec![
        Value::Integer(id),
        article.metadata.published_on.map_or(Value::Null, |day| Value::Text(day.to_string().into())),
        article.metadata.outlet.as_deref().map_or(Value::Null, text),
        text(if hint.is_cue { "cue" } else { "trigger" }),
        text(&hint.word),
        text(&hint.text),
        Value::Integer(i64::from(hint.sentence.start)),
    ]
}

/// Lays out a word and its sentence.
fn layout(row: &Row<'_, '_>, screen: Screen) -> String {
    let word = bold(&row.text("word").unwrap_or_default(), screen);
    let kind = row.text("kind").unwrap_or_default();
    let head = format!("article {}  {kind:7}  {word}\n", row.number("article_id"));
    head + &wrapped(&row.text("sentence").unwrap_or_default(), 4, screen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Print;
    use crate::store::fixture;

    #[test]
    fn sentences_with_a_fact_are_not_listed_and_others_are() {
        let (_folder, path) = fixture::file();
        let covered = || {
            let print = Print { limit: 0, format: None, raw_formulas: false };
            let mut out = Vec::new();
            run(&CoverageArgs { article: None, print }, &path, &mut out).expect("it prints");
            String::from_utf8(out).expect("UTF-8")
        };
        assert!(!covered().contains("met"), "{}", covered());
        fixture::change(&path, "DELETE FROM events");
        let expected = "article 1  trigger  met\n    China met Ukraine in Geneva on 3 March 2023.\n";
        assert!(covered().contains(expected), "{}", covered());
    }
}
