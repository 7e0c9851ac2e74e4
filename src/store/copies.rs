//! Near copies and versions: finds candidates by shared shingles, keeps the links, settles who stands for whom.
//!
//! In: an article's profile. Out: rows of `article_shingles` and `near_links`, and the columns `near_duplicate_of`,
//! `version_of` and `is_counted` of every article whose group the transaction touched.

use super::Store;
use super::shingles::{Place, rank};
use super::tally::tally_counts;
use crate::dedup::Profile;
use crate::link::copies::{Likeness, Member, assign};
use rusqlite::params;
use std::collections::{BTreeMap, BTreeSet};

/// Hashes in the profiles kept: a template's articles are compared with each other again and again. An article has about
/// 1,000, so this keeps some 500 of them in 4 MB.
const PROFILE_HASHES_MAX: usize = 500_000;

impl Store {
    /// Stores what an article is compared by and links it to those it is nearly a copy of.
    pub(super) fn insert_profile(&mut self, article_id: i64, profile: &Profile) -> rusqlite::Result<()> {
        let (place, sketch) = (self.place(article_id)?, profile.sketch());
        let seen = self.see(place, &sketch)?;
        for other_id in seen.alike {
            self.compare(article_id, profile, other_id)?;
        }
        self.insert_sketch(place, &sketch)?;
        seen.pushed.into_iter().try_for_each(|pushed| self.review_links(pushed))
    }

    /// Takes out an article's shingles and links; its neighbours must be settled again.
    pub(super) fn delete_profile(&mut self, article_id: i64) -> rusqlite::Result<()> {
        let sketch = Profile::new(&self.read_article(article_id)?).sketch();
        let pulled = self.delete_sketch(self.place(article_id)?, &sketch)?;
        self.unsettled.extend(neighbours(&self.connection, article_id)?.into_iter().map(|(other, ..)| other));
        self.connection
            .prepare_cached("DELETE FROM near_links WHERE article_id = ?1 OR other_id = ?1")?
            .execute([article_id])?;
        self.profiles.remove(&article_id);
        for pulled in pulled {
            let profile = Profile::new(&self.read_article(pulled)?);
            let seen = self.see(self.place(pulled)?, &profile.sketch())?;
            for other_id in seen.alike {
                self.compare(pulled, &profile, other_id)?;
            }
        }
        Ok(())
    }

    /// Returns where an article stands in the lists of its shingles.
    pub(super) fn place(&self, article_id: i64) -> rusqlite::Result<Place> {
        let member = self.member(article_id)?.expect("an article with a profile has its row");
        Ok((rank(&member), article_id))
    }

    /// Takes away the links of an article that some no longer see.
    fn review_links(&mut self, article_id: i64) -> rusqlite::Result<()> {
        let others = neighbours(&self.connection, article_id)?;
        if others.is_empty() {
            return Ok(());
        }
        let known = |store: &Store, id: i64| -> rusqlite::Result<(Place, Vec<i64>)> {
            Ok((store.place(id)?, Profile::new(&store.read_article(id)?).sketch()))
        };
        let (place, sketch) = known(self, article_id)?;
        for (other_id, ..) in others {
            let (other, other_sketch) = known(self, other_id)?;
            if !self.see_each_other((place, &sketch), (other, &other_sketch))? {
                let sql = "DELETE FROM near_links WHERE article_id = ?1 AND other_id = ?2";
                let mut drop = self.connection.prepare_cached(sql)?;
                drop.execute([article_id, other_id])?;
                drop.execute([other_id, article_id])?;
                self.unsettled.extend([article_id, other_id]);
            }
        }
        Ok(())
    }

    fn compare(&mut self, article_id: i64, profile: &Profile, other_id: i64) -> rusqlite::Result<()> {
        if !self.profiles.contains_key(&other_id) {
            let other = Profile::new(&self.read_article(other_id)?);
            let kept: usize = self.profiles.values().map(Profile::size).sum();
            if kept + other.size() > PROFILE_HASHES_MAX {
                self.profiles.clear();
            }
            self.profiles.insert(other_id, other);
        }
        if let Some(likeness) = profile.near(&self.profiles[&other_id]) {
            let [jaccard, inside, holding] = [likeness.jaccard, likeness.inside, likeness.holding]
                .map(|share| (share * 1000.0).round() as i64);
            let sql = "INSERT OR REPLACE INTO near_links (article_id, other_id, per_mille, inside_per_mille) \
                       VALUES (?1, ?2, ?3, ?4)";
            let mut insert = self.connection.prepare_cached(sql)?;
            insert.execute([article_id, other_id, jaccard, inside])?;
            insert.execute([other_id, article_id, jaccard, holding])?;
            self.unsettled.extend([article_id, other_id]);
        }
        Ok(())
    }

    /// Assigns copies and versions anew in every group the transaction touched.
    pub(super) fn settle_copies(&mut self) -> rusqlite::Result<()> {
        while let Some(&article_id) = self.unsettled.first() {
            let group = self.group_of(article_id)?;
            for id in &group.ids {
                self.unsettled.remove(id);
            }
            // One that was deleted after it was marked is in no group, not even its own.
            self.unsettled.remove(&article_id);
            self.settle_group(&group)?;
        }
        Ok(())
    }

    /// Collects the articles that links join with this one.
    fn group_of(&self, article_id: i64) -> rusqlite::Result<Group> {
        let mut group = Group::default();
        let (mut waiting, mut places) = (vec![article_id], BTreeMap::new());
        let mut pairs = BTreeMap::new();
        while let Some(id) = waiting.pop() {
            if places.contains_key(&id) {
                continue;
            }
            let Some(member) = self.member(id)? else { continue };
            places.insert(id, group.ids.len());
            group.ids.push(id);
            group.members.push(member);
            for (other, per_mille, inside) in neighbours(&self.connection, id)? {
                waiting.push(other);
                pairs.insert((id, other), (per_mille, inside));
            }
        }
        let links = pairs.iter().filter(|((a, b), _)| a < b).map(|(&(a, b), &(per_mille, a_inside))| {
            let b_inside = pairs[&(b, a)].1;
            Likeness { a: places[&a], b: places[&b], per_mille, a_inside, b_inside }
        });
        group.links = links.collect();
        Ok(group)
    }

    fn member(&self, article_id: i64) -> rusqlite::Result<Option<Member>> {
        let sql = "SELECT content_hash, coalesce(published_at, published_on), modified_at, url FROM articles WHERE id = ?1";
        let mut find = self.connection.prepare_cached(sql)?;
        let mut rows = find.query([article_id])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        Ok(Some(Member {
            content_hash: row.get(0)?,
            published: row.get(1)?,
            modified: row.get(2)?,
            url: row.get(3)?,
        }))
    }

    fn settle_group(&mut self, group: &Group) -> rusqlite::Result<()> {
        let assignments = assign(&group.members, &group.links);
        let replaced: BTreeSet<usize> =
            assignments.iter().filter_map(|assignment| assignment.version_of).collect();
        for (n, assignment) in assignments.iter().enumerate() {
            let is_counted = assignment.near_duplicate_of.is_none() && !replaced.contains(&n);
            let near = assignment.near_duplicate_of.map(|other| group.ids[other]);
            let version = assignment.version_of.map(|other| group.ids[other]);
            self.set_copy(group.ids[n], near, version, is_counted)?;
        }
        Ok(())
    }

    /// Writes an article's standing where it changed; the body is long, so an unchanged row is not written again.
    fn set_copy(
        &mut self,
        article_id: i64,
        near: Option<i64>,
        version: Option<i64>,
        is_counted: bool,
    ) -> rusqlite::Result<()> {
        let sql = "UPDATE articles SET near_duplicate_of = ?2, version_of = ?3
                   WHERE id = ?1 AND (near_duplicate_of IS NOT ?2 OR version_of IS NOT ?3)";
        if self.connection.prepare_cached(sql)?.execute(params![article_id, near, version])? > 0 {
            self.gathering.stale.insert(article_id);
        }
        let sql = "UPDATE articles SET is_counted = ?2 WHERE id = ?1 AND is_counted <> ?2";
        if self.connection.prepare_cached(sql)?.execute(params![article_id, is_counted])? == 0 {
            return Ok(());
        }
        let sign = if is_counted { 1 } else { -1 };
        tally_counts(&self.connection, &mut self.tally, article_id, sign)?;
        self.count_in_story(article_id, sign)?;
        let sql = "UPDATE article_entities SET is_counted = ?2 WHERE article_id = ?1";
        self.connection.prepare_cached(sql)?.execute(params![article_id, is_counted])?;
        self.count_in_groups(article_id, sign, false)
    }
}

/// Articles that links join, with those links.
#[derive(Debug, Default)]
struct Group {
    ids: Vec<i64>,
    members: Vec<Member>,
    links: Vec<Likeness>,
}

fn neighbours(connection: &rusqlite::Connection, article_id: i64) -> rusqlite::Result<Vec<(i64, u32, u32)>> {
    let sql = "SELECT other_id, per_mille, inside_per_mille FROM near_links WHERE article_id = ?1";
    let mut find = connection.prepare_cached(sql)?;
    find.query_map([article_id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect()
}
