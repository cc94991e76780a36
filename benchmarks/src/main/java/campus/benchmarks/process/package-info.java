/**
 * Servers and PostgreSQL in their own processes: their homes, their start and end, their resource
 * usage.
 */
@NullMarked
package campus.benchmarks.process;

import org.jspecify.annotations.NullMarked;
