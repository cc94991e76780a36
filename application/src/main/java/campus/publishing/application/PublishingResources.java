package campus.publishing.application;

import campus.publishing.domain.CategoryId;
import campus.publishing.domain.CommentId;
import campus.publishing.domain.PostId;
import campus.publishing.domain.SearchText;
import campus.publishing.domain.TagId;
import campus.shared.application.ResourceName;
import campus.shared.application.ResourceType;
import campus.shared.application.Subset;
import campus.shared.domain.UserId;

/**
 * The kinds of resource of this context, by the names that the contract gives them, and the subsets
 * of their collections.
 */
public final class PublishingResources {

  public static final ResourceType MEMBER = new ResourceType("Member", "members/{member}");
  public static final ResourceType POST = new ResourceType("Post", "posts/{post}");
  public static final ResourceType TAG = new ResourceType("Tag", "tags/{tag}");
  public static final ResourceType CATEGORY = new ResourceType("Category", "categories/{category}");
  public static final ResourceType COMMENT =
      new ResourceType("Comment", "posts/{post}/comments/{comment}");

  private PublishingResources() {}

  public static ResourceName nameOf(PostId post) {
    return POST.named(post.value());
  }

  public static ResourceName nameOf(TagId tag) {
    return TAG.named(tag.value());
  }

  public static ResourceName nameOf(CategoryId category) {
    return CATEGORY.named(category.value());
  }

  public static ResourceName nameOf(CommentId comment) {
    return COMMENT.named(comment.post().value(), comment.value());
  }

  public static ResourceName memberOf(UserId user) {
    return MEMBER.named(user.value());
  }

  /** Of members: those who like a post, the latest first. */
  public static Subset likers(PostId post) {
    return Subset.of("likers", post.value());
  }

  /** Of members: those who follow one, the latest first. */
  public static Subset followers(UserId member) {
    return Subset.of("followers", member.value());
  }

  /** Of members: those whom one follows, the latest first. */
  public static Subset following(UserId member) {
    return Subset.of("following", member.value());
  }

  /** Of posts: those published by members whom the caller follows, the newest first. */
  public static Subset feed() {
    return Subset.of("feed");
  }

  /** Of posts: the published ones in which a text is, titles first, then the newest first. */
  public static Subset search(SearchText query) {
    return Subset.of("search", query.key());
  }
}
