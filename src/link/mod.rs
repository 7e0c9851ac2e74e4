//! Across articles: which texts are copies or newer versions of others, who is who, which quotes are one statement, which
//! reports are one happening.
//!
//! In: plain values about articles, quotes and events. Out: assignments. All functions are pure and know no order of
//! arrival: two databases with the same inputs link alike. The store calls them on what a batch touched.

pub mod copies;
pub mod decisions;
pub mod groups;
pub mod happenings;
pub mod identity;
pub mod last_names;
pub mod namesakes;
pub mod statements;
pub mod stories;
pub mod terms;
