ALTER TABLE boxes ADD COLUMN colour text;
