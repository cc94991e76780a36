/** Puts the parts together: which beans the use cases of each context are made of. */
@NullMarked
package campus.server.composition;

import org.jspecify.annotations.NullMarked;
