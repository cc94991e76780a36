-- Apart from users, so that no query over users can reach a hash.
CREATE TABLE credentials (
  user_id       uuid NOT NULL,
  password_hash text NOT NULL,
  CONSTRAINT credentials_pkey PRIMARY KEY (user_id),
  CONSTRAINT credentials_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE TABLE sessions (
  id          uuid        NOT NULL,
  user_id     uuid        NOT NULL,
  create_time timestamptz NOT NULL,
  expire_time timestamptz NOT NULL,
  CONSTRAINT sessions_pkey PRIMARY KEY (id),
  CONSTRAINT sessions_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);
CREATE INDEX sessions_user_idx ON sessions (user_id);
CREATE INDEX sessions_expire_time_idx ON sessions (expire_time);

-- Only the SHA-256 of a token is kept: who reads this table cannot sign in with it.
CREATE TABLE session_tokens (
  hash        bytea       NOT NULL,
  session_id  uuid        NOT NULL,
  kind        text        NOT NULL,
  expire_time timestamptz NOT NULL,
  used        boolean     NOT NULL,
  CONSTRAINT session_tokens_pkey PRIMARY KEY (hash),
  CONSTRAINT session_tokens_session_fkey FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE CASCADE,
  CONSTRAINT session_tokens_kind CHECK (kind IN ('ACCESS', 'REFRESH'))
);
CREATE INDEX session_tokens_session_idx ON session_tokens (session_id);
CREATE INDEX session_tokens_expire_time_idx ON session_tokens (expire_time);

-- Failed attempts to sign in, by account; an account that does not exist counts alike.
CREATE TABLE sign_in_attempts (
  account   bytea       NOT NULL,
  failures  integer     NOT NULL,
  last_time timestamptz NOT NULL,
  CONSTRAINT sign_in_attempts_pkey PRIMARY KEY (account)
);
CREATE INDEX sign_in_attempts_last_time_idx ON sign_in_attempts (last_time);
