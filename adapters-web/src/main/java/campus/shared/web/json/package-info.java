/** Calls as HTTP and JSON, by the rules in the contracts (AIP-127). */
@NullMarked
package campus.shared.web.json;

import org.jspecify.annotations.NullMarked;
