/** Tests of the settings. */
@NullMarked
package campus.server.settings;

import org.jspecify.annotations.NullMarked;
