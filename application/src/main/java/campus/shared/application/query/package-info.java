/** What can be read, and in which shape. */
@NullMarked
package campus.shared.application.query;

import org.jspecify.annotations.NullMarked;
