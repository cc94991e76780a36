/** HTTP requests and their answers. */
@NullMarked
package campus.shared.web.http;

import org.jspecify.annotations.NullMarked;
