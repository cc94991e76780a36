/** Users, their profiles, cards, credentials and sessions: the rules. */
@NullMarked
package campus.identity.domain;

import org.jspecify.annotations.NullMarked;
