INSERT INTO event_participants (event_id, role, ordinal, entity_id, text, char_start, char_end, country, sector, via)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
