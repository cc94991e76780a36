/** The call in progress: who makes it, when it ends, what it costs. */
@NullMarked
package campus.shared.application.call;

import org.jspecify.annotations.NullMarked;
