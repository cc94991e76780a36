/** Tests of the client, against a server that answers what they say. */
@NullMarked
package campus.client;

import org.jspecify.annotations.NullMarked;
