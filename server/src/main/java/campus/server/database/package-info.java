/** The PostgreSQL that Campus works on: the embedded one, or one that the operator runs. */
@NullMarked
package campus.server.database;

import org.jspecify.annotations.NullMarked;
