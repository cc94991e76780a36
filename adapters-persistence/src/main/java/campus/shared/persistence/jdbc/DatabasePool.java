package campus.shared.persistence.jdbc;

import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * The connection pool. Its connections should have a {@code lock_timeout} and a {@code
 * statement_timeout}, so that no call waits forever.
 *
 * @param whenOpen waits for the pool to open; called for each connection
 */
public record DatabasePool(Supplier<? extends DataSource> whenOpen) {

  public DatabasePool(DataSource open) {
    this(() -> open);
  }

  DataSource dataSource() {
    return whenOpen.get();
  }
}
