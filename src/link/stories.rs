//! Says which articles are on the same matter.
//!
//! In: articles as [`Node`]s: terms, day, rank. Out: for each the one it follows. Reports of one strike by five outlets follow one of
//! them, their leader; that one stands for the story.
//!
//! Method: pivot clustering (Ailon, Charikar and Newman 2008) in three rounds, each with a lower bar than the one before; a round's
//! leaders, with the mean of their followers' terms, are what the next one clusters. That comes close to average-link clustering.
//! Within a round nodes are taken in order of rank, which is their content hash and so as good as random: each follows the likest
//! earlier leader it can see, or becomes a leader. It sees the first [`SEEN_MAX`] leaders of each of its bins (a heavy term and a
//! fortnight). All this depends on the set of articles only, and because ranks are random, an article more changes a bounded
//! number of others in expectation (Censor-Hillel, Haramaty and Karnin 2016).

use super::groups;
use super::terms::{Terms, UNIT};
use std::rc::Rc;

/// Leaders a node sees in one of its bins, the earliest by rank.
pub const SEEN_MAX: usize = 16;
/// Followers whose terms make up a leader's in the next round, the earliest by rank.
pub const SUMMED_MAX: usize = 8;
/// Days of a bin. Nodes see their own and the two beside it.
const BIN_DAYS: i32 = 14;
/// So many days apart two articles are as like as their words.
const DAYS_FREE: u32 = 30;
/// Each 10 days more take away so many hundredths of a percent of their likeness ...
const FADING: u32 = 250;
/// ... down to this: 70 %.
const FADED: u32 = 7_000;

/// A round of clustering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Round {
    /// Two nodes this like are on the same matter; [`UNIT`] is likest. Fitted on 193 articles on 36 matters.
    pub likeness_min: u32,
    /// Whether there are also bins for all times: an article of a year later joins a story, not a single report.
    pub has_timeless_bins: bool,
}

/// The rounds in order.
pub const ROUNDS: [Round; 3] = [
    Round { likeness_min: 3_000, has_timeless_bins: false },
    Round { likeness_min: 2_000, has_timeless_bins: false },
    Round { likeness_min: 1_400, has_timeless_bins: true },
];

/// An article, or a leader with its followers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Decides who comes first; from the content hash.
    pub rank: i64,
    /// Day of publication, counted from any day.
    pub day: Option<i32>,
    /// What it is about.
    pub terms: Rc<Terms>,
    /// Articles that `terms` is the mean of.
    pub article_count: u32,
}

/// Returns the rank of an article.
///
/// # Panics
/// If `content_hash` is not 16 hex digits or more.
pub fn rank(content_hash: &str) -> i64 {
    u64::from_str_radix(&content_hash[..16], 16).expect("a content hash is hex digits").cast_signed()
}

/// A bin: nodes that stand in one, or in two beside each other, may be on the same matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bin {
    /// Its number.
    pub own: i64,
    /// Bins whose nodes see each other with those of this one, this one among them.
    pub beside: Vec<i64>,
}

/// Returns the bins a node stands in, in the round of this number.
///
/// Undated articles meet each other, and in the last round all others.
pub fn bins(round: usize, node: &Node) -> Vec<Bin> {
    let fortnight = node.day.map(|day| i64::from(day.div_euclid(BIN_DAYS)));
    let own = fortnight.unwrap_or(UNDATED);
    let mut bins = Vec::new();
    for key in node.terms.keys() {
        let beside = fortnight.map_or(UNDATED..=UNDATED, |n| n - 1..=n + 1);
        bins.push(Bin { own: bin(round, own, key), beside: beside.map(|n| bin(round, n, key)).collect() });
        if ROUNDS[round].has_timeless_bins {
            let own = bin(round, TIMELESS, key);
            bins.push(Bin { own, beside: vec![own] });
        }
    }
    bins
}

/// Stand for no fortnight: far from any that there is.
const UNDATED: i64 = i64::MIN;
const TIMELESS: i64 = i64::MAX;

/// Bins of one fortnight lie together, as news comes in.
fn bin(round: usize, fortnight: i64, key: u32) -> i64 {
    groups::bin(fortnight, &[round as i64, i64::from(key)])
}

/// Returns how like two nodes are, from 0 to [`UNIT`].
pub fn likeness(a: &Node, b: &Node) -> u32 {
    let apart = match (a.day, b.day) {
        (Some(a), Some(b)) => a.abs_diff(b).saturating_sub(DAYS_FREE),
        _ => 0,
    };
    let kept = UNIT.saturating_sub(apart.saturating_mul(FADING) / 10).max(FADED);
    a.terms.likeness(&b.terms) * kept / UNIT
}

/// Returns whom a node follows of the leaders it sees, with their likeness: the likest, the earliest among equals.
pub fn leader<'a, Id: Copy>(
    round: usize,
    node: &Node,
    leaders: impl IntoIterator<Item = (Id, &'a Node)>,
) -> Option<(Id, u32)> {
    let like = leaders.into_iter().map(|(id, leader)| (id, leader.rank, likeness(node, leader)));
    let enough = like.filter(|(_, _, likeness)| *likeness >= ROUNDS[round].likeness_min);
    let likest = enough.max_by_key(|&(_, rank, likeness)| (likeness, std::cmp::Reverse(rank)));
    likest.map(|(id, _, likeness)| (id, likeness))
}

/// Returns a leader as the next round sees it: with the mean terms of itself and its first followers.
pub fn merged<'a>(leader: &Node, followers: impl IntoIterator<Item = &'a Node>) -> Node {
    let parts: Vec<&Node> = followers.into_iter().take(SUMMED_MAX).collect();
    let terms = Terms::mean(parts.iter().map(|part| (&*part.terms, part.article_count)));
    let article_count = parts.iter().map(|part| part.article_count).sum();
    Node { terms: Rc::new(terms), article_count, ..*leader }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Article;

    fn node(text: &str, day: Option<i32>, rank: i64) -> Node {
        let terms = Terms::of(&Article::new(text)).expect("long enough");
        Node { rank, day, terms: Rc::new(terms), article_count: 1 }
    }

    const FLOOD: &str =
        "The river Orla burst its banks at Tarnholm and drove four thousand people from their homes.";

    #[test]
    fn a_year_between_two_reports_makes_them_less_alike() {
        let (then, now) = (node(FLOOD, Some(100), 1), node(FLOOD, Some(500), 2));
        let undated = node(FLOOD, None, 3);
        assert_eq!(likeness(&then, &undated), likeness(&then, &then));
        assert_eq!(likeness(&then, &now), likeness(&then, &then) * 7 / 10);
        assert_eq!(likeness(&then, &node(FLOOD, Some(130), 2)), likeness(&then, &then));
    }

    #[test]
    fn neighbouring_fortnights_see_each_other_and_the_last_round_sees_all() {
        let sees = |round, a: &Node, b: &Node| {
            let own: Vec<i64> = bins(round, b).iter().map(|bin| bin.own).collect();
            bins(round, a).iter().any(|bin| bin.beside.iter().any(|number| own.contains(number)))
        };
        let at = |day| node(FLOOD, day, 1);
        for round in 0..ROUNDS.len() {
            assert!(
                sees(round, &at(Some(0)), &at(Some(15)))
                    && sees(round, &at(Some(15)), &at(Some(-1))) == (round == 2)
            );
            assert!(sees(round, &at(None), &at(None)));
            assert_eq!(sees(round, &at(None), &at(Some(3))), round == 2);
            assert_eq!(sees(round, &at(Some(0)), &at(Some(900))), round == 2);
        }
        assert!(!bins(0, &at(Some(0))).iter().any(|bin| bins(1, &at(Some(0))).contains(bin)));
    }

    #[test]
    fn the_likest_leader_is_followed_and_among_equals_the_earliest() {
        let report = node(FLOOD, None, 9);
        let other = node(
            "Miners at the copper pit of La Quilla ended a strike over wages after sixteen days.",
            None,
            1,
        );
        let leaders = [
            ("other", &other),
            ("b", &Node { rank: 5, ..report.clone() }),
            ("a", &Node { rank: 3, ..report.clone() }),
        ];
        assert_eq!(leader(0, &report, leaders).map(|(id, _)| id), Some("a"));
        assert_eq!(leader(2, &report, [("other", &other)]), None);
    }

    #[test]
    fn a_leader_stands_for_its_first_followers() {
        let nodes: Vec<Node> = (0..20).map(|n| node(FLOOD, None, n)).collect();
        let whole = merged(&nodes[0], &nodes);
        assert_eq!((whole.article_count as usize, &whole.terms), (SUMMED_MAX, &nodes[0].terms));
    }
}
