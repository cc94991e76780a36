/** The wallet's tables, and what callers can read of them. */
@NullMarked
package campus.wallet.persistence;

import org.jspecify.annotations.NullMarked;
