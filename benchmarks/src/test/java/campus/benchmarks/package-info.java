/** Tests of how communities are made, and of what measures. */
@NullMarked
package campus.benchmarks;

import org.jspecify.annotations.NullMarked;
