/** Campus as a whole: the server that {@code campus serve} runs, on a network and on PostgreSQL. */
@NullMarked
package campus.server.endtoend;

import org.jspecify.annotations.NullMarked;
