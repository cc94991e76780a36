DROP TABLE order_items;
DROP TABLE orders;
DROP TABLE entries;
DROP TABLE transfers;
DROP TABLE accounts;
