/** Publishing in tables: rows, repositories, counters, and what can be read. */
@NullMarked
package campus.publishing.persistence;

import org.jspecify.annotations.NullMarked;
