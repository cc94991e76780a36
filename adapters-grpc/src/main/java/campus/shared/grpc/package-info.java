/** The edge that every call passes, and what the endpoints of all contexts share. */
@NullMarked
package campus.shared.grpc;

import org.jspecify.annotations.NullMarked;
