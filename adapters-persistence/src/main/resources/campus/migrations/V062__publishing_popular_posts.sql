-- The likes of published posts by hour, day and month (of 30 days), each counted from 1970 on: what is most liked of many
-- days is merged from the first entries for each of them. Apart from posts, so that counting a like there touches no index.
CREATE TABLE post_ranks (
  post_id       uuid    NOT NULL,
  publish_hour  integer NOT NULL,
  publish_day   integer NOT NULL,
  publish_month integer NOT NULL,
  like_count    bigint  NOT NULL,
  CONSTRAINT post_ranks_pkey PRIMARY KEY (post_id),
  CONSTRAINT post_ranks_post_fkey FOREIGN KEY (post_id) REFERENCES posts (id) ON DELETE CASCADE
);
INSERT INTO post_ranks
SELECT id, h, h / 24, h / 720, like_count
FROM posts CROSS JOIN LATERAL (SELECT CAST(floor(extract(epoch FROM publish_time) / 3600) AS integer)) AS hours (h)
WHERE publish_time IS NOT NULL;
CREATE INDEX post_ranks_hour_idx ON post_ranks (publish_hour, like_count DESC, post_id DESC);
CREATE INDEX post_ranks_day_idx ON post_ranks (publish_day, like_count DESC, post_id DESC);
CREATE INDEX post_ranks_month_idx ON post_ranks (publish_month, like_count DESC, post_id DESC);
