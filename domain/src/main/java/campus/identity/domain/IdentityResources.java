package campus.identity.domain;

import campus.shared.domain.ResourceType;
import campus.shared.domain.UserId;

/** The kinds of resource of this context, by the names that the contract gives them. */
public final class IdentityResources {

  public static final ResourceType USER = UserId.TYPE;
  public static final ResourceType PROFILE = new ResourceType("Profile", "users/{user}/profile");

  /** See {@link IdentityCard}. */
  public static final ResourceType IDENTITY_CARD =
      new ResourceType("IdentityCard", "users/{user}/identityCard");

  private IdentityResources() {}
}
