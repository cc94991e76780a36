/** What stands in for the database where rules are tested without one. */
@NullMarked
package campus.shared.application.testing;

import org.jspecify.annotations.NullMarked;
