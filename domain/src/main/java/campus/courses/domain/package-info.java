/** Students, courses and enrollments: the rules. */
@NullMarked
package campus.courses.domain;

import org.jspecify.annotations.NullMarked;
