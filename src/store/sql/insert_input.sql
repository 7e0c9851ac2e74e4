INSERT OR IGNORE INTO inputs (
  run_id, external_id, article_id, uri, media_type, byte_count, raw_hash, seen_at, status, problem,
  title, author, outlet, url, language, published_on, published_at, published_basis, modified_at, dateline_place
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)
