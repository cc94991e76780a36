/** Identity in tables: rows, repositories, and what can be read. */
@NullMarked
package campus.identity.persistence;

import org.jspecify.annotations.NullMarked;
