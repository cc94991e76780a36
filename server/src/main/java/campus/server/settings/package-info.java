/** The settings of an operator, and the failures they are told. */
@NullMarked
package campus.server.settings;

import org.jspecify.annotations.NullMarked;
