package campus.shared.persistence.declare;

/** What a relation answers of a resource that callers do not see elsewhere. */
public enum Hidden {
  NOTHING,
  NAME,
  ALL
}
