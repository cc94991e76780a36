/** The endpoints of members, posts, tags, categories, comments, the feed and statistics. */
@NullMarked
package campus.publishing.grpc;

import org.jspecify.annotations.NullMarked;
