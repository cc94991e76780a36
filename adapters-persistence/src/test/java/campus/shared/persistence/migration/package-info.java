/** Tests of the schema's ways forward and back. */
@NullMarked
package campus.shared.persistence.migration;

import org.jspecify.annotations.NullMarked;
