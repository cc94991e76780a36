ALTER TABLE post_tags DROP COLUMN position;
