-- The earliest article gives the key; each of these is a seek in the index of stories.
UPDATE stories SET
  title = ?2,
  key = coalesce(
    (SELECT a.content_hash FROM articles AS a
     WHERE a.story_id = ?1 AND a.is_counted = 1 AND a.published_on IS NOT NULL ORDER BY a.published_on, a.content_hash LIMIT 1),
    (SELECT a.content_hash FROM articles AS a
     WHERE a.story_id = ?1 AND a.is_counted = 1 AND a.published_on IS NULL ORDER BY a.content_hash LIMIT 1),
    key),
  first_on = (SELECT a.published_on FROM articles AS a
    WHERE a.story_id = ?1 AND a.is_counted = 1 AND a.published_on IS NOT NULL ORDER BY a.published_on LIMIT 1),
  last_on = (SELECT a.published_on FROM articles AS a
    WHERE a.story_id = ?1 AND a.is_counted = 1 AND a.published_on IS NOT NULL ORDER BY a.published_on DESC LIMIT 1)
WHERE id = ?1
