package campus.benchmarks.community;

/** The sizes of a community. */
public record Sizes(
    int users,
    int posts,
    int tags,
    int categories,
    int comments,
    int likes,
    int followsPerUser,
    int accounts) {

  static final int TAGS_PER_POST = 3;

  /** The community for measurements; 1 is the usual scale. */
  public static Sizes scaled(double scale) {
    return new Sizes(
        atLeast(60, 20_000 * scale),
        atLeast(100, 200_000 * scale),
        atLeast(20, 2_000 * scale),
        20,
        atLeast(100, 600_000 * scale),
        atLeast(100, 600_000 * scale),
        Math.min(50, atLeast(60, 20_000 * scale) / 4),
        atLeast(20, 10_000 * scale));
  }

  /** The community for demonstration. */
  public static Sizes small() {
    return new Sizes(24, 120, 30, 6, 300, 600, 6, 24);
  }

  /**
   * The number of accounts, from the first, that only the server uses: pgbench corrupts the books
   * of the others.
   */
  public int serversAccounts() {
    return accounts / 2;
  }

  private static int atLeast(int least, double wanted) {
    return Math.max(least, (int) Math.round(wanted));
  }
}
