-- Only the SHA-256 of a token is kept: who reads this table cannot call with it.
CREATE TABLE api_tokens (
  id           uuid             NOT NULL,
  user_id      uuid             NOT NULL,
  hash         bytea            NOT NULL,
  display_name text COLLATE "C" NOT NULL,
  roles        text[]           NOT NULL,
  create_time  timestamptz      NOT NULL,
  expire_time  timestamptz      NOT NULL,
  CONSTRAINT api_tokens_pkey PRIMARY KEY (id),
  CONSTRAINT api_tokens_hash_key UNIQUE (hash),
  CONSTRAINT api_tokens_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);
CREATE INDEX api_tokens_user_idx ON api_tokens (user_id);
CREATE INDEX api_tokens_expire_time_idx ON api_tokens (expire_time);
