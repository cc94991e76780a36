/** Tests of the command line, in this process and as one of its own. */
@NullMarked
package campus.server.cli;

import org.jspecify.annotations.NullMarked;
