ALTER TABLE sessions DROP COLUMN refresh_time;
ALTER TABLE sessions DROP COLUMN user_agent;
