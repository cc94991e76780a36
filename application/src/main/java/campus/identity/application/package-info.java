/** What can be done with users, profiles, cards and sessions, and what that needs. */
@NullMarked
package campus.identity.application;

import org.jspecify.annotations.NullMarked;
