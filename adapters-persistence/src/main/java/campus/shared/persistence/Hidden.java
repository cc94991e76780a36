package campus.shared.persistence;

/** What a relation answers of a resource that callers do not see elsewhere. */
enum Hidden {
  NOTHING,
  NAME,
  ALL
}
