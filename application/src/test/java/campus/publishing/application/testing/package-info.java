/** Publishing in memory, and what every implementation of its driven ports keeps. */
@NullMarked
package campus.publishing.application.testing;

import org.jspecify.annotations.NullMarked;
