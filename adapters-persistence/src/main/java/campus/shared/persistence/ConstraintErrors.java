package campus.shared.persistence;

import campus.shared.application.ResourceType;
import campus.shared.domain.DomainError;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What it means when a constraint of the database is violated, by the constraint's name. Each
 * context has one.
 */
public interface ConstraintErrors {

  Map<String, Supplier<DomainError>> byConstraint();

  /**
   * The kinds of resource that foreign keys lead to: a violation means that the resource which a
   * row is to refer to is not there. Whoever deletes such a resource looks first, under its lock,
   * whether anything refers to it.
   */
  default Map<String, ResourceType> references() {
    return Map.of();
  }
}
