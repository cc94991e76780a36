/** What an operator can set, and how a failure is told to him. */
@NullMarked
package campus.server.settings;

import org.jspecify.annotations.NullMarked;
