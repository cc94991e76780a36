CREATE TABLE employees (
  id                uuid        NOT NULL,
  display_name      text        COLLATE "C" NOT NULL,
  title             text        COLLATE "C" NOT NULL,
  manager_id        uuid,
  subordinate_count integer     NOT NULL,
  create_time       timestamptz NOT NULL,
  update_time       timestamptz NOT NULL,
  version           bigint      NOT NULL,
  CONSTRAINT employees_pkey PRIMARY KEY (id),
  CONSTRAINT employees_manager_fkey FOREIGN KEY (manager_id) REFERENCES employees (id) ON DELETE RESTRICT,
  CONSTRAINT employees_manager_is_another CHECK (manager_id <> id),
  CONSTRAINT employees_subordinate_count CHECK (subordinate_count >= 0)
);
CREATE INDEX employees_manager_idx ON employees (manager_id, id);
CREATE INDEX employees_display_name_idx ON employees (display_name, id);
CREATE INDEX employees_create_time_idx ON employees (create_time, id);

-- The ids from the top down to the employee: who works for somebody is one range of the index, in depth-first order.
-- A table of its own, since moving somebody changes the paths of all below, but not their rows.
CREATE TABLE employee_paths (
  employee_id uuid   NOT NULL,
  path        uuid[] NOT NULL,
  CONSTRAINT employee_paths_pkey PRIMARY KEY (employee_id),
  CONSTRAINT employee_paths_employee_fkey FOREIGN KEY (employee_id) REFERENCES employees (id) ON DELETE CASCADE,
  CONSTRAINT employee_paths_depth CHECK (cardinality(path) BETWEEN 1 AND 100)
);
CREATE INDEX employee_paths_path_idx ON employee_paths (path);
-- The same, level by level.
CREATE INDEX employee_paths_level_idx ON employee_paths (cardinality(path), path);

-- One row at most, which whoever changes the shape of the tree changes first: so they come one after the other.
CREATE TABLE employee_tree (
  id      integer NOT NULL,
  changes bigint  NOT NULL,
  CONSTRAINT employee_tree_pkey PRIMARY KEY (id),
  CONSTRAINT employee_tree_is_one CHECK (id = 1)
);
