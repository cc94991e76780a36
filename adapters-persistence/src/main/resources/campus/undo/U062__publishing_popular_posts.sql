DROP TABLE post_ranks;
