package campus.shared.persistence.jdbc;

import campus.shared.application.call.Call;
import campus.shared.domain.error.Unavailable;
import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.LoggerFactory;

/**
 * A data source whose connections work for the {@link Call} in progress: they count its statements,
 * cancel them when it ends, and throw what an error means to it. So nothing above needs to look at
 * an {@link SQLException}, except to decide on a retry.
 *
 * <p>Connections throw {@link campus.shared.domain.error.DomainError}s if the meaning is known,
 * {@link SQLException}s otherwise.
 */
final class CallDataSource implements DataSource {

  private static final org.slf4j.Logger SQL_LOG = LoggerFactory.getLogger("campus.sql");

  private final DatabasePool pool;
  private final SqlErrors errors;

  CallDataSource(DatabasePool pool, ConstraintErrors errors) {
    this.pool = pool;
    this.errors = new SqlErrors(errors);
  }

  @Override
  public Connection getConnection() {
    try {
      return proxy(Connection.class, new ConnectionHandler(pool.dataSource().getConnection()));
    } catch (SQLException e) {
      throw errors.translateNoConnection(e);
    }
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("the pool has one user");
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            CallDataSource.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static boolean isEquals(Method method) {
    return method.getName().equals("equals");
  }

  @SuppressWarnings("ReferenceEquality") // a proxy is equal to nothing but itself
  private static boolean isSame(Object proxy, @Nullable Object other) {
    return proxy == other;
  }

  private final class ConnectionHandler implements InvocationHandler {
    private final Connection connection;
    private @Nullable Unavailable lost;

    ConnectionHandler(Connection connection) {
      this.connection = connection;
    }

    /**
     * Fails with what an error means. When the connection is lost, so does all that is done to
     * clean up after it: a rollback that fails must not hide why.
     */
    @Nullable Object invokeOn(Object target, Method method, @Nullable Object @Nullable [] args)
        throws Throwable {
      try {
        return method.invoke(target, args);
      } catch (InvocationTargetException e) {
        if (!(e.getCause() instanceof SQLException sql)) {
          throw e.getCause() == null ? e : e.getCause();
        }
        var meaning = errors.translate(sql);
        if (meaning instanceof Unavailable unavailable) {
          lost = unavailable;
        }
        if (meaning == null) {
          meaning = lost;
        }
        throw meaning == null ? sql : meaning;
      }
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] args)
        throws Throwable {
      if (isEquals(method) && args != null) {
        return isSame(proxy, args[0]);
      }
      var result = invokeOn(connection, method, args);
      if (result instanceof PreparedStatement statement && args != null) {
        return proxy(
            PreparedStatement.class,
            new StatementHandler(this, statement, String.valueOf(args[0])));
      }
      if (result instanceof Statement statement) {
        return proxy(Statement.class, new StatementHandler(this, statement, null));
      }
      return result;
    }
  }

  private static final class StatementHandler implements InvocationHandler {
    private final ConnectionHandler connection;
    private final Statement statement;
    private final @Nullable String prepared;

    StatementHandler(ConnectionHandler connection, Statement statement, @Nullable String prepared) {
      this.connection = connection;
      this.statement = statement;
      this.prepared = prepared;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] args)
        throws Throwable {
      if (isEquals(method) && args != null) {
        return isSame(proxy, args[0]);
      }
      return method.getName().startsWith("execute")
          ? execute(method, args)
          : connection.invokeOn(statement, method, args);
    }

    private @Nullable Object execute(Method method, @Nullable Object @Nullable [] args)
        throws Throwable {
      var sql = prepared != null || args == null ? prepared : String.valueOf(args[0]);
      var call = Call.current();
      call.begin(this::cancel);
      long start = System.nanoTime();
      try {
        return connection.invokeOn(statement, method, args);
      } finally {
        call.finish();
        long nanos = System.nanoTime() - start;
        if (sql == null || !sql.startsWith("SET ")) {
          call.countStatement(nanos);
        }
        SQL_LOG.debug("{} ({} µs)", sql, nanos / 1000);
      }
    }

    /**
     * By the connection, since a statement cancels once only: when it has not reached the database
     * yet, that comes to nothing. {@link Call#finish} keeps it from hitting the next statement.
     */
    private void cancel() {
      try {
        statement.getConnection().unwrap(PGConnection.class).cancelQuery();
      } catch (SQLException e) {
        SQL_LOG.debug("a statement could not be cancelled", e);
      }
    }
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return pool.dataSource().getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    pool.dataSource().setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    pool.dataSource().setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return pool.dataSource().getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return pool.dataSource().getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return type.isInstance(this) ? type.cast(this) : pool.dataSource().unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return type.isInstance(this) || pool.dataSource().isWrapperFor(type);
  }
}
