-- Drafts get numbers far behind all others, whatever they are called.
UPDATE posts SET slug = slug_base || '-' || n, slug_number = n
FROM (SELECT id AS draft, 1000000000 + row_number() OVER (ORDER BY id) AS n FROM posts WHERE slug_number IS NULL) d
WHERE id = draft;
DROP INDEX posts_slug_key;
ALTER TABLE posts ADD CONSTRAINT posts_slug_key UNIQUE (slug);
ALTER TABLE posts ALTER COLUMN slug_number SET NOT NULL;

-- Of the tags of one label one becomes everybody's, unless there is one; drafts that have another get it instead.
WITH published AS (
  UPDATE tags SET owner_id = NULL
  WHERE id IN (
    SELECT DISTINCT ON (label_key) id FROM tags o
    WHERE owner_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM tags p WHERE p.label_key = o.label_key AND p.owner_id IS NULL)
    ORDER BY label_key, id)
  RETURNING id)
INSERT INTO blog_counts AS c (name, slot, value) SELECT 'tags', 0, count(*) FROM published HAVING count(*) > 0
ON CONFLICT (name, slot) DO UPDATE SET value = c.value + excluded.value;
INSERT INTO post_tags (post_id, tag_id, publish_time, position)
SELECT l.post_id, p.id, l.publish_time, l.position
FROM post_tags l
  JOIN tags o ON o.id = l.tag_id AND o.owner_id IS NOT NULL
  JOIN tags p ON p.label_key = o.label_key AND p.owner_id IS NULL
ON CONFLICT DO NOTHING;
DELETE FROM tags WHERE owner_id IS NOT NULL;
ALTER TABLE tags DROP CONSTRAINT tags_label_key;
ALTER TABLE tags ADD CONSTRAINT tags_label_key UNIQUE (label_key);
ALTER TABLE tags DROP CONSTRAINT tags_owner_fkey;
ALTER TABLE tags DROP COLUMN owner_id;
