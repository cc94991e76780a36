/** TLS of the ports: certificates and keys from files, exchanged when these change. */
@NullMarked
package campus.server.tls;

import org.jspecify.annotations.NullMarked;
