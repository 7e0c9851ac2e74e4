-- The earliest report gives the key. The fullest one, which leads, gives type, day and place, the earliest what that lacks; a day
-- that is only an article's own is taken from the earliest.
UPDATE happenings SET
  first_report_id = ?2,
  key = (SELECT key FROM events WHERE id = ?2),
  (type, date_start, date_end, date_precision, place_id) = (
    SELECT l.type, d.date_start, d.date_end, d.date_precision, coalesce(l.place_id, f.place_id)
    FROM events AS l
    JOIN events AS f ON f.id = ?2
    JOIN events AS d ON d.id = iif(l.date_start IS NOT NULL AND (l.date_basis <> 'publication' OR f.date_start IS NULL), l.id, f.id)
    WHERE l.id = ?3),
  rule = CASE
    WHEN NOT EXISTS (SELECT 1 FROM events WHERE happening_id = ?1 AND id <> ?2) THEN 'single'
    WHEN EXISTS (SELECT 1 FROM events WHERE happening_id = ?1 AND article_id <> (SELECT article_id FROM events WHERE id = ?2))
      THEN 'same_act_in_story'
    ELSE 'same_act_in_article'
  END
WHERE id = ?1
