package campus.publishing.domain;

import campus.shared.domain.name.ResourceName;
import campus.shared.domain.name.ResourceType;
import campus.shared.domain.name.UserId;

/** The resource types of this context, by their names in the contract. */
public final class PublishingResources {

  public static final ResourceType MEMBER = new ResourceType("Member", "members/{member}");
  public static final ResourceType POST = new ResourceType("Post", "posts/{post}");
  public static final ResourceType TAG = new ResourceType("Tag", "tags/{tag}");
  public static final ResourceType CATEGORY = new ResourceType("Category", "categories/{category}");
  public static final ResourceType COMMENT =
      new ResourceType("Comment", "posts/{post}/comments/{comment}");

  private PublishingResources() {}

  /** The name of the member that a user is. */
  public static ResourceName memberOf(UserId user) {
    return MEMBER.named(user.value());
  }
}
