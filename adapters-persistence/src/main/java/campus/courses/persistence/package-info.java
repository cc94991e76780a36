/** Courses in tables: rows, repositories, and what can be read. */
@NullMarked
package campus.courses.persistence;

import org.jspecify.annotations.NullMarked;
