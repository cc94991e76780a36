ALTER TABLE profiles DROP COLUMN image_uri;
ALTER TABLE posts DROP COLUMN cover_image_uri;
ALTER TABLE posts DROP COLUMN summary;
