package campus.identity.persistence;

import campus.identity.application.SignInAttempts;
import campus.identity.domain.IdentityCard;
import campus.identity.domain.IdentityErrors;
import campus.identity.domain.IdentityResources;
import campus.identity.domain.Profile;
import campus.shared.application.query.Visibility;
import campus.shared.application.write.Entities;
import campus.shared.application.write.Expirable;
import campus.shared.domain.error.DomainError;
import campus.shared.domain.name.Id;
import campus.shared.domain.value.ImageUri;
import campus.shared.domain.value.Role;
import campus.shared.persistence.declare.Resource;
import campus.shared.persistence.declare.ResourceDeclarations;
import campus.shared.persistence.entities.ExpiringTables;
import campus.shared.persistence.entities.JdbcEntities;
import campus.shared.persistence.jdbc.Sql;
import campus.shared.persistence.jdbc.Statements;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Other contexts relate their resources to the public ones. */
@Factory
public final class IdentityDeclarations implements ResourceDeclarations {

  public static final Resource USER =
      Resource.of(IdentityResources.USER, "users", "id")
          .owner("id")
          // Everyone sees them as members.
          .signedInOnly()
          .label("username", "username_key")
          .natural()
          .sortable()
          .label("email", "email_key")
          .sortable()
          .visibleTo(Visibility.OWNER)
          .enumerations("roles", Role.class)
          .visibleTo(Visibility.OWNER)
          .timestamp("create_time")
          .sortable()
          .timestamp("update_time")
          .etag()
          .one("profile", () -> IdentityDeclarations.PROFILE, "id", "user_id")
          .oneOrNone("identity_card", () -> IdentityDeclarations.IDENTITY_CARD, "id", "user_id")
          .many("sessions", () -> IdentityDeclarations.SESSION, "user_id")
          .many("api_tokens", () -> IdentityDeclarations.API_TOKEN, "user_id")
          .build();

  public static final Resource PROFILE =
      Resource.of(IdentityResources.PROFILE, "profiles", "user_id")
          .owner("user_id")
          .text("full_name")
          .sortable()
          .text("bio")
          .upTo(Profile.MAX_BIO)
          .text("image_uri")
          .upTo(ImageUri.MAX_LENGTH)
          .nullable()
          .timestamp("create_time")
          .timestamp("update_time")
          .etag()
          .one("user", () -> IdentityDeclarations.USER, "user_id", "id")
          .build();

  static final Resource IDENTITY_CARD =
      Resource.of(IdentityResources.IDENTITY_CARD, "identity_cards", "user_id")
          .owner("user_id")
          .rows(row -> Sql.of(row.column("user_id"), " = ", Sql.CALLER))
          .label("number", "number_key")
          .sortable()
          .enumeration("state", IdentityCard.State.class)
          .timestamp("issue_time")
          .timestamp("revoke_time")
          .nullable()
          .one("user", () -> IdentityDeclarations.USER, "user_id", "id")
          .build();

  /** Lists are those of one user, who has few: their index on the user serves each order. */
  static final Resource SESSION =
      Resource.of(IdentityResources.SESSION, "sessions", "user_id", "id")
          .owner("user_id")
          .rows(row -> Sql.of(row.column("user_id"), " = ", Sql.CALLER))
          .text("user_agent")
          .computed("current", row -> Sql.of(row.column("id"), " = ", Sql.SESSION))
          .timestamp("create_time")
          .sortable()
          .timestamp("refresh_time")
          .sortable()
          .timestamp("expire_time")
          .sortable()
          .build();

  /** As few as sessions. */
  static final Resource API_TOKEN =
      Resource.of(IdentityResources.API_TOKEN, "api_tokens", "user_id", "id")
          .owner("user_id")
          .rows(row -> Sql.of(row.column("user_id"), " = ", Sql.CALLER))
          .text("display_name")
          .sortable()
          .enumerations("roles", Role.class)
          .timestamp("create_time")
          .sortable()
          .timestamp("expire_time")
          .sortable()
          .build();

  @Override
  public List<Resource> resources() {
    return List.of(USER, PROFILE, IDENTITY_CARD, SESSION, API_TOKEN);
  }

  @Override
  public Map<String, Supplier<DomainError>> constraints() {
    return Map.of(
        "users_username_key", IdentityErrors::usernameTaken,
        "users_username_skeleton_key", IdentityErrors::usernameLooksTaken,
        "users_email_key", IdentityErrors::emailTaken,
        "identity_cards_number_key", IdentityErrors::cardNumberTaken);
  }

  /** The profiles, one per user. Locking a profile does not lock its user. */
  @Singleton
  Entities<Id<Profile>, Profile> profiles(Statements statements, ProfileRowRepository rows) {
    return JdbcEntities.of(
        statements, PROFILE, rows, ProfileRow.class, ProfileRow::from, ProfileRow::toDomain);
  }

  @Singleton
  Expirable sessionTokens(ExpiringTables tables) {
    return tables.rows("session_tokens", "hash", "expire_time", Duration.ZERO);
  }

  @Singleton
  Expirable sessions(ExpiringTables tables) {
    return tables.rows("sessions", "id", "expire_time", Duration.ZERO);
  }

  @Singleton
  Expirable passwordResets(ExpiringTables tables) {
    return tables.rows("password_resets", "hash", "expire_time", Duration.ZERO);
  }

  @Singleton
  Expirable apiTokens(ExpiringTables tables) {
    return tables.rows("api_tokens", "id", "expire_time", Duration.ZERO);
  }

  @Singleton
  Expirable signInAttempts(ExpiringTables tables) {
    return tables.rows("sign_in_attempts", "key", "last_time", SignInAttempts.MEMORY);
  }

  @Singleton
  Expirable signInOrigins(ExpiringTables tables) {
    return tables.rows(
        "sign_in_origins", "user_id, origin", "last_time", SignInAttempts.ORIGIN_MEMORY);
  }
}
