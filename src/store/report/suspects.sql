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
  AND NOT EXISTS (SELECT 1 FROM person_senses AS s WHERE s.sense = other.key AND s.key = substr(one.key, 1, length(s.key)))
ORDER BY min(one.article_count, other.article_count) DESC, one.key, other.key, mine.name LIMIT ?1

-- # one name, and evidence that they are two
SELECT coalesce(mine.sense, mine.key) AS entity, group_concat(DISTINCT mine.evidence) AS told, theirs.sense AS other,
  group_concat(DISTINCT theirs.evidence) AS told_of_other
FROM person_senses AS theirs JOIN person_senses AS mine ON mine.key = theirs.key AND coalesce(mine.sense, '') < theirs.sense
WHERE theirs.sense IS NOT NULL AND NOT EXISTS (SELECT 1 FROM decisions AS d WHERE d.kind IN ('merge', 'forbid_merge')
  AND d.subject IN (coalesce(mine.sense, mine.key), theirs.sense) AND d.object IN (coalesce(mine.sense, mine.key), theirs.sense))
GROUP BY entity, other ORDER BY min(sum(mine.article_count), sum(theirs.article_count)) DESC, entity, other LIMIT ?1

-- # one person, and evidence that they may be two
SELECT coalesce(s.sense, s.key) AS entity, e.article_count AS articles, s.evidence AS told, s.article_count AS articles_tell_it,
  (SELECT group_concat(evidence || ' (' || article_count || ')', ', ') FROM (
     SELECT evidence, article_count FROM person_senses AS o WHERE o.key = s.key AND o.sense IS s.sense AND o.evidence <> s.evidence
     ORDER BY article_count DESC, evidence LIMIT 5)) AS others_tell
FROM person_senses AS s JOIN entities AS e ON e.key = coalesce(s.sense, s.key)
WHERE s.contradiction > 0 AND NOT EXISTS (SELECT 1 FROM decisions AS d WHERE d.kind = 'split' AND d.subject = e.key)
ORDER BY s.contradiction DESC, e.article_count DESC, s.article_count DESC, e.key, s.evidence LIMIT ?1

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
