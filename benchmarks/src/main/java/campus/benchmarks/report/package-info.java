/** Collects the results of scenarios, and reports them. */
@NullMarked
package campus.benchmarks.report;

import org.jspecify.annotations.NullMarked;
