/** What can be done with students, courses and enrollments, and what that needs. */
@NullMarked
package campus.courses.application;

import org.jspecify.annotations.NullMarked;
