//! What one article more costs where thousands are on the same matter: pairs compared, never time.
//!
//! In: reports of one endless story, in other words each, with quotes of one speaker and events that name somebody or nobody. Out:
//! counts of comparisons for stories, statements and happenings, which must grow as the pile does.

use super::{Incoming, Reading, Store};
use crate::dedup::Profile;
use crate::model::*;
use crate::span::Text;
use jiff::civil::date;

/// A sequence that looks random and is the same everywhere (Knuth's MMIX generator).
pub(super) struct Dice(pub u64);

impl Dice {
    pub(super) fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % count
    }

    pub(super) fn word(&mut self) -> String {
        const PARTS: [&str; 12] =
            ["ba", "lor", "min", "tek", "su", "ran", "gol", "ve", "dri", "pon", "ush", "cal"];
        (0..4).map(|_| PARTS[self.below(12)]).collect()
    }
}

/// Returns the `n`th report: the words of the story in some order among many that stand nowhere else, or it would be a near copy.
fn report(n: usize) -> (Article, Analysis) {
    let mut dice = Dice(n as u64 * 7919 + 17);
    let mut words: Vec<String> =
        "river Orla burst banks Tarnholm levee sandbags ferry rescue valley mayor pumps"
            .split(' ')
            .map(str::to_string)
            .collect();
    words.extend((0..60).map(|_| dice.word()));
    for at in (1..words.len()).rev() {
        words.swap(at, dice.below(at + 1));
    }
    let saying = match dice.below(3) {
        0 => {
            format!("the {} {} {} {} by {}", dice.word(), dice.word(), dice.word(), dice.word(), dice.word())
        }
        1 => "the harbour of Tarnholm needs a new pier before winter".to_string(),
        _ => format!("we need a new pier for the harbour of Tarnholm before the winter, {}", dice.word()),
    };
    let body = format!("Mayor Mari Tamm said {saying}. Then the levee flooded. {}.", words.join(" "));
    let mut article = Article::new(body);
    article.metadata.title = Some("Orla flood: Tarnholm levee breaks, ferry rescue in valley".into());
    article.metadata.published_on = Some(date(2023, 3, 1 + dice.below(28) as i8));
    let analysis = analysis(&article, &saying, &mut dice);
    (article, analysis)
}

fn analysis(article: &Article, saying: &str, dice: &mut Dice) -> Analysis {
    let span_of = |words: &str| {
        let start = article.body.find(words).expect("it stands there") as u32;
        Span::new(start, start + words.len() as u32)
    };
    let day = FactDate {
        start: date(2023, 3, 1 + dice.below(28) as i8),
        end: date(2023, 3, 28),
        precision: Precision::Day,
        basis: DateBasis::Explicit,
    };
    let day = FactDate { end: day.start, ..day };
    let sentence = Span::new(0, Text::new(&article.body).len());
    let entity = |key: String, kind| Entity {
        name: key.clone(),
        key,
        kind,
        country: None,
        part_of: None,
        identifiers: vec![],
        gender: None,
        rule: "test",
    };
    let (mayor, town) = (span_of("Mari Tamm"), span_of("levee flooded"));
    let actor = format!("organization:{}", dice.below(40));
    let quote = Quote {
        kind: QuoteKind::Indirect,
        content: vec![span_of(saying)],
        quoted: vec![],
        cue: None,
        source: None,
        sentence,
        speaker: Some(0),
        addressee: None,
        via: None,
        said: Some(FactDate { basis: DateBasis::Publication, ..day }).filter(|_| dice.below(2) == 0),
        within: None,
        negated: false,
        confidence: Confidence::High,
        rule: "test",
    };
    let party = Participant {
        role: ParticipantRole::Actor,
        span: mayor,
        entity: Some(1),
        country: None,
        sector: None,
        via: Via::Name,
    };
    let event = Event {
        kind: EventType::Assault,
        mode: None,
        cameo: None,
        score: None,
        trigger: Span::new(town.end - 7, town.end),
        sentence,
        date: Some(day).filter(|_| dice.below(2) == 0),
        place: None,
        place_text: None,
        negated: false,
        modality: Modality::Asserted,
        attribution: Attribution::Narrator,
        reported_by: None,
        quote: None,
        is_background: dice.below(4) == 0,
        confidence: Confidence::High,
        participants: if dice.below(2) == 0 { vec![party] } else { vec![] },
        rule: "test",
    };
    Analysis {
        entities: vec![
            entity("person:mari-tamm".into(), EntityKind::Person),
            entity(actor, EntityKind::Organization),
        ],
        quotes: vec![quote],
        events: vec![event],
        ..Analysis::default()
    }
}

fn add(store: &mut Store, n: usize) {
    let (article, analysis) = report(n);
    add_article(store, n, article, analysis);
}

/// Adds an article that was read from the `n`th file.
pub(super) fn add_article(store: &mut Store, n: usize, article: Article, analysis: Analysis) {
    let profile = Profile::new(&article);
    let reading = Reading { article, external_id: None, problem: None, analysis, profile };
    let incoming = Incoming {
        uri: format!("{n}.txt"),
        media_type: "text/plain",
        byte_count: 1,
        raw_hash: format!("{n}"),
        reading: Ok(Box::new(reading)),
    };
    store.add(1, "", &incoming, false).expect("added");
}

/// Returns pairs compared so far: for stories, statements and happenings.
fn compared(store: &Store) -> [u64; 3] {
    let grouping = &store.grouping;
    [store.gathering.compared, grouping.sayings.compared, grouping.reports.compared]
}

/// Adds reports up to each of these counts, a batch at a time; returns the pairs compared at each.
fn costs(counts: &[usize]) -> (tempfile::TempDir, Store, Vec<[u64; 3]>) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::create_or_open(&folder.path().join("nutgraf.db")).expect("made");
    store.start_run("test", date(2026, 11, 21), "").expect("a run");
    let (mut costs, mut n) = (Vec::new(), 0);
    for &count in counts {
        while n < count {
            store.begin().expect("begun");
            for _ in 0..125 {
                add(&mut store, n);
                n += 1;
            }
            store.commit().expect("committed");
        }
        costs.push(compared(&store));
    }
    (folder, store, costs)
}

/// Pairs an article may cost, whatever the pile: 16 leaders in sight of each bin, and as many again for those it may lead itself. That
/// is 8 words and 4 stretches of time in 3 rounds; 3 words in 2 stretches; 5 stretches and no time.
const PAIRS_MAX: [f64; 3] = [2.0 * 16.0 * 96.0, 2.0 * 16.0 * 6.0, 2.0 * 16.0 * 12.0];

/// Returns what was compared for each article between two counts.
fn per_article(counts: &[usize], costs: &[[u64; 3]], at: usize) -> [f64; 3] {
    let articles = (counts[at] - counts[at - 1]) as f64;
    let each = std::array::from_fn(|kind| (costs[at][kind] - costs[at - 1][kind]) as f64 / articles);
    println!("pairs for an article up to {}: stories, statements, happenings {each:.1?}", counts[at]);
    each
}

fn check(counts: &[usize]) {
    let (_folder, store, costs) = costs(counts);
    let last = *counts.last().expect("some");
    let count = |sql: &str| {
        store.connection.query_row(sql, [], |row| row.get::<_, i64>(0)).expect("counted") as usize
    };
    assert!(count("SELECT count(*) FROM articles WHERE is_counted = 1") * 10 > last * 9, "few near copies");
    assert!(count("SELECT max(article_count) FROM stories") * 10 > last * 9, "one story");
    assert!(count("SELECT max(article_count) FROM statements") * 10 > last, "the pier is one statement");
    assert!(count("SELECT max(article_count) FROM happenings") > 1, "reports come together");
    let [before, now] = [costs.len() - 2, costs.len() - 1].map(|at| per_article(counts, &costs, at));
    for kind in 0..3 {
        // Were all compared with all, it would be twice as many.
        assert!(now[kind] < before[kind] * 1.25, "twice the pile, {before:?}, then {now:?} pairs an article");
        assert!(now[kind] < PAIRS_MAX[kind], "{now:?}");
    }
}

/// The slowest of the unit tests, some 40 seconds: fewer reports would not show it.
#[test]
fn twenty_thousand_reports_of_one_story_cost_each_article_the_same() {
    check(&[625, 5000, 10_000, 20_000]);
}

/// Returns keys with what they are joined to: what grouping is worth comparing.
fn groups(store: &Store) -> Vec<String> {
    let sql = "SELECT 'quote ' || q.key || ' ' || s.key || ' ' || s.quote_count || s.text || s.rule FROM quotes q JOIN statements s ON s.id = q.statement_id
               UNION ALL SELECT 'event ' || e.key || ' ' || h.key || ' ' || h.report_count || ' ' || coalesce(h.date_start, '') || h.rule
               FROM events e JOIN happenings h ON h.id = e.happening_id
               UNION ALL SELECT 'story ' || a.content_hash || s.key || s.article_count FROM articles a JOIN stories s ON s.id = a.story_id ORDER BY 1";
    let mut find = store.connection.prepare(sql).expect("prepared");
    let rows = find.query_map([], |row| row.get(0)).expect("read");
    rows.collect::<rusqlite::Result<_>>().expect("read")
}

#[test]
fn neither_order_nor_batches_nor_what_was_forgotten_matter() {
    const COUNT: usize = 120;
    let mut expected = None;
    for seed in 0..4 {
        let mut dice = Dice(seed);
        let folder = tempfile::tempdir().expect("a folder");
        let mut store = Store::create_or_open(&folder.path().join("nutgraf.db")).expect("made");
        store.start_run("test", date(2026, 11, 21), "").expect("a run");
        // Ten too many, which go again.
        let mut order: Vec<usize> = (0..COUNT + 10).collect();
        for at in (1..order.len()).rev() {
            order.swap(at, dice.below(at + 1));
        }
        while !order.is_empty() {
            store.begin().expect("begun");
            for n in order.split_off(order.len().saturating_sub(1 + dice.below(40))) {
                add(&mut store, n);
            }
            store.commit().expect("committed");
        }
        for n in COUNT..COUNT + 10 {
            store.begin().expect("begun");
            store.forget_uri(&format!("{n}.txt")).expect("forgotten");
            store.commit().expect("committed");
        }
        let found = groups(&store);
        assert!(found.iter().filter(|line| line.starts_with("event")).count() == COUNT);
        let expected = expected.get_or_insert_with(|| found.clone());
        assert_eq!(&found, expected, "seed {seed}");
    }
}
