/** Sends calls to a server, and measures their latency and rate. */
@NullMarked
package campus.benchmarks.load;

import org.jspecify.annotations.NullMarked;
