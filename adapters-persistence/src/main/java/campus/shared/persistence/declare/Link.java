package campus.shared.persistence.declare;

import org.jspecify.annotations.Nullable;

/**
 * The table between the two sides of a many-to-many relation.
 *
 * @param ours its column with our id
 * @param theirs its column with the id of the other side
 * @param condition which of its rows count; null for all
 */
public record Link(String table, String ours, String theirs, @Nullable RowSql condition) {}
