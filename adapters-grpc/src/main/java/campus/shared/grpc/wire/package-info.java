/** Messages, mapped from and to the application. */
@NullMarked
package campus.shared.grpc.wire;

import org.jspecify.annotations.NullMarked;
