/** The running server: its parts, its health, its end. */
@NullMarked
package campus.server.runtime;

import org.jspecify.annotations.NullMarked;
