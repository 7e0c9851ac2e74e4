INSERT INTO articles (
  content_hash, body, word_count,
  title, author, outlet, url, language, published_on, published_at, published_basis, modified_at, dateline_place
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
