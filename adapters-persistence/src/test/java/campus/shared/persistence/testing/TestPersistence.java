package campus.shared.persistence.testing;

import campus.shared.persistence.DatabasePool;
import io.micronaut.context.ApplicationContext;
import java.util.Map;

/** The beans of persistence on a database of a test's own. */
public final class TestPersistence implements AutoCloseable {

  private final TestDatabase database;
  private final ApplicationContext context;

  private TestPersistence(TestDatabase database) {
    this.database = database;
    this.context =
        ApplicationContext.builder()
            .banner(false)
            .properties(Map.of("datasources.default.dialect", "POSTGRES"))
            .singletons(new DatabasePool(database.dataSource()))
            .start();
  }

  /** On a new database; aborts the test where the engine is not available. */
  public static TestPersistence create(Engine engine) {
    return new TestPersistence(TestDatabase.create(engine));
  }

  public TestDatabase database() {
    return database;
  }

  /** What implements a port. */
  public <T> T get(Class<T> port) {
    return context.getBean(port);
  }

  @Override
  public void close() {
    context.close();
    database.close();
  }
}
