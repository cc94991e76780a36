/** Tests that the examples work, built and run as their READMEs say. */
@NullMarked
package campus.server.examples;

import org.jspecify.annotations.NullMarked;
