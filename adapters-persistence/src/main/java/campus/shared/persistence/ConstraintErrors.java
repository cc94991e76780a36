package campus.shared.persistence;

import campus.shared.domain.DomainError;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What it means when a constraint of the database is violated, by the constraint's name. Each
 * context has one.
 */
public interface ConstraintErrors {

  Map<String, Supplier<DomainError>> byConstraint();
}
