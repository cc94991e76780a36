package campus.identity.domain;

import campus.shared.domain.name.ResourceType;
import campus.shared.domain.name.UserId;

/** The resource types of this context, by their names in the contract. */
public final class IdentityResources {

  public static final ResourceType USER = UserId.TYPE;
  public static final ResourceType PROFILE = new ResourceType("Profile", "users/{user}/profile");

  /** See {@link IdentityCard}. */
  public static final ResourceType IDENTITY_CARD =
      new ResourceType("IdentityCard", "users/{user}/identityCard");

  /** See {@link Session}. */
  public static final ResourceType SESSION =
      new ResourceType("Session", "users/{user}/sessions/{session}");

  /** See {@link ApiToken}. */
  public static final ResourceType API_TOKEN =
      new ResourceType("ApiToken", "users/{user}/apiTokens/{api_token}");

  private IdentityResources() {}
}
