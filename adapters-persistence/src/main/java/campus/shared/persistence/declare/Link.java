package campus.shared.persistence.declare;

/**
 * The table between the two sides of a many-to-many relation.
 *
 * @param ours its column with our id
 * @param theirs its column with the id of the other side
 * @param condition which rows of it count, with <code>{link}</code> for the row; empty for all
 */
public record Link(String table, String ours, String theirs, String condition) {}
