/** How resources are named: their types, patterns and ids. */
@NullMarked
package campus.shared.domain.name;

import org.jspecify.annotations.NullMarked;
