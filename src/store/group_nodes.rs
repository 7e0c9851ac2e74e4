//! Whom facts follow in happenings and statements: kept in `group_nodes`, found by `group_bins`.
//!
//! In: facts that came, changed or went. Out: their leaders, and those of the others whom they concern, as if all had been chosen anew
//! in order of rank (see `link/groups.rs`).

use super::Store;
use crate::link::groups::{Bin, Candidate, SEEN_MAX, leader};
use rusqlite::{OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Nodes kept in memory, also between commits, one to two kilobytes each; all are dropped when there are more.
const NODES_KEPT: usize = 8_000;
/// A leader's id while none is chosen.
pub(super) const NOBODY: i64 = 0;

/// What is grouped: quotes or events.
pub trait Grouped: Candidate + PartialEq + Sized + 'static {
    /// Its number in `group_nodes`.
    const KIND: i64;

    /// Reads a candidate; `None` where there is none any more.
    fn load(store: &Store, id: i64, standing: Standing) -> rusqlite::Result<Option<Self>>;

    /// Returns what the open transaction changed about these.
    fn changed(store: &mut Store) -> &mut Nodes<Self>;
}

/// What a fact's node keeps of its article, since that may change before the node does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Facts of two blocks never come together: a number for the story's leader or, without a story, for the article itself. No row id,
    /// or what is stored would depend on when stories were made.
    pub block: i64,
    /// The article's day, counted from 1970-01-01.
    pub day: Option<i32>,
}

/// What an open transaction changed about nodes of one kind.
#[derive(Debug)]
pub struct Nodes<C> {
    /// Rank and id of those whose leader must be chosen again.
    dirty: BTreeSet<(i64, i64)>,
    /// Those that came or chose another leader.
    pub(super) touched: BTreeSet<i64>,
    kept: BTreeMap<i64, Rc<Node<C>>>,
    /// Pairs compared since the store was opened: what grouping costs.
    pub(super) compared: u64,
}

impl<C> Default for Nodes<C> {
    fn default() -> Nodes<C> {
        Nodes { dirty: BTreeSet::new(), touched: BTreeSet::new(), kept: BTreeMap::new(), compared: 0 }
    }
}

impl<C> Nodes<C> {
    /// Forgets nodes kept in memory.
    pub fn forget(&mut self) {
        self.kept.clear();
    }

    /// Forgets what a transaction that was taken back changed.
    pub fn reset(&mut self) {
        *self = Nodes { compared: self.compared, ..Nodes::default() };
    }
}

/// A candidate and its leader.
#[derive(Debug)]
pub struct Node<C> {
    candidate: Rc<C>,
    standing: Standing,
    pub(super) leader_id: i64,
    likeness: u32,
}

/// Finds those that follow a leader, whatever the number of nodes.
const FOLLOWERS: &str =
    "SELECT rank, member_id FROM group_nodes WHERE kind = ?1 AND leader_id = ?2 AND member_id <> ?2";

/// Tells where a node stands in its bins: among leaders, among the others, or (`None`) outside, while it has not been looked at.
pub(super) fn leads(leader_id: i64, id: i64) -> Option<bool> {
    (leader_id != NOBODY).then_some(leader_id == id)
}

impl Store {
    /// Puts a node in place of the one a fact has; `None` takes it out.
    pub(super) fn put_group_node<C: Grouped>(
        &mut self,
        id: i64,
        new: Option<(C, Standing)>,
    ) -> rusqlite::Result<()> {
        let old = self.group_node::<C>(id)?;
        if let (Some(old), Some((candidate, standing))) = (&old, &new)
            && (&*old.candidate, &old.standing) == (candidate, standing)
        {
            return Ok(());
        }
        if let Some(old) = old {
            let (rank, bins) = (old.candidate.rank(), old.candidate.bins());
            C::changed(self).dirty.remove(&(rank, id));
            self.move_in_group_bins(&bins, (rank, id), leads(old.leader_id, id), None)?;
            let sql = "DELETE FROM group_nodes WHERE kind = ?1 AND member_id = ?2";
            self.connection.prepare_cached(sql)?.execute([C::KIND, id])?;
            C::changed(self).kept.remove(&id);
            if old.leader_id == id {
                self.lose_group_leader::<C>(id, rank, &bins)?;
            }
        }
        let Some((candidate, standing)) = new else { return Ok(()) };
        let sql = "INSERT INTO group_nodes (kind, member_id, rank, leader_id, likeness, block, day) VALUES (?1, ?2, ?3, ?4, 0, ?5, ?6)";
        let (rank, Standing { block, day }) = (candidate.rank(), standing);
        self.connection.prepare_cached(sql)?.execute(params![C::KIND, id, rank, NOBODY, block, day])?;
        let nodes = C::changed(self);
        nodes.dirty.insert((rank, id));
        nodes.touched.insert(id);
        self.keep_group_node(
            id,
            Node { candidate: Rc::new(candidate), standing, leader_id: NOBODY, likeness: 0 },
        );
        Ok(())
    }

    /// Chooses leaders anew where they may have changed, in order of rank: each choice concerns later ones only.
    pub(super) fn settle_group_nodes<C: Grouped>(&mut self) -> rusqlite::Result<()> {
        while let Some((_, id)) = C::changed(self).dirty.pop_first() {
            self.choose_group_leader::<C>(id)?;
        }
        Ok(())
    }

    /// Returns whom a fact follows; itself for a leader, and for one that has no node.
    pub(super) fn group_leader<C: Grouped>(&mut self, id: i64) -> rusqlite::Result<i64> {
        Ok(self.group_node::<C>(id)?.map_or(id, |node| node.leader_id))
    }

    fn choose_group_leader<C: Grouped>(&mut self, id: i64) -> rusqlite::Result<()> {
        let Some(node) = self.group_node::<C>(id)? else { return Ok(()) };
        let (rank, bins) = (node.candidate.rank(), node.candidate.bins());
        let mut seen = BTreeMap::new();
        let sql = "SELECT member_id FROM group_bins WHERE bin = ?1 AND is_leader = 1 AND rank < ?2 ORDER BY rank LIMIT ?3";
        for bin in node.candidate.sees() {
            for other in self.group_ids(sql, params![bin, rank, SEEN_MAX as i64])? {
                seen.extend(self.group_node::<C>(other)?.map(|node| (other, node)));
            }
        }
        C::changed(self).compared += seen.len() as u64;
        let found = leader(&*node.candidate, seen.iter().map(|(&id, node)| (id, &*node.candidate)));
        let (leader_id, likeness) = found.unwrap_or((id, 0));
        if (leader_id, likeness) == (node.leader_id, node.likeness) {
            return Ok(());
        }
        let sql = "UPDATE group_nodes SET leader_id = ?3, likeness = ?4 WHERE kind = ?1 AND member_id = ?2";
        self.connection.prepare_cached(sql)?.execute(params![C::KIND, id, leader_id, likeness])?;
        let now = Node { candidate: node.candidate.clone(), standing: node.standing, leader_id, likeness };
        self.keep_group_node(id, now);
        if leader_id == node.leader_id {
            return Ok(());
        }
        C::changed(self).touched.insert(id);
        let (was, is) = (node.leader_id == id, leader_id == id);
        self.move_in_group_bins(&bins, (rank, id), leads(node.leader_id, id), Some(is))?;
        if was {
            self.lose_group_leader::<C>(id, rank, &bins)?;
        } else if is {
            self.gain_group_leader(id, &*node.candidate, &bins)?;
        }
        Ok(())
    }

    /// Makes dirty whom a new leader concerns: those that may follow it, and those whose leader it pushes out of sight.
    fn gain_group_leader<C: Grouped>(
        &mut self,
        id: i64,
        candidate: &C,
        bins: &[Bin],
    ) -> rusqlite::Result<()> {
        let mut concerned = BTreeSet::new();
        for bin in bins {
            let first = self.first_group_leaders(bin.own)?;
            if first.iter().take(SEEN_MAX).any(|&other| other == id) {
                concerned.extend(&bin.seen_by);
                if let Some(&pushed) = first.get(SEEN_MAX) {
                    self.free_group::<C>(pushed)?;
                }
            }
        }
        self.attract_to_group(candidate, &concerned)
    }

    /// Makes dirty whom a former leader concerns: its followers, and those that see another leader in its place.
    ///
    /// It must be out of its bins' leaders already.
    fn lose_group_leader<C: Grouped>(&mut self, id: i64, rank: i64, bins: &[Bin]) -> rusqlite::Result<()> {
        self.free_group::<C>(id)?;
        for bin in bins {
            let first = self.first_group_leaders(bin.own)?;
            let Some(&last) = first.get(SEEN_MAX - 1) else { continue };
            if let Some(node) = self.group_node::<C>(last)?
                && node.candidate.rank() > rank
            {
                self.attract_to_group(&*node.candidate, &bin.seen_by.iter().copied().collect())?;
            }
        }
        Ok(())
    }

    /// Makes dirty the later nodes of these bins that are at least as like a leader as their own one.
    fn attract_to_group<C: Grouped>(&mut self, leader: &C, bins: &BTreeSet<i64>) -> rusqlite::Result<()> {
        let sql = "SELECT member_id FROM group_bins WHERE bin = ?1 AND is_leader = 0 AND rank > ?2
                   UNION ALL SELECT member_id FROM group_bins WHERE bin = ?1 AND is_leader = 1 AND rank > ?2";
        let mut later = BTreeSet::new();
        for bin in bins {
            later.extend(self.group_ids(sql, params![bin, leader.rank()])?);
        }
        C::changed(self).compared += later.len() as u64;
        for id in later {
            let Some(node) = self.group_node::<C>(id)? else { continue };
            let likeness = node.candidate.likeness(leader);
            if likeness > 0 && likeness >= node.likeness {
                C::changed(self).dirty.insert((node.candidate.rank(), id));
            }
        }
        Ok(())
    }

    /// Makes dirty all that follow a leader.
    fn free_group<C: Grouped>(&mut self, leader_id: i64) -> rusqlite::Result<()> {
        let mut find = self.connection.prepare_cached(FOLLOWERS)?;
        let followers: Vec<(i64, i64)> = find
            .query_map([C::KIND, leader_id], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        drop(find);
        C::changed(self).dirty.extend(followers);
        Ok(())
    }

    /// Returns the leaders of a bin that are in sight, and the one after them.
    fn first_group_leaders(&self, bin: i64) -> rusqlite::Result<Vec<i64>> {
        let sql = "SELECT member_id FROM group_bins WHERE bin = ?1 AND is_leader = 1 ORDER BY rank LIMIT ?2";
        self.group_ids(sql, params![bin, SEEN_MAX as i64 + 1])
    }

    /// Moves a node, rank and id, in its bins: among leaders or others; `None` is outside.
    fn move_in_group_bins(
        &self,
        bins: &[Bin],
        (rank, id): (i64, i64),
        from: Option<bool>,
        to: Option<bool>,
    ) -> rusqlite::Result<()> {
        let drop =
            "DELETE FROM group_bins WHERE bin = ?1 AND is_leader = ?2 AND rank = ?3 AND member_id = ?4";
        let add = "INSERT INTO group_bins (bin, is_leader, rank, member_id) VALUES (?1, ?2, ?3, ?4)";
        if from == to {
            return Ok(());
        }
        for bin in bins {
            for (sql, is_leader) in [(drop, from), (add, to)] {
                if let Some(is_leader) = is_leader {
                    self.connection.prepare_cached(sql)?.execute(params![bin.own, is_leader, rank, id])?;
                }
            }
        }
        Ok(())
    }

    fn group_node<C: Grouped>(&mut self, id: i64) -> rusqlite::Result<Option<Rc<Node<C>>>> {
        if let Some(node) = C::changed(self).kept.get(&id) {
            return Ok(Some(node.clone()));
        }
        let sql =
            "SELECT leader_id, likeness, block, day FROM group_nodes WHERE kind = ?1 AND member_id = ?2";
        let read = |row: &rusqlite::Row<'_>| {
            let standing = Standing { block: row.get(2)?, day: row.get(3)? };
            Ok((row.get::<_, i64>(0)?, row.get::<_, u32>(1)?, standing))
        };
        let found = self.connection.prepare_cached(sql)?.query_row([C::KIND, id], read).optional()?;
        let Some((leader_id, likeness, standing)) = found else { return Ok(None) };
        let Some(candidate) = C::load(self, id, standing)? else { return Ok(None) };
        Ok(Some(
            self.keep_group_node(id, Node { candidate: Rc::new(candidate), standing, leader_id, likeness }),
        ))
    }

    fn keep_group_node<C: Grouped>(&mut self, id: i64, node: Node<C>) -> Rc<Node<C>> {
        let (nodes, node) = (C::changed(self), Rc::new(node));
        if nodes.kept.len() >= NODES_KEPT {
            nodes.kept.clear();
        }
        nodes.kept.insert(id, node.clone());
        node
    }

    fn group_ids(&self, sql: &str, values: impl rusqlite::Params) -> rusqlite::Result<Vec<i64>> {
        self.connection.prepare_cached(sql)?.query_map(values, |row| row.get(0))?.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// SQLite once read all nodes of a kind here, a third of the writer's time at 1,000 articles.
    #[test]
    fn followers_are_found_by_their_leader() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::create_or_open(&folder.path().join("nutgraf.db")).expect("made");
        let mut explain =
            store.connection.prepare(&format!("EXPLAIN QUERY PLAN {FOLLOWERS}")).expect("prepared");
        let plan: String = explain.query_row([0, 1], |row| row.get(3)).expect("explained");
        assert!(plan.contains("group_nodes_leader_id (leader_id=? AND kind=?)"), "{plan}");
    }
}
