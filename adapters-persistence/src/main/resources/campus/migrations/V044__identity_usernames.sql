-- Usernames in any script. Their keys are made by the application, as those of labels are; lower() of the collation "C" knows ASCII only.
ALTER TABLE users DROP CONSTRAINT users_username_key_is_lower;

-- Names that look alike have one skeleton (UTS #39), which the application makes. Of the names so far, all ASCII, these are the
-- characters with another look; where several look alike, the oldest gets the skeleton, and the others keep their names without one.
ALTER TABLE users ADD COLUMN username_skeleton text COLLATE "C";
UPDATE users u SET username_skeleton = s.skeleton
FROM (
  SELECT DISTINCT ON (skeleton) id, skeleton
  FROM (
    SELECT id, create_time,
      lower(replace(replace(replace(replace(username, 'I', 'l'), '1', 'l'), '0', 'O'), 'm', 'rn')) AS skeleton
    FROM users
  ) k
  ORDER BY skeleton, create_time, id
) s
WHERE u.id = s.id;
ALTER TABLE users ADD CONSTRAINT users_username_skeleton_key UNIQUE (username_skeleton);
