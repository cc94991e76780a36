-- The schema before cannot tell an account of an erased user from the house's, so one user without a password gets them all.
-- Their name ends in something random, since any name may be taken.
WITH heir AS (
  INSERT INTO users (id, username, username_key, email, email_key, roles, create_time, update_time, version)
  SELECT id, name, name, name || '@campus.invalid', name || '@campus.invalid', '{MEMBER}', now(), now(), 1
  FROM (
    SELECT id, 'erased-' || left(replace(id::text, '-', ''), 12) AS name FROM (SELECT gen_random_uuid() AS id) i
  ) n
  WHERE EXISTS (SELECT FROM accounts WHERE owner_id IS NULL AND state = 'CLOSED')
  RETURNING id
), profile AS (
  INSERT INTO profiles (user_id, full_name, bio, create_time, update_time, version)
  SELECT id, 'Erased users', '', now(), now(), 1 FROM heir
), counted AS (
  INSERT INTO blog_counts AS c (name, slot, value) SELECT 'users', 0, 1 FROM heir
  ON CONFLICT (name, slot) DO UPDATE SET value = c.value + excluded.value
)
UPDATE accounts SET owner_id = heir.id FROM heir WHERE owner_id IS NULL AND state = 'CLOSED';

DROP INDEX accounts_house_key;
CREATE UNIQUE INDEX accounts_house_key ON accounts (currency_code) WHERE owner_id IS NULL;
ALTER TABLE accounts DROP CONSTRAINT accounts_state;
ALTER TABLE accounts ADD CONSTRAINT accounts_state
  CHECK (state = 'OPEN' OR (state = 'CLOSED' AND balance = 0 AND owner_id IS NOT NULL));
