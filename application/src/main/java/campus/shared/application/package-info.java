/** What the use cases of all contexts share: callers, calls, transactions, and all reads. */
@NullMarked
package campus.shared.application;

import org.jspecify.annotations.NullMarked;
