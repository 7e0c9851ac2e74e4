//! The only SQL.

pub mod check;
mod failure;
pub mod find;
mod identity;
pub(crate) mod migrations;
pub mod query;
mod read_only;
pub mod report;
pub mod schema;
pub mod search;

pub use failure::error;
pub use identity::{APPLICATION_ID, FORMAT_VERSION, identify};
pub use read_only::open_read_only;

#[cfg(test)]
pub(crate) mod fixture;
