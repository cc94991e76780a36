/** For programs in Java that call Campus: sessions, retries and pages over the generated stubs. */
@NullMarked
package campus.client;

import org.jspecify.annotations.NullMarked;
