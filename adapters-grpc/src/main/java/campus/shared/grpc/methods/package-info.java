/** Endpoints: from a request to its answer. */
@NullMarked
package campus.shared.grpc.methods;

import org.jspecify.annotations.NullMarked;
