-- Amounts are in the smallest unit of their currency. The rows of accounts are the locks of the wallet: whoever moves
-- money locks the accounts first, in the order of their ids. The constraints are what holds if a program errs.

CREATE TABLE accounts (
  id            uuid        NOT NULL,
  owner_id      uuid,
  currency_code text        COLLATE "C" NOT NULL,
  balance       bigint      NOT NULL,
  state         text        COLLATE "C" NOT NULL,
  entry_count   bigint      NOT NULL,
  create_time   timestamptz NOT NULL,
  update_time   timestamptz NOT NULL,
  CONSTRAINT accounts_pkey PRIMARY KEY (id),
  CONSTRAINT accounts_owner_fkey FOREIGN KEY (owner_id) REFERENCES users (id) ON DELETE RESTRICT,
  CONSTRAINT accounts_currency_code CHECK (currency_code ~ '^[A-Z]{3}$'),
  CONSTRAINT accounts_balance CHECK (balance >= 0 OR owner_id IS NULL),
  CONSTRAINT accounts_state CHECK (state = 'OPEN' OR (state = 'CLOSED' AND balance = 0 AND owner_id IS NOT NULL)),
  CONSTRAINT accounts_entry_count CHECK (entry_count >= 0)
) WITH (fillfactor = 80);

CREATE INDEX accounts_owner_idx ON accounts (owner_id, id);
CREATE INDEX accounts_create_time_idx ON accounts (create_time, id);

-- The house: one for each currency, without an owner.
CREATE UNIQUE INDEX accounts_house_key ON accounts (currency_code) WHERE owner_id IS NULL;

-- Whose the accounts are never changes, so it can stand here too: lists of somebody's transfers need an index on it.
CREATE TABLE transfers (
  id            uuid        NOT NULL,
  from_id       uuid        NOT NULL,
  to_id         uuid        NOT NULL,
  from_owner_id uuid,
  to_owner_id   uuid,
  currency_code text        COLLATE "C" NOT NULL,
  amount        bigint      NOT NULL,
  description   text        COLLATE "C" NOT NULL,
  reverses_id   uuid,
  create_time   timestamptz NOT NULL,
  CONSTRAINT transfers_pkey PRIMARY KEY (id),
  CONSTRAINT transfers_from_fkey FOREIGN KEY (from_id) REFERENCES accounts (id) ON DELETE RESTRICT,
  CONSTRAINT transfers_to_fkey FOREIGN KEY (to_id) REFERENCES accounts (id) ON DELETE RESTRICT,
  CONSTRAINT transfers_reverses_fkey FOREIGN KEY (reverses_id) REFERENCES transfers (id) ON DELETE RESTRICT,
  CONSTRAINT transfers_reverses_key UNIQUE (reverses_id),
  CONSTRAINT transfers_amount CHECK (amount > 0),
  CONSTRAINT transfers_two_accounts CHECK (from_id <> to_id)
);

CREATE INDEX transfers_from_idx ON transfers (from_id);
CREATE INDEX transfers_to_idx ON transfers (to_id);
CREATE INDEX transfers_from_owner_idx ON transfers (from_owner_id, id);
CREATE INDEX transfers_to_owner_idx ON transfers (to_owner_id, id);
CREATE INDEX transfers_create_time_idx ON transfers (create_time, id);

CREATE TABLE entries (
  account_id    uuid        NOT NULL,
  id            uuid        NOT NULL,
  number        bigint      NOT NULL,
  transfer_id   uuid        NOT NULL,
  currency_code text        COLLATE "C" NOT NULL,
  amount        bigint      NOT NULL,
  balance_after bigint      NOT NULL,
  create_time   timestamptz NOT NULL,
  CONSTRAINT entries_pkey PRIMARY KEY (account_id, id),
  CONSTRAINT entries_account_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE RESTRICT,
  CONSTRAINT entries_transfer_fkey FOREIGN KEY (transfer_id) REFERENCES transfers (id) ON DELETE RESTRICT,
  CONSTRAINT entries_number_key UNIQUE (account_id, number),
  CONSTRAINT entries_number CHECK (number > 0),
  CONSTRAINT entries_amount CHECK (amount <> 0)
);

CREATE INDEX entries_transfer_idx ON entries (transfer_id);
CREATE INDEX entries_create_time_idx ON entries (account_id, create_time);

CREATE TABLE orders (
  id              uuid        NOT NULL,
  buyer_id        uuid        NOT NULL,
  seller_id       uuid        NOT NULL,
  buyer_owner_id  uuid,
  seller_owner_id uuid,
  currency_code   text        COLLATE "C" NOT NULL,
  total           bigint      NOT NULL,
  state           text        COLLATE "C" NOT NULL,
  payment_id      uuid,
  refund_id       uuid,
  create_time     timestamptz NOT NULL,
  update_time     timestamptz NOT NULL,
  CONSTRAINT orders_pkey PRIMARY KEY (id),
  CONSTRAINT orders_buyer_fkey FOREIGN KEY (buyer_id) REFERENCES accounts (id) ON DELETE RESTRICT,
  CONSTRAINT orders_seller_fkey FOREIGN KEY (seller_id) REFERENCES accounts (id) ON DELETE RESTRICT,
  CONSTRAINT orders_payment_fkey FOREIGN KEY (payment_id) REFERENCES transfers (id) ON DELETE RESTRICT,
  CONSTRAINT orders_refund_fkey FOREIGN KEY (refund_id) REFERENCES transfers (id) ON DELETE RESTRICT,
  CONSTRAINT orders_payment_key UNIQUE (payment_id),
  CONSTRAINT orders_refund_key UNIQUE (refund_id),
  CONSTRAINT orders_total CHECK (total > 0),
  CONSTRAINT orders_state CHECK (
    (state = 'PENDING' AND payment_id IS NULL AND refund_id IS NULL)
    OR (state = 'PAID' AND payment_id IS NOT NULL AND refund_id IS NULL)
    OR (state = 'CANCELLED' AND (payment_id IS NULL) = (refund_id IS NULL))
  )
);

CREATE INDEX orders_buyer_idx ON orders (buyer_id);
CREATE INDEX orders_seller_idx ON orders (seller_id);
CREATE INDEX orders_buyer_owner_idx ON orders (buyer_owner_id, id);
CREATE INDEX orders_seller_owner_idx ON orders (seller_owner_id, id);
CREATE INDEX orders_create_time_idx ON orders (create_time, id);

CREATE TABLE order_items (
  order_id    uuid   NOT NULL,
  id          uuid   NOT NULL,
  position    int    NOT NULL,
  description text   COLLATE "C" NOT NULL,
  quantity    int    NOT NULL,
  currency_code text COLLATE "C" NOT NULL,
  unit_price  bigint NOT NULL,
  CONSTRAINT order_items_pkey PRIMARY KEY (id),
  CONSTRAINT order_items_order_fkey FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE,
  CONSTRAINT order_items_position_key UNIQUE (order_id, position),
  CONSTRAINT order_items_quantity CHECK (quantity > 0),
  CONSTRAINT order_items_unit_price CHECK (unit_price >= 0)
);
