-- What search looks at of each post, apart from posts, so that counting a like never touches these indexes. Title and body
-- are folded by the application, since what lower() does depends on the database's locale.
CREATE TABLE post_texts (
  post_id   uuid NOT NULL,
  title_key text COLLATE "C" NOT NULL,
  body_key  text COLLATE "C" NOT NULL,
  words     tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, title_key || ' ' || body_key)) STORED,
  CONSTRAINT post_texts_pkey PRIMARY KEY (post_id),
  CONSTRAINT post_texts_post_fkey FOREIGN KEY (post_id) REFERENCES posts (id) ON DELETE CASCADE
);
CREATE INDEX post_texts_words_idx ON post_texts USING gin (words);
CREATE INDEX post_texts_title_words_idx ON post_texts USING gin (to_tsvector('simple'::regconfig, title_key));

-- The extension belongs to the whole database; it may be there already, in whichever schema its operator chose.
DO $$
DECLARE
  home text;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') THEN
    CREATE EXTENSION pg_trgm;
  END IF;
  SELECT quote_ident(nspname) INTO home
  FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace WHERE extname = 'pg_trgm';
  EXECUTE format('CREATE INDEX post_texts_title_idx ON post_texts USING gin (title_key %s.gin_trgm_ops)', home);
  EXECUTE format('CREATE INDEX post_texts_body_idx ON post_texts USING gin (body_key %s.gin_trgm_ops)', home);
END
$$;
