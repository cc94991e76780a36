/** What can be done with authors and books, and what that needs. */
@NullMarked
package campus.library.application;

import org.jspecify.annotations.NullMarked;
