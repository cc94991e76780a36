package campus.shared.persistence;

import javax.sql.DataSource;

/**
 * The connections that persistence works with; whoever starts it brings them. They should carry a
 * {@code lock_timeout} and a {@code statement_timeout}, so that no call waits for ever.
 */
public record DatabasePool(DataSource dataSource) {}
