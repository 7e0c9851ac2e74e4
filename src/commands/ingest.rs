//! `nutgraf ingest`: reads articles and adds what they say to the database.
//!
//! In: paths. Out: rows, a line on standard error for each input that failed, and a summary. `nutgraf ingest articles/`.

use super::session::{self, Session};
use super::{ExitStatus, pipeline, summary};
use crate::cli::IngestArgs;
use crate::dedup::Profile;
use crate::input::{self, FieldNames, Options, PathPattern, Raw, SideTable};
use crate::lexicon::own_names::{self, OwnNames};
use crate::model::OwnName;
use crate::store::{Added, Incoming, Reader, Reading, Store};
use crate::{Error, Result, analyse};
use std::collections::BTreeSet;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;

/// Runs the command.
pub fn run(args: &IngestArgs, db: &Path, out: &mut dyn Write) -> Result<ExitStatus> {
    let began = Instant::now();
    let today = args.today.unwrap_or_else(session::today);
    let options = options(args)?;
    // Paths are checked before a database is made: a mistyped one leaves nothing behind.
    drop(input::walk(&args.paths, &options)?);
    let own_names = args.names.as_deref().map(read_names).transpose()?;
    if !db.exists() {
        // Nobody waits for it: what it has not made when it is needed is made then.
        std::thread::spawn(warm_up);
    }
    let store = open(db)?;
    session::stop_on_signal();
    let reader = store.reader()?;
    let mut session = Session::start(store, "ingest", today);
    if let Some(rows) = own_names {
        keep_names(&mut session, rows)?;
    }
    let own = OwnNames::new(session.store.own_names()?);
    let known_count = AtomicU64::new(0);
    let readable = Mutex::new(Vec::new());
    let bar = session::progress(count_files(args, &options)?, args.quiet || args.json);

    let (options_ref, bar_ref, known_ref, readable_ref) = (&options, &bar, &known_count, &readable);
    let produce = move |put: &mut dyn FnMut(Raw, usize) -> ControlFlow<()>| {
        for source in input::walk(&args.paths, options_ref)? {
            let mut failed = BTreeSet::new();
            let flow =
                read_source(&source, options_ref, args.again, &reader, known_ref, &mut |raw, bytes| {
                    if raw.content.is_err() {
                        failed.insert(raw.uri.clone());
                    }
                    put(raw, bytes)
                })?;
            bar_ref.inc(1);
            if flow.is_break() {
                break;
            }
            let mut places = reader.unread_places(&source.uri)?;
            places.retain(|place| !failed.contains(place));
            readable_ref.lock().expect("no holder of this lock panics").extend(places);
        }
        reader.let_go()
    };
    let work = |raw: Raw| prepare(raw, &options, &own);
    let consume = |incoming: Incoming| {
        if let Err(problem) = &incoming.reading {
            bar.suspend(|| eprintln!("nutgraf: cannot read {}: {problem}", incoming.uri));
        }
        store_one(&mut session, &incoming, args.again)?;
        Ok(if session::stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    };
    let done = pipeline::run(session::threads(args.threads), produce, work, consume);
    bar.finish_and_clear();
    session.counts.known += known_count.into_inner();
    if done.is_err() {
        session.store.rollback();
    }
    done?;
    let readable = readable.into_inner().expect("no holder of this lock panics");
    if !readable.is_empty() {
        session.open()?;
        session.store.forget_unread_places(&readable)?;
    }
    let counts = session.finish()?;
    if args.json {
        summary::json(db, &counts, began.elapsed(), out)?;
    } else if !args.quiet {
        summary::text(db, &counts, began.elapsed(), out)?;
    }
    Ok(if counts.failed > 0 { ExitStatus::SomeFailed } else { ExitStatus::Done })
}

/// Opens or makes the database; one whose facts other rules made is not added to.
fn open(db: &Path) -> Result<Store> {
    let store = Store::create_or_open(db)?;
    require_our_analyser(&store, db)?;
    Ok(store)
}

/// Fails where another analyser made the facts: ours may not be added to them.
pub fn require_our_analyser(store: &Store, db: &Path) -> Result<()> {
    let ours = analyse::version();
    match store.analyser()? {
        Some(found) if found != ours => Err(Error::OtherAnalyser { path: db.to_path_buf(), found, ours }),
        _ => Ok(()),
    }
}

fn options(args: &IngestArgs) -> Result<Options> {
    let pattern = |option: &str, pattern: &Option<String>| match pattern {
        Some(pattern) => PathPattern::parse(pattern)
            .map(Some)
            .map_err(|reason| Error::Usage(format!("{option}: {reason}"))),
        None => Ok(None),
    };
    Ok(Options {
        today: Some(args.today.unwrap_or_else(session::today)),
        format: args.format.map(Into::into),
        outlet: args.outlet.clone(),
        outlet_from_path: pattern("--outlet-from-path", &args.outlet_from_path)?,
        date_from_path: pattern("--date-from-path", &args.date_from_path)?,
        side_table: args.metadata.as_deref().map(SideTable::load).transpose()?.map(Arc::new),
        fields: FieldNames {
            text: args.text_field.clone(),
            title: args.title_field.clone(),
            date: args.date_field.clone(),
            url: args.url_field.clone(),
            outlet: args.outlet_field.clone(),
            author: args.author_field.clone(),
            id: args.id_field.clone(),
            language: args.language_field.clone(),
        },
    })
}

/// Counts the files for the progress bar; 0 where none is shown or standard input is read.
fn count_files(args: &IngestArgs, options: &Options) -> Result<u64> {
    let shown = std::io::IsTerminal::is_terminal(&std::io::stderr()) && !args.quiet && !args.json;
    if !shown { Ok(0) } else { Ok(input::walk(&args.paths, options)?.count() as u64) }
}

/// Reads a source's records and passes on those that are not known.
fn read_source(
    source: &input::Source,
    options: &Options,
    again: bool,
    reader: &Reader,
    known_count: &AtomicU64,
    put: &mut dyn FnMut(Raw, usize) -> ControlFlow<()>,
) -> Result<ControlFlow<()>> {
    if source.is_stdin() {
        // The next record may be long in coming.
        reader.let_go()?;
    }
    let mut failure = None;
    let flow = input::read(source, options, &mut |raw| {
        if !again && raw.content.is_ok() {
            match reader.is_stored(&raw.uri, &raw.raw_hash) {
                Ok(true) => {
                    known_count.fetch_add(1, Ordering::Relaxed);
                    return if session::stopped() {
                        ControlFlow::Break(())
                    } else {
                        ControlFlow::Continue(())
                    };
                }
                Ok(false) => {}
                Err(error) => {
                    failure = Some(error);
                    return ControlFlow::Break(());
                }
            }
        }
        // Now the writer has something to do.
        failure = reader.let_go().err();
        let bytes = raw.content.as_ref().map_or(0, Vec::len);
        if failure.is_some() { ControlFlow::Break(()) } else { put(raw, bytes) }
    });
    failure.map_or(Ok(flow), Err)
}

/// Reads a few words, so that word lists and patterns, which are made at their first use, are there when a new file's tables are.
fn warm_up() {
    let text =
        "PARIS, March 7 (AFP) - Wang Yi told reporters on Monday that France had \"failed\" to meet him.";
    let raw = Raw {
        uri: String::new(),
        path: "".into(),
        record: None,
        format: input::Format::Text,
        media_type: "text/plain",
        byte_count: text.len() as u64,
        raw_hash: String::new(),
        is_gzip: false,
        columns: None,
        content: Ok(text.into()),
    };
    drop(prepare(raw, &Options::default(), &OwnNames::default()));
}

/// Decodes, parses and analyses a record. A panic in there is that record's failure, not the run's.
fn prepare(raw: Raw, options: &Options, own: &OwnNames) -> Incoming {
    let reading = match &raw.content {
        Err(reason) => Err(reason.clone()),
        Ok(_) => session::guarded(|| read_article(&raw, options, own))
            .unwrap_or_else(|| Err(session::STUMBLED.to_string())),
    };
    let Raw { uri, media_type, byte_count, raw_hash, .. } = raw;
    Incoming { uri, media_type, byte_count, raw_hash, reading }
}

fn read_article(raw: &Raw, options: &Options, own: &OwnNames) -> std::result::Result<Box<Reading>, String> {
    let parsed = input::parse(raw, options)?;
    let analysis = analyse::analyse_with(&parsed.article, own);
    let profile = Profile::new(&parsed.article);
    let remarks = parsed.problem.into_iter().chain(analyse::remark(&parsed.article));
    let problem = remarks.reduce(|all, remark| format!("{all}; {remark}"));
    Ok(Box::new(Reading {
        article: parsed.article,
        external_id: parsed.external_id,
        problem,
        analysis,
        profile,
    }))
}

/// Adds one record in the open transaction.
fn store_one(session: &mut Session, incoming: &Incoming, again: bool) -> Result<()> {
    session.open()?;
    let run_id = session.run_id()?;
    match session.store.add(run_id, &session::now(), incoming, again)? {
        Added::New => session.counts.new += 1,
        Added::Known => session.counts.known += 1,
        Added::Updated => session.counts.updated += 1,
        Added::Failed => session.counts.failed += 1,
    }
    session.refresh()?;
    session.step()?;
    Ok(())
}

/// Reads the user's table of names.
fn read_names(path: &Path) -> Result<Vec<OwnName>> {
    let table = std::fs::read_to_string(path)
        .map_err(|source| Error::Usage(format!("--names: cannot read {}: {source}", path.display())))?;
    own_names::read(&table).map_err(|reason| Error::Usage(format!("--names: {}: {reason}", path.display())))
}

/// Puts the user's names in place of those kept so far; what articles say of names that came or went is read again.
fn keep_names(session: &mut Session, rows: Vec<OwnName>) -> Result<()> {
    session.open()?;
    session.store.replace_own_names(OwnNames::new(rows).rows())?;
    session.refresh()?;
    session.commit()
}
