//! What `ingest` and `rebuild` share: the clock, the wish to stop, the batches and the progress bar.
//!
//! In: a store. Out: a run that commits about once a second and stops between two articles when the user asks.

use crate::lexicon::own_names::OwnNames;
use crate::store::{Counts, Store};
use crate::{Error, Result, analyse};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::io::{IsTerminal, stderr};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Commits wait for the disk, so articles share one: this many ...
const ARTICLES_PER_COMMIT: usize = 1000;
/// ... or what this time brings: a crash loses no more.
const TIME_PER_COMMIT: Duration = Duration::from_secs(1);
/// How often the progress bar is drawn.
const DRAWS_PER_SECOND: u8 = 10;

/// Set when the user asked to stop.
static STOP: AtomicBool = AtomicBool::new(false);

/// Lets SIGINT and SIGTERM end the run after the article at hand; a second one ends the program at once.
pub fn stop_on_signal() {
    // A handler that is there already (a second call, or an embedding program's) is as good.
    let _ = ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::SeqCst) {
            std::process::exit(130);
        }
    });
}

/// Tells whether the user asked to stop.
pub fn stopped() -> bool {
    STOP.load(Ordering::SeqCst)
}

/// Returns the time, UTC, to the second: `2022-03-07T10:15:00Z`.
pub fn now() -> String {
    Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Returns the computer's date.
pub fn today() -> Date {
    Timestamp::now().to_zoned(TimeZone::system()).date()
}

/// Returns the number of threads to use.
pub fn threads(wanted: Option<usize>) -> usize {
    wanted.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from))
}

/// A run of transactions on a store.
#[derive(Debug)]
pub struct Session {
    /// The database.
    pub store: Store,
    /// What was done so far.
    pub counts: Counts,
    command: String,
    today: Date,
    started_at: String,
    /// The row of `runs`; it is written with the first transaction.
    run_id: Option<i64>,
    open: bool,
    articles: usize,
    began: Instant,
}

impl Session {
    /// Starts a run; nothing is written yet.
    pub fn start(store: Store, command: &str, today: Date) -> Session {
        Session {
            store,
            counts: Counts::default(),
            command: command.to_string(),
            today,
            started_at: now(),
            run_id: None,
            open: false,
            articles: 0,
            began: Instant::now(),
        }
    }

    /// Starts a run inside a transaction that is open already.
    pub fn join(store: Store, command: &str, today: Date) -> Session {
        Session { open: true, ..Session::start(store, command, today) }
    }

    /// Makes sure that a transaction is open.
    pub fn open(&mut self) -> Result<()> {
        if !self.open {
            self.store.begin()?;
            (self.open, self.articles, self.began) = (true, 0, Instant::now());
        }
        Ok(())
    }

    /// Returns the row of `runs`, which is made when it is first asked for, inside a transaction.
    pub fn run_id(&mut self) -> Result<i64> {
        if let Some(id) = self.run_id {
            return Ok(id);
        }
        if self.store.analyser()?.is_none() {
            self.store.set_analyser(&analyse::version())?;
        }
        let id = self.store.start_run(&self.command, self.today, &self.started_at)?;
        self.run_id = Some(id);
        Ok(id)
    }

    /// Commits when enough has come together; tells whether it did.
    pub fn step(&mut self) -> Result<bool> {
        self.articles += 1;
        let due = self.articles >= ARTICLES_PER_COMMIT || self.began.elapsed() >= TIME_PER_COMMIT;
        if due {
            self.commit()?;
        }
        Ok(due)
    }

    /// Analyses again the articles whose facts may have changed.
    pub fn refresh(&mut self) -> Result<()> {
        let stale = self.store.take_stale();
        if stale.is_empty() {
            return Ok(());
        }
        let own = OwnNames::new(self.store.own_names()?);
        for article_id in stale {
            let article = self.store.article(article_id)?;
            let analysis = guarded(|| analyse::analyse_with(&article, &own)).unwrap_or_default();
            self.store.replace_facts(article_id, &article, &analysis)?;
        }
        Ok(())
    }

    /// Does so for those that are about a namesake, or whose story tells of whom a last name is, now that the whole batch has told
    /// who is who.
    fn settle_persons(&mut self) -> Result<()> {
        loop {
            self.store.settle_namesakes()?;
            if self.store.stale_count() == 0 {
                self.store.settle_last_names()?;
            }
            if self.store.stale_count() == 0 {
                return Ok(());
            }
            self.refresh()?;
        }
    }

    /// Commits what is open, with the counts so far.
    pub fn commit(&mut self) -> Result<()> {
        if self.open {
            self.settle_persons()?;
            self.write_run(None)?;
            self.store.commit()?;
            self.open = false;
        }
        Ok(())
    }

    /// Ends the run: commits, marks it finished unless the user stopped it, and folds the log into the file.
    pub fn finish(mut self) -> Result<Counts> {
        match self.open {
            true => {
                self.settle_persons()?;
                self.store.settle()?;
            }
            false => self.store.begin_small()?,
        }
        let run_id = self.run_id()?;
        self.counts.near_duplicate = self.store.near_duplicates_of_run(run_id)?;
        self.write_run((!stopped()).then(now).as_deref())?;
        self.store.commit()?;
        self.store.close()?;
        if stopped() { Err(Error::Interrupted) } else { Ok(self.counts) }
    }

    fn write_run(&mut self, finished_at: Option<&str>) -> Result<()> {
        let run_id = self.run_id()?;
        self.store.update_run(run_id, &self.counts, finished_at)
    }
}

/// What is said of an article at which the program panicked.
pub const STUMBLED: &str = "the program stumbled over it (please report it with the file)";

/// Runs the analysis of one article; `None` if it panics. A fault in there is that article's failure, not the run's.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

/// Returns a progress bar on standard error; it shows nothing unless that is a terminal. `total` 0: unknown.
pub fn progress(total: u64, quiet: bool) -> ProgressBar {
    if quiet || !stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let (bar, template) = match total {
        0 => (ProgressBar::no_length(), "{spinner} {human_pos} files, {rate}"),
        total => (ProgressBar::new(total), "{bar:30} {human_pos} of {human_len}, {rate}, {eta} left"),
    };
    bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(DRAWS_PER_SECOND));
    let rate = |state: &ProgressState, text: &mut dyn std::fmt::Write| {
        // A bar that cannot be drawn is no reason to stop.
        let _ = write!(text, "{:.0}/s", state.per_sec());
    };
    let style = ProgressStyle::with_template(template).expect("the template is well formed");
    bar.set_style(style.with_key("rate", rate));
    bar
}
