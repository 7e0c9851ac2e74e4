-- # decisions
SELECT id AS number, kind, subject, object, note, made_at FROM decisions ORDER BY id LIMIT ?1
