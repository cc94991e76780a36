DROP INDEX profiles_full_name_idx;
DROP INDEX users_create_time_idx;
