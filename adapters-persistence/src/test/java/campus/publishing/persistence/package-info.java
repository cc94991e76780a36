/** Publishing on real PostgreSQL. */
@NullMarked
package campus.publishing.persistence;

import org.jspecify.annotations.NullMarked;
