/** The endpoints of users, profiles, identity cards and sessions. */
@NullMarked
package campus.identity.grpc;

import org.jspecify.annotations.NullMarked;
