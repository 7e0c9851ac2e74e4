-- # one spelling, two entities
SELECT DISTINCT one.key AS entity, one.article_count AS articles, other.key AS other, other.article_count AS other_articles,
  mine.name AS both_written
FROM entity_names AS mine JOIN entity_names AS theirs ON theirs.name = mine.name AND theirs.entity_id <> mine.entity_id
JOIN entities AS one ON one.id = mine.entity_id JOIN entities AS other ON other.id = theirs.entity_id AND other.key > one.key
WHERE one.mention_count > 0 AND other.mention_count > 0 AND one.kind <> 'group' AND other.kind <> 'group'
  -- A capital that stands for its government is no pair.
  AND NOT (one.name GLOB 'Government of *' AND other.kind = 'place')
  AND NOT EXISTS (SELECT 1 FROM decisions AS d WHERE d.kind = 'forbid_merge'
    AND d.subject IN (one.key, other.key) AND d.object IN (one.key, other.key))
ORDER BY min(one.article_count, other.article_count) DESC, one.key, other.key, mine.name LIMIT ?1

-- # a last name, and who bears it in the same story
SELECT part.key AS entity, part.name, bearer.key AS other, bearer.name AS other_name, count(DISTINCT there.id) AS articles_of_the_story
FROM entities AS part
JOIN article_entities AS here ON here.entity_id = part.id
JOIN articles AS a ON a.id = here.article_id
JOIN articles AS there ON there.story_id = a.story_id AND there.id <> a.id
JOIN article_entities AS named ON named.article_id = there.id
JOIN entities AS bearer ON bearer.id = named.entity_id
WHERE part.rule = 'partial_name' AND part.mention_count > 0 AND bearer.kind = 'person' AND bearer.rule <> 'partial_name'
  AND substr(bearer.name, -length(part.name) - 1) = ' ' || part.name
  AND NOT EXISTS (SELECT 1 FROM decisions AS d WHERE d.kind = 'forbid_merge'
    AND d.subject IN (part.key, bearer.key) AND d.object IN (part.key, bearer.key))
GROUP BY part.id, bearer.id ORDER BY articles_of_the_story DESC, part.key, bearer.key LIMIT ?1

-- # one person, two countries
SELECT e.key AS entity, e.article_count AS articles,
  (SELECT group_concat(value || ' (' || article_count || ')', ', ') FROM (
     SELECT value, article_count FROM entity_votes WHERE entity_id = e.id AND field = 'country'
     ORDER BY article_count DESC, value)) AS articles_say
FROM entities AS e
WHERE e.kind = 'person' AND e.mention_count > 0
  AND (SELECT count(*) FROM entity_votes WHERE entity_id = e.id AND field = 'country') > 1
ORDER BY e.article_count DESC, e.key LIMIT ?1
