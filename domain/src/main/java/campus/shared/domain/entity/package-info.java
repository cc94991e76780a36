/** What entities have in common: an id, times and a version. */
@NullMarked
package campus.shared.domain.entity;

import org.jspecify.annotations.NullMarked;
