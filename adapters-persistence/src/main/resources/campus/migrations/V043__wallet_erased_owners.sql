-- A closed account without an owner is that of an erased user. The house's accounts are never closed.
ALTER TABLE accounts DROP CONSTRAINT accounts_state;
ALTER TABLE accounts ADD CONSTRAINT accounts_state CHECK (state = 'OPEN' OR (state = 'CLOSED' AND balance = 0));
DROP INDEX accounts_house_key;
CREATE UNIQUE INDEX accounts_house_key ON accounts (currency_code) WHERE owner_id IS NULL AND state = 'OPEN';
