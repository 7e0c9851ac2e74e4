//! Statements and happenings: which quotes and events are one, and their rows.
//!
//! In: articles whose facts, story or standing changed. Out: `quotes.statement_id`, `events.happening_id`, and the rows they refer to,
//! summed up (`store/group_sums.rs`). What was denied, is not asserted or was rejected belongs to nothing.

use super::Store;
use super::group_nodes::{Grouped, Nodes, Standing};
use super::group_sums::Sums;
use super::stories::FIRST_DAY;
use crate::link::groups;
use crate::link::happenings::{Bond, Party, Report, act_of, days};
use crate::link::statements::{Content, Saying};
use crate::model::{DateBasis, EventType, ParticipantRole};
use jiff::civil::Date;
use rusqlite::{OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

/// What an open transaction changed about statements and happenings and has yet to settle.
#[derive(Debug, Default)]
pub struct Grouping {
    /// Articles whose facts are new.
    pub(super) new: BTreeSet<i64>,
    /// Articles whose story is another one: events are compared within stories.
    pub(super) moved: BTreeSet<i64>,
    pub(super) sayings: Nodes<Saying>,
    pub(super) reports: Nodes<Report>,
    pub(super) statements: Sums,
    pub(super) happenings: Sums,
}

impl Grouping {
    /// Forgets nodes kept in memory.
    pub fn forget_nodes(&mut self) {
        self.sayings.forget();
        self.reports.forget();
    }

    /// Forgets what a transaction that was taken back changed.
    pub fn reset(&mut self) {
        self.sayings.reset();
        self.reports.reset();
        self.new.clear();
        self.moved.clear();
        (self.statements, self.happenings) = Default::default();
    }
}

impl Grouped for Saying {
    const KIND: i64 = 0;

    fn load(store: &Store, id: i64, _: Standing) -> rusqlite::Result<Option<Saying>> {
        let sql = "SELECT q.key, q.text, e.key, q.said_on FROM quotes q JOIN entities e ON e.id = q.speaker_id WHERE q.id = ?1";
        let mut find = store.connection.prepare_cached(sql)?;
        let mut rows = find.query([id])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let Some(content) = Content::of(row.get_ref(1)?.as_str()?) else { return Ok(None) };
        let speaker = groups::key_number(row.get_ref(2)?.as_str()?);
        Ok(Some(Saying::new(speaker, day(row, 3)?, content, row.get_ref(0)?.as_str()?)))
    }

    fn changed(store: &mut Store) -> &mut Nodes<Saying> {
        &mut store.grouping.sayings
    }
}

impl Grouped for Report {
    const KIND: i64 = 1;

    fn load(store: &Store, id: i64, standing: Standing) -> rusqlite::Result<Option<Report>> {
        let sql = "SELECT v.key, v.type, v.trigger_text, v.date_start, v.date_end, v.date_basis, v.is_background, v.place_text, p.key, v.mode
                   FROM events v LEFT JOIN entities p ON p.id = v.place_id WHERE v.id = ?1";
        let mut find = store.connection.prepare_cached(sql)?;
        let mut rows = find.query([id])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let kind = EventType::from_word(row.get_ref(1)?.as_str()?).expect("the table checks its types");
        let basis = row.get_ref(5)?.as_str_or_null()?.and_then(DateBasis::from_word);
        let dated = day(row, 3)?.zip(day(row, 4)?).zip(basis);
        let place = Party::place(row.get(8)?, row.get(7)?);
        let (actors, recipients) = store.sides(id)?;
        let is_dated = basis.is_some_and(|basis| basis != DateBasis::Publication);
        let unknown = Report::unknown(is_dated, &actors, &recipients, place.as_ref());
        Ok(Some(Report {
            rank: groups::rank(unknown, row.get_ref(0)?.as_str()?),
            block: standing.block,
            act: act_of(row.get_ref(2)?.as_str()?, kind),
            bond: Bond::of(kind, row.get_ref(9)?.as_str_or_null()?),
            days: days(dated, standing.day, row.get(6)?),
            actors,
            recipients,
            place,
        }))
    }

    fn changed(store: &mut Store) -> &mut Nodes<Report> {
        &mut store.grouping.reports
    }
}

/// Returns a column's day, counted from 1970-01-01.
fn day(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<Option<i32>> {
    let date = row.get_ref(column)?.as_str_or_null()?.and_then(|text| text.parse::<Date>().ok());
    Ok(date.map(|date| (date - FIRST_DAY).get_days()))
}

impl Store {
    /// Brings statements and happenings up to date with the articles the transaction touched.
    pub(super) fn settle_groups(&mut self) -> rusqlite::Result<()> {
        let new = std::mem::take(&mut self.grouping.new);
        for &article_id in &new {
            self.place_quotes(article_id)?;
        }
        let moved = std::mem::take(&mut self.grouping.moved);
        for &article_id in new.union(&moved) {
            self.place_events(article_id)?;
        }
        self.settle_group_nodes::<Saying>()?;
        for id in std::mem::take(&mut self.grouping.sayings.touched) {
            let leader_id = self.group_leader::<Saying>(id)?;
            self.join_statement(id, leader_id)?;
        }
        self.settle_group_nodes::<Report>()?;
        for id in std::mem::take(&mut self.grouping.reports.touched) {
            let leader_id = self.group_leader::<Report>(id)?;
            self.join_happening(id, leader_id)?;
        }
        self.settle_group_sums()
    }

    /// Takes the nodes of an article's facts out before the facts are.
    pub(super) fn leave_groups(&mut self, article_id: i64) -> rusqlite::Result<()> {
        for id in self.ids("SELECT id FROM quotes WHERE article_id = ?1", article_id)? {
            self.put_group_node::<Saying>(id, None)?;
        }
        for id in self.ids("SELECT id FROM events WHERE article_id = ?1", article_id)? {
            self.put_group_node::<Report>(id, None)?;
        }
        Ok(())
    }

    /// Puts the quotes of an article where others look for them.
    fn place_quotes(&mut self, article_id: i64) -> rusqlite::Result<()> {
        let sql = "SELECT id FROM quotes WHERE article_id = ?1 AND negated = 0 AND verdict IS NOT 'rejected'";
        for id in self.ids(sql, article_id)? {
            let standing = Standing { block: 0, day: None };
            let saying = Saying::load(self, id, standing)?;
            self.put_group_node(id, saying.map(|saying| (saying, standing)))?;
            self.grouping.sayings.touched.insert(id);
        }
        Ok(())
    }

    /// Puts the events of an article where those of its story look for them. An article without a story is searched alone, and so
    /// are only acts that it tells of twice.
    fn place_events(&mut self, article_id: i64) -> rusqlite::Result<()> {
        let sql = "SELECT a.story_id IS NOT NULL, a.published_on, coalesce(l.content_hash, a.content_hash) FROM articles a
                   LEFT JOIN stories s ON s.id = a.story_id LEFT JOIN articles l ON l.id = s.leader_id WHERE a.id = ?1";
        let read = |row: &rusqlite::Row<'_>| {
            let standing =
                Standing { block: groups::key_number(row.get_ref(2)?.as_str()?), day: day(row, 1)? };
            Ok((row.get::<_, bool>(0)?, standing))
        };
        let found = self.connection.prepare_cached(sql)?.query_row([article_id], read).optional()?;
        let Some((has_story, standing)) = found else { return Ok(()) };
        let sql = "SELECT id FROM events WHERE article_id = ?1 AND negated = 0 AND modality = 'asserted' AND verdict IS NOT 'rejected'";
        let (mut reports, mut tellings) = (Vec::new(), BTreeMap::<u32, usize>::new());
        for id in self.ids(sql, article_id)? {
            let Some(report) = Report::load(self, id, standing)? else { continue };
            *tellings.entry(report.act).or_default() += 1;
            reports.push((id, report));
        }
        for (id, report) in reports {
            let may_join = has_story || tellings[&report.act] > 1;
            self.put_group_node(id, may_join.then_some((report, standing)))?;
            self.grouping.reports.touched.insert(id);
        }
        Ok(())
    }

    /// Returns who did what an event reports, and to whom.
    fn sides(&self, event_id: i64) -> rusqlite::Result<(Vec<Party>, Vec<Party>)> {
        let sql = "SELECT x.role, e.key, x.country, x.text FROM event_participants x LEFT JOIN entities e ON e.id = x.entity_id
                   WHERE x.event_id = ?1 AND x.role IN ('actor', 'recipient') ORDER BY x.id";
        let (mut actors, mut recipients) = (Vec::new(), Vec::new());
        let mut find = self.connection.prepare_cached(sql)?;
        let mut rows = find.query(params![event_id])?;
        while let Some(row) = rows.next()? {
            let mut party = Party { key: row.get(1)?, country: row.get(2)?, ..Party::default() };
            if party.key.is_none() && party.country.is_none() {
                party.words = Some(row.get_ref(3)?.as_str()?.to_lowercase());
            }
            match row.get_ref(0)?.as_str()? == ParticipantRole::Actor.as_str() {
                true => actors.push(party),
                false => recipients.push(party),
            }
        }
        Ok((actors, recipients))
    }
}
