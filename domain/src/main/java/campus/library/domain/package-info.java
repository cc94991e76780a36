/** Authors and their books: the rules. */
@NullMarked
package campus.library.domain;

import org.jspecify.annotations.NullMarked;
