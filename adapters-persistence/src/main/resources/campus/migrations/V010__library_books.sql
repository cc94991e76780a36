CREATE TABLE authors (
  id           uuid        NOT NULL,
  display_name text        COLLATE "C" NOT NULL,
  create_time  timestamptz NOT NULL,
  update_time  timestamptz NOT NULL,
  version      bigint      NOT NULL,
  CONSTRAINT authors_pkey PRIMARY KEY (id)
);
CREATE INDEX authors_display_name_idx ON authors (display_name, id);
CREATE INDEX authors_create_time_idx ON authors (create_time, id);

-- Authors with books are not deleted by accident: no CASCADE.
CREATE TABLE books (
  id           uuid        NOT NULL,
  author_id    uuid        NOT NULL,
  title        text        COLLATE "C" NOT NULL,
  isbn         text        COLLATE "C",
  publish_year integer,
  create_time  timestamptz NOT NULL,
  update_time  timestamptz NOT NULL,
  version      bigint      NOT NULL,
  CONSTRAINT books_pkey PRIMARY KEY (id),
  CONSTRAINT books_author_fkey FOREIGN KEY (author_id) REFERENCES authors (id) ON DELETE RESTRICT,
  CONSTRAINT books_isbn_key UNIQUE (isbn),
  CONSTRAINT books_isbn_is_13_digits CHECK (isbn ~ '^97[89][0-9]{10}$'),
  CONSTRAINT books_publish_year CHECK (publish_year BETWEEN 1 AND 9999)
);
CREATE INDEX books_author_idx ON books (author_id, id);
CREATE INDEX books_title_idx ON books (title, id);
CREATE INDEX books_create_time_idx ON books (create_time, id);
