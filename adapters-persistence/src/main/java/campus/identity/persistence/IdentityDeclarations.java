package campus.identity.persistence;

import static campus.shared.application.FieldType.ENUM;
import static campus.shared.application.FieldType.ENUMS;
import static campus.shared.application.FieldType.ETAG;
import static campus.shared.application.FieldType.LABEL;
import static campus.shared.application.FieldType.TEXT;
import static campus.shared.application.FieldType.TIMESTAMP;

import campus.identity.application.IdentityResources;
import campus.shared.application.Visibility;
import campus.shared.persistence.Resource;
import campus.shared.persistence.ResourceDeclarations;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
final class IdentityDeclarations implements ResourceDeclarations {

  static final Resource USER =
      Resource.of(IdentityResources.USER, "users", "id")
          .owner("id")
          .field("username", LABEL, "username")
          .field("email", LABEL, "email", Visibility.OWNER)
          .field("roles", ENUMS, "roles", Visibility.OWNER)
          .field("create_time", TIMESTAMP, "create_time")
          .field("update_time", TIMESTAMP, "update_time")
          .field("etag", ETAG, "version")
          .one("profile", () -> IdentityDeclarations.PROFILE, "id", "user_id")
          .oneOrNone("identity_card", () -> IdentityDeclarations.IDENTITY_CARD, "id", "user_id")
          .build();

  static final Resource PROFILE =
      Resource.of(IdentityResources.PROFILE, "profiles", "user_id")
          .owner("user_id")
          .field("full_name", TEXT, "full_name")
          .field("bio", TEXT, "bio")
          .field("create_time", TIMESTAMP, "create_time")
          .field("update_time", TIMESTAMP, "update_time")
          .field("etag", ETAG, "version")
          .one("user", () -> IdentityDeclarations.USER, "user_id", "id")
          .build();

  static final Resource IDENTITY_CARD =
      Resource.of(IdentityResources.IDENTITY_CARD, "identity_cards", "user_id")
          .owner("user_id")
          .rows("{row}.user_id = {caller}")
          .field("number", LABEL, "number")
          .field("state", ENUM, "state")
          .field("issue_time", TIMESTAMP, "issue_time")
          .field("revoke_time", TIMESTAMP, "revoke_time")
          .one("user", () -> IdentityDeclarations.USER, "user_id", "id")
          .build();

  @Override
  public List<Resource> resources() {
    return List.of(USER, PROFILE, IDENTITY_CARD);
  }
}
