package campus.benchmarks.community;

/**
 * The kinds of things in a community. Each has its own range of ids, which identifies it in a log.
 */
public enum Kind {
  USER(1),
  TAG(2),
  CATEGORY(3),
  POST(4),
  COMMENT(5),
  ACCOUNT(6),
  TRANSFER(7),
  ENTRY(8),
  SESSION(9);

  /** Ids end in decimal digits, so that pgbench can compose a random one. */
  public static final long FIRST = 100_000_000_000L;

  private final int number;

  Kind(int number) {
    this.number = number;
  }

  /** Distinct, from 1 to 9. Do not change it: communities depend on it. */
  int number() {
    return number;
  }

  /** All but the last twelve digits of a UUIDv7 that is older than any of a server. */
  public String prefix() {
    return "019" + number + "0000-0000-7000-8000-";
  }

  /** The id of the thing with a number, from 1 on. */
  public String id(long number) {
    return prefix() + (FIRST + number);
  }
}
