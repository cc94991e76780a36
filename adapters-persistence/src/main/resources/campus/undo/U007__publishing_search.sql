DROP TABLE post_texts;

-- Unless something else needs the extension, or somebody else owns it.
DO $$
BEGIN
  DROP EXTENSION pg_trgm;
EXCEPTION
  WHEN dependent_objects_still_exist OR insufficient_privilege THEN NULL;
END
$$;
