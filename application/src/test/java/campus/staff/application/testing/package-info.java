/** The staff in memory, and what every implementation of its ports keeps. */
@NullMarked
package campus.staff.application.testing;

import org.jspecify.annotations.NullMarked;
