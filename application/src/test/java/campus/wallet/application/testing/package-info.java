/** The wallet in memory, and what tests of it share. */
@NullMarked
package campus.wallet.application.testing;

import org.jspecify.annotations.NullMarked;
