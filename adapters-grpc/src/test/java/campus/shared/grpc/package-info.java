/** Tests of the edge, over real channels. */
@NullMarked
package campus.shared.grpc;

import org.jspecify.annotations.NullMarked;
