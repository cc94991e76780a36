/** The staff in tables: rows, repositories, the tree, and what can be read. */
@NullMarked
package campus.staff.persistence;

import org.jspecify.annotations.NullMarked;
