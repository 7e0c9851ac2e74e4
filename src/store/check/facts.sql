-- Checks that a query can make: each gives a line for every fault.

-- # sentences enclose the cue of a quote and the trigger of an event
SELECT 'quotes ' || id || ': cue at ' || cue_start || ' outside of its sentence' FROM quotes
WHERE cue_start IS NOT NULL AND NOT (sentence_start <= cue_start AND cue_end <= sentence_end)
UNION ALL
SELECT 'quotes ' || id || ': neither cue nor content in its sentence' FROM quotes
WHERE cue_start IS NULL AND NOT (content_start < sentence_end AND sentence_start < content_end)
UNION ALL
SELECT 'events ' || id || ': trigger at ' || trigger_start || ' outside of its sentence' FROM events
WHERE NOT (sentence_start <= trigger_start AND trigger_end <= sentence_end)
UNION ALL
SELECT 'quote_parts ' || p.id || ': outside of the content of quote ' || q.id
FROM quote_parts AS p JOIN quotes AS q ON q.id = p.quote_id
WHERE NOT (q.content_start <= p.char_start AND p.char_end <= q.content_end)
UNION ALL
SELECT 'quotes ' || q.id || ': within a quote of another article'
FROM quotes AS q JOIN quotes AS outer_quote ON outer_quote.id = q.within_id WHERE outer_quote.article_id <> q.article_id
UNION ALL
SELECT 'events ' || e.id || ': inside a quote of another article'
FROM events AS e JOIN quotes AS q ON q.id = e.quote_id WHERE q.article_id <> e.article_id

-- # half-known places: start, end and words are given together
SELECT 'quotes ' || id || ': cue half given' FROM quotes
WHERE (cue_text IS NULL) <> (cue_start IS NULL) OR (cue_text IS NULL) <> (cue_end IS NULL)
UNION ALL
SELECT 'quotes ' || id || ': source half given' FROM quotes
WHERE (source_text IS NULL) <> (source_start IS NULL) OR (source_text IS NULL) <> (source_end IS NULL)

-- # articles come from an input, and copies and versions do not run in circles
SELECT 'articles ' || id || ': no input' FROM articles AS a
WHERE NOT EXISTS (SELECT 1 FROM inputs AS i WHERE i.article_id = a.id)
UNION ALL
SELECT 'articles ' || a.id || ': near duplicate of ' || b.id || ', which is one itself'
FROM articles AS a JOIN articles AS b ON b.id = a.near_duplicate_of WHERE b.near_duplicate_of IS NOT NULL
UNION ALL
SELECT 'articles ' || id || ': near duplicate or version of itself' FROM articles
WHERE near_duplicate_of = id OR version_of = id

-- # copies and replaced versions are not counted
SELECT 'articles ' || a.id || ': is_counted ' || a.is_counted FROM articles AS a
WHERE a.is_counted <> (a.near_duplicate_of IS NULL AND NOT EXISTS (SELECT 1 FROM articles AS n WHERE n.version_of = a.id))

-- # what articles tell of entities agrees with articles and mentions
SELECT 'article_entities of article ' || x.article_id || ' and entity ' || x.entity_id || ': '
  || CASE WHEN x.is_counted <> a.is_counted THEN 'is_counted' WHEN x.published_on IS NOT a.published_on THEN 'published_on'
     ELSE 'mention_count ' || x.mention_count || ', found '
       || (SELECT count(*) FROM mentions AS m WHERE m.entity_id = x.entity_id AND m.article_id = x.article_id) END
FROM article_entities AS x JOIN articles AS a ON a.id = x.article_id
WHERE x.is_counted <> a.is_counted OR x.published_on IS NOT a.published_on
  OR x.mention_count <> (SELECT count(*) FROM mentions AS m WHERE m.entity_id = x.entity_id AND m.article_id = x.article_id)
UNION ALL
SELECT 'mentions ' || m.id || ': its article tells nothing of entity ' || m.entity_id FROM mentions AS m
WHERE NOT EXISTS (SELECT 1 FROM article_entities AS x WHERE x.article_id = m.article_id AND x.entity_id = m.entity_id)
UNION ALL
SELECT 'entities ' || e.id || ' (' || e.key || '): no article tells of it' FROM entities AS e
WHERE NOT EXISTS (SELECT 1 FROM article_entities AS x WHERE x.entity_id = e.id)

-- # votes on entities agree with what articles tell
SELECT 'entity_votes of entity ' || coalesce(v.entity_id, f.entity_id) || ', ' || coalesce(v.field, f.field) || ' '
  || coalesce(v.value, f.value) || ': ' || coalesce(v.article_count, 0) || ', found ' || coalesce(f.articles, 0)
FROM entity_votes AS v
FULL JOIN (
  SELECT entity_id, iif(rule = 'last_name_in_story', 'last_name', 'name') AS field, name AS value, count(*) AS articles
  FROM article_entities GROUP BY 1, 2, 3
  UNION ALL
  SELECT entity_id, 'country', country, count(*) FROM article_entities WHERE country IS NOT NULL GROUP BY 1, 3
  UNION ALL
  SELECT entity_id, 'rule', rule, count(*) FROM article_entities WHERE rule <> 'last_name_in_story' GROUP BY 1, 3
  UNION ALL
  SELECT x.entity_id, 'part_of', p.key, count(*) FROM article_entities AS x JOIN entities AS p ON p.id = x.part_of_id GROUP BY 1, 3
) AS f ON f.entity_id = v.entity_id AND f.field = v.field AND f.value = v.value
WHERE coalesce(v.article_count, 0) <> coalesce(f.articles, 0)

-- # verdicts on quotes and events are those decided, and what is rejected is part of nothing
SELECT 'quotes ' || q.id || ': verdict ' || coalesce(q.verdict, 'none') FROM quotes AS q
WHERE q.verdict IS NOT (SELECT max(d.kind || 'ed') FROM decisions AS d WHERE d.subject = q.key AND d.kind IN ('confirm', 'reject'))
UNION ALL
SELECT 'events ' || e.id || ': verdict ' || coalesce(e.verdict, 'none') FROM events AS e
WHERE e.verdict IS NOT (SELECT max(d.kind || 'ed') FROM decisions AS d WHERE d.subject = e.key AND d.kind IN ('confirm', 'reject'))
UNION ALL
SELECT 'quotes ' || id || ': rejected, and part of statement ' || statement_id FROM quotes
WHERE verdict = 'rejected' AND statement_id IS NOT NULL
UNION ALL
SELECT 'events ' || id || ': rejected, and part of happening ' || happening_id FROM events
WHERE verdict = 'rejected' AND happening_id IS NOT NULL

-- # near copies are linked in both directions
SELECT 'near_links ' || l.article_id || ' to ' || l.other_id || ': not back' FROM near_links AS l
WHERE NOT EXISTS (SELECT 1 FROM near_links AS b WHERE b.article_id = l.other_id AND b.other_id = l.article_id)

-- # counts of entities agree with mentions
SELECT 'entities ' || e.id || ' (' || e.key || '): mention_count ' || e.mention_count || ', found ' || coalesce(f.mentions, 0)
  || '; article_count ' || e.article_count || ', found ' || coalesce(f.articles, 0)
FROM entities AS e
LEFT JOIN (
  SELECT m.entity_id, count(*) AS mentions, count(DISTINCT m.article_id) AS articles
  FROM mentions AS m JOIN distinct_articles AS a ON a.id = m.article_id GROUP BY m.entity_id
) AS f ON f.entity_id = e.id
WHERE e.mention_count <> coalesce(f.mentions, 0) OR e.article_count <> coalesce(f.articles, 0)

-- # days of entities agree with their articles
SELECT 'entities ' || e.id || ' (' || e.key || '): first_on or last_on'
FROM entities AS e
LEFT JOIN (
  SELECT m.entity_id, min(a.published_on) AS first_on, max(a.published_on) AS last_on
  FROM mentions AS m JOIN distinct_articles AS a ON a.id = m.article_id GROUP BY m.entity_id
) AS f ON f.entity_id = e.id
WHERE e.first_on IS NOT f.first_on OR e.last_on IS NOT f.last_on

-- # counts of spellings agree with mentions
SELECT 'entity_names ' || n.id || ' (' || n.name || '): mention_count ' || n.mention_count || ', found ' || coalesce(f.mentions, 0)
FROM entity_names AS n
LEFT JOIN (
  SELECT m.entity_id, m.text, count(*) AS mentions
  FROM mentions AS m JOIN distinct_articles AS a ON a.id = m.article_id WHERE m.kind = 'name' GROUP BY m.entity_id, m.text
) AS f ON f.entity_id = n.entity_id AND f.text = n.name
WHERE n.mention_count <> coalesce(f.mentions, 0)

-- # counts of statements agree with quotes
SELECT 'statements ' || s.id || ': quote_count ' || s.quote_count || ', found ' || coalesce(f.quotes, 0)
  || '; article_count ' || s.article_count || ', found ' || coalesce(f.articles, 0)
FROM statements AS s
LEFT JOIN (
  SELECT q.statement_id, count(*) AS quotes, count(DISTINCT q.article_id) AS articles
  FROM quotes AS q JOIN distinct_articles AS a ON a.id = q.article_id GROUP BY q.statement_id
) AS f ON f.statement_id = s.id
WHERE s.quote_count <> coalesce(f.quotes, 0) OR s.article_count <> coalesce(f.articles, 0)

-- # counts of happenings agree with events
SELECT 'happenings ' || h.id || ': report_count ' || h.report_count || ', found ' || coalesce(f.reports, 0)
  || '; article_count ' || h.article_count || ', found ' || coalesce(f.articles, 0)
FROM happenings AS h
LEFT JOIN (
  SELECT e.happening_id, count(*) AS reports, count(DISTINCT e.article_id) AS articles
  FROM events AS e JOIN distinct_articles AS a ON a.id = e.article_id GROUP BY e.happening_id
) AS f ON f.happening_id = h.id
WHERE h.report_count <> coalesce(f.reports, 0) OR h.article_count <> coalesce(f.articles, 0)
UNION ALL
SELECT 'events ' || id || ': negated or not asserted, and part of happening ' || happening_id FROM events
WHERE happening_id IS NOT NULL AND (negated = 1 OR modality <> 'asserted')

-- # counts of stories agree with articles
SELECT 'stories ' || s.id || ': article_count ' || s.article_count || ', found ' || count(a.id)
FROM stories AS s LEFT JOIN distinct_articles AS a ON a.story_id = s.id
GROUP BY s.id HAVING s.article_count <> count(a.id)
