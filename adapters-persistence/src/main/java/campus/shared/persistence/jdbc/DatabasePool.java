package campus.shared.persistence.jdbc;

import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * The connections that persistence works with; whoever starts it brings them. They should carry a
 * {@code lock_timeout} and a {@code statement_timeout}, so that no call waits for ever.
 *
 * @param whenOpen answers them as soon as they are there; asked for each connection, and not before
 *     one is needed
 */
public record DatabasePool(Supplier<? extends DataSource> whenOpen) {

  public DatabasePool(DataSource open) {
    this(() -> open);
  }

  DataSource dataSource() {
    return whenOpen.get();
  }
}
