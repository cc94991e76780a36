DROP TABLE sign_in_attempts;
DROP TABLE session_tokens;
DROP TABLE sessions;
DROP TABLE credentials;
