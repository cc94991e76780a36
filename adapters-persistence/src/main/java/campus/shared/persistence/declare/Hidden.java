package campus.shared.persistence.declare;

/** What a relation answers of a resource that its row rule hides from the caller. */
public enum Hidden {
  NOTHING,
  NAME,
  ALL
}
