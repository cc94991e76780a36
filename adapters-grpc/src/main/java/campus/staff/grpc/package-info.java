/** The endpoint of employees. */
@NullMarked
package campus.staff.grpc;

import org.jspecify.annotations.NullMarked;
