/** Runs compiled queries, alone or for several callers at once, and reads their rows. */
@NullMarked
package campus.shared.persistence.fetch;

import org.jspecify.annotations.NullMarked;
