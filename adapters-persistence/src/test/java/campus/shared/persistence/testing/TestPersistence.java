package campus.shared.persistence.testing;

import campus.shared.application.call.AnswerLimits;
import campus.shared.persistence.jdbc.DatabasePool;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import javax.sql.DataSource;

/** The beans of persistence on a database of a test's own. */
public final class TestPersistence implements AutoCloseable {

  /** Of each thread that runs classes of tests. */
  private static final ThreadLocal<Map<Engine, TestPersistence>> SHARED =
      ThreadLocal.withInitial(() -> new EnumMap<>(Engine.class));

  private final TestDatabase database;
  private final ApplicationContext context;

  private TestPersistence(TestDatabase database) {
    this.database = database;
    this.context = context(database.dataSource());
  }

  /** The beans of another server, over connections of its own. The caller closes them. */
  public static ApplicationContext context(DataSource connections) {
    return ApplicationContext.builder()
        .banner(false)
        .properties(Map.of("datasources.default.dialect", "POSTGRES"))
        .singletons(new DatabasePool(connections), AnswerLimits.DEFAULT)
        .start();
  }

  /** On a new database; aborts the test where the engine is not available. */
  public static TestPersistence create(Engine engine) {
    return new TestPersistence(TestDatabase.create(engine));
  }

  /**
   * On a database that one class of tests uses at a time. Tests empty it before they begin. Aborts
   * the test where the engine is not available.
   */
  public static TestPersistence shared(Engine engine) {
    if (Thread.currentThread().isVirtual()) {
      throw new IllegalStateException("to be asked for by the thread that runs the test");
    }
    return SHARED.get().computeIfAbsent(engine, TestPersistence::create);
  }

  /** Empties tables, and those that refer to them. */
  public void truncate(String... tables) {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("TRUNCATE " + String.join(", ", tables) + " CASCADE");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public TestDatabase database() {
    return database;
  }

  /** What implements a port. */
  public <T> T get(Class<T> port) {
    return context.getBean(port);
  }

  /** What implements a port with type arguments. */
  public <T> T get(Argument<T> port) {
    return context.getBean(port);
  }

  /** Everything that implements a port. */
  public <T> Collection<T> all(Class<T> port) {
    return context.getBeansOfType(port);
  }

  @Override
  public void close() {
    context.close();
    database.close();
  }
}
