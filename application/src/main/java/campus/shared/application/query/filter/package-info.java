/** The filter language: parsing and checking. */
@NullMarked
package campus.shared.application.query.filter;

import org.jspecify.annotations.NullMarked;
