package campus.shared.application.query;

/** The type of a field, and the Java type of its value in a {@link ResourceRecord}. */
public enum FieldType {
  /** The resource's name: String. */
  NAME,
  /** Text, compared exactly: String. */
  TEXT,
  /** Text, compared case-insensitively: String. */
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
  /** An exact amount of money: {@link campus.shared.domain.value.Money}. */
  MONEY,
  /** The resource's etag: String. */
  ETAG;

  /** Whether one value can be less than another. */
  public boolean isOrdered() {
    return switch (this) {
      case TEXT, LABEL, INTEGER, TIMESTAMP, MONEY -> true;
      case NAME, ENUM, ENUMS, BOOLEAN, ETAG -> false;
    };
  }
}
