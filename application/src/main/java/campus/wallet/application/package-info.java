/** Opening accounts, moving money, paying orders, and checking the books. */
@NullMarked
package campus.wallet.application;

import org.jspecify.annotations.NullMarked;
