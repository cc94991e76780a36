/** Tests of the endpoints of users and sessions, over real channels. */
@NullMarked
package campus.identity.grpc;

import org.jspecify.annotations.NullMarked;
