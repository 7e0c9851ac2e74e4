//! Names the user told of beforehand.
//!
//! In: a row of the user's table. Out: one spelling. `Robert Hale` may be written "the Rook".

use super::EntityKind;

/// One spelling of a name the user told of beforehand.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct OwnName {
    /// The words to look for; case counts.
    pub spelling: String,
    /// What the entity is called.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// ISO 3166 alpha-3.
    pub country: Option<String>,
}
