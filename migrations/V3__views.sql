-- The analyst's front door: the tables joined, with names instead of ids and the evidence beside each fact. Quotes and events
-- that the user rejected are in no view; they stay in their tables, with their verdict.
-- "Copy" means, here and in every count: a near duplicate of another article, or a version that a newer one replaced.

-- `WHERE speaker = 'Wang Yi'` compares byte by byte, which the indexes that ignore case cannot answer.
CREATE INDEX entities_name_exact ON entities (name);
CREATE INDEX entity_names_name_exact ON entity_names (name);
CREATE INDEX inputs_outlet ON inputs (outlet) WHERE outlet IS NOT NULL;
CREATE INDEX inputs_published_on ON inputs (published_on) WHERE published_on IS NOT NULL;
CREATE INDEX entity_roles_title ON entity_roles (title);

CREATE VIEW distinct_articles AS
  -- Articles that count: no near duplicate of another, and not replaced by a newer version.
  SELECT * FROM articles WHERE is_counted = 1;

CREATE VIEW quote_report AS
  -- Who said what, where it was printed, and the sentence it stands in. A quote whose speaker is unsure has none.
  SELECT
    a.published_on,
    a.outlet,
    a.title,
    speaker.name AS speaker,
    q.kind,                            -- direct, indirect, mixed
    q.text,
    q.cue_text AS cue,                 -- the words that mark it as said
    substr(a.body, q.sentence_start + 1, q.sentence_end - q.sentence_start) AS sentence,
    q.article_id,
    q.id AS quote_id,
    q.source_text AS source,           -- the words that name who said it: 'the minister'
    q.negated,                         -- 1: 'did not say'
    q.said_on,
    via.name AS via,                   -- who carried it: 'according to AFP'
    q.confidence,
    q.speaker_id,
    q.statement_id,
    a.url,
    a.is_counted = 0 AS is_copy
  FROM quotes AS q
  JOIN articles AS a ON a.id = q.article_id
  LEFT JOIN entities AS speaker ON speaker.id = q.speaker_id
  LEFT JOIN entities AS via ON via.id = q.via_id
  WHERE q.verdict IS NOT 'rejected';

CREATE VIEW event_report AS
  -- Who did what to whom, as one article tells it. Look at negated, modality and attribution before counting:
  -- what was denied, planned or merely claimed stands here too.
  SELECT
    e.date_start,
    e.type,
    (SELECT group_concat(name, '; ') FROM (
       SELECT coalesce(n.name, p.text) AS name
       FROM event_participants AS p LEFT JOIN entities AS n ON n.id = p.entity_id
       WHERE p.event_id = e.id AND p.role = 'actor' ORDER BY p.ordinal, p.id)) AS actors,
    (SELECT group_concat(name, '; ') FROM (
       SELECT coalesce(n.name, p.text) AS name
       FROM event_participants AS p LEFT JOIN entities AS n ON n.id = p.entity_id
       WHERE p.event_id = e.id AND p.role = 'recipient' ORDER BY p.ordinal, p.id)) AS recipients,
    coalesce(place.name, e.place_text) AS place,
    e.trigger_text AS trigger,
    substr(a.body, e.sentence_start + 1, e.sentence_end - e.sentence_start) AS sentence,
    e.negated,
    e.modality,
    e.attribution,
    a.outlet,
    a.title,
    a.published_on,
    e.date_end,
    e.date_precision,
    e.date_basis,
    e.mode,
    e.quad,
    e.score,
    reported_by.name AS reported_by,
    e.is_background,
    e.confidence,
    e.article_id,
    e.id AS event_id,
    e.happening_id,
    a.url,
    a.is_counted = 0 AS is_copy
  FROM events AS e
  JOIN articles AS a ON a.id = e.article_id
  LEFT JOIN entities AS place ON place.id = e.place_id
  LEFT JOIN entities AS reported_by ON reported_by.id = e.reported_by_id
  WHERE e.verdict IS NOT 'rejected';

CREATE VIEW interactions AS
  -- Actor and recipient side by side, a row for each pair in an event, so that WHERE actor = 'China' AND recipient = 'Japan'
  -- is answered by indexes. An event without recipient has a row for each actor. Negated and planned events stand here too.
  SELECT
    e.date_start,
    actor.name AS actor,
    e.type,
    recipient.name AS recipient,
    coalesce(place.name, e.place_text) AS place,
    e.trigger_text AS trigger,
    substr(a.body, e.sentence_start + 1, e.sentence_end - e.sentence_start) AS sentence,
    e.negated,
    e.modality,
    e.attribution,
    a.outlet,
    a.title,
    a.published_on,
    p.text AS actor_text,
    r.text AS recipient_text,
    p.country AS actor_country,
    r.country AS recipient_country,
    p.entity_id AS actor_id,
    r.entity_id AS recipient_id,
    e.article_id,
    e.id AS event_id,
    e.happening_id,
    a.is_counted = 0 AS is_copy
  FROM event_participants AS p
  JOIN events AS e ON e.id = p.event_id
  JOIN articles AS a ON a.id = e.article_id
  JOIN event_participants AS r ON r.event_id = e.id AND r.role = 'recipient'
  LEFT JOIN entities AS actor ON actor.id = p.entity_id
  LEFT JOIN entities AS recipient ON recipient.id = r.entity_id
  LEFT JOIN entities AS place ON place.id = e.place_id
  WHERE p.role = 'actor' AND e.verdict IS NOT 'rejected'
  UNION ALL
  SELECT
    e.date_start, actor.name, e.type, NULL, coalesce(place.name, e.place_text), e.trigger_text,
    substr(a.body, e.sentence_start + 1, e.sentence_end - e.sentence_start),
    e.negated, e.modality, e.attribution, a.outlet, a.title, a.published_on, p.text, NULL, p.country, NULL,
    p.entity_id, NULL, e.article_id, e.id, e.happening_id,
    a.is_counted = 0
  FROM event_participants AS p
  JOIN events AS e ON e.id = p.event_id
  JOIN articles AS a ON a.id = e.article_id
  LEFT JOIN entities AS actor ON actor.id = p.entity_id
  LEFT JOIN entities AS place ON place.id = e.place_id
  WHERE p.role = 'actor' AND e.verdict IS NOT 'rejected'
    AND NOT EXISTS (SELECT 1 FROM event_participants AS r WHERE r.event_id = e.id AND r.role = 'recipient');

CREATE VIEW timeline AS
  -- What happened, in order of date, one row however many articles report it; who took part is taken from the first report.
  SELECT
    h.date_start,
    h.date_end,
    h.date_precision,
    h.type,
    (SELECT group_concat(name, '; ') FROM (
       SELECT coalesce(n.name, p.text) AS name
       FROM event_participants AS p LEFT JOIN entities AS n ON n.id = p.entity_id
       WHERE p.event_id = h.first_report_id AND p.role = 'actor' ORDER BY p.ordinal, p.id)) AS actors,
    (SELECT group_concat(name, '; ') FROM (
       SELECT coalesce(n.name, p.text) AS name
       FROM event_participants AS p LEFT JOIN entities AS n ON n.id = p.entity_id
       WHERE p.event_id = h.first_report_id AND p.role = 'recipient' ORDER BY p.ordinal, p.id)) AS recipients,
    coalesce(place.name, e.place_text) AS place,
    e.trigger_text AS trigger,
    substr(a.body, e.sentence_start + 1, e.sentence_end - e.sentence_start) AS sentence,
    h.report_count,
    h.article_count,
    a.outlet,
    a.title,
    e.article_id,
    h.id AS happening_id
  FROM happenings AS h
  JOIN events AS e ON e.id = h.first_report_id
  JOIN articles AS a ON a.id = e.article_id
  LEFT JOIN entities AS place ON place.id = h.place_id
  WHERE h.report_count > 0 -- none left: only copies report it
  ORDER BY h.date_start NULLS LAST, h.id;

CREATE VIEW roles AS
  -- Who held which office, as of when, by how many articles. `of` is the country or organization.
  SELECT
    holder.name AS entity,
    r.title,
    body.name AS of,
    r.status,                          -- current, former, future
    min(r.as_of) AS first_as_of,
    max(r.as_of) AS last_as_of,
    count(DISTINCT r.article_id) AS article_count,
    holder.id AS entity_id,
    body.id AS of_entity_id
  FROM entity_roles AS r
  JOIN entities AS holder ON holder.id = r.entity_id
  JOIN distinct_articles AS a ON a.id = r.article_id
  JOIN entities AS body ON body.id = r.of_entity_id
  GROUP BY holder.name, holder.id, r.title, body.name, body.id, r.status
  UNION ALL -- offices of nobody in particular: 'the spokesman John Doe'
  SELECT
    holder.name, r.title, NULL, r.status, min(r.as_of), max(r.as_of), count(DISTINCT r.article_id), holder.id, NULL
  FROM entity_roles AS r
  JOIN entities AS holder ON holder.id = r.entity_id
  JOIN distinct_articles AS a ON a.id = r.article_id
  WHERE r.of_entity_id IS NULL
  GROUP BY holder.name, holder.id, r.title, r.status;

CREATE VIEW co_mentions AS
  -- Entities named in the same articles. Each pair stands twice, once from either side, so that WHERE entity = 'China'
  -- finds all of its company; WHERE entity < other gives each pair once.
  SELECT
    one.name AS entity,
    two.name AS other,
    count(*) AS article_count,
    min(m.published_on) AS first_on,
    max(m.published_on) AS last_on,
    one.kind AS entity_kind,
    two.kind AS other_kind,
    one.id AS entity_id,
    two.id AS other_id
  FROM entities AS one
  JOIN article_entities AS m ON m.entity_id = one.id
  JOIN article_entities AS n ON n.article_id = m.article_id AND n.entity_id <> m.entity_id
  JOIN entities AS two ON two.id = n.entity_id
  WHERE m.is_counted = 1 AND m.mention_count > 0 AND n.mention_count > 0
  GROUP BY one.id, one.name, two.id, two.name
  ORDER BY article_count DESC, one.name, two.name, one.id, two.id;

CREATE VIEW who_quotes_whom AS
  -- How often an outlet quotes a speaker.
  SELECT
    a.outlet,
    speaker.name AS speaker,
    count(*) AS quote_count,
    count(DISTINCT a.id) AS article_count,
    sum(q.kind <> 'indirect') AS direct_count,  -- with words in quotation marks: direct and mixed
    min(a.published_on) AS first_on,
    max(a.published_on) AS last_on,
    speaker.id AS speaker_id
  FROM quotes AS q
  JOIN distinct_articles AS a ON a.id = q.article_id
  JOIN entities AS speaker ON speaker.id = q.speaker_id
  WHERE q.verdict IS NOT 'rejected' AND q.negated = 0
  GROUP BY a.outlet, speaker.name, speaker.id
  ORDER BY quote_count DESC, a.outlet, speaker.name, speaker.id;

CREATE VIEW carried_by AS
  -- Who carried a text or a near copy of it: a row for each place it was read from, with what stood there. Rows of one
  -- text_id belong together: first_on is when anybody carried it first, carrier_count in how many places it was read.
  -- WHERE carrier_count > 1 leaves out what only one place carried.
  SELECT
    original.id AS text_id,            -- the article that stands for the group
    original.title,
    i.outlet,
    i.published_on,
    i.uri,
    i.url,
    CASE WHEN a.id = original.id THEN 'same text' ELSE 'near copy' END AS copy,
    (SELECT min(j.published_on) FROM articles AS b JOIN inputs AS j ON j.article_id = b.id
     WHERE (b.id = original.id AND b.near_duplicate_of IS NULL) OR b.near_duplicate_of = original.id) AS first_on,
    (SELECT count(*) FROM articles AS b JOIN inputs AS j ON j.article_id = b.id
     WHERE (b.id = original.id AND b.near_duplicate_of IS NULL) OR b.near_duplicate_of = original.id) AS carrier_count,
    (SELECT count(DISTINCT j.outlet) FROM articles AS b JOIN inputs AS j ON j.article_id = b.id
     WHERE (b.id = original.id AND b.near_duplicate_of IS NULL) OR b.near_duplicate_of = original.id) AS outlet_count,
    a.id AS article_id,
    i.id AS input_id
  FROM inputs AS i
  JOIN articles AS a ON a.id = i.article_id
  JOIN articles AS original
    ON (original.id = a.id AND a.near_duplicate_of IS NULL) OR original.id = a.near_duplicate_of;

CREATE VIEW coded_participants AS
  -- Participants with the three letters that CAMEO and PLOVER write for their sector.
  SELECT
    p.*,
    CASE p.sector WHEN 'government' THEN 'GOV'
      WHEN 'military' THEN 'MIL' WHEN 'rebels' THEN 'REB' WHEN 'civilians' THEN 'CVL' WHEN 'media' THEN 'MED'
      WHEN 'business' THEN 'BUS' WHEN 'igo' THEN 'IGO'
      WHEN 'ngo' THEN 'NGO' WHEN 'party' THEN 'PTY' WHEN 'judiciary' THEN 'JUD' WHEN 'police' THEN 'COP' END AS sector_code
  FROM event_participants AS p;

CREATE VIEW gdelt_events AS
  -- The 61 columns of a GDELT 2.0 event table, for tools made for it. A row is a happening, told as its first report tells
  -- it; what is negated or not asserted is left out. GLOBALEVENTID is that report's events.id. NULL where nutgraf has
  -- nothing: GDELT's places carry FIPS codes and coordinates, ours are names. Countries are ISO 3166 alpha-3.
  SELECT
    e.id AS GLOBALEVENTID,
    CAST(strftime('%Y%m%d', e.date_start) AS INTEGER) AS SQLDATE,
    CAST(strftime('%Y%m', e.date_start) AS INTEGER) AS MonthYear,
    CAST(strftime('%Y', e.date_start) AS INTEGER) AS Year,
    CAST(strftime('%Y', e.date_start) AS INTEGER)
      + min(0.9999, round((strftime('%m', e.date_start) * 30 + strftime('%d', e.date_start)) / 365.0, 4)) AS FractionDate,
    nullif(coalesce(p.country, '') || coalesce(p.sector_code, ''), '') AS Actor1Code,
    upper(coalesce(actor.name, p.text)) AS Actor1Name,
    p.country AS Actor1CountryCode,
    NULL AS Actor1KnownGroupCode, NULL AS Actor1EthnicCode, NULL AS Actor1Religion1Code, NULL AS Actor1Religion2Code,
    p.sector_code AS Actor1Type1Code,
    NULL AS Actor1Type2Code, NULL AS Actor1Type3Code,
    nullif(coalesce(r.country, '') || coalesce(r.sector_code, ''), '') AS Actor2Code,
    upper(coalesce(recipient.name, r.text)) AS Actor2Name,
    r.country AS Actor2CountryCode,
    NULL AS Actor2KnownGroupCode, NULL AS Actor2EthnicCode, NULL AS Actor2Religion1Code, NULL AS Actor2Religion2Code,
    r.sector_code AS Actor2Type1Code,
    NULL AS Actor2Type2Code, NULL AS Actor2Type3Code, NULL AS IsRootEvent,
    e.cameo AS EventCode,
    substr(e.cameo, 1, 3) AS EventBaseCode,
    substr(e.cameo, 1, 2) AS EventRootCode,
    e.quad AS QuadClass,
    e.score AS GoldsteinScale,
    coalesce(h.report_count, 1) AS NumMentions,
    CASE WHEN h.id IS NULL THEN 1 ELSE (
      SELECT count(DISTINCT b.outlet) FROM events AS f JOIN distinct_articles AS b ON b.id = f.article_id
      WHERE f.happening_id = h.id) END AS NumSources,
    coalesce(h.article_count, 1) AS NumArticles,
    NULL AS AvgTone, NULL AS Actor1Geo_Type, NULL AS Actor1Geo_FullName, NULL AS Actor1Geo_CountryCode,
    NULL AS Actor1Geo_ADM1Code, NULL AS Actor1Geo_ADM2Code, NULL AS Actor1Geo_Lat, NULL AS Actor1Geo_Long,
    NULL AS Actor1Geo_FeatureID, NULL AS Actor2Geo_Type, NULL AS Actor2Geo_FullName, NULL AS Actor2Geo_CountryCode,
    NULL AS Actor2Geo_ADM1Code, NULL AS Actor2Geo_ADM2Code, NULL AS Actor2Geo_Lat, NULL AS Actor2Geo_Long,
    NULL AS Actor2Geo_FeatureID, NULL AS ActionGeo_Type,
    coalesce(place.name, e.place_text) AS ActionGeo_FullName,
    NULL AS ActionGeo_CountryCode, NULL AS ActionGeo_ADM1Code, NULL AS ActionGeo_ADM2Code, NULL AS ActionGeo_Lat,
    NULL AS ActionGeo_Long, NULL AS ActionGeo_FeatureID,
    CAST(strftime('%Y%m%d%H%M%S', (
      SELECT min(i.seen_at) FROM inputs AS i WHERE i.article_id = a.id)) AS INTEGER) AS DATEADDED,
    a.url AS SOURCEURL
  FROM events AS e
  JOIN articles AS a ON a.id = e.article_id
  LEFT JOIN happenings AS h ON h.id = e.happening_id
  LEFT JOIN coded_participants AS p ON p.id = (SELECT x.id FROM event_participants AS x
    WHERE x.event_id = e.id AND x.role = 'actor' ORDER BY x.ordinal, x.id LIMIT 1)
  LEFT JOIN entities AS actor ON actor.id = p.entity_id
  LEFT JOIN coded_participants AS r ON r.id = (SELECT x.id FROM event_participants AS x
    WHERE x.event_id = e.id AND x.role = 'recipient' ORDER BY x.ordinal, x.id LIMIT 1)
  LEFT JOIN entities AS recipient ON recipient.id = r.entity_id
  LEFT JOIN entities AS place ON place.id = e.place_id
  WHERE e.negated = 0 AND e.modality = 'asserted' AND e.verdict IS NOT 'rejected'
    AND ((h.first_report_id = e.id AND h.report_count > 0)
         OR (h.first_report_id IS NULL AND a.is_counted = 1));

CREATE VIEW gdelt_mentions AS
  -- The 16 columns of a GDELT 2.0 mentions table: a row is a report of an event in gdelt_events, copies included.
  -- MentionType 1 is a page with an address, 2 anything else, cited by outlet and title. Offsets are characters of
  -- articles.body from 0. Confidence is 90 for high, 60 for medium, 30 for low.
  SELECT
    coalesce(h.first_report_id, e.id) AS GLOBALEVENTID,
    CAST(strftime('%Y%m%d%H%M%S', (
      SELECT min(i.seen_at) FROM inputs AS i WHERE i.article_id = coalesce(first.article_id, a.id)
    )) AS INTEGER) AS EventTimeDate,
    CAST(strftime('%Y%m%d%H%M%S', (
      SELECT min(i.seen_at) FROM inputs AS i WHERE i.article_id = a.id)) AS INTEGER) AS MentionTimeDate,
    CASE WHEN a.url IS NULL THEN 2 ELSE 1 END AS MentionType,
    a.outlet AS MentionSourceName,
    coalesce(a.url, coalesce(a.outlet || ': ', '') || coalesce(a.title, a.content_hash)) AS MentionIdentifier,
    NULL AS SentenceID,
    (
      SELECT x.char_start FROM event_participants AS x WHERE x.event_id = e.id AND x.role = 'actor'
      ORDER BY x.ordinal, x.id LIMIT 1) AS Actor1CharOffset,
    (
      SELECT x.char_start FROM event_participants AS x WHERE x.event_id = e.id AND x.role = 'recipient'
      ORDER BY x.ordinal, x.id LIMIT 1) AS Actor2CharOffset,
    e.trigger_start AS ActionCharOffset,
    NOT EXISTS (
      SELECT 1 FROM event_participants AS x WHERE x.event_id = e.id AND x.via = 'coreference') AS InRawText,
    CASE e.confidence WHEN 'high' THEN 90 WHEN 'medium' THEN 60 ELSE 30 END AS Confidence,
    length(a.body) AS MentionDocLen,
    NULL AS MentionDocTone, NULL AS MentionDocTranslationInfo, NULL AS Extras
  FROM events AS e
  JOIN articles AS a ON a.id = e.article_id
  LEFT JOIN happenings AS h ON h.id = e.happening_id
  LEFT JOIN events AS first ON first.id = h.first_report_id
  WHERE e.negated = 0 AND e.modality = 'asserted' AND e.verdict IS NOT 'rejected'
    AND (h.report_count > 0 OR (h.first_report_id IS NULL AND a.is_counted = 1));

CREATE VIEW polecat_events AS
  -- The 40 columns of a POLECAT event file (PLOVER types). A row is a report that asserts an event, copies left out; several
  -- actors are joined by '; '. NULL, where POLECAT writes None, for what nutgraf does not know: contexts, COW numbers,
  -- Wikipedia names, coordinates. Countries are ISO 3166 alpha-3; Intensity is the Goldstein score.
  SELECT
    e.key AS "Event ID",
    e.date_start AS "Event Date",
    e.type AS "Event Type",
    e.mode AS "Event Mode",
    e.score AS "Intensity",
    CASE e.quad WHEN 1 THEN 'VERBAL COOPERATION' WHEN 2 THEN 'MATERIAL COOPERATION'
      WHEN 3 THEN 'VERBAL CONFLICT' ELSE 'MATERIAL CONFLICT' END AS "Quad Code",
    NULL AS "Contexts",
    (SELECT group_concat(item, '; ') FROM (
       SELECT coalesce(n.name, x.text) AS item FROM coded_participants AS x LEFT JOIN entities AS n ON n.id = x.entity_id
       WHERE x.event_id = e.id AND x.role = 'actor' ORDER BY x.ordinal, x.id)) AS "Actor Name",
    (SELECT group_concat(item, '; ') FROM (
       SELECT x.country AS item FROM coded_participants AS x
       WHERE x.event_id = e.id AND x.role = 'actor' GROUP BY 1 ORDER BY min(x.ordinal), 1)) AS "Actor Country",
    NULL AS "Actor COW",
    (SELECT x.sector_code FROM coded_participants AS x
       WHERE x.event_id = e.id AND x.role = 'actor' AND x.sector IS NOT NULL
       ORDER BY x.ordinal, x.id LIMIT 1) AS "Primary Actor Sector",
    (SELECT group_concat(item, '; ') FROM (
       SELECT x.sector_code AS item FROM coded_participants AS x
       WHERE x.event_id = e.id AND x.role = 'actor' GROUP BY 1 ORDER BY min(x.ordinal), 1)) AS "Actor Sectors",
    (SELECT group_concat(title, '; ') FROM (
       SELECT DISTINCT o.title FROM event_participants AS x JOIN entity_roles AS o ON o.entity_id = x.entity_id
       WHERE x.event_id = e.id AND x.role = 'actor' AND o.article_id = a.id ORDER BY o.title)) AS "Actor Title",
    (SELECT group_concat(item, '; ') FROM (
       SELECT x.text AS item FROM coded_participants AS x
       WHERE x.event_id = e.id AND x.role = 'actor' ORDER BY x.ordinal, x.id)) AS "Actor Name Raw",
    NULL AS "Wikipedia Actor ID",
    (SELECT group_concat(item, '; ') FROM (
       SELECT coalesce(n.name, x.text) AS item FROM coded_participants AS x LEFT JOIN entities AS n ON n.id = x.entity_id
       WHERE x.event_id = e.id AND x.role = 'recipient' ORDER BY x.ordinal, x.id)) AS "Recipient Name",
    (SELECT group_concat(item, '; ') FROM (
       SELECT x.country AS item FROM coded_participants AS x
       WHERE x.event_id = e.id AND x.role = 'recipient' GROUP BY 1 ORDER BY min(x.ordinal), 1)) AS "Recipient Country",
    NULL AS "Recipient COW",
    (SELECT x.sector_code FROM coded_participants AS x
       WHERE x.event_id = e.id AND x.role = 'recipient' AND x.sector IS NOT NULL
       ORDER BY x.ordinal, x.id LIMIT 1) AS "Primary Recipient Sector",
    (SELECT group_concat(item, '; ') FROM (
       SELECT x.sector_code AS item FROM coded_participants AS x
       WHERE x.event_id = e.id AND x.role = 'recipient' GROUP BY 1 ORDER BY min(x.ordinal), 1)) AS "Recipient Sectors",
    (SELECT group_concat(title, '; ') FROM (
       SELECT DISTINCT o.title FROM event_participants AS x JOIN entity_roles AS o ON o.entity_id = x.entity_id
       WHERE x.event_id = e.id AND x.role = 'recipient' AND o.article_id = a.id ORDER BY o.title)) AS "Recipient Title",
    (SELECT group_concat(item, '; ') FROM (
       SELECT x.text AS item FROM coded_participants AS x
       WHERE x.event_id = e.id AND x.role = 'recipient' ORDER BY x.ordinal, x.id)) AS "Recipient Name Raw",
    NULL AS "Wikipedia Recipient ID",
    coalesce(place.name, e.place_text) AS "Placename",
    NULL AS "City", NULL AS "District", NULL AS "Province",
    place.country AS "Country",
    NULL AS "Latitude", NULL AS "Longitude",
    (SELECT i.value FROM entity_identifiers AS i WHERE i.entity_id = e.place_id AND i.scheme = 'geonames'
      ORDER BY i.value LIMIT 1) AS "GeoNames ID",
    e.place_text AS "Raw Placename",
    NULL AS "Feature Type",
    a.outlet AS "Source",
    a.published_on AS "Publication Date",
    (SELECT group_concat(name, '; ') FROM (
       SELECT DISTINCT n.name FROM mentions AS m JOIN entities AS n ON n.id = m.entity_id
       WHERE m.article_id = a.id AND n.kind = 'person' ORDER BY n.name)) AS "Story People",
    (SELECT group_concat(name, '; ') FROM (
       SELECT DISTINCT n.name FROM mentions AS m JOIN entities AS n ON n.id = m.entity_id
       WHERE m.article_id = a.id AND n.kind = 'organization' ORDER BY n.name)) AS "Story Organizations",
    (SELECT group_concat(name, '; ') FROM (
       SELECT DISTINCT n.name FROM mentions AS m JOIN entities AS n ON n.id = m.entity_id
       WHERE m.article_id = a.id AND n.kind = 'place' ORDER BY n.name)) AS "Story Locations",
    a.language AS "Language",
    (SELECT m.value FROM meta AS m WHERE m.name = 'analyser') AS "Version"
  FROM events AS e
  JOIN distinct_articles AS a ON a.id = e.article_id
  LEFT JOIN entities AS place ON place.id = e.place_id
  WHERE e.negated = 0 AND e.modality = 'asserted' AND e.verdict IS NOT 'rejected';
