//! Which articles share a text's shingles, by the posting lists in `article_shingles`.
//!
//! In: a sketch and its place in the lists. Out: the articles whose sketch is alike enough for a comparison of the texts.
//!
//! A stock phrase or a site's footer stands in any number of texts. Of the holders of one shingle only the first [`HOLDERS_MAX`] are seen by
//! the others, by date as copies are ranked (`link/copies.rs`), so that an original is seen by all its copies. Which two see each other
//! follows from the set of articles; one that comes or goes may push another out of sight, or let it in.

use super::Store;
use crate::dedup::sketches_are_alike;
use crate::link::copies::Member;
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeSet;

/// Holders of a shingle that all others see.
pub(super) const HOLDERS_MAX: usize = 64;
/// Bits of a rank that the content hash fills; those above tell the minute.
const HASH_BITS: u32 = 30;
/// The minute of undated articles, after all others.
const UNDATED: i64 = (1 << 33) - 1;

/// Where an article stands in the list of each of its shingles: rank, then id.
pub(super) type Place = (i64, i64);

/// What an article finds in the lists.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// Those whose sketch is alike, by id.
    pub alike: Vec<i64>,
    /// Those that it pushes out of sight somewhere, should it be put there.
    pub pushed: BTreeSet<i64>,
    /// Rows read for it: what it costs.
    pub read: usize,
}

/// Returns an article's rank: its minute of publication, then its content hash.
pub(super) fn rank(member: &Member) -> i64 {
    let minute = member.published.as_deref().and_then(minute).unwrap_or(UNDATED);
    let hash = member.content_hash.get(..8).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    (minute << HASH_BITS) | i64::from(hash.unwrap_or_default() >> (32 - HASH_BITS))
}

/// Numbers the minutes of "2023-03-04T10:20" and the days of "2023-03-04", in order and with gaps.
fn minute(published: &str) -> Option<i64> {
    let number = |range: std::ops::Range<usize>| published.get(range)?.parse::<i64>().ok();
    let day = (number(0..4)? * 12 + number(5..7)?) * 32 + number(8..10)?;
    let minute = number(11..13).unwrap_or(0) * 60 + number(14..16).unwrap_or(0);
    Some(day * 1440 + minute)
}

impl Store {
    /// Finds the articles that share enough shingles with one at this place, whether it is in the lists or not.
    pub(super) fn see(&self, (rank, id): Place, sketch: &[i64]) -> rusqlite::Result<Seen> {
        let first = "SELECT rank, article_id, sketch_size FROM article_shingles WHERE hash = ?1 ORDER BY rank, article_id LIMIT ?2";
        let later = "SELECT article_id, sketch_size FROM article_shingles WHERE hash = ?1 AND (rank, article_id) > (?2, ?3)";
        let (mut seen, mut holders) = (Seen::default(), Vec::<(i64, u32)>::new());
        let mut find_first = self.connection.prepare_cached(first)?;
        let mut find_later = self.connection.prepare_cached(later)?;
        for hash in sketch {
            let mut rows = find_first.query([*hash, HOLDERS_MAX as i64])?;
            let (mut count, mut last) = (0, (0, 0));
            while let Some(row) = rows.next()? {
                last = (row.get(0)?, row.get(1)?);
                holders.push((last.1, row.get(2)?));
                count += 1;
            }
            if count < HOLDERS_MAX || (rank, id) > last {
                continue;
            }
            seen.pushed.insert(last.1);
            let mut rows = find_later.query([*hash, last.0, last.1])?;
            while let Some(row) = rows.next()? {
                holders.push((row.get(0)?, row.get(1)?));
            }
        }
        seen.read = holders.len();
        holders.sort_unstable();
        let shared = holders.chunk_by(|one, other| one.0 == other.0).filter(|rows| rows[0].0 != id);
        let alike = shared.filter(|rows| sketches_are_alike(rows.len(), sketch.len(), rows[0].1 as usize));
        seen.alike = alike.map(|rows| rows[0].0).collect();
        Ok(seen)
    }

    /// Tells whether two see each other in enough lists.
    pub(super) fn see_each_other(
        &self,
        (place, sketch): (Place, &[i64]),
        (other, other_sketch): (Place, &[i64]),
    ) -> rusqlite::Result<bool> {
        let sql = "SELECT count(*) FROM (SELECT 1 FROM article_shingles WHERE hash = ?1 AND (rank, article_id) < (?2, ?3) LIMIT ?4)";
        let mut count_before = self.connection.prepare_cached(sql)?;
        let (rank, id) = place.min(other);
        let mut shared = 0;
        for hash in sketch.iter().filter(|hash| other_sketch.contains(hash)) {
            let before: i64 =
                count_before.query_row([*hash, rank, id, HOLDERS_MAX as i64], |row| row.get(0))?;
            shared += usize::from(before < HOLDERS_MAX as i64);
        }
        Ok(sketches_are_alike(shared, sketch.len(), other_sketch.len()))
    }

    /// Puts a sketch in the lists.
    pub(super) fn insert_sketch(&self, (rank, id): Place, sketch: &[i64]) -> rusqlite::Result<()> {
        let sql =
            "INSERT INTO article_shingles (hash, rank, article_id, sketch_size) VALUES (?1, ?2, ?3, ?4)";
        let mut insert = self.connection.prepare_cached(sql)?;
        for hash in sketch {
            insert.execute([*hash, rank, id, sketch.len() as i64])?;
        }
        Ok(())
    }

    /// Takes a sketch out of the lists; returns those that come in sight in its place.
    pub(super) fn delete_sketch(&self, place: Place, sketch: &[i64]) -> rusqlite::Result<BTreeSet<i64>> {
        let sql = "SELECT rank, article_id FROM article_shingles WHERE hash = ?1 ORDER BY rank, article_id LIMIT 1 OFFSET ?2";
        let mut find_next = self.connection.prepare_cached(sql)?;
        let sql = "DELETE FROM article_shingles WHERE hash = ?1 AND rank = ?2 AND article_id = ?3";
        let mut drop = self.connection.prepare_cached(sql)?;
        let mut pulled = BTreeSet::new();
        for hash in sketch {
            let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
            let next: Option<Place> = find_next.query_row([*hash, HOLDERS_MAX as i64], read).optional()?;
            pulled.extend(next.filter(|next| place < *next).map(|(_, id)| id));
            drop.execute(params![hash, place.0, place.1])?;
        }
        Ok(pulled)
    }
}

#[cfg(test)]
mod tests {
    use super::super::bounds::{Dice, add_article};
    use super::*;
    use crate::dedup::Profile;
    use crate::model::{Analysis, Article};
    use jiff::civil::date;

    /// More texts with one footer, and more copies of one report, than are seen.
    const COPIES: usize = HOLDERS_MAX + 30;
    const OTHERS: usize = HOLDERS_MAX + 20;

    /// Returns the `n`th text: a copy of one report with a sentence of its own, or words that stand nowhere else above a footer.
    fn article(n: usize) -> Article {
        let mut dice = Dice(n as u64 * 7919 + 17);
        let mut some = |count| (0..count).map(|_| dice.word()).collect::<Vec<_>>().join(" ");
        let body = match n < COPIES {
            true => format!("{} {}", Dice(1).words(120), some(12)),
            false => format!("{} {}", some(60), Dice(2).words(40)),
        };
        let mut article = Article::new(body);
        article.metadata.published_on =
            (!n.is_multiple_of(3)).then(|| date(2023, 1 + (n * 7 % 12) as i8, 1 + (n % 28) as i8));
        article
    }

    impl Dice {
        fn words(mut self, count: usize) -> String {
            (0..count).map(|_| self.word()).collect::<Vec<_>>().join(" ")
        }
    }

    /// Returns the links, by content hash.
    fn links(store: &Store) -> Vec<(String, String)> {
        let sql = "SELECT a.content_hash, b.content_hash FROM near_links n
                   JOIN articles a ON a.id = n.article_id JOIN articles b ON b.id = n.other_id ORDER BY 1, 2";
        let mut find = store.connection.prepare(sql).expect("prepared");
        let rows = find.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        rows.expect("read").collect::<rusqlite::Result<_>>().expect("read")
    }

    /// Returns the links there should be: of all pairs those that are alike and see each other.
    fn expected(store: &Store) -> Vec<(String, String)> {
        let ids = store.ids("SELECT id FROM articles WHERE id > ?1", 0).expect("read");
        let read = |&id: &i64| {
            let article = store.read_article(id).expect("there");
            let profile = Profile::new(&article);
            let sketch = profile.sketch();
            (article.content_hash, profile, (store.place(id).expect("there"), sketch))
        };
        let all: Vec<_> = ids.iter().map(read).collect();
        let mut links = Vec::new();
        for (hash, profile, (place, sketch)) in &all {
            for (other_hash, other_profile, (other, other_sketch)) in &all {
                let is_like = hash != other_hash && profile.near(other_profile).is_some();
                if is_like && store.see_each_other((*place, sketch), (*other, other_sketch)).expect("read") {
                    links.push((hash.clone(), other_hash.clone()));
                }
            }
        }
        links.sort();
        links
    }

    #[test]
    fn what_very_many_hold_is_seen_in_part_whatever_the_order() {
        let mut found = Vec::new();
        for seed in 0..2 {
            let folder = tempfile::tempdir().expect("a folder");
            let mut store = Store::create_or_open(&folder.path().join("nutgraf.db")).expect("made");
            store.start_run("test", date(2026, 11, 21), "").expect("a run");
            let mut dice = Dice(seed);
            let mut order: Vec<usize> = (0..COPIES + OTHERS).collect();
            for at in (1..order.len()).rev() {
                order.swap(at, dice.below(at + 1));
            }
            store.begin().expect("begun");
            for n in order {
                add_article(&mut store, n, article(n), Analysis::default());
            }
            store.commit().expect("committed");
            // Ten of each go again, and those behind them come in sight.
            store.begin().expect("begun");
            for n in (0..10).chain(COPIES..COPIES + 10) {
                store.forget_uri(&format!("{n}.txt")).expect("forgotten");
            }
            store.commit().expect("committed");
            found.push(links(&store));
            if seed == 0 {
                assert_eq!(found[0], expected(&store));
                let count = |sql| {
                    store.connection.query_row(sql, [], |row| row.get::<_, u32>(0)).expect("counted") as usize
                };
                let sql = "SELECT count(*) FROM articles WHERE near_duplicate_of IS NULL";
                assert_eq!(count(sql), 1 + OTHERS - 10, "one report stands for all its copies");
                let sketch = Profile::new(&article(COPIES + OTHERS)).sketch();
                let stock = Profile::new(&Article::new(Dice(2).words(40))).sketch();
                let seen = store.see((i64::MAX, i64::MAX), &sketch).expect("read");
                assert!(seen.read > 0 && seen.read <= HOLDERS_MAX * stock.len(), "{} rows", seen.read);
                assert!(seen.pushed.is_empty());
            }
        }
        assert_eq!(found[0], found[1]);
    }

    #[test]
    fn ranks_go_by_date_then_by_content() {
        let of = |published: &str, hash: &str| {
            let published = Some(published.to_string()).filter(|text| !text.is_empty());
            rank(&Member { content_hash: hash.into(), published, ..Member::default() })
        };
        let ranks = [
            of("2022-12-31", "ffffffff"),
            of("2023-01-01", "00000010"),
            of("2023-01-01", "10000000"),
            of("2023-01-01T00:01:30+02:00", "00000000"),
            of("9999-12-31T23:59", "00000000"),
            of("", "00000000"),
            of("", "ffffffff"),
        ];
        assert!(ranks.is_sorted_by(|one, other| one < other), "{ranks:?}");
        assert!(ranks[0] > 0 && of("yesterday", "00000000") == ranks[5]);
    }
}
