-- The newest asserted events with both sides and the day known, one of each type.
SELECT actor || ' → ' || recipient, trigger_text || ' [' || type || ']', date_start || coalesce(', ' || outlet, '') FROM (
  SELECT actor.name AS actor, v.type, recipient.name AS recipient, v.trigger_text, a.outlet, v.date_start, v.key,
         row_number() OVER (PARTITION BY v.type ORDER BY v.confidence = 'high' DESC, v.date_start DESC, v.key) AS place
  FROM events v
  JOIN articles a ON a.id = v.article_id AND a.is_counted = 1
  JOIN event_participants x ON x.event_id = v.id AND x.role = 'actor' AND x.ordinal = 0
  JOIN event_participants y ON y.event_id = v.id AND y.role = 'recipient' AND y.ordinal = 0
  JOIN entities actor ON actor.id = x.entity_id
  JOIN entities recipient ON recipient.id = y.entity_id
  WHERE v.negated = 0 AND v.modality = 'asserted' AND v.is_background = 0 AND actor.id <> recipient.id
    AND v.date_precision = 'day' AND v.date_start <= a.published_on)
WHERE place = 1 ORDER BY date_start DESC, key LIMIT ?1
