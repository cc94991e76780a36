/** What members publish: posts with their tags, categories and comments; whom they follow. */
@NullMarked
package campus.publishing.domain;

import org.jspecify.annotations.NullMarked;
