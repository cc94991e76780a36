-- What posts and profiles show before they are opened. Images are kept as their addresses only.
ALTER TABLE posts ADD COLUMN summary text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE posts ADD COLUMN cover_image_uri text COLLATE "C";
ALTER TABLE profiles ADD COLUMN image_uri text COLLATE "C";
