/** The driven ports of identity in memory, and the contracts that every implementation keeps. */
@NullMarked
package campus.identity.application.testing;

import org.jspecify.annotations.NullMarked;
