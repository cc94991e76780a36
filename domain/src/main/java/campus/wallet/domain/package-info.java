/** Accounts, the transfers between them, and what is bought by them. */
@NullMarked
package campus.wallet.domain;

import org.jspecify.annotations.NullMarked;
