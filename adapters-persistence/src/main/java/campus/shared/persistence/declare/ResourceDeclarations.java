package campus.shared.persistence.declare;

import campus.shared.domain.error.DomainError;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What a context declares of its resources. */
public interface ResourceDeclarations {

  List<Resource> resources();

  /**
   * The errors of constraints, by their names. A foreign key named {@code <table>_<relation>_fkey},
   * after a declared to-one relation, needs none: violating it means that the target does not
   * exist. Deleting a target therefore has to check for references first, under its row lock.
   */
  default Map<String, Supplier<DomainError>> constraints() {
    return Map.of();
  }
}
