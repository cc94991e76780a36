-- The few users with the role ADMIN, who are locked whenever one of them loses it.
CREATE INDEX users_admins_idx ON users (id) WHERE 'ADMIN' = ANY (roles);
