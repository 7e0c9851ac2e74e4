-- = event
SELECT e.type, e.mode, e.cameo, e.trigger_text AS trigger, e.rule, e.confidence, iif(e.negated, 'yes', NULL) AS negated, e.modality,
  e.attribution, reporter.name AS reported_by, iif(e.is_background, 'yes', NULL) AS background,
  e.date_start || iif(e.date_end <> e.date_start, ' to ' || e.date_end, '') || ' (' || e.date_precision || ', ' || e.date_basis || ')'
    AS date,
  coalesce(place.name, e.place_text) AS place, e.verdict,
  substr(a.body, e.sentence_start + 1, e.sentence_end - e.sentence_start) AS sentence,
  (SELECT q.key FROM quotes AS q WHERE q.id = e.quote_id) AS inside_quote,
  a.title AS article, a.outlet, a.id AS article_id, e.trigger_start || '-' || e.trigger_end AS characters, e.key
FROM events AS e JOIN articles AS a ON a.id = e.article_id
LEFT JOIN entities AS reporter ON reporter.id = e.reported_by_id
LEFT JOIN entities AS place ON place.id = e.place_id
WHERE e.id = ?1

-- # takes part
SELECT p.role, coalesce(n.name, p.text) AS name, p.text AS words, p.via, p.country, p.sector,
  p.char_start || '-' || p.char_end AS characters, n.key
FROM event_participants AS p LEFT JOIN entities AS n ON n.id = p.entity_id
WHERE p.event_id = ?1 ORDER BY p.role, p.ordinal, p.id

-- # named in the sentence, and not taken
SELECT n.name, n.kind, m.text AS words, m.char_start || '-' || m.char_end AS characters, m.rule, n.key
FROM events AS e JOIN mentions AS m ON m.article_id = e.article_id JOIN entities AS n ON n.id = m.entity_id
WHERE e.id = ?1 AND m.char_start >= e.sentence_start AND m.char_end <= e.sentence_end
  AND m.entity_id IS NOT e.place_id
  AND NOT EXISTS (SELECT 1 FROM event_participants AS p WHERE p.event_id = e.id AND p.entity_id = m.entity_id)
ORDER BY m.char_start, m.id LIMIT 20

-- # times in the sentence
SELECT t.text AS words, t.value, t.date_min AS first_day, t.date_max AS last_day, t.anchor AS counted_from, t.rule,
  iif(t.date_min IS e.date_start AND e.date_basis IN ('explicit', 'relative', 'weekday'), 'yes', 'no') AS is_the_date
FROM events AS e JOIN time_expressions AS t ON t.article_id = e.article_id
WHERE e.id = ?1 AND t.char_start >= e.sentence_start AND t.char_end <= e.sentence_end ORDER BY t.char_start

-- # the same happening
SELECT happening.rule, a.published_on AS date, a.outlet, other.trigger_text AS trigger, other.key
FROM events AS e JOIN happenings AS happening ON happening.id = e.happening_id
JOIN events AS other ON other.happening_id = e.happening_id AND other.id <> e.id
JOIN articles AS a ON a.id = other.article_id
WHERE e.id = ?1 ORDER BY a.published_on, other.key LIMIT 20

-- # decisions
SELECT d.id AS number, d.kind AS decision, d.subject, d.object, d.note
FROM events AS e JOIN decisions AS d ON d.subject = e.key OR d.subject IN (
  SELECT n.key FROM event_participants AS p JOIN entities AS n ON n.id = p.entity_id WHERE p.event_id = e.id)
WHERE e.id = ?1 ORDER BY d.id
