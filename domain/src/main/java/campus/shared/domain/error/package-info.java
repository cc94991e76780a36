/**
 * What can be wrong with a call. A context names its own cases in a factory: {@code LibraryErrors}.
 */
@NullMarked
package campus.shared.domain.error;

import org.jspecify.annotations.NullMarked;
