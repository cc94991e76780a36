CREATE TABLE students (
  id           uuid        NOT NULL,
  display_name text        COLLATE "C" NOT NULL,
  user_id      uuid,
  create_time  timestamptz NOT NULL,
  update_time  timestamptz NOT NULL,
  version      bigint      NOT NULL,
  CONSTRAINT students_pkey PRIMARY KEY (id),
  CONSTRAINT students_user_key UNIQUE (user_id),
  CONSTRAINT students_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE SET NULL
);
CREATE INDEX students_display_name_idx ON students (display_name, id);
CREATE INDEX students_create_time_idx ON students (create_time, id);

-- enrolled_count is changed with the enrollments, under the lock of the course's row: it is what capacity is held by.
CREATE TABLE courses (
  id             uuid        NOT NULL,
  title          text        COLLATE "C" NOT NULL,
  capacity       integer     NOT NULL,
  enrolled_count integer     NOT NULL,
  create_time    timestamptz NOT NULL,
  update_time    timestamptz NOT NULL,
  version        bigint      NOT NULL,
  CONSTRAINT courses_pkey PRIMARY KEY (id),
  CONSTRAINT courses_capacity CHECK (capacity BETWEEN 1 AND 1000000),
  CONSTRAINT courses_enrolled_count CHECK (enrolled_count BETWEEN 0 AND capacity)
);
CREATE INDEX courses_title_idx ON courses (title, id);
CREATE INDEX courses_create_time_idx ON courses (create_time, id);

CREATE TABLE enrollments (
  id          uuid        NOT NULL,
  student_id  uuid        NOT NULL,
  course_id   uuid        NOT NULL,
  state       text        COLLATE "C" NOT NULL,
  enroll_time timestamptz NOT NULL,
  grade       integer,
  update_time timestamptz NOT NULL,
  version     bigint      NOT NULL,
  CONSTRAINT enrollments_pkey PRIMARY KEY (id),
  CONSTRAINT enrollments_student_course_key UNIQUE (student_id, course_id),
  CONSTRAINT enrollments_student_fkey FOREIGN KEY (student_id) REFERENCES students (id) ON DELETE RESTRICT,
  CONSTRAINT enrollments_course_fkey FOREIGN KEY (course_id) REFERENCES courses (id) ON DELETE RESTRICT,
  CONSTRAINT enrollments_state CHECK (state IN ('ENROLLED', 'COMPLETED', 'DROPPED')),
  CONSTRAINT enrollments_grade CHECK (grade BETWEEN 0 AND 100),
  CONSTRAINT enrollments_completed_with_grade CHECK (state <> 'COMPLETED' OR grade IS NOT NULL)
);
CREATE INDEX enrollments_course_idx ON enrollments (course_id, id);
CREATE INDEX enrollments_student_idx ON enrollments (student_id, id);
CREATE INDEX enrollments_enroll_time_idx ON enrollments (enroll_time, id);
