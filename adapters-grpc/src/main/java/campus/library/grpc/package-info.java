/** The endpoints of authors and books. */
@NullMarked
package campus.library.grpc;

import org.jspecify.annotations.NullMarked;
