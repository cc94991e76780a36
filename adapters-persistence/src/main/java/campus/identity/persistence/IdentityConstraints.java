package campus.identity.persistence;

import campus.identity.domain.CardNumberTaken;
import campus.identity.domain.EmailTaken;
import campus.identity.domain.UsernameTaken;
import campus.shared.domain.Conflict;
import campus.shared.domain.DomainError;
import campus.shared.domain.Reason;
import campus.shared.persistence.ConstraintErrors;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.function.Supplier;

@Singleton
final class IdentityConstraints implements ConstraintErrors {

  @Override
  public Map<String, Supplier<DomainError>> byConstraint() {
    return Map.of(
        "users_pkey", () -> new Conflict(Reason.CONFLICT, "others are making this user; try again"),
        "users_username_key", UsernameTaken::new,
        "users_email_key", EmailTaken::new,
        "identity_cards_number_key", CardNumberTaken::new);
  }
}
