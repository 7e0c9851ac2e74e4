-- # one name, two keys
SELECT one.key AS entity, one.article_count AS articles, other.key AS other, other.article_count AS other_articles
FROM entities AS one JOIN entities AS other ON other.name = one.name AND other.key > one.key
WHERE one.mention_count > 0 AND other.mention_count > 0 AND one.kind <> 'group' AND other.kind <> 'group'
  AND NOT EXISTS (SELECT 1 FROM decisions AS d WHERE d.kind = 'forbid_merge'
    AND d.subject IN (one.key, other.key) AND d.object IN (one.key, other.key))
ORDER BY min(one.article_count, other.article_count) DESC, one.key, other.key LIMIT ?1
