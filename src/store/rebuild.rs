//! What `rebuild` needs: the articles one by one, and room for their facts made anew.
//!
//! In: ids in ascending order. Out: articles, and later their new facts. A killed rebuild leaves a file that asks for another.

use super::Store;
use crate::Result;
use crate::dedup::Profile;
use crate::model::{Analysis, Article};

/// Stands for the analyser's version while a rebuild is under way: `ingest` refuses such a file.
const REBUILDING: &str = "unfinished rebuild";

impl Store {
    /// Begins a rebuild: takes out what cannot be replaced article by article.
    pub fn start_rebuild(&mut self) -> Result<()> {
        self.begin()?;
        let clear = "DELETE FROM article_shingles; DELETE FROM near_links; DELETE FROM entity_identifiers;
                     DELETE FROM group_bins; DELETE FROM group_nodes; DELETE FROM story_bins; DELETE FROM story_nodes; DELETE FROM stories;";
        let cleared = self.connection.execute_batch(clear);
        cleared.map_err(|e| self.error(e))?;
        self.set_analyser(REBUILDING)?;
        self.profiles.clear();
        self.connection.execute_batch("COMMIT").map_err(|e| self.error(e))
    }

    /// Returns the number of articles.
    pub fn article_count(&self) -> Result<u64> {
        let count: rusqlite::Result<i64> =
            self.connection.query_row("SELECT count(*) FROM articles", [], |row| row.get(0));
        count.map(i64::cast_unsigned).map_err(|e| self.error(e))
    }

    /// Reads an article as analysis sees it.
    pub fn article(&self, article_id: i64) -> Result<Article> {
        self.read_article(article_id).map_err(|e| self.error(e))
    }

    /// Makes an article's facts anew, inside the open transaction.
    pub fn replace_facts(&mut self, article_id: i64, article: &Article, analysis: &Analysis) -> Result<()> {
        self.swap_facts(article_id, article, analysis).map_err(|e| self.error(e))
    }

    /// Makes what an article is compared with others by anew, after [`Store::start_rebuild`].
    pub fn replace_profile(&mut self, article_id: i64, profile: &Profile) -> Result<()> {
        self.unsettled.insert(article_id);
        self.gathering.stale.insert(article_id);
        self.insert_profile(article_id, profile).map_err(|e| self.error(e))
    }
}
