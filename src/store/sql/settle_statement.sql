-- The earliest quote gives the key, the best version the text: direct before mixed before indirect, then the longest.
UPDATE statements SET
  first_quote_id = ?2,
  best_quote_id = ?3,
  (key, speaker_id) = (SELECT key, speaker_id FROM quotes WHERE id = ?2),
  text = (SELECT text FROM quotes WHERE id = ?3),
  said_on = coalesce((SELECT said_on FROM quotes WHERE id = ?2), (SELECT said_on FROM quotes WHERE id = ?1)),
  rule = CASE
    WHEN NOT EXISTS (SELECT 1 FROM quotes WHERE statement_id = ?1 AND id <> ?2) THEN 'single'
    WHEN EXISTS (SELECT 1 FROM quotes WHERE statement_id = ?1 AND article_id <> (SELECT article_id FROM quotes WHERE id = ?2))
      THEN 'same_speaker_and_words'
    ELSE 'same_speaker_and_words_in_article'
  END
WHERE id = ?1
