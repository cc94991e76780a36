/** What requests must be, by their contracts: size, nesting, texts, names, rules. */
@NullMarked
package campus.shared.grpc.validation;

import org.jspecify.annotations.NullMarked;
