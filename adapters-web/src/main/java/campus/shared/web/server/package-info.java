/** The port for browsers and scripts. */
@NullMarked
package campus.shared.web.server;

import org.jspecify.annotations.NullMarked;
