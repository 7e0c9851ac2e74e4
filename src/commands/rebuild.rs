//! `nutgraf rebuild`: makes all facts again from the stored texts.
//!
//! In: the database. Out: the same database with this program's facts. `nutgraf rebuild` after an update of nutgraf.

use super::session::{self, Session};
use super::{ExitStatus, pipeline, summary};
use crate::cli::RebuildArgs;
use crate::dedup::Profile;
use crate::lexicon::own_names::OwnNames;
use crate::model::{Analysis, Article};
use crate::store::Store;
use crate::{Result, analyse};
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Instant;

/// Ids fetched at a time.
const IDS_PER_QUERY: usize = 1000;

/// Runs the command.
pub fn run(args: &RebuildArgs, db: &Path, out: &mut dyn Write) -> Result<ExitStatus> {
    let began = Instant::now();
    let mut store = Store::open(db)?;
    session::stop_on_signal();
    store.start_rebuild()?;
    let reader = store.reader()?;
    let bar = session::progress(store.article_count()?, args.quiet || args.json);
    let mut session = Session::start(store, "rebuild", args.today.unwrap_or_else(session::today));

    let produce = move |put: &mut dyn FnMut((i64, Article), usize) -> ControlFlow<()>| {
        let mut last = 0;
        loop {
            let ids = reader.articles_after(last, IDS_PER_QUERY)?;
            let Some(&newest) = ids.last() else { return Ok(()) };
            for id in ids {
                let article = reader.article(id)?;
                let bytes = article.body.len();
                if put((id, article), bytes).is_break() {
                    return Ok(());
                }
            }
            last = newest;
        }
    };
    let own = OwnNames::new(session.store.own_names()?);
    let work = |(id, article): (i64, Article)| {
        let analysis = session::guarded(|| analyse::analyse_with(&article, &own));
        let profile = Profile::new(&article);
        (id, article, analysis, profile)
    };
    let consume = |(id, article, analysis, profile): (i64, Article, Option<Analysis>, Profile)| {
        session.open()?;
        if analysis.is_none() {
            session.counts.failed += 1;
            let hash = &article.content_hash;
            bar.suspend(|| eprintln!("nutgraf: no facts from article {id} ({hash}): {}", session::STUMBLED));
        }
        session.store.replace_facts(id, &article, &analysis.unwrap_or_default())?;
        session.store.replace_profile(id, &profile)?;
        session.counts.updated += 1;
        bar.inc(1);
        session.step()?;
        Ok(if session::stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    };
    pipeline::run(session::threads(args.threads), produce, work, consume)?;
    bar.finish_and_clear();
    session.commit()?;
    if !session::stopped() {
        session.store.set_analyser(&analyse::version())?;
    }
    let counts = session.finish()?;
    if args.json {
        summary::json(db, &counts, began.elapsed(), out)?;
    } else if !args.quiet {
        summary::rebuilt(db, &counts, began.elapsed(), out)?;
    }
    Ok(if counts.failed > 0 { ExitStatus::SomeFailed } else { ExitStatus::Done })
}
