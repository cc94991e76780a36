-- What callers asked for under an id of theirs, with the answer, kept for a day so that asking again does nothing again.
-- No foreign key: it would lock the caller's row with each write of his. The answer is null only while its transaction runs.
CREATE TABLE requests (
  user_id     uuid        NOT NULL,
  request_id  uuid        NOT NULL,
  method      text        NOT NULL,
  fingerprint text        NOT NULL,
  answer      bytea,
  create_time timestamptz NOT NULL,
  CONSTRAINT requests_pkey PRIMARY KEY (user_id, request_id)
);
CREATE INDEX requests_create_time_idx ON requests (create_time);
