-- Text is compared and sorted by code points (COLLATE "C"), so that order means the same on every machine.
-- The *_key columns hold the lower case of what is unique whatever its case.

CREATE TABLE users (
  id           uuid        NOT NULL,
  username     text        COLLATE "C" NOT NULL,
  username_key text        COLLATE "C" NOT NULL,
  email        text        COLLATE "C" NOT NULL,
  email_key    text        COLLATE "C" NOT NULL,
  roles        text[]      NOT NULL,
  create_time  timestamptz NOT NULL,
  update_time  timestamptz NOT NULL,
  version      bigint      NOT NULL,
  CONSTRAINT users_pkey PRIMARY KEY (id),
  CONSTRAINT users_username_key UNIQUE (username_key),
  CONSTRAINT users_email_key UNIQUE (email_key),
  CONSTRAINT users_username_key_is_lower CHECK (username_key = lower(username)),
  CONSTRAINT users_email_key_is_lower CHECK (email_key = lower(email))
);

CREATE TABLE profiles (
  user_id     uuid        NOT NULL,
  full_name   text        COLLATE "C" NOT NULL,
  bio         text        COLLATE "C" NOT NULL,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  version     bigint      NOT NULL,
  CONSTRAINT profiles_pkey PRIMARY KEY (user_id),
  CONSTRAINT profiles_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE TABLE identity_cards (
  user_id     uuid        NOT NULL,
  number      text        COLLATE "C" NOT NULL,
  number_key  text        COLLATE "C" NOT NULL,
  state       text        COLLATE "C" NOT NULL,
  issue_time  timestamptz NOT NULL,
  revoke_time timestamptz,
  CONSTRAINT identity_cards_pkey PRIMARY KEY (user_id),
  CONSTRAINT identity_cards_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT identity_cards_number_key UNIQUE (number_key),
  CONSTRAINT identity_cards_number_key_is_lower CHECK (number_key = lower(number)),
  CONSTRAINT identity_cards_state CHECK (state IN ('ISSUED', 'REVOKED')),
  CONSTRAINT identity_cards_revoke_time CHECK ((state = 'REVOKED') = (revoke_time IS NOT NULL))
);
