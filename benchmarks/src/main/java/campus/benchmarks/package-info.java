/**
 * The commands {@code bench}, {@code demo} and {@code train}. No part of the product's runtime.
 * Imports run one way: commands, {@code report}, {@code reference}, {@code load}, {@code
 * community}, {@code process}.
 */
@NullMarked
package campus.benchmarks;

import org.jspecify.annotations.NullMarked;
