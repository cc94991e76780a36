-- The tags of a post come in the order in which its author gave them; those of older posts by their labels, as before.
ALTER TABLE post_tags ADD COLUMN position bigint NOT NULL DEFAULT 0;
