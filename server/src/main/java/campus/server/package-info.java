/** Where Campus starts. */
@NullMarked
package campus.server;

import org.jspecify.annotations.NullMarked;
