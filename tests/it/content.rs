//! The whole content of a database as text, with keys in place of row ids and without clocks: two databases that hold the
//! same are equal here, whatever the order in which things came in.

use crate::support::rows;
use std::path::Path;

/// Every table but `runs`, each as a query that no row id shows in.
const TABLES: &[(&str, &str)] = &[
    ("meta", "SELECT name, value FROM meta"),
    (
        "articles",
        "SELECT a.content_hash, a.title, a.body, a.author, a.outlet, a.url, a.language, a.published_on, a.published_at, a.published_basis,
         a.modified_at, a.dateline_place, a.word_count, a.is_counted, n.content_hash, v.content_hash
         FROM articles a LEFT JOIN articles n ON n.id = a.near_duplicate_of LEFT JOIN articles v ON v.id = a.version_of",
    ),
    (
        "inputs",
        "SELECT i.uri, i.raw_hash, i.external_id, a.content_hash, i.media_type, i.byte_count, i.status, i.problem, i.title, i.author, i.outlet,
         i.url, i.language, i.published_on, i.published_at, i.published_basis, i.modified_at, i.dateline_place, v.body
         FROM inputs i LEFT JOIN articles a ON a.id = i.article_id LEFT JOIN article_variants v ON v.id = i.variant_id",
    ),
    ("article_variants", "SELECT a.content_hash, v.body, v.sections FROM article_variants v JOIN articles a ON a.id = v.article_id"),
    ("sections", "SELECT a.content_hash, s.kind, s.char_start, s.char_end FROM sections s JOIN articles a ON a.id = s.article_id"),
    (
        "entities",
        "SELECT e.key, e.kind, e.name, e.country, p.key, e.mention_count, e.article_count, e.first_on, e.last_on, e.rule
         FROM entities e LEFT JOIN entities p ON p.id = e.part_of_id",
    ),
    ("entity_keys", "SELECT k.key, e.key FROM entity_keys k JOIN entities e ON e.id = k.entity_id"),
    (
        "chains",
        "SELECT a.content_hash, c.key, e.key FROM chains c JOIN articles a ON a.id = c.article_id LEFT JOIN entities e ON e.id = c.entity_id
         UNION ALL SELECT a.content_hash, e.key, e.key FROM article_entities x JOIN articles a ON a.id = x.article_id
         JOIN entities e ON e.id = x.entity_id WHERE NOT EXISTS (SELECT 1 FROM chains c WHERE c.article_id = x.article_id AND c.entity_id = x.entity_id)",
    ),
    ("entity_names", "SELECT e.key, n.name, n.mention_count FROM entity_names n JOIN entities e ON e.id = n.entity_id"),
    ("entity_identifiers", "SELECT e.key, n.scheme, n.value FROM entity_identifiers n JOIN entities e ON e.id = n.entity_id"),
    (
        "entity_roles",
        "SELECT e.key, r.title, o.key, a.content_hash, r.char_start, r.char_end, r.as_of, r.status, r.rule FROM entity_roles r
         JOIN entities e ON e.id = r.entity_id JOIN articles a ON a.id = r.article_id LEFT JOIN entities o ON o.id = r.of_entity_id",
    ),
    ("entity_votes", "SELECT e.key, v.field, v.value, v.article_count FROM entity_votes v JOIN entities e ON e.id = v.entity_id"),
    (
        "article_entities",
        "SELECT a.content_hash, e.key, x.name, x.country, p.key, x.mention_count, x.published_on, x.is_counted, x.rule FROM article_entities x
         JOIN articles a ON a.id = x.article_id JOIN entities e ON e.id = x.entity_id LEFT JOIN entities p ON p.id = x.part_of_id",
    ),
    (
        "mentions",
        "SELECT a.content_hash, e.key, m.char_start, m.char_end, m.text, m.kind, m.rule FROM mentions m
         JOIN articles a ON a.id = m.article_id JOIN entities e ON e.id = m.entity_id",
    ),
    (
        "quotes",
        "SELECT q.key, q.kind, q.text, q.cue_text, q.cue_start, q.source_text, q.source_start, q.sentence_start, q.sentence_end, e.key,
         d.key, q.said_on, q.said_on_basis, v.key, w.key, q.negated, q.confidence, s.key, q.verdict, q.rule FROM quotes q
         LEFT JOIN entities e ON e.id = q.speaker_id LEFT JOIN entities d ON d.id = q.addressee_id LEFT JOIN entities v ON v.id = q.via_id
         LEFT JOIN quotes w ON w.id = q.within_id LEFT JOIN statements s ON s.id = q.statement_id",
    ),
    ("quote_parts", "SELECT q.key, p.kind, p.ordinal, p.char_start, p.char_end FROM quote_parts p JOIN quotes q ON q.id = p.quote_id"),
    (
        "statements",
        "SELECT s.key, e.key, s.text, s.said_on, s.quote_count, s.article_count, s.rule FROM statements s LEFT JOIN entities e ON e.id = s.speaker_id",
    ),
    (
        "events",
        "SELECT v.key, v.type, v.mode, v.cameo, v.trigger_text, v.sentence_start, v.date_start, v.date_end, v.date_precision, v.date_basis,
         p.key, v.place_text, v.negated, v.modality, v.attribution, r.key, q.key, v.is_background, v.confidence, h.key, v.verdict, v.rule FROM events v
         LEFT JOIN entities p ON p.id = v.place_id LEFT JOIN entities r ON r.id = v.reported_by_id LEFT JOIN quotes q ON q.id = v.quote_id
         LEFT JOIN happenings h ON h.id = v.happening_id",
    ),
    (
        "event_participants",
        "SELECT v.key, x.role, x.ordinal, e.key, x.text, x.char_start, x.country, x.sector, x.via FROM event_participants x
         JOIN events v ON v.id = x.event_id LEFT JOIN entities e ON e.id = x.entity_id",
    ),
    (
        "happenings",
        "SELECT h.key, h.type, h.date_start, h.date_end, p.key, h.report_count, h.article_count, v.key, h.rule FROM happenings h
         LEFT JOIN entities p ON p.id = h.place_id LEFT JOIN events v ON v.id = h.first_report_id",
    ),
    (
        "time_expressions",
        "SELECT a.content_hash, t.char_start, t.text, t.type, t.value, t.date_min, t.date_max, t.precision, t.anchor, t.rule
         FROM time_expressions t JOIN articles a ON a.id = t.article_id",
    ),
    (
        "stories",
        "SELECT s.key, s.title, s.first_on, s.last_on, s.article_count, a.content_hash FROM stories s JOIN articles a ON a.id = s.leader_id",
    ),
    ("articles in stories", "SELECT a.content_hash, s.key FROM articles a JOIN stories s ON s.id = a.story_id"),
    (
        "story_nodes",
        "SELECT n.round, a.content_hash, b.content_hash, n.rank, n.day, n.likeness, n.article_count, hex(n.terms) FROM story_nodes n
         JOIN articles a ON a.id = n.article_id LEFT JOIN articles b ON b.id = n.leader_id",
    ),
    ("story_bins", "SELECT b.bin, b.is_leader, b.rank, a.content_hash FROM story_bins b LEFT JOIN articles a ON a.id = b.article_id"),
    ("article_shingles", "SELECT coalesce(a.content_hash, 'no article'), s.hash, s.rank, s.sketch_size FROM article_shingles s LEFT JOIN articles a ON a.id = s.article_id"),
    (
        "near_links",
        "SELECT a.content_hash, b.content_hash, n.per_mille, n.inside_per_mille FROM near_links n JOIN articles a ON a.id = n.article_id JOIN articles b ON b.id = n.other_id",
    ),
    (
        "person_evidence",
        "SELECT p.key, p.evidence, p.article, s.sense, s.article_count, s.contradiction FROM person_evidence p LEFT JOIN person_senses s ON s.key = p.key AND s.evidence = p.evidence",
    ),
    (
        "last_names",
        "SELECT a.content_hash, n.key, n.word, n.is_whole, n.evidence, s.key, n.bearer FROM last_names n JOIN articles a ON a.id = n.article_id
         LEFT JOIN stories s ON s.id = n.story_id",
    ),
    ("own_names", "SELECT spelling, name, kind, country FROM own_names"),
    (
        "group_nodes",
        "SELECT n.kind, coalesce(q.key, v.key), coalesce(r.key, w.key), n.rank, n.likeness, n.day, n.block FROM group_nodes n
         LEFT JOIN quotes q ON n.kind = 0 AND q.id = n.member_id LEFT JOIN events v ON n.kind = 1 AND v.id = n.member_id
         LEFT JOIN quotes r ON n.kind = 0 AND r.id = n.leader_id LEFT JOIN events w ON n.kind = 1 AND w.id = n.leader_id",
    ),
    ("group_bins", "SELECT bin, is_leader, rank, count(*) FROM group_bins GROUP BY 1, 2, 3"),
    ("decisions", "SELECT kind, subject, object, note FROM decisions"),
];

/// Returns the content of all tables, sorted, a line a row.
pub fn content(db: &Path) -> Vec<String> {
    let mut all = Vec::new();
    for (table, sql) in TABLES {
        let mut lines: Vec<String> = rows(db, sql).into_iter().map(|row| format!("{table}: {row}")).collect();
        lines.sort();
        all.extend(lines);
    }
    all
}

/// Fails with the first differing rows unless both databases hold the same.
pub fn assert_same(a: &Path, b: &Path, why: &str) {
    let (a, b) = (content(a), content(b));
    let only = |x: &[String], y: &[String]| {
        let y: std::collections::BTreeSet<&String> = y.iter().collect();
        x.iter().filter(|line| !y.contains(line)).take(5).cloned().collect::<Vec<_>>().join("\n  ")
    };
    assert!(a == b, "{why}\nonly in the first:\n  {}\nonly in the second:\n  {}", only(&a, &b), only(&b, &a));
}
