package campus.wallet.persistence;

import campus.identity.application.IdentityResources;
import campus.shared.application.ResourceType;
import campus.shared.domain.Conflict;
import campus.shared.domain.DomainError;
import campus.shared.domain.Reason;
import campus.shared.persistence.ConstraintErrors;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.function.Supplier;

@Singleton
final class WalletConstraints implements ConstraintErrors {

  @Override
  public Map<String, Supplier<DomainError>> byConstraint() {
    return Map.of(
        "transfers_reverses_key",
        () -> new Conflict(Reason.CONFLICT, "others are reversing this transfer; try again"));
  }

  @Override
  public Map<String, ResourceType> references() {
    return Map.of("accounts_owner_fkey", IdentityResources.USER);
  }
}
