/** The description of the HTTP interface. */
@NullMarked
package campus.shared.web.openapi;

import org.jspecify.annotations.NullMarked;
