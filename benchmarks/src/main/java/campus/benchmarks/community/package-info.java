/** Generates a community from a seed, and loads it into a database. */
@NullMarked
package campus.benchmarks.community;

import org.jspecify.annotations.NullMarked;
