package campus.shared.persistence.testing;

/**
 * The PostgreSQL versions that tests run on. Each cluster starts when its first database is asked
 * for and lives as long as the JVM.
 *
 * <p>Fit for {@code @EnumSource(Engine.class)}: {@link TestDatabase#create} aborts the test, so
 * that it is reported as skipped, where the machine lacks the engine.
 */
public enum Engine {
  /** Comes along with the build; always there. */
  POSTGRES_18,
  /** The oldest version that Campus supports; there when the machine has it installed. */
  POSTGRES_15;

  /** Whether this machine can run it. */
  public boolean available() {
    return this == POSTGRES_18 || InstalledPostgres.directory(15) != null;
  }
}
