/** What the tests of the server have in common. */
@NullMarked
package campus.server.testing;

import org.jspecify.annotations.NullMarked;
