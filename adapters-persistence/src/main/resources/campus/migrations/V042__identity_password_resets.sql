-- Only the SHA-256 of a token is kept: who reads this table cannot reset a password with it.
CREATE TABLE password_resets (
  hash        bytea       NOT NULL,
  user_id     uuid        NOT NULL,
  expire_time timestamptz NOT NULL,
  CONSTRAINT password_resets_pkey PRIMARY KEY (hash),
  CONSTRAINT password_resets_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);
CREATE INDEX password_resets_user_idx ON password_resets (user_id);
CREATE INDEX password_resets_expire_time_idx ON password_resets (expire_time);
