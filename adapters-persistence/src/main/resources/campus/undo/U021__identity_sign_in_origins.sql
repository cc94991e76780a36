DROP TABLE sign_in_origins;
ALTER TABLE sign_in_attempts DROP COLUMN longest_delay;
ALTER TABLE sign_in_attempts RENAME COLUMN key TO account;
ALTER TABLE sign_in_attempts ALTER COLUMN account TYPE bytea USING sha256(convert_to(account, 'UTF8'));
