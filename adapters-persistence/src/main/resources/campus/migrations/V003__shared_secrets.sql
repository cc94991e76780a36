-- Keys that all servers on one database share, made by the first that needs them.
CREATE TABLE secrets (
  name  text  NOT NULL,
  value bytea NOT NULL,
  CONSTRAINT secrets_pkey PRIMARY KEY (name)
);
