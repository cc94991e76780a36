/**
 * What contexts declare of their resources: fields, relations, who sees them, where they are
 * stored.
 */
@NullMarked
package campus.shared.persistence.declare;

import org.jspecify.annotations.NullMarked;
