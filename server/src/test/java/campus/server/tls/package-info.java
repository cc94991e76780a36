@NullMarked
package campus.server.tls;

import org.jspecify.annotations.NullMarked;
