-- What tells a user's sessions apart. The defaults are for servers of the release before, which do not know the columns.
ALTER TABLE sessions ADD COLUMN user_agent text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN refresh_time timestamptz NOT NULL DEFAULT now();

-- The refresh token of a session expires 30 days after it was issued.
UPDATE sessions SET refresh_time = expire_time - interval '30 days';
