/** Creating, updating and deleting entities, in transactions that can be retried. */
@NullMarked
package campus.shared.application.write;

import org.jspecify.annotations.NullMarked;
