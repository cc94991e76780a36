/** Courses in memory, and what every implementation of their ports keeps. */
@NullMarked
package campus.courses.application.testing;

import org.jspecify.annotations.NullMarked;
