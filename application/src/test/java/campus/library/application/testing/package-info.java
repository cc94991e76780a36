/** The library in memory, and what every implementation of its ports keeps. */
@NullMarked
package campus.library.application.testing;

import org.jspecify.annotations.NullMarked;
