//! Whether a file is ours.
use crate::Result;
use rusqlite::Connection;
use std::path::Path;
/// Version of the tables.
pub const FORMAT_VERSION: u32 = 1;
/// In the file's header.
pub const APPLICATION_ID: i32 = 0x6e75_7467;
/// Checks.
pub fn identify(_connection: &Connection, _path: &Path) -> Result<()> {
    Ok(())
}
