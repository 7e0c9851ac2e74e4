-- The earliest report gives the key, type and place; the reports of one happening agree on the rest.
UPDATE happenings SET
  (key, type, place_id, first_report_id, date_start, date_end, date_precision) = (
    SELECT e.key, e.type, e.place_id, e.id, e.date_start, e.date_end, e.date_precision
    FROM events e JOIN articles a ON a.id = e.article_id WHERE e.happening_id = happenings.id
    ORDER BY a.published_on IS NULL, a.published_on, a.content_hash, e.trigger_start, e.key LIMIT 1),
  (report_count, article_count, rule) = (
    SELECT sum(a.is_counted), count(DISTINCT iif(a.is_counted, a.id, NULL)),
           iif(count(*) > 1, 'same_type_day_participants', 'single')
    FROM events e JOIN articles a ON a.id = e.article_id WHERE e.happening_id = happenings.id)
WHERE fingerprint = ?1
