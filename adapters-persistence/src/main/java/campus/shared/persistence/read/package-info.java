/** All reads: the port that contexts and endpoints ask. */
@NullMarked
package campus.shared.persistence.read;

import org.jspecify.annotations.NullMarked;
