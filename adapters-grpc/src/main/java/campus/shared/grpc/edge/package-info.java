/** Between the network and the endpoints: calls, errors, access, validation, limits. */
@NullMarked
package campus.shared.grpc.edge;

import org.jspecify.annotations.NullMarked;
