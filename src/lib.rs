//! A knowledge store for news articles: text in, facts out, into one SQLite file.
//!
//! ```text
//! input ──> Article ──> analyse ──> Analysis ──> store ──> nutgraf.db ──> export
//! (bytes)               text                     link
//!                       entity, time
//!                       quote, event
//! ```
//!
//! Analysis is pure: no file, no clock, no randomness.
//!
//! ```
//! use nutgraf::{Article, analyse};
//!
//! let article = Article::new("BRUSSELS — “The talks will resume on Monday,” Ursula von der Leyen told reporters.");
//! let analysis = analyse(&article);
//! let quote = &analysis.quotes[0];
//! let speaker = &analysis.entities[quote.speaker.expect("the cue names her")];
//! assert_eq!(speaker.name, "Ursula von der Leyen");
//! assert_eq!(nutgraf::span::Text::new(&article.body).slice(quote.enclosing()), "The talks will resume on Monday,");
//! ```

pub mod analyse;
pub mod canonical;
pub mod cli;
pub mod commands;
pub mod dedup;
pub mod entity;
pub mod error;
pub mod event;
pub mod export;
pub mod input;
pub mod lexicon;
pub mod link;
pub mod model;
pub mod quote;
pub mod span;
pub mod store;
pub mod text;
pub mod time;

pub use analyse::analyse;
pub use error::{Error, Result};
pub use model::{Analysis, Article};
