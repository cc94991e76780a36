/** Statements, connections, transactions, and what errors of the database mean. */
@NullMarked
package campus.shared.persistence.jdbc;

import org.jspecify.annotations.NullMarked;
