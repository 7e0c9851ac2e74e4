//! Names, and who inside one article is one and the same.
//!
//! In: a [`Document`]. Out: entities, mentions and roles. "Wang Yi ... Mr Wang" is one entity with two mentions.

use crate::model::{Entity, EntityIndex, Mention, Role, Span};
use crate::text::Document;

/// Who and what an article names.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Names {
    /// The entities; mentions and roles refer to them by index.
    pub entities: Vec<Entity>,
    /// In order of their place, not overlapping.
    pub mentions: Vec<Mention>,
    /// Offices somebody is said to hold.
    pub roles: Vec<Role>,
}

impl Names {
    /// Returns the mentions that lie wholly inside `span`.
    pub fn mentions_in(&self, span: Span) -> &[Mention] {
        let start = self.mentions.partition_point(|mention| mention.span.start < span.start);
        let end = self.mentions.partition_point(|mention| mention.span.end <= span.end);
        &self.mentions[start..end.max(start)]
    }

    /// Returns the entity at `index`.
    pub fn entity(&self, index: EntityIndex) -> &Entity {
        &self.entities[index]
    }
}

/// Finds the names of an article and links those of one entity.
pub fn find(_document: &Document<'_>) -> Names {
    Names::default()
}
