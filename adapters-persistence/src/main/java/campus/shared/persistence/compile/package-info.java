/** Turns what a call selects into SQL, by the declarations. */
@NullMarked
package campus.shared.persistence.compile;

import org.jspecify.annotations.NullMarked;
