//! Chooses, among texts that are nearly alike, which stands for which.
//!
//! In: articles of one connected group with their likeness. Out: for each the article it is nearly a copy of, or the older
//! version it replaces. Three reprints of a wire report point at the report; a reprint of a reprint does too, if it is
//! like it, and stands for itself if it is not: links are never chained.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// What decides an article's place in its group.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Member {
    /// Content hash: breaks ties.
    pub content_hash: String,
    /// Publication time, ISO 8601.
    pub published: Option<String>,
    /// Last change, ISO 8601.
    pub modified: Option<String>,
    /// The article's own address.
    pub url: Option<String>,
}

/// Two members, by their places, and how alike they are, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Likeness {
    /// The one.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// Shared word sequences over all of both.
    pub per_mille: u32,
    /// Share of `a`'s word sequences that stand in `b`.
    pub a_inside: u32,
    /// Share of `b`'s that stand in `a`.
    pub b_inside: u32,
}

/// From this share on a text stands inside another.
const INSIDE_MIN: u32 = 800;

/// What a member is to others of its group, by their places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Assignment {
    /// The article it is nearly a copy of.
    pub near_duplicate_of: Option<usize>,
    /// The older version it replaces.
    pub version_of: Option<usize>,
}

/// Assigns every member of a group.
///
/// Two like texts at one address with different times are versions: the newer replaces the older. Other like texts are
/// copies: members are taken in canonical order (earliest date, most links, smallest hash), and each is a near duplicate of
/// the likest earlier member that is none itself. A digest, which holds two texts that are not alike, is a copy of neither,
/// and neither is a copy of it.
pub fn assign(members: &[Member], links: &[Likeness]) -> Vec<Assignment> {
    let mut assignments = vec![Assignment::default(); members.len()];
    let digests = digests(members, links);
    let (versions, copies): (Vec<&Likeness>, Vec<&Likeness>) = links
        .iter()
        .filter(|link| !digests.contains(&link.a) && !digests.contains(&link.b))
        .partition(|link| version_order(&members[link.a], &members[link.b]).is_some());
    assign_versions(members, &versions, &mut assignments);
    assign_copies(members, &copies, &mut assignments);
    assignments
}

/// Returns the members that hold two others which are not alike.
fn digests(members: &[Member], links: &[Likeness]) -> BTreeSet<usize> {
    let pairs: BTreeSet<(usize, usize)> =
        links.iter().flat_map(|link| [(link.a, link.b), (link.b, link.a)]).collect();
    let mut held: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for link in links {
        // Of two texts that hold each other neither is a digest of the other.
        match (link.a_inside >= INSIDE_MIN, link.b_inside >= INSIDE_MIN) {
            (true, false) => held.entry(link.b).or_default().push(link.a),
            (false, true) => held.entry(link.a).or_default().push(link.b),
            _ => {}
        }
    }
    let unlike = |texts: &Vec<usize>| {
        // All are compared with one, the same one in every order of arrival: linear in a group of thousands. It is the earliest, since
        // of very many copies not all see each other, but all see the earliest (`store/shingles.rs`).
        let rank = |text: usize| {
            let member = &members[text];
            (member.published.is_none(), &member.published, &member.content_hash)
        };
        let one = *texts.iter().min_by_key(|&&text| rank(text)).expect("it holds a text");
        texts.iter().any(|&text| text != one && !pairs.contains(&(one, text)))
    };
    held.into_iter().filter(|(_, texts)| unlike(texts)).map(|(digest, _)| digest).collect()
}

/// Returns how two members follow each other as versions of one page; `None` where they are not, or nothing tells.
fn version_order(a: &Member, b: &Member) -> Option<Ordering> {
    let same_page = a.url.is_some() && a.url == b.url;
    let time = |member: &Member| member.modified.clone().max(member.published.clone());
    let order = time(a)?.cmp(&time(b)?);
    (same_page && order != Ordering::Equal).then_some(order)
}

fn assign_versions(members: &[Member], links: &[&Likeness], assignments: &mut [Assignment]) {
    let time = |n: usize| {
        let member = &members[n];
        (member.modified.clone().max(member.published.clone()), member.content_hash.clone())
    };
    for link in links {
        let (older, newer) = match version_order(&members[link.a], &members[link.b]) {
            Some(Ordering::Less) => (link.a, link.b),
            _ => (link.b, link.a),
        };
        let known = &mut assignments[newer].version_of;
        if known.is_none_or(|other| time(other) < time(older)) {
            *known = Some(older);
        }
    }
}

fn assign_copies(members: &[Member], links: &[&Likeness], assignments: &mut [Assignment]) {
    let mut neighbours: BTreeMap<usize, Vec<(usize, u32)>> = BTreeMap::new();
    for link in links {
        neighbours.entry(link.a).or_default().push((link.b, link.per_mille));
        neighbours.entry(link.b).or_default().push((link.a, link.per_mille));
    }
    let rank = |n: usize| {
        let member = &members[n];
        let undated = member.published.is_none();
        let most_links_first = usize::MAX - neighbours.get(&n).map_or(0, Vec::len);
        (undated, member.published.as_deref(), most_links_first, member.content_hash.as_str())
    };
    let mut order: Vec<usize> = neighbours.keys().copied().collect();
    order.sort_by(|&a, &b| rank(a).cmp(&rank(b)));
    let mut place = vec![usize::MAX; members.len()];
    for (n, &member) in order.iter().enumerate() {
        place[member] = n;
        let originals = neighbours[&member]
            .iter()
            .filter(|(other, _)| place[*other] < n && assignments[*other].near_duplicate_of.is_none());
        let likest = originals.max_by(|x, y| x.1.cmp(&y.1).then_with(|| place[y.0].cmp(&place[x.0])));
        assignments[member].near_duplicate_of = likest.map(|(other, _)| *other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(hash: &str, published: &str, url: &str) -> Member {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_string());
        Member { content_hash: hash.into(), published: some(published), modified: None, url: some(url) }
    }

    fn link(a: usize, b: usize, per_mille: u32) -> Likeness {
        Likeness { a, b, per_mille, a_inside: per_mille, b_inside: per_mille }
    }

    #[test]
    fn copies_point_at_the_earliest_and_never_at_each_other() {
        let members =
            [member("c", "2022-03-08", ""), member("a", "2022-03-07", ""), member("b", "2022-03-09", "")];
        let assigned = assign(&members, &[link(0, 1, 700), link(1, 2, 600), link(0, 2, 900)]);
        assert_eq!(
            assigned.iter().map(|a| a.near_duplicate_of).collect::<Vec<_>>(),
            [Some(1), None, Some(1)]
        );
    }

    #[test]
    fn links_do_not_chain() {
        let members =
            [member("a", "2022-03-07", ""), member("b", "2022-03-08", ""), member("c", "2022-03-09", "")];
        let assigned = assign(&members, &[link(0, 1, 500), link(1, 2, 500)]);
        assert_eq!(assigned.iter().map(|a| a.near_duplicate_of).collect::<Vec<_>>(), [None, Some(0), None]);
    }

    #[test]
    fn without_dates_the_one_most_others_are_like_stands_for_them() {
        let members = [member("a", "", ""), member("b", "", ""), member("c", "", "")];
        let assigned = assign(&members, &[link(0, 1, 400), link(1, 2, 400)]);
        assert_eq!(
            assigned.iter().map(|a| a.near_duplicate_of).collect::<Vec<_>>(),
            [Some(1), None, Some(1)]
        );
    }

    #[test]
    fn a_digest_of_two_stories_is_a_copy_of_neither() {
        let members = [
            member("digest", "2022-03-07", ""),
            member("b", "2022-03-08", ""),
            member("c", "2022-03-09", ""),
        ];
        let held = |b: usize| Likeness { a: 0, b, per_mille: 400, a_inside: 450, b_inside: 950 };
        let near = |links: &[Likeness]| {
            assign(&members, links).iter().map(|a| a.near_duplicate_of).collect::<Vec<_>>()
        };
        assert_eq!(near(&[held(1), held(2)]), [None, None, None]);
        assert_eq!(
            near(&[held(1), held(2), link(1, 2, 600)]),
            [None, Some(0), Some(0)],
            "two cuts of one report"
        );
    }

    #[test]
    fn a_page_that_was_changed_is_a_new_version_not_a_copy() {
        let page = "https://wire.example/a";
        let members = [
            member("z", "2022-03-07T10:00", page),
            member("y", "2022-03-07T12:00", page),
            member("x", "2022-03-07T11:00", page),
        ];
        let assigned = assign(&members, &[link(0, 1, 900), link(1, 2, 900), link(0, 2, 900)]);
        assert_eq!(assigned.iter().map(|a| a.version_of).collect::<Vec<_>>(), [None, Some(2), Some(0)]);
        assert!(assigned.iter().all(|a| a.near_duplicate_of.is_none()));
    }
}
