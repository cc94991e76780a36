-- What lists of users can be ordered by, the id after it, so that a page is one walk along an index.
-- (Usernames and addresses have their unique indexes.)
CREATE INDEX users_create_time_idx ON users (create_time, id);
CREATE INDEX profiles_full_name_idx ON profiles (full_name, user_id);
