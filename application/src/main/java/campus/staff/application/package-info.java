/** What can be done with employees, and what that needs. */
@NullMarked
package campus.staff.application;

import org.jspecify.annotations.NullMarked;
