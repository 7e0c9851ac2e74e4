//! The only SQL.

mod failure;
mod identity;
pub mod query;
mod read_only;

pub use failure::error;
pub use identity::{APPLICATION_ID, FORMAT_VERSION, identify};
pub use read_only::open_read_only;

#[cfg(test)]
mod fixture;
