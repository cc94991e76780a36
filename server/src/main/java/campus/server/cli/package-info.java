/** The command line. */
@NullMarked
package campus.server.cli;

import org.jspecify.annotations.NullMarked;
