/** The protocols of generated clients: gRPC-Web and Connect. */
@NullMarked
package campus.shared.web.rpc;

import org.jspecify.annotations.NullMarked;
