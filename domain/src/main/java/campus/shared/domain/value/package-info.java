/** Values that all contexts share, and the checks that make them. */
@NullMarked
package campus.shared.domain.value;

import org.jspecify.annotations.NullMarked;
