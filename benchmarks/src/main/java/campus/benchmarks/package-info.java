/** Makes communities, and measures a server that serves one. No part of the product's runtime. */
@NullMarked
package campus.benchmarks;

import org.jspecify.annotations.NullMarked;
