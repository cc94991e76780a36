/** The wallet's services. */
@NullMarked
package campus.wallet.grpc;

import org.jspecify.annotations.NullMarked;
