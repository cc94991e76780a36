/** Calls through the edge, and what the ways in share. */
@NullMarked
package campus.shared.web.call;

import org.jspecify.annotations.NullMarked;
