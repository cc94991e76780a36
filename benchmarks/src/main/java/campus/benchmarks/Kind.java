package campus.benchmarks;

/** What a community is made of; each has ids of its own, by which it is known in a log. */
enum Kind {
  USER(1),
  TAG(2),
  CATEGORY(3),
  POST(4),
  COMMENT(5),
  ACCOUNT(6),
  TRANSFER(7),
  ENTRY(8),
  SESSION(9);

  /** Ids end in decimals only, so that a script of pgbench can make one of a random number. */
  static final long FIRST = 100_000_000_000L;

  private final int number;

  Kind(int number) {
    this.number = number;
  }

  /** From 1 to 9, each kind another; stays as it is, since communities follow from it. */
  int number() {
    return number;
  }

  /** All but the last twelve digits: a UUIDv7 that is older than any that a server makes. */
  String prefix() {
    return "019" + number + "0000-0000-7000-8000-";
  }

  String id(long number) {
    return prefix() + (FIRST + number);
  }
}
