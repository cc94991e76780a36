/**
 * What can be done with posts, tags, categories, comments, likes and follows, and what that needs.
 */
@NullMarked
package campus.publishing.application;

import org.jspecify.annotations.NullMarked;
