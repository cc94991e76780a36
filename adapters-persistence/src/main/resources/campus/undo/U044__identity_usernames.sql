ALTER TABLE users DROP COLUMN username_skeleton;

-- The release before reads ASCII names only: users with other names get one made of their id, and can choose another.
UPDATE users SET
  username = 'user-' || replace(id::text, '-', ''),
  username_key = 'user-' || replace(id::text, '-', '')
WHERE username !~ '^[A-Za-z0-9_.-]+$';
ALTER TABLE users ADD CONSTRAINT users_username_key_is_lower CHECK (username_key = lower(username));
