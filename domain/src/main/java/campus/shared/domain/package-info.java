/** What the domains of all contexts share: errors, ids that cross contexts, roles. */
@NullMarked
package campus.shared.domain;

import org.jspecify.annotations.NullMarked;
