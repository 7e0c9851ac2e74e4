//! The only SQL: one SQLite file of articles and what was found in them.
//!
//! In: articles with their analyses. Out: rows, and answers about rows. An article's rows are written in one transaction;
//! what depends on several articles (copies, counts, statements) is settled before the transaction ends.

mod chains;
pub mod check;
mod copies;
pub mod decisions;
mod facts;
mod failure;
pub mod find;
mod group_nodes;
mod group_sums;
mod groups;
mod highlights;
mod identity;
mod last_names;
pub(crate) mod migrations;
mod namesakes;
mod open;
mod own_names;
pub mod query;
mod read;
mod read_only;
pub mod reading;
mod rebuild;
mod record;
mod remove;
pub mod report;
mod run;
pub mod schema;
pub mod search;
mod shingles;
mod stories;
mod story_nodes;
mod tally;
mod variants;

pub use failure::error;
pub use highlights::{Highlight, Totals};
pub use identity::{APPLICATION_ID, FORMAT_VERSION, identify};
pub use open::{Reader, Store};
pub use read_only::open_read_only;
pub use record::{Added, Incoming, Reading};
pub use run::Counts;

#[cfg(test)]
pub(crate) mod fixture;

#[cfg(test)]
mod bounds;
