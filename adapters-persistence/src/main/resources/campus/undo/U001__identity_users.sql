DROP TABLE identity_cards;
DROP TABLE profiles;
DROP TABLE users;
