/** The library in tables: rows, repositories, and what can be read. */
@NullMarked
package campus.library.persistence;

import org.jspecify.annotations.NullMarked;
