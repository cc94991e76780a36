/** Measures what a server is compared with: pgbench with the server's own SQL, and h2load. */
@NullMarked
package campus.benchmarks.reference;

import org.jspecify.annotations.NullMarked;
