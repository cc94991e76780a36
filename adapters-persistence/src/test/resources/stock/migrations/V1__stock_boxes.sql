CREATE TABLE boxes (id integer NOT NULL);
