/**
 * What the persistence of all contexts shares: connections, transactions, errors, and all reads.
 */
@NullMarked
package campus.shared.persistence;

import org.jspecify.annotations.NullMarked;
