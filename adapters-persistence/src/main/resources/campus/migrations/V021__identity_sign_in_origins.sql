-- Attempts are limited by account, by address, and by both. Failures count from below zero while
-- some are free; last_time is when the last attempt starts, which may be a little later than now.
ALTER TABLE sign_in_attempts ALTER COLUMN account TYPE text USING encode(account, 'hex');
ALTER TABLE sign_in_attempts RENAME COLUMN account TO key;
ALTER TABLE sign_in_attempts ADD COLUMN longest_delay interval NOT NULL DEFAULT '4 seconds';
ALTER TABLE sign_in_attempts ALTER COLUMN longest_delay DROP DEFAULT;

-- Where users have signed in: strangers' guesses do not delay them there.
CREATE TABLE sign_in_origins (
  user_id   uuid        NOT NULL,
  origin    text        NOT NULL,
  last_time timestamptz NOT NULL,
  CONSTRAINT sign_in_origins_pkey PRIMARY KEY (user_id, origin),
  CONSTRAINT sign_in_origins_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);
CREATE INDEX sign_in_origins_last_time_idx ON sign_in_origins (last_time);
