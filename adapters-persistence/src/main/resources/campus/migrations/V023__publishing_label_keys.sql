-- Labels that look the same are one: their keys are composed (NFKC), and hold nothing invisible and no second space. Made of
-- the keys so far, which the application has put into lower case; what composing adds to them in upper case is Latin or Greek.
-- Where two labels have become one, the first keeps the key, and the others keep the keys that they have.
DO $$
DECLARE
  kind text;
BEGIN
  FOREACH kind IN ARRAY ARRAY['tags', 'categories'] LOOP
    EXECUTE format($update$
      WITH keys AS (
        SELECT id, label_key, create_time,
          btrim(regexp_replace(normalize(translate(lower(normalize(regexp_replace(label_key,
            '[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164'
              '\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFF8\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A'
              '\U000E0000-\U000E001F\U000E0080-\U000E0FFF]', '', 'g'),
            NFKC) COLLATE "C"), 'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩς', 'αβγδεζηθικλμνξοπρστυφχψωσ'),
            NFKC), ' +', ' ', 'g')) AS key
        FROM %1$I
      ), placed AS (
        SELECT id, key,
          row_number() OVER (PARTITION BY key ORDER BY label_key = key DESC, create_time, id) AS place
        FROM keys
      )
      UPDATE %1$I SET label_key = key FROM placed
      WHERE placed.id = %1$I.id AND place = 1 AND label_key <> key
      $update$, kind);
  END LOOP;
END
$$;
