//! What comes together across the sample articles: reports of one meeting, versions of one statement.

use crate::support::{Bench, rows, sample_articles};

#[test]
fn the_meeting_that_several_outlets_report_is_one_happening() {
    let bench = Bench::new();
    let db = bench.ingest("samples.db", &[&sample_articles()]);
    let meeting = "SELECT e.happening_id FROM events e JOIN articles a ON a.id = e.article_id
                   WHERE a.outlet = 'Meridian Dispatch' AND e.trigger_text = 'met' AND e.date_start = '2024-06-12'";
    let outlets = format!(
        "SELECT DISTINCT a.outlet FROM events e JOIN articles a ON a.id = e.article_id
         WHERE e.happening_id IN ({meeting}) AND a.is_counted = 1"
    );
    assert!(rows(&db, &outlets).len() >= 3, "{:?}", rows(&db, &outlets));
    let happening =
        format!("SELECT type, date_start, rule, article_count >= 3 FROM happenings WHERE id IN ({meeting})");
    assert_eq!(rows(&db, &happening), ["CONSULT|2024-06-12|same_act_in_story|1"]);
    // What two governments refuse, promise or condemn is not one thing because it stands in one story.
    let condemned = "SELECT count(DISTINCT e.happening_id) = count(DISTINCT p.entity_id) FROM events e
                     JOIN event_participants p ON p.event_id = e.id AND p.role = 'actor'
                     WHERE e.trigger_text IN ('condemned', 'denounced') AND e.happening_id IS NOT NULL AND p.entity_id IS NOT NULL";
    assert_eq!(rows(&db, condemned), ["1"]);
}

#[test]
fn two_translations_of_one_sentence_are_one_statement() {
    let bench = Bench::new();
    let db = bench.ingest("samples.db", &[&sample_articles()]);
    let of = |words: &str| {
        let sql = format!(
            "SELECT DISTINCT s.key, s.rule, s.article_count FROM quotes q JOIN statements s ON s.id = q.statement_id
             JOIN articles a ON a.id = q.article_id WHERE a.is_counted = 1 AND q.text LIKE '%{words}%'"
        );
        rows(&db, &sql)
    };
    let (fuel, oil) =
        (of("should stop adding fuel to the fire"), of("refrain from pouring oil on the flames and"));
    assert_eq!(fuel.len(), 1, "{fuel:?}");
    assert_eq!(fuel, oil);
    assert!(fuel[0].ends_with("|same_speaker_and_words|2"), "{fuel:?}");
    assert_ne!(of("Nothing about Ukraine without Ukraine"), of("Every system saves lives"));
}
