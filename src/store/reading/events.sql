-- Reports of acts, or happenings as their first report tells them: {row} is the table that dates and keys come from.
SELECT
  {row}.date_start AS date_start, {row}.date_end AS date_end, {row}.date_precision AS date_precision, e.date_basis,
  (SELECT group_concat(name, '; ') FROM (
     SELECT coalesce(n.name, p.text) AS name FROM event_participants AS p LEFT JOIN entities AS n ON n.id = p.entity_id
     WHERE p.event_id = e.id AND p.role = 'actor' ORDER BY p.ordinal, p.id)) AS actors,
  e.trigger_text AS trigger,
  (SELECT group_concat(name, '; ') FROM (
     SELECT coalesce(n.name, p.text) AS name FROM event_participants AS p LEFT JOIN entities AS n ON n.id = p.entity_id
     WHERE p.event_id = e.id AND p.role = 'recipient' ORDER BY p.ordinal, p.id)) AS recipients,
  coalesce(place.name, e.place_text) AS place,
  e.type, e.negated, e.modality, e.attribution, reported_by.name AS reported_by, e.is_background, e.confidence,
  {counts}, a.outlet, a.published_on,
  substr(a.body, e.sentence_start + 1, e.sentence_end - e.sentence_start) AS sentence,
  e.article_id, {row}.key AS key
FROM {from}
JOIN articles AS a ON a.id = e.article_id
LEFT JOIN entities AS place ON place.id = {row}.place_id
LEFT JOIN entities AS reported_by ON reported_by.id = e.reported_by_id
