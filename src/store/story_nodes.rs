//! Keeps up to date who follows whom, as articles come, change and go: the rounds of `link::stories` in the database.
//!
//! In: the node of an article, or none any more. Out: rows of `story_nodes` and `story_bins` as if all articles had been clustered
//! anew.
//!
//! A node whose leader may have changed is dirty. Dirty nodes are looked at in order of rank; what a node sees are earlier ones,
//! so it is looked at when those are settled. One that becomes a leader, or is none any more, makes dirty those that would
//! follow it or did; so does a leader that another one brings into sight or pushes out of it.

use super::Store;
use super::group_nodes::{NOBODY, leads};
use crate::link::stories::{Bin, Node, ROUNDS, SEEN_MAX, SUMMED_MAX, bins, leader, likeness, merged};
use crate::link::terms::Terms;
use rusqlite::{OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Nodes kept in memory, also between commits, about half a kilobyte each; all are dropped when there are more.
const NODES_KEPT: usize = 10_000;

/// What an open transaction changed about stories and has yet to settle.
#[derive(Debug, Default)]
pub struct Gathering {
    /// Articles whose node or story must be looked at again.
    pub(super) stale: BTreeSet<i64>,
    /// By round: rank and article of nodes whose leader must be chosen again.
    dirty: [BTreeSet<(i64, i64)>; ROUNDS.len()],
    /// By round: leaders of the round before whose node must be made again.
    unsummed: [BTreeSet<i64>; ROUNDS.len()],
    /// Round and article: whom the node followed before.
    followed: BTreeMap<(usize, i64), i64>,
    /// Story: articles that count more or fewer; a story here is summed up again.
    pub(super) changes: BTreeMap<i64, i64>,
    nodes: BTreeMap<(usize, i64), Rc<Placed>>,
    /// Pairs of nodes compared since the store was opened: what gathering costs.
    pub(super) compared: u64,
}

impl Gathering {
    /// Forgets nodes kept in memory.
    pub fn forget_nodes(&mut self) {
        self.nodes.clear();
    }
}

/// A node and its leader.
#[derive(Debug)]
struct Placed {
    node: Node,
    leader_id: i64,
    likeness: u32,
}

impl Store {
    /// Puts an article's node in place of the one it has in a round; `None` takes it out.
    pub(super) fn put_node(
        &mut self,
        round: usize,
        article_id: i64,
        node: Option<Node>,
    ) -> rusqlite::Result<()> {
        let old = self.node(round, article_id)?;
        if old.as_ref().map(|placed| &placed.node) == node.as_ref() {
            return Ok(());
        }
        let before = old.as_ref().map_or(NOBODY, |placed| placed.leader_id);
        self.gathering.followed.entry((round, article_id)).or_insert(before);
        if let Some(placed) = old {
            let bins = bins(round, &placed.node);
            self.gathering.dirty[round].remove(&(placed.node.rank, article_id));
            self.move_in_bins(
                &bins,
                (placed.node.rank, article_id),
                leads(placed.leader_id, article_id),
                None,
            )?;
            if placed.leader_id == article_id {
                self.lose_leader(round, article_id, &placed.node, &bins)?;
            }
            self.sum_again(round, placed.leader_id);
            let sql = "DELETE FROM story_nodes WHERE round = ?1 AND article_id = ?2";
            self.connection.prepare_cached(sql)?.execute(params![round as i64, article_id])?;
            self.gathering.nodes.remove(&(round, article_id));
        }
        let Some(node) = node else { return Ok(()) };
        let sql = "INSERT INTO story_nodes (round, article_id, rank, day, leader_id, likeness, article_count, terms)
                   VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, ?7)";
        let Node { rank, day, terms, article_count } = &node;
        let values = params![round as i64, article_id, rank, day, NOBODY, article_count, terms.to_bytes()];
        self.connection.prepare_cached(sql)?.execute(values)?;
        self.gathering.dirty[round].insert((node.rank, article_id));
        Ok(())
    }

    /// Chooses leaders anew where they may have changed; returns the articles whose story may be another one now.
    pub(super) fn settle_nodes(&mut self) -> rusqlite::Result<BTreeSet<i64>> {
        for round in 0..ROUNDS.len() {
            for leader_id in std::mem::take(&mut self.gathering.unsummed[round]) {
                let node = self.merged_node(round - 1, leader_id)?;
                self.put_node(round, leader_id, node)?;
            }
            while let Some((_, article_id)) = self.gathering.dirty[round].pop_first() {
                self.choose_leader(round, article_id)?;
            }
        }
        let mut moved = BTreeSet::new();
        for ((round, article_id), before) in std::mem::take(&mut self.gathering.followed) {
            match self.node(round, article_id)? {
                Some(placed) if placed.leader_id != before => self.gather(round, article_id, &mut moved)?,
                _ => {}
            }
        }
        Ok(moved)
    }

    /// Returns the article that stands for the story an article is in; `None` where it has no node.
    pub(super) fn last_leader(&mut self, article_id: i64) -> rusqlite::Result<Option<i64>> {
        let mut leader_id = article_id;
        for round in 0..ROUNDS.len() {
            let Some(placed) = self.node(round, leader_id)? else { return Ok(None) };
            leader_id = placed.leader_id;
        }
        Ok(Some(leader_id))
    }

    /// Tells whether nobody follows an article in any round.
    pub(super) fn is_alone(&self, article_id: i64) -> rusqlite::Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM story_nodes WHERE round = ?1 AND leader_id = ?2 AND article_id <> ?2)";
        let mut find = self.connection.prepare_cached(sql)?;
        for round in 0..ROUNDS.len() {
            if find.query_row(params![round as i64, article_id], |row| row.get(0))? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Returns what an article is about in a round.
    pub(super) fn node_terms(
        &mut self,
        round: usize,
        article_id: i64,
    ) -> rusqlite::Result<Option<Rc<Terms>>> {
        Ok(self.node(round, article_id)?.map(|placed| placed.node.terms.clone()))
    }

    /// Chooses whom a node follows.
    fn choose_leader(&mut self, round: usize, article_id: i64) -> rusqlite::Result<()> {
        let Some(placed) = self.node(round, article_id)? else { return Ok(()) };
        let bins = bins(round, &placed.node);
        let mut seen = BTreeMap::new();
        for id in self.leaders_in_sight(&bins, placed.node.rank)? {
            seen.extend(self.node(round, id)?.map(|leader| (id, leader)));
        }
        self.gathering.compared += seen.len() as u64;
        let found = leader(round, &placed.node, seen.iter().map(|(&id, leader)| (id, &leader.node)));
        let (leader_id, likeness) = found.unwrap_or((article_id, 0));
        if (leader_id, likeness) == (placed.leader_id, placed.likeness) {
            return Ok(());
        }
        self.gathering.followed.entry((round, article_id)).or_insert(placed.leader_id);
        let sql = "UPDATE story_nodes SET leader_id = ?3, likeness = ?4 WHERE round = ?1 AND article_id = ?2";
        let values = params![round as i64, article_id, leader_id, likeness];
        self.connection.prepare_cached(sql)?.execute(values)?;
        let now = Placed { node: placed.node.clone(), leader_id, likeness };
        self.gathering.nodes.insert((round, article_id), Rc::new(now));
        if leader_id != placed.leader_id {
            self.sum_again(round, placed.leader_id);
            self.sum_again(round, leader_id);
            let (was, is) = (placed.leader_id == article_id, leader_id == article_id);
            let before = leads(placed.leader_id, article_id);
            self.move_in_bins(&bins, (placed.node.rank, article_id), before, Some(is))?;
            if was {
                self.lose_leader(round, article_id, &placed.node, &bins)?;
            } else if is {
                self.gain_leader(round, article_id, &placed.node, &bins)?;
            }
        }
        Ok(())
    }

    /// Makes dirty whom a new leader concerns: those that may follow it, and those whose leader it pushes out of sight.
    fn gain_leader(
        &mut self,
        round: usize,
        article_id: i64,
        node: &Node,
        bins: &[Bin],
    ) -> rusqlite::Result<()> {
        let mut beside = Vec::new();
        for bin in bins {
            let first = self.first_leaders(bin.own)?;
            if first.iter().take(SEEN_MAX).any(|&id| id == article_id) {
                beside.extend(&bin.beside);
                if let Some(&pushed) = first.get(SEEN_MAX) {
                    self.free_followers(round, pushed)?;
                }
            }
        }
        self.attract(round, node, &beside)
    }

    /// Makes dirty whom a former leader concerns: its followers, and those that see another leader in its place.
    ///
    /// It must be out of its bins' leaders already.
    fn lose_leader(
        &mut self,
        round: usize,
        article_id: i64,
        node: &Node,
        bins: &[Bin],
    ) -> rusqlite::Result<()> {
        self.free_followers(round, article_id)?;
        for bin in bins {
            let first = self.first_leaders(bin.own)?;
            let Some(&last) = first.get(SEEN_MAX - 1) else { continue };
            if let Some(placed) = self.node(round, last)?
                && placed.node.rank > node.rank
            {
                self.attract(round, &placed.node, &bin.beside)?;
            }
        }
        Ok(())
    }

    /// Makes dirty the later nodes of these bins that are at least as like a leader as their own one.
    fn attract(&mut self, round: usize, node: &Node, bins: &[i64]) -> rusqlite::Result<()> {
        let sql = "SELECT article_id FROM story_bins WHERE bin = ?1 AND is_leader = 0 AND rank > ?2
                   UNION ALL SELECT article_id FROM story_bins WHERE bin = ?1 AND is_leader = 1 AND rank > ?2";
        let mut later = BTreeSet::new();
        for bin in bins {
            let mut find = self.connection.prepare_cached(sql)?;
            let mut rows = find.query(params![bin, node.rank])?;
            while let Some(row) = rows.next()? {
                later.insert(row.get::<_, i64>(0)?);
            }
        }
        self.gathering.compared += later.len() as u64;
        for id in later {
            let Some(other) = self.node(round, id)? else { continue };
            let likeness = likeness(&other.node, node);
            if likeness >= ROUNDS[round].likeness_min && likeness >= other.likeness {
                self.gathering.dirty[round].insert((other.node.rank, id));
            }
        }
        Ok(())
    }

    /// Makes dirty all that follow a leader.
    fn free_followers(&mut self, round: usize, leader_id: i64) -> rusqlite::Result<()> {
        let sql = "SELECT rank, article_id FROM story_nodes WHERE round = ?1 AND leader_id = ?2 AND article_id <> ?2";
        let mut find = self.connection.prepare_cached(sql)?;
        let mut rows = find.query(params![round as i64, leader_id])?;
        while let Some(row) = rows.next()? {
            self.gathering.dirty[round].insert((row.get(0)?, row.get(1)?));
        }
        Ok(())
    }

    fn sum_again(&mut self, round: usize, leader_id: i64) {
        if leader_id != NOBODY && round + 1 < ROUNDS.len() {
            self.gathering.unsummed[round + 1].insert(leader_id);
        }
    }

    /// Returns a leader as the next round sees it; `None` for an article that is no leader.
    fn merged_node(&mut self, round: usize, article_id: i64) -> rusqlite::Result<Option<Node>> {
        let Some(placed) = self.node(round, article_id)? else { return Ok(None) };
        if placed.leader_id != article_id {
            return Ok(None);
        }
        let sql =
            "SELECT article_id FROM story_nodes WHERE round = ?1 AND leader_id = ?2 ORDER BY rank LIMIT ?3";
        let followers = self.article_ids(sql, params![round as i64, article_id, SUMMED_MAX as i64])?;
        let mut nodes = Vec::with_capacity(followers.len());
        for id in followers {
            nodes.extend(self.node(round, id)?);
        }
        Ok(Some(merged(&placed.node, nodes.iter().map(|placed| &placed.node))))
    }

    /// Collects the articles that a node stands for.
    fn gather(
        &mut self,
        round: usize,
        article_id: i64,
        articles: &mut BTreeSet<i64>,
    ) -> rusqlite::Result<()> {
        if round == 0 {
            articles.insert(article_id);
            return Ok(());
        }
        let sql = "SELECT article_id FROM story_nodes WHERE round = ?1 AND leader_id = ?2";
        for follower in self.article_ids(sql, params![round as i64 - 1, article_id])? {
            self.gather(round - 1, follower, articles)?;
        }
        Ok(())
    }

    fn leaders_in_sight(&self, bins: &[Bin], before: i64) -> rusqlite::Result<BTreeSet<i64>> {
        let sql = "SELECT article_id FROM story_bins WHERE bin = ?1 AND is_leader = 1 AND rank < ?2 ORDER BY rank LIMIT ?3";
        let mut seen = BTreeSet::new();
        for bin in bins.iter().flat_map(|bin| &bin.beside) {
            seen.extend(self.article_ids(sql, params![bin, before, SEEN_MAX as i64])?);
        }
        Ok(seen)
    }

    /// Returns the leaders of a bin that are in sight, and the one after them.
    fn first_leaders(&self, bin: i64) -> rusqlite::Result<Vec<i64>> {
        let sql = "SELECT article_id FROM story_bins WHERE bin = ?1 AND is_leader = 1 ORDER BY rank LIMIT ?2";
        self.article_ids(sql, params![bin, SEEN_MAX as i64 + 1])
    }

    /// Moves a node, rank and article, in its bins: among leaders or others; `None` is outside.
    fn move_in_bins(
        &self,
        bins: &[Bin],
        (rank, article_id): (i64, i64),
        from: Option<bool>,
        to: Option<bool>,
    ) -> rusqlite::Result<()> {
        let drop =
            "DELETE FROM story_bins WHERE bin = ?1 AND is_leader = ?2 AND rank = ?3 AND article_id = ?4";
        let add = "INSERT INTO story_bins (bin, is_leader, rank, article_id) VALUES (?1, ?2, ?3, ?4)";
        if from == to {
            return Ok(());
        }
        for bin in bins {
            for (sql, is_leader) in [(drop, from), (add, to)] {
                if let Some(is_leader) = is_leader {
                    let values = params![bin.own, is_leader, rank, article_id];
                    self.connection.prepare_cached(sql)?.execute(values)?;
                }
            }
        }
        Ok(())
    }

    fn node(&mut self, round: usize, article_id: i64) -> rusqlite::Result<Option<Rc<Placed>>> {
        if let Some(placed) = self.gathering.nodes.get(&(round, article_id)) {
            return Ok(Some(placed.clone()));
        }
        let sql = "SELECT rank, day, leader_id, likeness, article_count, terms FROM story_nodes WHERE round = ?1 AND article_id = ?2";
        let placed = |row: &rusqlite::Row<'_>| {
            let terms = Rc::new(Terms::from_bytes(row.get_ref(5)?.as_blob()?));
            let node = Node { rank: row.get(0)?, day: row.get(1)?, terms, article_count: row.get(4)? };
            Ok(Rc::new(Placed { node, leader_id: row.get(2)?, likeness: row.get(3)? }))
        };
        let values = params![round as i64, article_id];
        let found = self.connection.prepare_cached(sql)?.query_row(values, placed).optional()?;
        if let Some(placed) = &found {
            if self.gathering.nodes.len() >= NODES_KEPT {
                self.gathering.nodes.clear();
            }
            self.gathering.nodes.insert((round, article_id), placed.clone());
        }
        Ok(found)
    }

    fn article_ids(&self, sql: &str, values: impl rusqlite::Params) -> rusqlite::Result<Vec<i64>> {
        self.connection.prepare_cached(sql)?.query_map(values, |row| row.get(0))?.collect()
    }
}
