/** The endpoints of students, courses and enrollments. */
@NullMarked
package campus.courses.grpc;

import org.jspecify.annotations.NullMarked;
