DROP INDEX post_likes_user_idx;
CREATE INDEX post_likes_user_idx ON post_likes (user_id, post_id);
