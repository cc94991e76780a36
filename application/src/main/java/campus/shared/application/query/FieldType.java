package campus.shared.application.query;

/**
 * What a field of a resource holds, and as what Java value it comes in a {@link ResourceRecord}.
 */
public enum FieldType {
  /** The resource's name: String. */
  NAME,
  /** Text, compared exactly: String. */
  TEXT,
  /** Text, compared without regard to case: String. */
  LABEL,
  /** The name of an enum value: String. */
  ENUM,
  /** Names of enum values: List of String. */
  ENUMS,
  /** A whole number: Long. */
  INTEGER,
  /** Boolean. */
  BOOLEAN,
  /** A time in microseconds: Instant. */
  TIMESTAMP,
  /** An exact amount of money: {@link campus.shared.domain.Money}. */
  MONEY,
  /** The resource's etag: String. */
  ETAG
}
