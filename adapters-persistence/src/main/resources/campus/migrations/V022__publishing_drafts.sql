-- What drafts are called and what they are about is their authors' business: others shall not learn it from the number
-- of a slug, nor from a tag. What is there already stays as it is.

-- A slug has its number from when its post is published first, and is no other post's from then on.
ALTER TABLE posts ALTER COLUMN slug_number DROP NOT NULL;
ALTER TABLE posts DROP CONSTRAINT posts_slug_key;
CREATE UNIQUE INDEX posts_slug_key ON posts (slug, (CASE WHEN slug_number IS NULL THEN id END)) NULLS NOT DISTINCT;

-- A tag of drafts alone is its owner's; the others are everybody's.
ALTER TABLE tags ADD COLUMN owner_id uuid;
ALTER TABLE tags ADD CONSTRAINT tags_owner_fkey FOREIGN KEY (owner_id) REFERENCES users (id) ON DELETE CASCADE;
ALTER TABLE tags DROP CONSTRAINT tags_label_key;
ALTER TABLE tags ADD CONSTRAINT tags_label_key UNIQUE NULLS NOT DISTINCT (label_key, owner_id);
CREATE INDEX tags_owner_idx ON tags (owner_id) WHERE owner_id IS NOT NULL;
