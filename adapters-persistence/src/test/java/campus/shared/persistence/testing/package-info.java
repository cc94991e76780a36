/** Real databases for tests: one throw-away cluster per engine and JVM, one database per user. */
@NullMarked
package campus.shared.persistence.testing;

import org.jspecify.annotations.NullMarked;
