-- What is published, and what hangs on it. Counters are changed in the transaction of what they count.
-- Of posts, only published ones are counted; drafts have no publish_time.

-- The public face of users.
ALTER TABLE users
  ADD COLUMN post_count      bigint NOT NULL DEFAULT 0,
  ADD COLUMN follower_count  bigint NOT NULL DEFAULT 0,
  ADD COLUMN following_count bigint NOT NULL DEFAULT 0;
CREATE INDEX users_post_count_idx ON users (post_count, id);

CREATE TABLE tags (
  id          uuid        NOT NULL,
  label       text        COLLATE "C" NOT NULL,
  label_key   text        COLLATE "C" NOT NULL,
  post_count  bigint      NOT NULL DEFAULT 0,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT tags_pkey PRIMARY KEY (id),
  CONSTRAINT tags_label_key UNIQUE (label_key)
);
CREATE INDEX tags_post_count_idx ON tags (post_count, id);

CREATE TABLE categories (
  id          uuid        NOT NULL,
  label       text        COLLATE "C" NOT NULL,
  label_key   text        COLLATE "C" NOT NULL,
  slug        text        COLLATE "C" NOT NULL,
  post_count  bigint      NOT NULL DEFAULT 0,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT categories_pkey PRIMARY KEY (id),
  CONSTRAINT categories_label_key UNIQUE (label_key),
  CONSTRAINT categories_slug_key UNIQUE (slug)
);
CREATE INDEX categories_post_count_idx ON categories (post_count, id);

-- A slug is its base, and a number where the base was taken. Room is left on each page, so that counting a like need not
-- touch the indexes.
CREATE TABLE posts (
  id            uuid        NOT NULL,
  author_id     uuid        NOT NULL,
  category_id   uuid,
  slug          text        COLLATE "C" NOT NULL,
  slug_base     text        COLLATE "C" NOT NULL,
  slug_number   bigint      NOT NULL,
  title         text        COLLATE "C" NOT NULL,
  body          text        COLLATE "C" NOT NULL,
  state         text        COLLATE "C" NOT NULL,
  publish_time  timestamptz,
  create_time   timestamptz NOT NULL,
  update_time   timestamptz NOT NULL,
  version       bigint      NOT NULL,
  comment_count bigint      NOT NULL DEFAULT 0,
  like_count    bigint      NOT NULL DEFAULT 0,
  CONSTRAINT posts_pkey PRIMARY KEY (id),
  CONSTRAINT posts_author_fkey FOREIGN KEY (author_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT posts_category_fkey FOREIGN KEY (category_id) REFERENCES categories (id) ON DELETE SET NULL,
  CONSTRAINT posts_slug_key UNIQUE (slug),
  CONSTRAINT posts_slug_number_key UNIQUE (slug_base, slug_number),
  CONSTRAINT posts_state CHECK (state IN ('DRAFT', 'PUBLISHED')),
  CONSTRAINT posts_publish_time CHECK ((state = 'PUBLISHED') = (publish_time IS NOT NULL))
) WITH (fillfactor = 70);
CREATE INDEX posts_publish_time_idx ON posts (publish_time DESC NULLS LAST, id DESC);
CREATE INDEX posts_author_idx ON posts (author_id, publish_time DESC NULLS LAST, id DESC);
CREATE INDEX posts_category_idx ON posts (category_id, publish_time DESC NULLS LAST, id DESC);
CREATE INDEX posts_create_time_idx ON posts (create_time, id);
CREATE INDEX posts_title_idx ON posts (title, id);

-- With the publish_time of the post, so that the newest posts of a tag are the first entries of an index.
CREATE TABLE post_tags (
  post_id      uuid NOT NULL,
  tag_id       uuid NOT NULL,
  publish_time timestamptz,
  CONSTRAINT post_tags_pkey PRIMARY KEY (post_id, tag_id),
  CONSTRAINT post_tags_post_fkey FOREIGN KEY (post_id) REFERENCES posts (id) ON DELETE CASCADE,
  CONSTRAINT post_tags_tag_fkey FOREIGN KEY (tag_id) REFERENCES tags (id) ON DELETE CASCADE
);
CREATE INDEX post_tags_tag_idx ON post_tags (tag_id, publish_time DESC NULLS LAST, post_id DESC);

CREATE TABLE comments (
  id          uuid        NOT NULL,
  post_id     uuid        NOT NULL,
  author_id   uuid        NOT NULL,
  body        text        COLLATE "C" NOT NULL,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT comments_pkey PRIMARY KEY (id),
  CONSTRAINT comments_post_fkey FOREIGN KEY (post_id) REFERENCES posts (id) ON DELETE CASCADE,
  CONSTRAINT comments_author_fkey FOREIGN KEY (author_id) REFERENCES users (id) ON DELETE CASCADE
);
CREATE INDEX comments_post_idx ON comments (post_id, id);
CREATE INDEX comments_author_idx ON comments (author_id, post_id);
CREATE INDEX comments_create_time_idx ON comments (create_time, id);

CREATE TABLE post_likes (
  post_id     uuid        NOT NULL,
  user_id     uuid        NOT NULL,
  create_time timestamptz NOT NULL,
  CONSTRAINT post_likes_pkey PRIMARY KEY (post_id, user_id),
  CONSTRAINT post_likes_post_fkey FOREIGN KEY (post_id) REFERENCES posts (id) ON DELETE CASCADE,
  CONSTRAINT post_likes_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);
CREATE INDEX post_likes_time_idx ON post_likes (post_id, create_time DESC, user_id DESC);
CREATE INDEX post_likes_user_idx ON post_likes (user_id, post_id);

CREATE TABLE follows (
  follower_id uuid        NOT NULL,
  followee_id uuid        NOT NULL,
  create_time timestamptz NOT NULL,
  CONSTRAINT follows_pkey PRIMARY KEY (follower_id, followee_id),
  CONSTRAINT follows_follower_fkey FOREIGN KEY (follower_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT follows_followee_fkey FOREIGN KEY (followee_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT follows_others CHECK (follower_id <> followee_id)
);
CREATE INDEX follows_follower_idx ON follows (follower_id, create_time DESC, followee_id DESC);
CREATE INDEX follows_followee_idx ON follows (followee_id, create_time DESC, follower_id DESC);

-- How many there are of everything, in some slots each, so that writers seldom wait for each other. Of comments, those on
-- published posts.
CREATE TABLE blog_counts (
  name  text    COLLATE "C" NOT NULL,
  slot  integer NOT NULL,
  value bigint  NOT NULL,
  CONSTRAINT blog_counts_pkey PRIMARY KEY (name, slot),
  CONSTRAINT blog_counts_name CHECK (name IN ('users', 'posts', 'tags', 'comments'))
);
INSERT INTO blog_counts SELECT 'users', 0, count(*) FROM users HAVING count(*) > 0;
