package campus.identity.application;

import campus.identity.domain.IdentityCard;
import campus.shared.application.ResourceType;

/** The kinds of resource of this context, by the names that the contract gives them. */
public final class IdentityResources {

  public static final ResourceType USER = new ResourceType("User", "users/{user}");
  public static final ResourceType PROFILE = new ResourceType("Profile", "users/{user}/profile");

  /** See {@link IdentityCard}. */
  public static final ResourceType IDENTITY_CARD =
      new ResourceType("IdentityCard", "users/{user}/identityCard");

  private IdentityResources() {}
}
