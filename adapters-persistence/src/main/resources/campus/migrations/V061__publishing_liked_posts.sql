-- The posts that a member likes, the latest like first: the first entries of an index.
DROP INDEX post_likes_user_idx;
CREATE INDEX post_likes_user_idx ON post_likes (user_id, create_time DESC, post_id DESC);
