/** Brings a database's schema forward, checks it, and takes it back one step at a time. */
@NullMarked
package campus.shared.persistence.migration;

import org.jspecify.annotations.NullMarked;
