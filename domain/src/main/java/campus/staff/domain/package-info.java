/** Employees and whom they work for: the rules. */
@NullMarked
package campus.staff.domain;

import org.jspecify.annotations.NullMarked;
