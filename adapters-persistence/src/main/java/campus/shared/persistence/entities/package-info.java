/** What the writes of all contexts share: entities in tables, requests, kept counts, expiry. */
@NullMarked
package campus.shared.persistence.entities;

import org.jspecify.annotations.NullMarked;
