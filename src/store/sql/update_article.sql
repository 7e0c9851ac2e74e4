UPDATE articles SET
  title = ?2, author = ?3, outlet = ?4, url = ?5, language = ?6, published_on = ?7, published_at = ?8, published_basis = ?9,
  modified_at = ?10, dateline_place = ?11
WHERE id = ?1
